/**
 * Answers about load balancers, databases and clusters as the vendor's own examples show them, rebuilt by hand: their
 * fields, their types and their oddities, with values of our own. Each title names the file and the actions of
 * https://github.com/TencentCloud/tencentcloud-cli/tree/master/tccli/services that its answer is rebuilt from.
 * DescribeListeners, DescribeTargets, DescribeLoadBalancersDetail and DescribeClassicalLBHealthStatus have examples too,
 * but are asked nothing: DescribeTargetHealth and the two classic lists tell all of it.
 */
import { describe, expect, it } from 'vitest';
import { classicLbListener } from '../../../functions/tencent/collectors/classic-lb-listener.ts';
import { cynosdb } from '../../../functions/tencent/collectors/cynosdb.ts';
import { dcdb } from '../../../functions/tencent/collectors/dcdb.ts';
import { k8sCluster } from '../../../functions/tencent/collectors/k8s-cluster.ts';
import { lbListener } from '../../../functions/tencent/collectors/lb-listener.ts';
import { loadBalancer } from '../../../functions/tencent/collectors/load-balancer.ts';
import { mariadb } from '../../../functions/tencent/collectors/mariadb.ts';
import { mysql } from '../../../functions/tencent/collectors/mysql.ts';
import { postgres } from '../../../functions/tencent/collectors/postgres.ts';
import { redis } from '../../../functions/tencent/collectors/redis.ts';
import { sqlserver } from '../../../functions/tencent/collectors/sqlserver.ts';
import { ACCOUNT, paged, recordsOf } from './cloud.ts';

describe('clb/v20180317/examples.json', () => {
  const balancer = {
    LoadBalancerId: 'lb-a1',
    LoadBalancerName: 'lb-test',
    Forward: 1,
    Domain: '',
    LoadBalancerDomain: '',
    LoadBalancerVips: ['203.0.113.51'],
    AddressIPv6: null,
    AddressIPVersion: 'ipv4',
    IPv6Mode: null,
    LoadBalancerType: 'OPEN',
    Status: 1,
    Isolation: 0,
    VpcId: 'vpc-a1',
    NumericalVpcId: 1111113,
    TargetRegionInfo: { Region: 'ap-guangzhou', VpcId: 'vpc-a1' },
    SubnetId: '',
    SecureGroups: [],
    Tags: [{ TagKey: 'key', TagValue: '值' }],
    MasterZone: { ZoneId: 100003, Zone: 'ap-guangzhou-3', ZoneName: '广州三区' },
    BackupZoneSet: null,
    ExtraInfo: null,
    Zones: null,
    ClusterIds: null,
  };

  it('DescribeLoadBalancers: public, with null for a second address', async () => {
    expect(
      await recordsOf(loadBalancer, { 'clb:DescribeLoadBalancers': paged('LoadBalancerSet', [balancer]) }),
    ).toMatchObject([
      {
        name: 'lb-test',
        type: 'application',
        scheme: 'external',
        state: 'running',
        vpc: 'tencent/vpc/vpc-a1',
        hostname: undefined,
        addresses: [{ ip: undefined, public_ip: '203.0.113.51' }],
        security_groups: [],
        tags: [['key', '值']],
      },
    ]);
  });

  it('DescribeTargetHealth: listeners without rules, rules without targets, and targets without a path', async () => {
    const health = { HealthStatusDetail: 'Dead', HealthStatus: false };
    const Listeners = [
      {
        Rules: [{ Url: '/service', Domain: 'www.example.com', LocationId: 'loc-a1', Targets: [] }],
        Port: 666,
        Protocol: 'HTTP',
        ListenerId: 'lbl-a1',
        ListenerName: 'http-111',
      },
      {
        Rules: [
          {
            Url: null,
            Domain: null,
            LocationId: 'loc-a2',
            Targets: [
              { ...health, IP: '172.16.0.6', TargetId: 'ins-a1', Port: 2020 },
              { ...health, IP: '172.16.0.12', TargetId: 'ins-a2', Port: 80 },
            ],
          },
        ],
        Port: 789,
        Protocol: 'TCP',
        ListenerId: 'lbl-a2',
        ListenerName: 'tcp_test',
      },
      { Rules: [], Port: 1949, Protocol: 'HTTPS', ListenerId: 'lbl-a3', ListenerName: 'https-000' },
    ];
    const LoadBalancers = [{ LoadBalancerId: 'lb-a1', LoadBalancerName: 'lb-test', Listeners }];
    const records = await recordsOf(lbListener, {
      'clb:DescribeLoadBalancers': paged('LoadBalancerSet', [balancer]),
      'clb:DescribeTargetHealth': () => ({ LoadBalancers }),
    });
    expect(records).toMatchObject([
      { kind: 'lb_listener', name: 'http-111', port: 666, target_groups: ['loc-a1'] },
      { kind: 'lb_listener', name: 'tcp_test', port: 789, target_groups: ['loc-a2'] },
      { kind: 'lb_listener', name: 'https-000', port: 1949, target_groups: [] },
      {
        kind: 'lb_target',
        target_group: 'loc-a2',
        device: 'tencent/vm/ins-a1',
        ip: '172.16.0.6',
        port: 2020,
      },
      { kind: 'lb_target', target_group: 'loc-a2', device: 'tencent/vm/ins-a2', ip: '172.16.0.12', port: 80 },
    ]);
  });

  it('DescribeClassicalLBListeners and DescribeClassicalLBTargets: targets have no port of their own', async () => {
    const listener = {
      ListenerId: 'lbl-a1',
      ListenerPort: 80,
      InstancePort: 8080,
      ListenerName: 'HTTP-LISTENER',
      Protocol: 'tcp',
      SessionExpire: 0,
      HealthSwitch: 1,
      HttpCode: 31,
      Status: 1,
    };
    const target = {
      Type: 'CVM',
      InstanceId: 'ins-a1',
      Weight: 30,
      InstanceName: 'vpc02',
      PrivateIpAddresses: ['10.104.63.53'],
      PublicIpAddresses: [],
      RunFlag: 2,
    };
    const records = await recordsOf(classicLbListener, {
      'clb:DescribeLoadBalancers': paged('LoadBalancerSet', [{ ...balancer, Forward: 0 }]),
      'clb:DescribeClassicalLBListeners': () => ({ Listeners: [listener] }),
      'clb:DescribeClassicalLBTargets': () => ({ Targets: [target] }),
    });
    expect(records).toMatchObject([
      { kind: 'lb_listener', name: 'HTTP-LISTENER', protocol: 'TCP', port: 80 },
      { kind: 'lb_target', device: 'tencent/vm/ins-a1', ip: '10.104.63.53', port: 8080 },
    ]);
  });
});

