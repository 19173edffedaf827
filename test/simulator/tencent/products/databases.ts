/**
 * The databases, each with its own words for the same things: CDB 2017-03-20, MariaDB 2017-03-12, DCDB 2018-04-11,
 * PostgreSQL 2017-03-12, SQL Server 2018-03-28 (`Offset` is the number of a page), CynosDB 2019-01-07, Redis
 * 2018-04-12 (`Offset` is a multiple of `Limit`). Parameters and limits: tencentcloud-sdk-nodejs 4.1.313,
 * <product>_models.d.ts.
 */
import type { Context } from '../operation.ts';
import { productOf } from '../operation.ts';
import { paging } from '../paging.ts';
import type { Shape } from '../parameters.ts';
import { textOf } from '../parameters.ts';
import { refusal } from '../refusals.ts';
import { infoPairs } from '../rows/tags.ts';
import { without } from '../rows/without.ts';
import type { Cynos, CynosInstance } from '../rows/sql.ts';

const cdb = productOf('cdb', '2017-03-20');
const mariadb = productOf('mariadb', '2017-03-12');
const dcdb = productOf('dcdb', '2018-04-11');
const postgres = productOf('postgres', '2017-03-12');
const sqlserver = productOf('sqlserver', '2018-03-28');
const cynosdb = productOf('cynosdb', '2019-01-07');
const redis = productOf('redis', '2018-04-12');

const cdbPages = paging({ max: 2000, usual: 20 });
const mariaPages = paging({ max: 100, usual: 20 });
const dcdbPages = paging({ max: 100, usual: 10 });
const postgresPages = paging({ max: 100, usual: 10, min: 0 });
const sqlPages = paging({ max: 100, usual: 100, unit: 'page' });
const cynosPages = paging({ max: 100, usual: 20 });
const redisPages = paging({ max: 1000, usual: 20, unit: 'multiple' });

const named = (shape: Shape, names: string): Record<string, Shape> =>
  Object.fromEntries(names.split(' ').map((name) => [name, shape]));

const TDSQL = {
  ...named('texts', 'InstanceIds ExclusterIds TagKeys'),
  ...named('text', 'SearchName SearchKey VpcId SubnetId OrderBy OrderByType FilterInstanceType'),
  ...named('numbers', 'ProjectIds Status ExcludeStatus'),
  ...named('flag', 'IsFilterVpc IsFilterExcluster'),
  ExclusterType: 'number',
  Tags: 'objects',
} as const;

