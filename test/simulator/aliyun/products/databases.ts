/**
 * RDS 2014-08-15 (up to 100, `TotalRecordCount`; tags by a call of their own, of up to 50 instances), PolarDB
 * 2017-08-01 (30, 50 or 100, `TotalRecordCount`), R-KVStore 2015-01-01 (up to 50, usually 30).
 * Sources of the rows: `../rows/databases.ts`; of parameters and sizes: alibabacloud-typescript-sdk, rds-20140815,
 * polardb-20170801 and r-kvstore-20150101, src/models/*Request.ts.
 */
import { without } from '../rows/without.ts';
import { productOf } from '../operation.ts';
import { type Numbered, byNumber, byTokenOnly, specOf } from '../paging.ts';
import { type ProductName, refusal } from '../refusals.ts';
import type { DbInstance, KvInstance, PolarCluster } from '../rows/databases.ts';
import { tagRows } from './tags.ts';

const rds = productOf('rds', 'rds');
const polardb = productOf('polardb', 'polardb');
const kvstore = productOf('r-kvstore', 'kvstore');
const TAGS = ['Tag.#.Key', 'Tag.#.Value'];

const recordCount: Numbered['fields'] = (PageNumber, _, PageRecordCount, TotalRecordCount) => ({
  PageNumber,
  PageRecordCount,
  TotalRecordCount,
});

export const RDS = [
  rds.list<DbInstance>({
    name: 'DescribeDBInstances',
    required: ['RegionId'],
    known: ['InstanceLevel'],
    documented: [
      'Category',
      'ClientToken',
      'ConnectionMode',
      'ConnectionString',
      'DBInstanceClass',
      'DedicatedHostGroupId',
      'DedicatedHostId',
      'EngineVersion',
      'Expired',
      'Filter',
      'InstanceNetworkType',
      'PayType',
      'QueryAutoRenewal',
      'SearchKey',
      'Tags',
      'VSwitchId',
      'ZoneId',
      'proxyId',
    ],
    paging: specOf({ ...byNumber(100, 30), fields: recordCount }, byTokenOnly('MaxResults', 100, 30)),
    filters: {
      DBInstanceId: ({ DBInstanceId }, value) => DBInstanceId === value,
      DBInstanceStatus: ({ DBInstanceStatus }, value) => DBInstanceStatus === value,
      DBInstanceType: ({ DBInstanceType }, value) => DBInstanceType === value,
      Engine: ({ Engine }, value) => Engine === value,
      VpcId: ({ VpcId }, value) => VpcId === value,
    },
    rows: ({ here }) => here.dbInstances,
    put: (rows, { params }) => ({
      Items: {
        DBInstance: rows.map((row) => {
          const listed = without(row, 'netInfos', 'tags');
          return params.has('InstanceLevel') ? listed : without(listed, 'Category');
        }),
      },
    }),
  }),
  rds.asked('DescribeDBInstanceNetInfo', {
    required: ['DBInstanceId'],
    known: ['DBInstanceId'],
    documented: ['ClientToken', 'DBInstanceNetRWSplitType', 'Flag', 'GeneralGroupName'],
    paging: undefined,
    answer({ here, params }) {
      const id = params.get('DBInstanceId');
      const row = here.dbInstances.find(({ DBInstanceId }) => DBInstanceId === id);
      if (row === undefined) throw gone('rds', 'InvalidDBInstanceId.NotFound');
      const DBInstanceNetInfo = row.netInfos.map((info) => ({
        ...info,
        SecurityIPGroups: { securityIPGroup: [] },
        DBInstanceWeights: { DBInstanceWeight: [] },
      }));
      return { InstanceNetworkType: row.InstanceNetworkType, DBInstanceNetInfos: { DBInstanceNetInfo } };
    },
  }),
  tagRows(rds.list, {
    ids: 50,
    paging: specOf(undefined, byTokenOnly('', 100)),
    strict: 'rds',
    types: {
      INSTANCE: ({ here }) => here.dbInstances.map(({ DBInstanceId, tags }) => [DBInstanceId, tags]),
    },
  }),
];

