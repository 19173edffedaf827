import { whole } from '../../../shared/collect/gather.ts';
import * as z from 'zod/mini';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { addressesOf, huaweiRef, id, link, said, regionRef } from '../items.ts';
import { natTags } from '../nat-tags.ts';
import { followingPages, inProject } from '../pages.ts';
import { natState } from '../states.ts';

/** SDK type NatGatewayResponseBody. */
const Gateway = z.object({
  id,
  name: said,
  status: said,
  router_id: said,
  internal_network_id: said,
  ngport_ip_address: said,
});

/** Public ones. Their public addresses belong to their rules. */
export const natGateway = collector({
  name: 'nat-gateway',
  emits: ['nat_gateway'],
  scope: 'region',
  paging: 'token',
  actions: [API.natGateways.action, API.natGatewayTags.action],

  list: (api) =>
    inProject(api, async function* (ids) {
      const pages = followingPages(api, API.natGateways, {
        ids,
        at: 'nat_gateways',
        item: Gateway,
        size: 2000,
      });
      const gateways = await whole(pages);
      const tags = await natTags(api, ids, gateways);
      yield gateways.map((gateway) => ({ ...gateway, tags: tags.get(gateway.id) ?? [] }));
    }),

  *map(item, { region }) {
    yield {
      kind: 'nat_gateway',
      ref: huaweiRef('nat_gateway', item.id),
      id: item.id,
      name: item.name ?? item.id,
      tags: item.tags,
      region: regionRef(region),
      owner: undefined,
      vpc: link('vpc', item.router_id),
      subnet: link('subnet', item.internal_network_id),
      scheme: 'external',
      state: natState(item.status),
      addresses: addressesOf([item.ngport_ip_address], []),
      nics: [],
    };
  },
});