export const databases = [
  cdb.list({
    name: 'DescribeDBInstances',
    rows: ({ here }) => here.mysqls,
    put: (Items) => ({ Items }),
    paging: cdbPages,
    parameters: {
      ...cdbPages.shapes,
      ...named('number', 'ProjectId WithSecurityGroup WithExCluster InitFlag WithDr WithRo WithMaster'),
      ...named('numbers', 'InstanceTypes Status PayTypes TaskStatus VpcIds ZoneIds SubnetIds CdbErrors'),
      ...named('text', 'SecurityGroupId OrderBy OrderDirection ExClusterId'),
      ...named(
        'texts',
        'Vips InstanceNames EngineVersions InstanceIds DeployGroupIds TagKeysForSearch CageIds',
      ),
      ...named('texts', 'TagValues UniqueVpcIds UniqSubnetIds ProxyVips ProxyIds EngineTypes'),
      Tags: 'objects',
      QueryClusterInfo: 'flag',
    },
    by: {
      InstanceIds: ({ InstanceId }) => [InstanceId],
      InstanceTypes: ({ InstanceType }) => [String(InstanceType)],
      Status: ({ Status }) => [String(Status)],
    },
    read: ['WithDr', 'WithRo', 'WithMaster'],
  }),
  mariadb.list({
    name: 'DescribeDBInstances',
    rows: ({ here }) => here.mariaDbs,
    put: (Instances) => ({ Instances }),
    paging: mariaPages,
    parameters: { ...TDSQL, OriginSerialIds: 'texts', ...mariaPages.shapes },
    by: { InstanceIds: ({ InstanceId }) => [InstanceId] },
  }),
  dcdb.list({
    name: 'DescribeDCDBInstances',
    rows: ({ here }) => here.dcdbs,
    put: (Instances) => ({ Instances }),
    paging: dcdbPages,
    parameters: { ...TDSQL, ...dcdbPages.shapes },
    by: { InstanceIds: ({ InstanceId }) => [InstanceId] },
  }),
  postgres.list({
    name: 'DescribeDBInstances',
    rows: ({ here }) => here.postgreses,
    put: (DBInstanceSet) => ({ DBInstanceSet }),
    paging: postgresPages,
    parameters: { Filters: 'filters', OrderBy: 'text', OrderByType: 'text', ...postgresPages.shapes },
    filters: {
      'db-instance-id': ({ DBInstanceId }) => [DBInstanceId],
      'db-instance-status': ({ DBInstanceStatus }) => [DBInstanceStatus],
    },
    tags: ({ TagList }) => infoPairs(TagList),
  }),
  sqlserver.list({
    name: 'DescribeDBInstances',
    rows: ({ here }) => here.sqlServers,
    put: (DBInstances) => ({ DBInstances }),
    paging: sqlPages,
    parameters: {
      ...sqlPages.shapes,
      ...named('number', 'ProjectId Status PayMode'),
      ...named('text', 'VpcId SubnetId Zone SearchKey InstanceType'),
      ...named('texts', 'InstanceIdSet VipSet InstanceNameSet VersionSet TagKeys UidSet'),
    },
    by: { InstanceIdSet: ({ InstanceId }) => [InstanceId], Status: ({ Status }) => [String(Status)] },
  }),
  cynosdb.list({
    name: 'DescribeClusters',
    rows: ({ here }) => here.cynoses,
    put: (rows) => ({ ClusterSet: rows.map((row) => without(row, 'instances')) }),
    paging: cynosPages,
    parameters: {
      DbType: 'text',
      OrderBy: 'text',
      OrderByType: 'text',
      Filters: 'objects',
      ...cynosPages.shapes,
    },
    by: { DbType: ({ DbType }) => [DbType] },
  }),
  cynosdb.list({
    name: 'DescribeInstances',
    rows: ({ here }) => here.cynoses.flatMap((of) => of.instances.map((instance) => ({ ...instance, of }))),
    put: (rows) => ({ InstanceSet: rows.map(({ of, ...instance }) => instanceOf(instance, of)) }),
    paging: cynosPages,
    parameters: {
      ...named('text', 'OrderBy OrderByType DbType Status ClusterType'),
      Filters: 'objects',
      InstanceIds: 'texts',
      ...cynosPages.shapes,
    },
    by: {
      InstanceIds: ({ InstanceId }) => [InstanceId],
      DbType: ({ of }) => [of.DbType],
      Status: ({ Status }) => [Status],
    },
  }),
  cynosdb.asked('DescribeClusterDetail', {
    parameters: { ClusterId: 'text' },
    required: ['ClusterId'],
    answer(context) {
      const row = clusterOf(context);
      const readers = row.NetAddrs.filter(({ NetType }) => NetType === 'ro' || NetType === 'singleRo');
      return {
        Detail: {
          ClusterId: row.ClusterId,
          ClusterName: row.ClusterName,
          Region: row.Region,
          Zone: row.Zone,
          Status: row.Status,
          StatusDesc: row.StatusDesc,
          ServerlessStatus: row.ServerlessStatus,
          VpcId: row.VpcId,
          SubnetId: row.SubnetId,
          DbType: row.DbType,
          DbMode: row.DbMode,
          DbVersion: row.DbVersion,
          CynosVersion: row.CynosVersion,
          CreateTime: row.CreateTime,
          Vip: row.Vip,
          Vport: row.Vport,
          ResourceTags: row.ResourceTags,
          RoAddr: readers.map((net) => ({ IP: net.Vip, Port: net.Vport })),
          MasterZone: row.MasterZone,
          SlaveZones: row.SlaveZones,
          InstanceSet: row.instances.map((one) => ({
            InstanceId: one.InstanceId,
            InstanceName: one.InstanceName,
            InstanceType: one.InstanceType,
            InstanceRole: one.InstanceRole,
            InstanceStatus: one.Status,
            InstanceCpu: one.Cpu,
            InstanceMemory: one.Memory,
          })),
          Charset: 'utf8mb4',
        },
      };
    },
  }),
  cynosdb.asked('DescribeClusterInstanceGrps', {
    parameters: { ClusterId: 'text' },
    required: ['ClusterId'],
    answer(context) {
      const { ClusterId, CreateTime, UpdateTime, NetAddrs, instances } = clusterOf(context);
      const groups = NetAddrs.map((net) => ({
        ClusterId,
        CreatedTime: CreateTime,
        UpdatedTime: UpdateTime,
        InstanceGroupId: net.InstanceGroupId,
        Status: 'running',
        Type: net.NetType,
        Vip: net.Vip,
        Vport: net.Vport,
        WanDomain: net.WanDomain,
        WanIP: net.WanIP,
        WanPort: net.WanPort,
        WanStatus: net.WanStatus,
        UniqVpcId: net.UniqVpcId,
        UniqSubnetId: net.UniqSubnetId,
        InstanceSet: instances.map(({ InstanceId, InstanceName, InstanceType, InstanceRole }) => ({
          ClusterId,
          InstanceId,
          InstanceName,
          InstanceType,
          InstanceRole,
        })),
      }));
      return { TotalCount: groups.length, InstanceGroupInfoList: groups };
    },
  }),
  redis.list({
    name: 'DescribeInstances',
    rows: ({ here }) => here.redises,
    put: (InstanceSet) => ({ InstanceSet }),
    paging: redisPages,
    parameters: {
      ...redisPages.shapes,
      ...named(
        'text',
        'InstanceId OrderBy SearchKey InstanceName EngineName BillingMode MonitorVersion AzMode',
      ),
      ...named('number', 'OrderType TypeVersion Type'),
      ...named('numbers', 'ProjectIds RegionIds Status AutoRenew TypeList'),
      ...named(
        'texts',
        'VpcIds SubnetIds UniqVpcIds UniqSubnetIds SearchKeys TagKeys ProductVersions InstanceIds',
      ),
      InstanceTags: 'objects',
    },
    by: {
      InstanceId: ({ InstanceId }) => [InstanceId],
      InstanceIds: ({ InstanceId }) => [InstanceId],
      UniqVpcIds: ({ UniqVpcId }) => [UniqVpcId],
      Status: ({ Status }) => [String(Status)],
    },
  }),
];

