import * as z from 'zod/mini';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { baiduRef, id } from '../items.ts';
import { itemsOf } from '../pages.ts';

/** SDK type ZoneModel of bcc. */
const Zone = z.object({ zoneName: id });

/** Also those in which nothing is sold; the API has no pages. */
export const az = collector({
  name: 'az',
  emits: ['az'],
  scope: 'region',
  paging: 'token',
  actions: [API.zones.action],

  async *list({ ask }) {
    yield itemsOf(await ask(API.zones, {}), 'zones', Zone, API.zones.action);
  },

  *map({ zoneName: zone }, { region }) {
    yield {
      kind: 'az',
      ref: baiduRef('az', zone),
      id: zone,
      name: zone,
      tags: [],
      region: baiduRef('region', region),
      zone_id: undefined,
    };
  },
});
