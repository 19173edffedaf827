import { qingcloud } from '../../../functions/qingcloud/provider.ts';
import { testCollector } from '../../contract/collector.ts';
import type { RegionEstate } from '../../simulator/qingcloud/estate.ts';
import { startCloud } from './cloud.ts';
import type { TestCloud } from './cloud.ts';

/** More than a page of two of each list, and clusters whose nodes have to be asked for. */
const sizes = {
  routers: 5,
  vxnets: 7,
  routeTables: 5,
  borders: 3,
  securityGroups: 5,
  rulesPerGroup: 3,
  instances: 9,
  nodes: 3,
  looseEips: 3,
  nfvs: 3,
  loadBalancers: 5,
  rdbs: 6,
  caches: 3,
  clusters: 15,
  apart: 2,
};

const GONE = ['terminated', 'ceased', 'deleted', 'released'];

type Ids = (here: RegionEstate) => readonly string[];

const live = ({ instances }: RegionEstate) => instances.filter(({ status }) => !GONE.includes(status));
const clustersOf =
  (app: RegExp): Ids =>
  ({ clusters }) =>
    clusters.filter(({ app_info }) => app.test(app_info.app_name)).map(({ cluster_id }) => cluster_id);

const EXPECTED: Readonly<Record<string, Ids>> = {
  region: () => ['pek3', 'pek3a'],
  az: () => ['pek3b', 'pek3c', 'pek3d'],
  vpc: ({ routers }) => routers.map(({ router_id }) => router_id),
  router: ({ routers }) => routers.map(({ router_id }) => router_id),
  subnet: ({ vxnets }) => vxnets.map(({ vxnet_id }) => vxnet_id),
  'route-table': ({ routeTables }) =>
    routeTables.flatMap(({ rtable_id, resource_map }) =>
      Object.keys(resource_map).length > 0 ? rtable_id : [],
    ),
  border: ({ borders }) => borders.map(({ vpc_border_id }) => vpc_border_id),
  'security-group': ({ securityGroups }) => securityGroups.map(({ security_group_id }) => security_group_id),
  eip: ({ eips }) => eips.map(({ eip_id }) => eip_id),
  nic: ({ nics }) => nics.map(({ nic_id }) => nic_id),
  vm: (here) => live(here).map(({ instance_id }) => instance_id),
  'nat-gateway': ({ nfvs }) => nfvs.map(({ nfv_id }) => nfv_id),
  'nat-rule': ({ snatRules, dnatRules }) => [
    ...snatRules.filter(({ enable }) => enable === 1).map(({ snat_id }) => snat_id),
    ...dnatRules.map(({ dnat_id }) => dnat_id),
  ],
  'load-balancer': ({ loadBalancers }) => loadBalancers.map(({ loadbalancer_id }) => loadbalancer_id),
  'lb-listener': ({ listeners }) => listeners.map(({ loadbalancer_listener_id: id }) => id),
  'lb-target': ({ listeners }) =>
    listeners.flatMap(({ backends }) => backends.map(({ loadbalancer_backend_id: id }) => id)),
  rds: ({ rdbs }) => rdbs.map(({ rdb_id }) => rdb_id),
  'rds-cluster': clustersOf(/MySQL|PostgreSQL/),
  redis: ({ caches }) => caches.map(({ cache_id }) => cache_id),
  'redis-cluster': clustersOf(/Redis/),
  'k8s-cluster': clustersOf(/QKE/),
};

for (const collector of qingcloud.collectors) {
  const expected = EXPECTED[collector.name];
  if (expected === undefined) throw new Error(`say what ${collector.name} should find`);
  let opened: TestCloud | undefined;
  testCollector({
    collector,
    open: async () => {
      opened = await startCloud({ sizes }, { small: true, account: collector.scope === 'account' });
      return opened;
    },
    // Every list counts; what a page lacks then is a total that is not reached.
    paged: [],
    ids: () => (opened === undefined ? [] : expected(opened.here)),
  });
}