describe('databases', () => {
  it('cdb/v20170320/examples.json, DescribeDBInstances: a zone that is a number, groups of readers', async () => {
    const group = {
      RoGroupMode: 'alone',
      RoGroupId: 'cdbrg-a1',
      RoGroupZone: '800003',
      UniqVpcId: 'vpc-a1',
      UniqSubnetId: 'subnet-a1',
      RoInstances: [{ InstanceId: 'cdbro-a1', InstanceType: 3, Vip: '127.0.0.1', Vport: 3306 }],
      Vip: '10.89.90.66',
      Vport: 3306,
    };
    const row = {
      InstanceId: 'cdb-a1',
      InstanceName: 'cdb',
      InstanceType: 1,
      Status: 1,
      TaskStatus: 0,
      Zone: '100001',
      ZoneId: 720001,
      VpcId: 511512,
      SubnetId: 115839,
      UniqVpcId: 'vpc-a1',
      UniqSubnetId: 'subnet-a1',
      Vip: '10.1.1.1',
      Vport: 3306,
      WanStatus: 0,
      WanDomain: 'gz-cdb.example',
      WanPort: 0,
      RoVipInfo: { RoVipStatus: 0, RoVip: '192.168.1.1', RoVport: 0, RoVpcId: 0, RoSubnetId: 0 },
      MasterInfo: { InstanceId: 'cdb-a0', InstanceType: 0 },
      SlaveInfo: { First: { Vip: '17.1.1.1', Vport: 0 }, Second: { Vip: '172.1.1.1', Vport: 0 } },
      RoGroups: [group, { ...group, RoGroupId: 'cdbrg-a2', Vip: '10.89.90.67' }],
      DrInfo: [{ InstanceId: 'cdb-a9', Region: 'ap-beijing', Zone: 'ap-beijing-3', Status: 0 }],
      DeviceType: 'EXCLUSIVE',
      EngineVersion: '5.7',
      EngineType: 'InnoDB',
      TagList: [{ TagKey: 'name', TagValue: 'andy' }],
    };
    expect(await recordsOf(mysql, { 'cdb:DescribeDBInstances': paged('Items', [row]) })).toMatchObject([
      {
        role: 'primary',
        state: 'running',
        type: 'EXCLUSIVE',
        version: '5.7',
        az: undefined,
        endpoints: [
          { host: '10.1.1.1', port: 3306, role: 'primary' },
          { host: '10.89.90.66', port: 3306, role: 'reader' },
          { host: '10.89.90.67', port: 3306, role: 'reader' },
        ],
        addresses: [{ ip: '10.1.1.1', public_ip: undefined }],
        tags: [['name', 'andy']],
      },
    ]);
  });

  const tdsql = {
    AppId: 251000022,
    DbEngine: 'Percona',
    DbVersion: '5.7.17',
    DbVersionId: '8.0',
    DcnDstNum: 0,
    DcnFlag: 0,
    ExclusterId: '',
    InstanceType: 2,
    Ipv6Flag: 0,
    Region: 'ap-guangzhou',
    Status: 2,
    StatusDesc: '运行中',
    SubnetId: 1479311,
    Uin: ACCOUNT,
    UniqueSubnetId: 'subnet-a1',
    UniqueVpcId: 'vpc-a1',
    Vip: '10.1.0.10',
    Vipv6: '',
    VpcId: 74809,
    Vport: 3306,
    WanDomain: '',
    WanPort: 0,
    WanPortIpv6: 0,
    WanStatus: 0,
    WanStatusIpv6: 0,
    WanVip: '',
    WanVipv6: '',
    Zone: 'ap-guangzhou-1',
    ResourceTags: [{ TagKey: 'name', TagValue: 'liu' }],
  };
  const alone = {
    role: 'single',
    state: 'running',
    owner: ACCOUNT,
    vpc: 'tencent/vpc/vpc-a1',
    az: 'tencent/az/ap-guangzhou-1',
    subnets: ['tencent/subnet/subnet-a1'],
    endpoints: [{ host: '10.1.0.10', port: 3306, role: 'primary' }],
    addresses: [{ ip: '10.1.0.10', public_ip: undefined }],
    tags: [['name', 'liu']],
  };

  it('mariadb/v20170312/examples.json, DescribeDBInstances: empty texts for what it does not have', async () => {
    const row = { ...tdsql, InstanceId: 'tdsql-a1', InstanceName: 'tdsql-a1', Machine: 'TS85', NodeCount: 2 };
    expect(
      await recordsOf(mariadb, { 'mariadb:DescribeDBInstances': paged('Instances', [row]) }),
    ).toMatchObject([{ ...alone, engine: 'percona', version: '5.7.17', type: 'TS85' }]);
  });

  it('dcdb/v20180411/examples.json, DescribeDCDBInstances: one for all its shards', async () => {
    const shard = { ShardInstanceId: 'shard-a1', ShardId: 12208, Status: 2, NodeCount: 1 };
    const row = {
      ...tdsql,
      InstanceId: 'tdsqlshard-a1',
      InstanceName: 'tdsqlshard-a1',
      DbEngine: 'MariaDB',
      DbVersion: '10.1.9',
      IsolatedTimestamp: '0000-00-00 00:00:00',
      ShardCount: 2,
      ShardDetail: [shard, { ...shard, ShardInstanceId: 'shard-a2' }],
    };
    expect(await recordsOf(dcdb, { 'dcdb:DescribeDCDBInstances': paged('Instances', [row]) })).toMatchObject([
      { ...alone, engine: 'mariadb', version: '10.1.9', type: undefined },
    ]);
  });

  it('postgres/v20170312/examples.json, DescribeDBInstances: the way from the Internet is not open', async () => {
    const row = {
      DBInstanceId: 'postgres-a1',
      DBInstanceName: 'Unnamed',
      DBInstanceStatus: 'running',
      DBInstanceType: 'primary',
      DBInstanceClass: 'pg.it.small2',
      DBInstanceVersion: 'standard',
      DBEngine: 'postgresql',
      DBEngineConfig: '',
      DBVersion: '16.2',
      DBMajorVersion: '16',
      Zone: 'ap-guangzhou-7',
      VpcId: 'vpc-a1',
      SubnetId: 'subnet-a1',
      MasterDBInstanceId: '',
      ReadOnlyInstanceNum: 0,
      NetworkAccessList: null,
      DBNodeSet: [{ DedicatedClusterId: '', Role: 'Primary', Zone: 'ap-guangzhou-7' }],
      DBInstanceNetInfo: [
        {
          Address: '',
          Ip: '10.0.0.7',
          NetType: 'private',
          Port: 5432,
          ProtocolType: 'postgresql',
          Status: 'opened',
          SubnetId: 'subnet-a1',
          VpcId: 'vpc-a1',
        },
        {
          Address: '',
          Ip: '',
          NetType: 'public',
          Port: 0,
          ProtocolType: '',
          Status: 'initing',
          SubnetId: '',
          VpcId: '',
        },
      ],
      OfflineTime: '0001-01-04 00:00:00',
      SupportIpv6: 0,
      TagList: [],
    };
    expect(
      await recordsOf(postgres, { 'postgres:DescribeDBInstances': paged('DBInstanceSet', [row]) }),
    ).toMatchObject([
      {
        role: 'single',
        engine: 'postgresql',
        version: '16.2',
        type: 'pg.it.small2',
        endpoints: [{ host: '10.0.0.7', port: 5432, role: 'primary' }],
        addresses: [{ ip: '10.0.0.7', public_ip: undefined }],
        tags: [],
      },
    ]);
  });

  it('sqlserver/v20180328/examples.json, DescribeDBInstances: null tags, no public name', async () => {
    const row = {
      InstanceId: 'mssql-a1',
      Name: 'mssql',
      InstanceType: 'cvmMultiHA',
      Status: 2,
      Version: '2017',
      VersionName: 'SQL Server 2017 Enterprise',
      Type: 'CLOUD_BSSD',
      HAFlag: 'MIRROR',
      ROFlag: '',
      SubFlag: '',
      Zone: 'ap-guangzhou-6',
      ZoneId: 100006,
      UniqVpcId: 'vpc-a1',
      UniqSubnetId: 'subnet-a1',
      Vip: '172.16.64.6',
      Vport: 1433,
      DnsPodDomain: '',
      TgwWanVPort: 0,
      SlaveZones: { SlaveZone: '', SlaveZoneName: '' },
      EndTime: '0000-00-00 00:00:00',
      ResourceTags: null,
    };
    expect(
      await recordsOf(sqlserver, {
        'sqlserver:DescribeDBInstances': () => ({ TotalCount: 1, DBInstances: [row] }),
      }),
    ).toMatchObject([
      {
        role: 'single',
        state: 'running',
        version: '2017',
        az: 'tencent/az/ap-guangzhou-6',
        endpoints: [{ host: '172.16.64.6', port: 1433, role: 'primary' }],
        addresses: [{ ip: '172.16.64.6', public_ip: undefined }],
        tags: [],
      },
    ]);
  });

  it('cynosdb/v20190107/examples.json, DescribeClusters and DescribeInstances: ways that are not open, tags in Chinese', async () => {
    const way = { InstanceGroupId: 'cynosdbpg-grp-a1', UniqVpcId: 'vpc-a1', UniqSubnetId: 'subnet-a1' };
    const both = {
      AppId: 2372636427,
      DbMode: 'NORMAL',
      DbType: 'MYSQL',
      DbVersion: '5.7',
      Region: 'ap-guangzhou',
      ServerlessStatus: 'paused',
      SlaveZones: ['ap-guangzhou-4'],
      Status: 'running',
      StatusDesc: '运行中',
      SubnetId: 'subnet-a1',
      Uin: ACCOUNT,
      VpcId: 'vpc-a1',
      Vport: 3306,
      Zone: 'ap-guangzhou-3',
    };
    const cluster = {
      ...both,
      Ability: { IsSupportRo: 'yes', NonsupportRoReason: 'yes' },
      ClusterId: 'cynosdbmysql-a1',
      ClusterName: 'MyClusterName',
      Vip: '10.1.1.1',
      NetAddrs: [
        {
          ...way,
          NetType: 'singleRo',
          Vip: '10.1.1.2',
          Vport: 3306,
          WanDomain: 'ro.wan.example',
          WanIP: '203.0.113.9',
          WanPort: 3306,
          WanStatus: 'init',
        },
        {
          ...way,
          NetType: 'ha',
          Vip: '10.1.1.1',
          Vport: 3306,
          WanDomain: 'ha.wan.example',
          WanIP: '203.0.113.5',
          WanPort: 3306,
          WanStatus: 'init',
        },
      ],
      ResourceTags: [{ TagKey: '运营产品', TagValue: '[N][其它]_1649' }],
    };
    const instance = {
      ...both,
      ClusterId: 'cynosdbmysql-a1',
      InstanceId: 'cynosdbmysql-ins-a1',
      InstanceName: 'MyInstanceName',
      InstanceType: 'rw',
      InstanceRole: 'master',
      Vip: '10.1.1.1',
      NetType: 1,
      WanDomain: 'ha.wan.example',
      WanStatus: 'running',
      InstanceNetInfo: [{ ...way, InstanceGroupType: 'ha', Vip: '10.1.1.1', WanStatus: 'running' }],
      ResourceTags: [{ TagKey: 'tag_key_1', TagValue: 'tag_value_1' }],
    };
    expect(
      await recordsOf(cynosdb, {
        'cynosdb:DescribeClusters': paged('ClusterSet', [cluster]),
        'cynosdb:DescribeInstances': paged('InstanceSet', [instance]),
      }),
    ).toMatchObject([
      {
        role: 'cluster',
        engine: 'cynosdb-mysql',
        endpoints: [
          { host: '10.1.1.2', port: 3306, role: 'reader' },
          { host: '10.1.1.1', port: 3306, role: 'primary' },
        ],
        addresses: [
          { ip: '10.1.1.2', public_ip: undefined },
          { ip: '10.1.1.1', public_ip: undefined },
        ],
        tags: [['运营产品', '[N][其它]_1649']],
      },
      {
        role: 'primary',
        cluster: 'tencent/rds/cynosdbmysql-a1',
        addresses: [],
        tags: [['tag_key_1', 'tag_value_1']],
      },
    ]);
  });

  it('redis/v20180412/examples.json, DescribeInstances: a zone that is a number, no public address', async () => {
    const row = {
      InstanceId: 'crs-a1',
      InstanceName: 'Redis',
      InstanceTitle: '运行中',
      Status: 2,
      SubStatus: 19,
      Type: 6,
      Engine: 'Redis',
      CurrentRedisVersion: '92.0.0',
      ProductType: 'standalone',
      Region: 'ap-guangzhou',
      RegionId: 1,
      ZoneId: 100002,
      VpcId: 11133673,
      SubnetId: 2282634,
      UniqVpcId: 'vpc-a1',
      UniqSubnetId: 'subnet-a1',
      WanIp: '10.0.1.71',
      Port: 6379,
      WanAddress: '',
      Vip6: '',
      NodeSet: [{ NodeId: 336951, NodeType: 0, ZoneId: 100002, ZoneName: '' }],
      CloseTime: '0000-00-00 00:00:00',
      InstanceTags: [],
      Tags: [],
    };
    const ZoneSet = [{ Zone: 'ap-guangzhou-2', ZoneName: '广州二区', ZoneId: '100002' }];
    expect(
      await recordsOf(redis, {
        'region:DescribeZones': () => ({ TotalCount: 1, ZoneSet }),
        'redis:DescribeInstances': paged('InstanceSet', [row]),
      }),
    ).toMatchObject([
      {
        engine: 'redis',
        version: '4.0',
        role: 'single',
        state: 'running',
        az: 'tencent/az/ap-guangzhou-2',
        endpoints: [{ host: '10.0.1.71', port: 6379, role: 'primary' }],
        addresses: [{ ip: '10.0.1.71', public_ip: undefined }],
        tags: [],
      },
    ]);
  });
});

