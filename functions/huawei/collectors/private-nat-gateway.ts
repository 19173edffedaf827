import * as z from 'zod/mini';
import { some } from '../../../shared/collect/wire.ts';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { addressesOf, huaweiRef, id, link, said, tags, regionRef } from '../items.ts';
import { inProject, markedPages } from '../pages.ts';
import { natState } from '../states.ts';

/** SDK type PrivateNat. */
const Gateway = z.object({
  id,
  name: said,
  status: said,
  downlink_vpcs: some(z.object({ vpc_id: said, virsubnet_id: said, ngport_ip_address: said })),
  tags,
});

/** Between VPCs and to other networks, not to the internet. */
export const privateNatGateway = collector({
  name: 'private-nat-gateway',
  emits: ['nat_gateway'],
  scope: 'region',
  paging: 'token',
  actions: [API.privateNatGateways.action],

  list: (api) =>
    inProject(api, (ids) =>
      markedPages(api, API.privateNatGateways, {
        ids,
        at: 'gateways',
        item: Gateway,
        size: 2000,
      }),
    ),

  *map(item, { region }) {
    const [below] = item.downlink_vpcs;
    yield {
      kind: 'nat_gateway',
      ref: huaweiRef('nat_gateway', item.id),
      id: item.id,
      name: item.name ?? item.id,
      tags: item.tags,
      region: regionRef(region),
      owner: undefined,
      vpc: link('vpc', below?.vpc_id),
      subnet: link('subnet', below?.virsubnet_id),
      scheme: 'internal',
      state: natState(item.status),
      addresses: addressesOf(
        item.downlink_vpcs.map((vpc) => vpc.ngport_ip_address),
        [],
      ),
      nics: [],
    };
  },
});
