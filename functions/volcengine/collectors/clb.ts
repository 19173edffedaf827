import * as z from 'zod/mini';
import { some } from '../../../shared/collect/wire.ts';
import { collector } from '../client.ts';
import { address, id, link, links, said, tags, volcengineRef } from '../items.ts';
import { numberedPages } from '../pages.ts';
import { balancerState } from '../states.ts';

/** SDK type LoadBalancerForDescribeLoadBalancersOutput of clb. */
const LoadBalancer = z.object({
  LoadBalancerId: id,
  LoadBalancerName: said,
  AccountId: said,
  Type: said,
  Status: said,
  VpcId: said,
  SubnetId: said,
  EniAddress: said,
  EipAddress: said,
  // Of one with several; texts in the vendor's page, objects in its SDK: https://volcengine.com/docs/6406/71773
  EniAddresses: some(z.union([z.string(), z.object({ EniAddress: said, EipAddress: said })])),
  EniIpv6Address: said,
  Tags: tags,
});
type LoadBalancer = z.infer<typeof LoadBalancer>;

export const clb = collector({
  name: 'clb',
  emits: ['load_balancer'],
  scope: 'region',
  paging: 'offset',
  actions: ['clb:DescribeLoadBalancers'],

  list: ({ ask }) =>
    numberedPages(ask, {
      action: 'clb:DescribeLoadBalancers',
      at: 'LoadBalancers',
      item: LoadBalancer,
      keyOf: ({ LoadBalancerId }) => LoadBalancerId,
    }),

  *map(item, { region }) {
    yield {
      kind: 'load_balancer',
      ref: volcengineRef('load_balancer', item.LoadBalancerId),
      id: item.LoadBalancerId,
      name: item.LoadBalancerName ?? item.LoadBalancerId,
      tags: item.Tags,
      region: volcengineRef('region', region),
      owner: item.AccountId,
      type: 'clb',
      scheme: item.Type === 'private' ? 'internal' : 'external',
      state: balancerState(item.Status),
      vpc: link('vpc', item.VpcId),
      subnets: links('subnet', [item.SubnetId]),
      hostname: undefined,
      addresses: [...fours(item), ...address(item.EniIpv6Address)],
      security_groups: [],
    };
  },
});

function fours({ EniAddress, EipAddress, EniAddresses }: LoadBalancer) {
  if (EniAddresses.length === 0) return address(EniAddress, EipAddress);
  return EniAddresses.flatMap((one) =>
    typeof one === 'string' ? address(one) : address(one.EniAddress, one.EipAddress),
  );
}
