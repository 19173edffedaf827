/**
 * What the examples of the vendor do not show: other states, sides and kinds, null and empty in every place. Fields and
 * types as the SDK types of the collectors say them; the examples themselves are in published-services.test.ts.
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
import { CloudError } from '../../../shared/collect/errors.ts';
import { paged, recordsOf } from './cloud.ts';

const HERE = 'tencent/region/ap-guangzhou';
const tags = [{ TagKey: 'name', TagValue: 'liu' }];

const target = (IP: string, Port: number, TargetId: string | null, TargetGroupId?: string) => ({
  IP,
  Port,
  TargetId,
  TargetGroupId,
  HealthStatus: false,
});

const refusing = (code: string) => () => {
  throw new CloudError('invalid', code, { code });
};

describe('load balancers', () => {
  const open = {
    LoadBalancerId: 'lb-9vpm0001',
    LoadBalancerName: 'web',
    Forward: 1,
    Domain: '',
    LoadBalancerDomain: '',
    LoadBalancerVips: ['119.1.1.51'],
    AddressIPv6: null,
    LoadBalancerType: 'OPEN',
    Status: 1,
    Isolation: 0,
    VpcId: 'vpc-1y000083',
    SubnetId: '',
    SecureGroups: ['sg-1'],
    Tags: [{ TagKey: 'key', TagValue: '值' }],
  };

  it('are public or internal, application or classic', async () => {
    const internal = {
      LoadBalancerType: 'INTERNAL',
      SubnetId: 'subnet-1',
      LoadBalancerVips: ['10.0.0.9'],
      Tags: null,
    };
    const rows = [
      open,
      { ...open, ...internal, LoadBalancerId: 'lb-2', Forward: 0, Isolation: 1, AddressIPv6: 'fd00::9' },
      {
        ...open,
        LoadBalancerId: 'lb-3',
        Status: 0,
        LoadBalancerVips: [],
        LoadBalancerDomain: 'lb-3.clb.example',
        VpcId: '',
      },
    ];
    expect(
      await recordsOf(loadBalancer, { 'clb:DescribeLoadBalancers': paged('LoadBalancerSet', rows) }),
    ).toEqual([
      {
        kind: 'load_balancer',
        ref: 'tencent/load_balancer/lb-9vpm0001',
        id: 'lb-9vpm0001',
        name: 'web',
        tags: [['key', '值']],
        region: HERE,
        owner: undefined,
        type: 'application',
        scheme: 'external',
        state: 'running',
        vpc: 'tencent/vpc/vpc-1y000083',
        subnets: [],
        hostname: undefined,
        addresses: [{ ip: undefined, public_ip: '119.1.1.51' }],
        security_groups: ['tencent/security_group/sg-1'],
      },
      expect.objectContaining({
        type: 'classic',
        scheme: 'internal',
        state: 'stopped',
        tags: [],
        subnets: ['tencent/subnet/subnet-1'],
        addresses: [
          { ip: '10.0.0.9', public_ip: undefined },
          { ip: 'fd00::9', public_ip: undefined },
        ],
      }),
      expect.objectContaining({
        state: 'starting',
        hostname: 'lb-3.clb.example',
        addresses: [],
        vpc: undefined,
      }),
    ]);
  });

  it('have listeners and targets, each target once per group', async () => {
    const health = [
      {
        LoadBalancerId: 'lb-1',
        Listeners: [
          {
            ListenerId: 'lbl-http',
            ListenerName: 'http',
            Protocol: 'HTTP',
            Port: 80,
            Rules: [
              { LocationId: 'loc-a', Domain: 'a', Url: '/', Targets: [] },
              {
                LocationId: 'loc-b',
                Targets: [target('172.16.0.6', 2020, 'ins-1'), target('10.9.0.1', 80, null)],
              },
              { LocationId: 'loc-c', Targets: [target('172.16.0.7', 81, 'ins-2', 'lbtg-1')] },
            ],
          },
          { ListenerId: 'lbl-none', ListenerName: '', Protocol: 'HTTPS', Port: 443, Rules: [] },
        ],
      },
      {
        LoadBalancerId: 'lb-2',
        Listeners: [
          {
            ListenerId: 'lbl-tcp',
            ListenerName: 'tcp',
            Protocol: 'TCP',
            Port: 789,
            Rules: [
              { LocationId: 'loc-d', Domain: null, Targets: [target('172.16.0.7', 81, 'ins-2', 'lbtg-1')] },
            ],
          },
        ],
      },
    ];
    const records = await recordsOf(lbListener, {
      'clb:DescribeLoadBalancers': paged('LoadBalancerSet', [
        open,
        { ...open, LoadBalancerId: 'lb-old', Forward: 0 },
      ]),
      'clb:DescribeTargetHealth': ({ LoadBalancerIds }) => {
        expect(LoadBalancerIds).toEqual(['lb-9vpm0001']);
        return { LoadBalancers: health };
      },
    });
    const listener = { kind: 'lb_listener', tags: [], load_balancer: 'tencent/load_balancer/lb-1' };
    const member = { kind: 'lb_target', tags: [], load_balancers: ['tencent/load_balancer/lb-1'] };
    expect(records).toEqual([
      {
        ...listener,
        ref: 'tencent/lb_listener/lb-1/lbl-http',
        id: 'lbl-http',
        name: 'http',
        protocol: 'HTTP',
        port: 80,
        target_groups: ['loc-a', 'loc-b', 'lbtg-1'],
      },
      {
        ...listener,
        ref: 'tencent/lb_listener/lb-1/lbl-none',
        id: 'lbl-none',
        name: 'lbl-none',
        protocol: 'HTTPS',
        port: 443,
        target_groups: [],
      },
      expect.objectContaining({
        ref: 'tencent/lb_listener/lb-2/lbl-tcp',
        port: 789,
        target_groups: ['lbtg-1'],
      }),
      {
        ...member,
        ref: 'tencent/lb_target/loc-b/ins-1/172.16.0.6/2020',
        id: 'ins-1',
        name: 'ins-1:2020',
        target_group: 'loc-b',
        protocol: 'HTTP',
        port: 2020,
        device: 'tencent/vm/ins-1',
        ip: '172.16.0.6',
      },
      {
        ...member,
        ref: 'tencent/lb_target/loc-b/10.9.0.1/10.9.0.1/80',
        id: '10.9.0.1',
        name: '10.9.0.1:80',
        target_group: 'loc-b',
        protocol: 'HTTP',
        port: 80,
        device: undefined,
        ip: '10.9.0.1',
      },
      {
        ...member,
        ref: 'tencent/lb_target/lbtg-1/ins-2/172.16.0.7/81',
        id: 'ins-2',
        name: 'ins-2:81',
        target_group: 'lbtg-1',
        load_balancers: ['tencent/load_balancer/lb-1', 'tencent/load_balancer/lb-2'],
        protocol: undefined,
        port: 81,
        device: 'tencent/vm/ins-2',
        ip: '172.16.0.7',
      },
    ]);
  });

  const classic = (listeners: () => Record<string, unknown>) =>
    recordsOf(classicLbListener, {
      'clb:DescribeLoadBalancers': paged('LoadBalancerSet', [
        open,
        { ...open, LoadBalancerId: 'lb-a3u5l5zc', Forward: 0 },
      ]),
      'clb:DescribeClassicalLBListeners': listeners,
      'clb:DescribeClassicalLBTargets': () => ({
        Targets: [
          { Type: 'CVM', InstanceId: 'ins-odjhn6vc', PrivateIpAddresses: ['10.104.63.53'], Weight: 30 },
        ],
      }),
    });

  it('that are classic have one back end for listeners that share it', async () => {
    const listener = {
      ListenerId: 'lbl-1',
      ListenerPort: 80,
      InstancePort: 8080,
      ListenerName: 'HTTP',
      Protocol: 'tcp',
    };
    const Listeners = [listener, { ...listener, ListenerId: 'lbl-2', ListenerPort: 81, ListenerName: '' }];
    expect(await classic(() => ({ Listeners }))).toEqual([
      {
        kind: 'lb_listener',
        ref: 'tencent/lb_listener/lb-a3u5l5zc/lbl-1',
        id: 'lbl-1',
        name: 'HTTP',
        tags: [],
        load_balancer: 'tencent/load_balancer/lb-a3u5l5zc',
        protocol: 'TCP',
        port: 80,
        target_groups: ['lb-a3u5l5zc:TCP:8080'],
      },
      expect.objectContaining({ name: 'lbl-2', port: 81, target_groups: ['lb-a3u5l5zc:TCP:8080'] }),
      {
        kind: 'lb_target',
        ref: 'tencent/lb_target/lb-a3u5l5zc:TCP:8080/ins-odjhn6vc',
        id: 'ins-odjhn6vc',
        name: 'ins-odjhn6vc:8080',
        tags: [],
        target_group: 'lb-a3u5l5zc:TCP:8080',
        load_balancers: ['tencent/load_balancer/lb-a3u5l5zc'],
        protocol: 'TCP',
        port: 8080,
        device: 'tencent/vm/ins-odjhn6vc',
        ip: '10.104.63.53',
      },
    ]);
  });

  it('that are classic and went away since have no parts; other errors are no list', async () => {
    expect(await classic(refusing('InvalidParameter.LBIdNotFound'))).toEqual([]);
    await expect(classic(refusing('InvalidParameter'))).rejects.toMatchObject({ reason: 'invalid' });
  });
});

describe('databases', () => {
  const common = {
    kind: 'rds',
    tags: [['name', 'liu']],
    region: HERE,
    owner: undefined,
    cluster: undefined,
    vpc: 'tencent/vpc/vpc-1',
    az: 'tencent/az/ap-guangzhou-3',
    subnets: ['tencent/subnet/subnet-1'],
    security_groups: [],
  };

  it('of MySQL are primaries with their readers, replicas, and single ones', async () => {
    const item = {
      InstanceId: 'cdb-1',
      InstanceName: '订单',
      InstanceType: 1,
      Status: 1,
      DeviceType: 'UNIVERSAL',
      EngineVersion: '8.0',
      Zone: 'ap-guangzhou-3',
      UniqVpcId: 'vpc-1',
      UniqSubnetId: 'subnet-1',
      Vip: '10.0.0.5',
      Vport: 3306,
      WanStatus: 1,
      WanDomain: 'cdb-1.gz.example',
      WanPort: 20001,
      RoGroups: [{ RoGroupMode: 'alone', Vip: '10.0.0.6', Vport: 3307 }],
      DrInfo: null,
      TagList: tags,
    };
    const replica = {
      InstanceId: 'cdbro-1',
      InstanceType: 3,
      WanStatus: 0,
      RoGroups: [],
      Status: 5,
      Zone: '100003',
    };
    const rows = [
      item,
      { ...item, ...replica },
      { ...item, InstanceId: 'cdb-2', RoGroups: null, Vip: '', WanStatus: 2 },
    ];
    expect(await recordsOf(mysql, { 'cdb:DescribeDBInstances': paged('Items', rows) })).toEqual([
      {
        ...common,
        ref: 'tencent/rds/cdb-1',
        id: 'cdb-1',
        name: '订单',
        engine: 'mysql',
        version: '8.0',
        role: 'primary',
        state: 'running',
        type: 'UNIVERSAL',
        endpoints: [
          { host: '10.0.0.5', port: 3306, role: 'primary' },
          { host: 'cdb-1.gz.example', port: 20001, role: 'primary' },
          { host: '10.0.0.6', port: 3307, role: 'reader' },
        ],
        addresses: [{ ip: '10.0.0.5', public_ip: undefined }],
      },
      expect.objectContaining({
        ref: 'tencent/rds/cdbro-1',
        role: 'replica',
        state: 'stopped',
        az: undefined,
        endpoints: [{ host: '10.0.0.5', port: 3306, role: 'reader' }],
      }),
      expect.objectContaining({ ref: 'tencent/rds/cdb-2', role: 'single', endpoints: [], addresses: [] }),
    ]);
  });

  const tdsql = {
    InstanceId: 'tdsql-dj77jd0p',
    InstanceName: 'tdsql',
    InstanceType: 2,
    Status: 2,
    Zone: 'ap-guangzhou-3',
    UniqueVpcId: 'vpc-1',
    UniqueSubnetId: 'subnet-1',
    DbEngine: 'Percona',
    DbVersion: '5.7.17',
    Vip: '10.1.0.10',
    Vport: 3306,
    Vipv6: 'fd00::10',
    WanStatus: 1,
    WanDomain: '',
    WanVip: '1.2.3.4',
    WanPort: 15000,
    WanStatusIpv6: 0,
    WanVipv6: '',
    WanPortIpv6: 0,
    DcnDstNum: 0,
    Machine: 'TS85',
    Uin: '918700682',
    ResourceTags: tags,
  };

  it('of MariaDB have both addresses; the deleted are none', async () => {
    const rows = [
      tdsql,
      { ...tdsql, InstanceId: 'tdsql-2', Status: -2 },
      { ...tdsql, InstanceId: 'tdsql-3', Status: -1 },
    ];
    expect(await recordsOf(mariadb, { 'mariadb:DescribeDBInstances': paged('Instances', rows) })).toEqual([
      {
        ...common,
        ref: 'tencent/rds/tdsql-dj77jd0p',
        id: 'tdsql-dj77jd0p',
        name: 'tdsql',
        owner: '918700682',
        engine: 'percona',
        version: '5.7.17',
        role: 'single',
        state: 'running',
        type: 'TS85',
        endpoints: [
          { host: '10.1.0.10', port: 3306, role: 'primary' },
          { host: 'fd00::10', port: 3306, role: 'primary' },
          { host: '1.2.3.4', port: 15000, role: 'primary' },
        ],
        addresses: [
          { ip: '10.1.0.10', public_ip: '1.2.3.4' },
          { ip: 'fd00::10', public_ip: undefined },
        ],
      },
      expect.objectContaining({ ref: 'tencent/rds/tdsql-3', state: 'stopped' }),
    ]);
  });

  it('of TDSQL are one for all their shards', async () => {
    const rows = [
      { ...tdsql, InstanceId: 'tdsqlshard-1', InstanceType: 3, DbEngine: 'MariaDB', ShardDetail: [{}, {}] },
    ];
    expect(await recordsOf(dcdb, { 'dcdb:DescribeDCDBInstances': paged('Instances', rows) })).toMatchObject([
      { ref: 'tencent/rds/tdsqlshard-1', role: 'replica', engine: 'mariadb', type: undefined },
    ]);
  });

  it('of PostgreSQL have the ways that are open', async () => {
    const way = {
      Address: '',
      Ip: '10.0.0.7',
      NetType: 'private',
      Port: 5432,
      Status: 'opened',
      VpcId: 'vpc-1',
    };
    const item = {
      DBInstanceId: 'postgres-dnlizio3',
      DBInstanceName: 'Unnamed',
      DBInstanceStatus: 'limited run',
      DBInstanceType: 'primary',
      DBInstanceClass: 'pg.it.small2',
      DBEngine: 'postgresql',
      DBVersion: '16.2',
      Zone: 'ap-guangzhou-3',
      VpcId: 'vpc-1',
      SubnetId: 'subnet-1',
      ReadOnlyInstanceNum: 1,
      DBInstanceNetInfo: [
        way,
        { ...way, Address: 'pg.example', Ip: '1.2.3.5', NetType: 'public' },
        { ...way, Ip: '1.2.3.6', NetType: 'public', Status: 'initing' },
      ],
      TagList: tags,
    };
    const rows = [
      item,
      { ...item, DBInstanceId: 'pgro-1', DBInstanceType: 'readonly', DBInstanceNetInfo: null },
    ];
    expect(
      await recordsOf(postgres, { 'postgres:DescribeDBInstances': paged('DBInstanceSet', rows) }),
    ).toMatchObject([
      {
        ...common,
        ref: 'tencent/rds/postgres-dnlizio3',
        engine: 'postgresql',
        version: '16.2',
        role: 'primary',
        state: 'running',
        endpoints: [
          { host: '10.0.0.7', port: 5432, role: 'primary' },
          { host: 'pg.example', port: 5432, role: 'primary' },
        ],
        addresses: [
          { ip: '10.0.0.7', public_ip: undefined },
          { ip: undefined, public_ip: '1.2.3.5' },
        ],
      },
      { ref: 'tencent/rds/pgro-1', role: 'replica', endpoints: [], addresses: [] },
    ]);
  });

  it('of SQL Server are all there are, beyond the first page', async () => {
    const item = {
      Name: 'mssql',
      InstanceType: 'cvmMultiHA',
      Status: 9,
      Version: '2017',
      Type: 'CLOUD_BSSD',
      Zone: 'ap-guangzhou-3',
      UniqVpcId: 'vpc-1',
      UniqSubnetId: 'subnet-1',
      Vip: '172.16.64.6',
      Vport: 1433,
      DnsPodDomain: '',
      TgwWanVPort: 0,
      ROFlag: '',
      ResourceTags: tags,
    };
    const all = Array.from({ length: 150 }, (_, n) => ({
      ...item,
      InstanceId: `mssql-${n}`,
      ROFlag: n === 1 ? 'RO' : '',
    }));
    const records = await recordsOf(sqlserver, {
      'sqlserver:DescribeDBInstances': ({ Offset, Limit }) => ({
        TotalCount: 150,
        DBInstances: all.slice(Number(Offset) * Number(Limit), (Number(Offset) + 1) * Number(Limit)),
      }),
    });
    expect(records).toHaveLength(150);
    expect(records.slice(0, 2)).toMatchObject([
      {
        ...common,
        ref: 'tencent/rds/mssql-0',
        name: 'mssql',
        engine: 'sqlserver',
        version: '2017',
        role: 'single',
        state: 'running',
        endpoints: [{ host: '172.16.64.6', port: 1433, role: 'primary' }],
      },
      { role: 'replica' },
    ]);
  });

  it('of CynosDB are clusters with the addresses, and their instances', async () => {
    const net = { Vip: '10.0.0.8', Vport: 3306, WanDomain: 'c.example', WanIP: '3.3.3.3', WanPort: 20000 };
    const both = {
      Status: 'running',
      DbType: 'MYSQL',
      DbVersion: '8.0',
      DbMode: 'NORMAL',
      Zone: 'ap-guangzhou-3',
      VpcId: 'vpc-1',
      SubnetId: 'subnet-1',
      Uin: '1',
      ResourceTags: tags,
      Vip: '10.0.0.8',
      Vport: 3306,
    };
    const cluster = {
      ...both,
      ClusterId: 'cynosdbmysql-1',
      ClusterName: '集群',
      NetAddrs: [
        { ...net, NetType: 'ha', WanStatus: 'running' },
        { ...net, NetType: 'singleRo', Vip: '10.0.0.9', WanStatus: 'init' },
      ],
    };
    const writer = {
      ...both,
      ClusterId: 'cynosdbmysql-1',
      InstanceId: 'ins-rw',
      InstanceName: '',
      InstanceType: 'rw',
    };
    const records = await recordsOf(cynosdb, {
      'cynosdb:DescribeClusters': paged('ClusterSet', [
        cluster,
        { ...cluster, ClusterId: 'gone', Status: 'deleted' },
      ]),
      'cynosdb:DescribeInstances': paged('InstanceSet', [
        writer,
        { ...writer, InstanceId: 'ins-ro', InstanceType: 'ro', Vip: '10.0.0.9' },
        { ...writer, InstanceId: 'libra', InstanceType: 'ro', Vip: '10.0.0.10', Status: 'isolated' },
      ]),
    });
    const instance = {
      ...common,
      owner: '1',
      cluster: 'tencent/rds/cynosdbmysql-1',
      engine: 'cynosdb-mysql',
    };
    expect(records).toMatchObject([
      {
        ...common,
        owner: '1',
        ref: 'tencent/rds/cynosdbmysql-1',
        name: '集群',
        role: 'cluster',
        engine: 'cynosdb-mysql',
        endpoints: [
          { host: '10.0.0.8', port: 3306, role: 'primary' },
          { host: '10.0.0.9', port: 3306, role: 'reader' },
          { host: 'c.example', port: 20000, role: 'primary' },
        ],
        addresses: [
          { ip: '10.0.0.8', public_ip: '3.3.3.3' },
          { ip: '10.0.0.9', public_ip: undefined },
        ],
      },
      { ...instance, ref: 'tencent/rds/ins-rw', role: 'primary', endpoints: [], addresses: [] },
      { ...instance, ref: 'tencent/rds/ins-ro', role: 'replica', endpoints: [], addresses: [] },
      {
        ...instance,
        ref: 'tencent/rds/libra',
        state: 'stopped',
        addresses: [{ ip: '10.0.0.10', public_ip: undefined }],
      },
    ]);
  });
});

describe('caches', () => {
  it('say what they are, and the zone that their number names', async () => {
    const item = {
      InstanceId: 'crs-4nmzc0ul',
      InstanceName: '缓存',
      Status: 2,
      Type: 15,
      Engine: 'Redis',
      ProductType: 'standalone',
      ZoneId: 100002,
      UniqVpcId: 'vpc-1',
      UniqSubnetId: 'subnet-1',
      WanIp: '10.0.1.61',
      Port: 6379,
      WanAddress: 'crs.example:26379',
      InstanceTags: tags,
    };
    const valkey = {
      InstanceId: 'crs-2',
      Type: 20,
      ProductType: 'cluster',
      ZoneId: 100009,
      WanAddress: '',
      Status: -2,
    };
    const rows = [
      item,
      { ...item, ...valkey },
      { ...item, InstanceId: 'crs-3', Type: 99, Engine: 'NewEngine' },
    ];
    const records = await recordsOf(redis, {
      'region:DescribeZones': () => ({
        TotalCount: 1,
        ZoneSet: [{ Zone: 'ap-guangzhou-2', ZoneId: '100002' }],
      }),
      'redis:DescribeInstances': paged('InstanceSet', rows),
    });
    expect(records).toMatchObject([
      {
        ref: 'tencent/redis/crs-4nmzc0ul',
        name: '缓存',
        tags: [['name', 'liu']],
        engine: 'redis',
        version: '6.2',
        role: 'single',
        state: 'running',
        az: 'tencent/az/ap-guangzhou-2',
        vpc: 'tencent/vpc/vpc-1',
        endpoints: [
          { host: '10.0.1.61', port: 6379, role: 'primary' },
          { host: 'crs.example', port: 26379, role: 'primary' },
        ],
        addresses: [{ ip: '10.0.1.61', public_ip: undefined }],
      },
      { engine: 'valkey', version: '8.0', role: 'cluster', state: 'stopped', az: undefined },
      { engine: 'newengine', version: undefined },
    ]);
  });
});

describe('clusters', () => {
  it('have their network and their tags', async () => {
    const item = {
      ClusterId: 'cls-ayzfpv5c',
      ClusterName: 'yctest',
      ClusterVersion: '1.24.4',
      ClusterStatus: 'Upgrading',
      ClusterNetworkSettings: {
        VpcId: 'vpc-7modfjc3',
        ServiceCIDR: '10.15.252.0/22',
        Ipv6ServiceCIDR: 'fd00:100::/112',
        Subnets: null,
      },
      TagSpecification: [{ ResourceType: 'cluster', Tags: [{ Key: 'a', Value: 'b' }] }],
    };
    const rows = [
      item,
      { ...item, ClusterId: 'cls-2', TagSpecification: null, ClusterNetworkSettings: null },
    ];
    expect(await recordsOf(k8sCluster, { 'tke:DescribeClusters': paged('Clusters', rows) })).toMatchObject([
      {
        ref: 'tencent/k8s_cluster/cls-ayzfpv5c',
        name: 'yctest',
        tags: [['a', 'b']],
        version: '1.24.4',
        state: 'running',
        vpc: 'tencent/vpc/vpc-7modfjc3',
        subnets: [],
        service_cidrs: ['10.15.252.0/22', 'fd00:100::/112'],
      },
      { ref: 'tencent/k8s_cluster/cls-2', tags: [], vpc: undefined },
    ]);
  });
});
