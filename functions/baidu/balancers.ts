import type { Models } from '../../shared/model/kinds.ts';
import { addressesOf, baiduRef, link, links } from './items.ts';
import type { Balancer } from './lists.ts';
import { balancerState } from './states.ts';

/**
 * External as soon as it has a public address. Its security groups are in no list: they would take two calls for each balancer
 * (`DescribeSecurityGroups` and `DescribeEnterpriseSecurityGroups` of github.com/baidubce/bce-sdk-go, services/blb), and are left out.
 */
export function balancerOf(item: Balancer, type: string, region: string): Models['load_balancer'] {
  const { blbId, name = blbId, address, ipv6, publicIp, publicIpv6 } = item;
  const outside = [publicIp, publicIpv6].some((ip) => ip !== undefined);
  return {
    kind: 'load_balancer',
    ref: baiduRef('load_balancer', blbId),
    id: blbId,
    name,
    tags: item.tags,
    region: baiduRef('region', region),
    owner: undefined,
    type,
    scheme: outside ? 'external' : 'internal',
    state: balancerState(item.status),
    vpc: link('vpc', item.vpcId),
    subnets: links('subnet', [item.subnetId]),
    hostname: undefined,
    addresses: [...addressesOf([address], [publicIp]), ...addressesOf([ipv6], [publicIpv6])],
    security_groups: [],
  };
}

/** Listeners have no ids: a balancer has one per port, and per protocol where UDP and TCP share one. */
export function listenerOf(
  blbId: string,
  { type, port }: { readonly type: string; readonly port: number },
  target_groups: readonly string[],
): Models['lb_listener'] {
  const protocol = type.toLowerCase();
  const id = `${blbId}:${protocol}:${port}`;
  return {
    kind: 'lb_listener',
    ref: baiduRef('lb_listener', blbId, protocol, String(port)),
    id,
    name: id,
    tags: [],
    load_balancer: baiduRef('load_balancer', blbId),
    protocol,
    port,
    target_groups,
  };
}
