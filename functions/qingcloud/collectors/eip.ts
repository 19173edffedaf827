import { collector } from '../client.ts';
import { deviceOf, nicRef, qingcloudRef } from '../items.ts';

/** Attached or not; to whatever: servers, VPCs, load balancers, NAT gateways. */
export const eip = collector({
  name: 'eip',
  emits: ['eip'],
  scope: 'region',
  paging: 'offset',
  actions: ['ecm:DescribeEips'],

  async *list({ lists }) {
    yield* await lists.eips('eip');
  },

  *map(item, scope) {
    // While it is being created it has none.
    if (item.eip_addr === undefined) return;
    yield {
      kind: 'eip',
      ref: qingcloudRef('eip', item.eip_id),
      id: item.eip_id,
      name: item.eip_name ?? item.eip_id,
      tags: item.tags,
      region: qingcloudRef('region', scope.region),
      owner: undefined,
      ip: item.eip_addr,
      private_ip: undefined,
      nic: item.resource?.nic_id === undefined ? undefined : nicRef(scope, item.resource.nic_id),
      device: deviceOf(item.resource?.resource_id),
    };
  },
});
