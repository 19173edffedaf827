/**
 * RDS for MySQL, PostgreSQL and SQL Server 2022-01-01, Redis 2020-12-07, VKE 2022-05-12: JSON bodies, and totals under
 * names of their own. Parameters and answers: documented.ts.
 */
import { REGION_NAMES } from '../estate.ts';
import type { RegionEstate } from '../estate.ts';
import { productOf } from '../operation.ts';
import { textOf } from '../parameters.ts';
import { missing, refusal } from '../refusals.ts';
import type { Redis } from '../rows/databases.ts';
import { without } from '../rows/given.ts';

const mysql = productOf('rds_mysql', '2022-01-01', 'POST');
const postgres = productOf('rds_postgresql', '2022-01-01', 'POST');
const mssql = productOf('rds_mssql', '2022-01-01', 'POST');
const redis = productOf('redis', '2020-12-07', 'POST');
const vke = productOf('vke', '2022-05-12', 'POST');

const gone = (id: string) =>
  refusal({ code: 'InstanceNotFound', message: `The instance ${id} does not exist.`, status: 404 });

/** Of the other edition there is nothing, as of one that is gone. */
function redisOf({ redises }: RegionEstate, id: string, edition: Redis['ServiceType']): Redis {
  const found = redises.find(({ InstanceId, ServiceType }) => InstanceId === id && ServiceType === edition);
  if (found === undefined) throw gone(id);
  return found;
}

export const databases = [
  mysql.asked('DescribeRegions', [], ({ account }) => ({
    Regions: Object.keys(account.regions).map((RegionId) => ({
      RegionId,
      RegionName: REGION_NAMES[RegionId] ?? RegionId,
    })),
  })),
  mysql.list({
    name: 'DescribeDBInstances',
    at: 'Instances',
    total: 'Total',
    rows: ({ here }) => here.mysqls,
    by: { InstanceId: ({ InstanceId }) => InstanceId },
  }),
  postgres.list({
    name: 'DescribeDBInstances',
    at: 'Instances',
    total: 'Total',
    rows: ({ here }) => here.postgreses,
    by: { InstanceId: ({ InstanceId }) => InstanceId },
    none: 'null',
  }),
  mssql.list({
    name: 'DescribeDBInstances',
    at: 'InstancesInfo',
    total: 'Total',
    rows: ({ here }) => here.sqlServers,
    put: (row) => without(row, 'addresses'),
    by: { InstanceId: ({ InstanceId }) => InstanceId },
    none: 'null',
  }),
  mssql.asked('DescribeDBInstanceDetail', ['InstanceId'], ({ here, params }) => {
    const id = textOf(params, 'InstanceId');
    const found = here.sqlServers.find(({ InstanceId }) => InstanceId === id);
    if (found === undefined) throw gone(id);
    return {
      BasicInfo: without(found, 'addresses', 'Port', 'InstanceCategory'),
      ConnectionInfo:
        found.addresses.length === 0
          ? null
          : [
              {
                EndpointId: `${id}-cluster`,
                EndpointName: '默认终端',
                EndpointType: 'Cluster',
                Address: found.addresses,
              },
            ],
    };
  }),
  redis.list({
    name: 'DescribeDBInstances',
    at: 'Instances',
    total: 'TotalInstancesNum',
    rows({ here, params, region }) {
      if (textOf(params, 'RegionId') === '') throw missing('RegionId');
      return textOf(params, 'RegionId') === region ? here.redises : [];
    },
    put: ({ addresses, ...row }) => ({
      ...without(row, 'subnet'),
      VIP: addresses[0]?.VIP ?? '',
      PrivateAddress: addresses[0]?.Address ?? '',
      PrivatePort: addresses[0]?.Port ?? '',
    }),
    read: ['RegionId'],
    by: { InstanceId: ({ InstanceId }) => InstanceId },
  }),
  redis.asked('DescribeDBInstanceDetail', ['InstanceId'], ({ here, params }) => {
    const { subnet, addresses, ...row } = redisOf(here, textOf(params, 'InstanceId'), 'Basic');
    return { ...without(row, 'ServiceType'), SubnetId: subnet, VisitAddrs: addresses };
  }),
  redis.asked('DescribeEnterpriseDBInstanceDetail', ['InstanceId'], ({ here, params }) => {
    const { subnet, addresses, ...row } = redisOf(here, textOf(params, 'InstanceId'), 'Enterprise');
    return {
      ...without(row, 'ServiceType', 'InstanceClass', 'ShardedCluster'),
      SubnetId: subnet,
      VisitAddrs: addresses.map(({ Address, ...one }) => ({ ...without(one, 'VIPv6'), IPAddress: Address })),
    };
  }),
  vke.list({ name: 'ListClusters', at: 'Items', rows: ({ here }) => here.clusters }),
];
