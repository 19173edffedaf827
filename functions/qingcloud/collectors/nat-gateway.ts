import { collector } from '../client.ts';
import { addressesById } from '../eips.ts';
import { addressesOf, link, qingcloudRef, subnetRef } from '../items.ts';
import { gatewaysByRouter } from '../gateways-by-vpc.ts';
import { publicIpsOf } from '../nat-gateways.ts';
import { stateOf } from '../states.ts';

/** Public addresses are named by their ids, and the VPC only by the networks that can be asked for their gateways. */
export const natGateway = collector({
  name: 'nat-gateway',
  emits: ['nat_gateway'],
  scope: 'region',
  paging: 'offset',
  actions: ['iaas:DescribeNFVs', 'ecm:DescribeEips', 'vpc:DescribeVxnets'],

  async *list({ ask, size, lists }) {
    const [pages, eips, vxnets] = await Promise.all([
      lists.gateways('nat-gateway'),
      lists.eips('nat-gateway'),
      lists.vxnets('nat-gateway'),
    ]);
    if (pages.flat().length === 0) return;
    const addresses = addressesById(eips);
    const routers = await gatewaysByRouter({ ask, size }, pages.flat(), vxnets.flat());
    for (const page of pages)
      yield page.map((gateway) => ({
        gateway,
        publicIps: publicIpsOf(gateway, addresses),
        router: routers.get(gateway.nfv_id),
      }));
  },

  *map({ gateway, publicIps, router }, scope) {
    const [{ vxnet_id } = { vxnet_id: undefined }] = gateway.vxnets;
    yield {
      kind: 'nat_gateway',
      ref: qingcloudRef('nat_gateway', gateway.nfv_id),
      id: gateway.nfv_id,
      name: gateway.nfv_name ?? gateway.nfv_id,
      tags: gateway.tags,
      region: qingcloudRef('region', scope.region),
      owner: undefined,
      vpc: link('vpc', router),
      subnet: vxnet_id === undefined ? undefined : subnetRef(scope, vxnet_id),
      scheme: 'external',
      state: stateOf(gateway.status, gateway.transition_status),
      addresses: addressesOf([], publicIps),
      nics: [],
    };
  },
});
