import { listIn } from '../../../shared/collect/wire.ts';
import * as z from 'zod/mini';
import { collector } from '../client.ts';
import { id, volcengineRef } from '../items.ts';

const ZONES = 'ecs:DescribeZones';

/** SDK type ZoneForDescribeZonesOutput of ecs: ids, and no names. The API has no pages. */
const Zone = z.object({ ZoneId: id });

export const az = collector({
  name: 'az',
  emits: ['az'],
  scope: 'region',
  paging: 'token',
  actions: [ZONES],

  async *list({ ask }) {
    yield listIn(await ask(ZONES, {}), 'Zones', Zone, ZONES);
  },

  *map({ ZoneId }, { region }) {
    yield {
      kind: 'az',
      ref: volcengineRef('az', ZoneId),
      id: ZoneId,
      name: ZoneId,
      tags: [],
      region: volcengineRef('region', region),
      // The ids of zones are the same for every account.
      zone_id: undefined,
    };
  },
});
