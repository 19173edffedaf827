import { DescribeListenersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { whole } from '../../shared/collect/gather.ts';
import type { Aws } from './client.ts';
import { idOf, paged, unlessGone } from './items.ts';
import type { Found } from './listener-groups.ts';

export const LISTENERS = 'elasticloadbalancing:DescribeListeners';

/** Of one load balancer; none where it went in the meantime. */
export async function listenersOf({ elbv2 }: Aws, balancer: LoadBalancer): Promise<readonly Found[]> {
  const LoadBalancerArn = idOf(balancer.LoadBalancerArn, 'elasticloadbalancing:DescribeLoadBalancers');
  const pages = paged(
    LISTENERS,
    (Marker) => elbv2.send(new DescribeListenersCommand({ LoadBalancerArn, Marker, PageSize: 400 })),
    ({ Listeners, NextMarker }) => [Listeners, NextMarker],
  );
  const listeners = (await unlessGone(['LoadBalancerNotFoundException'], whole(pages))) ?? [];
  return listeners.map((listener) => ({ balancer, listener, alone: listeners.length === 1 }));
}
