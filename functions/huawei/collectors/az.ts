import * as z from 'zod/mini';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { huaweiRef, id } from '../items.ts';
import { itemsOf } from '../pages.ts';

/** SDK type ListServerAzInfo. */
const Zone = z.object({ availability_zone_id: id });

/** Also those that are sold out; the API has no pages. All projects of a region have the same. */
export const az = collector({
  name: 'az',
  emits: ['az'],
  scope: 'region',
  paging: 'token',
  actions: [API.zones.action],

  async *list({ ask, projects }) {
    const [project] = await projects();
    if (project === undefined) return;
    const answer = await ask(API.zones, { ids: { project_id: project.id } });
    yield itemsOf(answer, 'availability_zones', Zone, API.zones.action);
  },

  *map({ availability_zone_id: zone }, { region }) {
    yield {
      kind: 'az',
      ref: huaweiRef('az', zone),
      id: zone,
      name: zone,
      tags: [],
      region: huaweiRef('region', region),
      zone_id: undefined,
    };
  },
});