export const POLARDB = [
  polardb.list<PolarCluster>({
    name: 'DescribeDBClusters',
    required: ['RegionId'],
    documented: [
      'ConnectionString',
      'DBClusterDescription',
      'DBNodeIds',
      'DBVersion',
      'DescribeType',
      'Expired',
      'PayType',
      'RecentCreationInterval',
      'RecentExpirationInterval',
      ...TAGS,
    ],
    paging: specOf({ ...byNumber(100, 30), sizes: [30, 50, 100], fields: recordCount }),
    filters: {
      DBClusterIds: ({ DBClusterId }, value) => value.split(',').includes(DBClusterId),
      DBClusterStatus: ({ DBClusterStatus }, value) => DBClusterStatus === value,
      DBType: ({ DBType }, value) => DBType === value,
    },
    rows: ({ here }) => here.polarClusters,
    put: (rows) => ({ Items: { DBCluster: rows.map((row) => without(row, 'endpoints')) } }),
  }),
  polardb.asked('DescribeDBClusterEndpoints', {
    required: ['DBClusterId'],
    known: ['DBClusterId'],
    documented: ['DBEndpointId', 'DescribeType', 'PolarFsInstanceId'],
    paging: undefined,
    answer({ here, params }) {
      const id = params.get('DBClusterId');
      const row = here.polarClusters.find(({ DBClusterId }) => DBClusterId === id);
      if (row === undefined) throw gone('polardb', 'InvalidDBClusterId.NotFound');
      return { Items: row.endpoints.map((endpoint) => ({ ...endpoint, DBClusterId: id })) };
    },
  }),
  tagRows(polardb.list, {
    ids: 50,
    paging: specOf(undefined, byTokenOnly('', 100)),
    strict: 'polardb',
    types: {
      cluster: ({ here }) => here.polarClusters.map(({ DBClusterId, Tags }) => [DBClusterId, Tags.Tag]),
    },
  }),
];

export const KVSTORE = [
  kvstore.list<KvInstance>({
    name: 'DescribeInstances',
    required: ['RegionId'],
    documented: [
      'ArchitectureType',
      'ChargeType',
      'EditionType',
      'EngineVersion',
      'Expired',
      'GlobalInstance',
      'InstanceClass',
      'NetworkType',
      'NodeType',
      'PrivateIp',
      'SearchKey',
      'VSwitchId',
      'ZoneId',
      ...TAGS,
    ],
    paging: specOf(byNumber(50, 30)),
    filters: {
      InstanceIds: ({ InstanceId }, value) => value.split(',').includes(InstanceId),
      InstanceStatus: ({ InstanceStatus }, value) => InstanceStatus === value,
      InstanceType: ({ InstanceType }, value) => InstanceType === value,
      VpcId: ({ VpcId }, value) => VpcId === value,
    },
    rows: ({ here }) => here.kvInstances,
    put: (rows) => ({ Instances: { KVStoreInstance: rows.map((row) => without(row, 'netInfos')) } }),
  }),
  kvstore.asked('DescribeDBInstanceNetInfo', {
    required: ['InstanceId'],
    known: ['InstanceId'],
    documented: ['NetType'],
    paging: undefined,
    answer({ here, params }) {
      const id = params.get('InstanceId');
      const row = here.kvInstances.find(({ InstanceId }) => InstanceId === id);
      if (row === undefined) throw gone('r-kvstore', 'InvalidInstanceId.NotFound');
      return { InstanceNetworkType: row.NetworkType, NetInfoItems: { InstanceNetInfo: row.netInfos } };
    },
  }),
];

function gone(product: ProductName, code: string) {
  return refusal({ status: 404, code, message: 'The specified instance does not exist.' }, product);
}