describe('tke/v20180525/examples.json', () => {
  it('DescribeClusters: null for its tags and its subnets', async () => {
    const row = {
      ClusterId: 'cls-a1',
      ClusterName: 'test',
      ClusterDescription: 'tke',
      ClusterVersion: '1.24.4',
      ClusterStatus: 'Running',
      ClusterType: 'MANAGED_CLUSTER',
      ClusterNetworkSettings: {
        ClusterCIDR: '10.12.0.0/14',
        Cni: true,
        Ipv6ServiceCIDR: 'fd00:100::/112',
        ServiceCIDR: '10.15.252.0/22',
        Subnets: null,
        VpcId: 'vpc-a1',
      },
      CreatedTime: '2022-12-27T07:46:13Z',
      ProjectId: 0,
      Property: String.raw`{"NodeNameType":"lan-ip","NetworkType":"GR"}`,
      TagSpecification: null,
    };
    expect(await recordsOf(k8sCluster, { 'tke:DescribeClusters': paged('Clusters', [row]) })).toMatchObject([
      {
        name: 'test',
        version: '1.24.4',
        state: 'running',
        vpc: 'tencent/vpc/vpc-a1',
        subnets: [],
        service_cidrs: ['10.15.252.0/22', 'fd00:100::/112'],
        tags: [],
      },
    ]);
  });
});
