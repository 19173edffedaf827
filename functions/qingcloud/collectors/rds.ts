import { collector } from '../client.ts';
import { Rdb } from '../databases.ts';
import { addressesOf, link, qingcloudRef, subnetLinks } from '../items.ts';
import { offsetPages, united } from '../pages.ts';
import { LIVE, stateOf } from '../states.ts';

const ENGINES = ['mysql', 'psql'] as const;
const keyOf = ({ rdb_id }: Rdb) => rdb_id;

/** Databases from before AppCenter: "the default of `rdb_engine` is mysql", so both are asked for. */
export const rds = collector({
  name: 'rds',
  emits: ['rds'],
  scope: 'region',
  paging: 'offset',
  actions: ['iaas:DescribeRDBs'],

  list: ({ ask, size }) => {
    const lists = ENGINES.map((rdb_engine) =>
      offsetPages(
        { ask, size },
        {
          action: 'iaas:DescribeRDBs',
          params: { rdb_engine, status: LIVE, verbose: 1 },
          at: 'rdb_set',
          item: Rdb,
          keyOf,
        },
      ),
    );
    return united(lists, keyOf);
  },

  *map(item, scope) {
    const host = item.master_ip;
    yield {
      kind: 'rds',
      ref: qingcloudRef('rds', item.rdb_id),
      id: item.rdb_id,
      name: item.rdb_name ?? item.rdb_id,
      tags: item.tags,
      region: qingcloudRef('region', scope.region),
      owner: undefined,
      engine: item.rdb_engine === 'psql' ? 'postgresql' : (item.rdb_engine ?? 'mysql'),
      version: item.engine_version,
      role: 'cluster',
      state: stateOf(item.status, item.transition_status),
      type: item.rdb_type,
      cluster: undefined,
      vpc: link('vpc', item.vxnet?.vpc_router_id),
      az: link('az', item.zone_id),
      subnets: subnetLinks(scope, [item.vxnet?.vxnet_id]),
      endpoints: host === undefined ? [] : [{ host, port: undefined, role: 'primary' }],
      addresses: addressesOf([host], []),
      security_groups: [],
    };
  },
});
