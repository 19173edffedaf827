import * as z from 'zod/mini';
import { some } from '../../../shared/collect/wire.ts';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { huaweiRef, id, said, tags } from '../items.ts';
import { markedPages } from '../pages.ts';

/** SDK type CentralNetwork of cc v3. */
const CentralNetwork = z.object({
  id,
  name: said,
  domain_id: said,
  state: said,
  er_instances: some(z.object({ enterprise_router_id: id })),
  tags,
});

/** The newer kind of Cloud Connect: enterprise routers of any regions, joined by a policy. VPCs hang on the routers. */
export const centralNetwork = collector({
  name: 'central-network',
  emits: ['cen'],
  scope: 'account',
  paging: 'token',
  actions: [API.centralNetworks.action],

  list: (api) =>
    markedPages(api, API.centralNetworks, {
      ids: { domain_id: api.account },
      at: 'central_networks',
      item: CentralNetwork,
      size: 2000,
    }),

  *map(item) {
    if (item.state === 'DELETED') return;
    yield {
      kind: 'cen',
      ref: huaweiRef('cen', item.id),
      id: item.id,
      name: item.name ?? item.id,
      tags: item.tags,
      region: undefined,
      owner: item.domain_id,
      type: 'central-network',
      state: item.state ?? 'unknown',
      attachments: item.er_instances.map(({ enterprise_router_id: router }) => ({
        id: router,
        vpc: undefined,
        owner: undefined,
        // Of a router in a network nothing is told but that it is there.
        state: 'attached',
      })),
    };
  },
});