function instanceOf(instance: CynosInstance, of: Cynos) {
  const nets = of.NetAddrs.filter(
    ({ NetType }) => (NetType === 'ha' || NetType === 'rw') === (instance.InstanceType === 'rw'),
  );
  const { Vip = '', Vport = 0, WanDomain = '', WanIP = '', WanPort = 0, WanStatus = '' } = nets[0] ?? {};
  return {
    ...instance,
    Uin: of.Uin,
    AppId: of.AppId,
    ClusterId: of.ClusterId,
    ClusterName: of.ClusterName,
    ProjectId: of.ProjectID,
    Region: of.Region,
    Zone: of.Zone,
    StatusDesc: of.StatusDesc,
    DbMode: of.DbMode,
    DbType: of.DbType,
    DbVersion: of.DbVersion,
    CreateTime: of.CreateTime,
    UpdateTime: of.UpdateTime,
    VpcId: of.VpcId,
    SubnetId: of.SubnetId,
    Vip,
    Vport,
    WanDomain,
    WanIP,
    WanPort,
    WanStatus,
    NetType: 1,
    MasterZone: of.MasterZone,
    SlaveZones: of.SlaveZones,
    InstanceNetInfo: nets.map((net) => ({
      InstanceGroupType: net.NetType,
      InstanceGroupId: net.InstanceGroupId,
      VpcId: net.UniqVpcId,
      SubnetId: net.UniqSubnetId,
      NetType: 1,
      Vip: net.Vip,
      Vport: net.Vport,
      WanDomain: net.WanDomain,
      WanIP: net.WanIP,
      WanPort: net.WanPort,
      WanStatus: net.WanStatus,
    })),
    ResourcePackages: null,
  };
}

function clusterOf({ here, params }: Context): Cynos {
  const id = textOf(params, 'ClusterId');
  const found = here.cynoses.find(({ ClusterId }) => ClusterId === id);
  if (found !== undefined) return found;
  throw refusal('ResourceNotFound.ClusterNotFoundError', `The cluster '${id}' does not exist.`);
}
