import { pagesOf } from '../../shared/collect/gather.ts';
import { sharedList } from '../../shared/collect/shared-list.ts';
import type { Pages } from '../../shared/collect/gather.ts';
import { LoadBalancerListener } from './listeners.ts';
import { Router, VxNet } from './networks.ts';
import { Eip } from './eips.ts';
import { Cluster } from './clusters.ts';
import { Instance } from './instances.ts';
import { gatewaysIn } from './nat-gateways.ts';
import type { Gateway } from './nat-gateways.ts';
import { offsetPages, united } from './pages.ts';
import type { Asking } from './pages.ts';
import { isThere, LIVE_EIPS, LIVE_INSTANCES, LIVE_ROUTERS } from './states.ts';

/** Lists that several collectors stand on. `reader` is the name of the collector that asks. */
export interface Lists {
  routers(reader: string): Promise<Pages<Router>>;
  vxnets(reader: string): Promise<Pages<VxNet>>;
  instances(reader: string): Promise<Pages<Instance>>;
  eips(reader: string): Promise<Pages<Eip>>;
  gateways(reader: string): Promise<Pages<Gateway>>;
  listeners(reader: string): Promise<Pages<LoadBalancerListener>>;
  clusters(reader: string): Promise<Pages<Cluster>>;
}

/** https://docsv3.qingcloud.com/development_docs/api/command_list/ : each list under its own name. */
export function listsOf(asking: Asking): Lists {
  return {
    routers: sharedList(() =>
      pagesOf(
        offsetPages(asking, {
          action: 'vpc:DescribeRouters',
          params: { status: LIVE_ROUTERS, verbose: 1 },
          at: 'router_set',
          item: Router,
          keyOf: ({ router_id }) => router_id,
        }),
      ),
    ),
    vxnets: sharedList(() =>
      pagesOf(
        offsetPages(asking, {
          action: 'vpc:DescribeVxnets',
          at: 'vxnet_set',
          item: VxNet,
          keyOf: ({ vxnet_id }) => vxnet_id,
        }),
      ),
    ),
    instances: sharedList(() => pagesOf(everyInstance(asking))),
    eips: sharedList(() =>
      pagesOf(
        offsetPages(asking, {
          action: 'ecm:DescribeEips',
          params: { status: LIVE_EIPS, verbose: 1 },
          at: 'eip_set',
          item: Eip,
          keyOf: ({ eip_id }) => eip_id,
        }),
      ),
    ),
    gateways: sharedList(() => pagesOf(gatewaysIn(asking, {}))),
    listeners: sharedList(() =>
      pagesOf(
        offsetPages(asking, {
          action: 'elb:DescribeLoadBalancerListeners',
          // With their backends: no call per listener.
          params: { verbose: 1 },
          at: 'loadbalancer_listener_set',
          item: LoadBalancerListener,
          keyOf: ({ loadbalancer_listener_id }) => loadbalancer_listener_id,
        }),
      ),
    ),
    clusters: sharedList(() => everyCluster(asking)),
  };
}

/**
 * With their nodes: no call per cluster. Of the states that a cluster may be in, the page names too few for a condition
 * to leave out those that are gone and nothing else, so they are left out here.
 */
async function everyCluster(asking: Asking): Promise<Pages<Cluster>> {
  const pages = await pagesOf(
    offsetPages(asking, {
      action: 'iaas:DescribeClusters',
      params: { verbose: 1 },
      at: 'cluster_set',
      item: Cluster,
      keyOf: ({ cluster_id }) => cluster_id,
    }),
  );
  return pages.map((page) => page.filter(isThere));
}

/** Nodes of databases and of QKE are listed only where they are asked for (`is_cluster_node` of SDK type DescribeInstancesInput). */
function everyInstance(asking: Asking) {
  const lists = [0, 1].map((is_cluster_node) =>
    offsetPages(asking, {
      action: 'ecm:DescribeInstances',
      params: { status: LIVE_INSTANCES, verbose: 1, is_cluster_node },
      at: 'instance_set',
      item: Instance,
      keyOf: ({ instance_id }) => instance_id,
    }),
  );
  return united(lists, ({ instance_id }) => instance_id);
}
