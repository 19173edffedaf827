/**
 * Items rebuilt by hand from the vendor's pages, whose example values they have (what is masked there is made up):
 * https://www.volcengine.com/docs/6401/70495 (VPC), https://volcengine.com/docs/6401/70774 (routes),
 * https://volcengine.com/docs/6406/71773 and …/71783 (CLB), and of the twin for other countries
 * https://docs.byteplus.com/en/docs/vpc/DescribeNetworkInterfaces , …/RDS_for_MySQL/describedbinstances ,
 * …/redis/describedbinstancedetail
 */
import { describe, expect, it } from 'vitest';
import { albListener } from '../../../functions/volcengine/collectors/alb-listener.ts';
import { cen } from '../../../functions/volcengine/collectors/cen.ts';
import { clbListener } from '../../../functions/volcengine/collectors/clb-listener.ts';
import { clb } from '../../../functions/volcengine/collectors/clb.ts';
import { mysql } from '../../../functions/volcengine/collectors/mysql.ts';
import { nic } from '../../../functions/volcengine/collectors/nic.ts';
import { redis } from '../../../functions/volcengine/collectors/redis.ts';
import { router } from '../../../functions/volcengine/collectors/router.ts';
import { securityGroup } from '../../../functions/volcengine/collectors/security-group.ts';
import { sqlserver } from '../../../functions/volcengine/collectors/sqlserver.ts';
import { vm } from '../../../functions/volcengine/collectors/vm.ts';
import { vpc } from '../../../functions/volcengine/collectors/vpc.ts';
import { CloudError } from '../../../shared/collect/errors.ts';
import type { Reason } from '../../../shared/collect/errors.ts';
import { page, recordsOf } from './cloud.ts';

const refusing =
  (code: string, reason: Reason = 'invalid') =>
  () => {
    throw new CloudError(reason, code, { code });
  };

const mysqlsOf = (answer: object) =>
  recordsOf(mysql, { 'rds_mysql:DescribeDBInstances': () => ({ ...answer }) });

const listing = (edition: object) => ({
  'redis:DescribeDBInstances': page(
    'Instances',
    [{ InstanceId: 'redis-cn0212gzmh2xs', ...edition }],
    'TotalInstancesNum',
  ),
});

const enterprise = () => ({
  SubnetId: 'subnet-rrz4zdgdv20wv0x58h',
  VisitAddrs: [
    {
      AddrType: 'Private',
      IPAddress: 'redis-cn0212gzmh2xs.redis.ivolces.com',
      VIP: '10.0.0.6',
      Port: '6379',
    },
    { AddrType: 'Public', IPAddress: '198.51.100.10', VIP: '', Port: '6379' },
  ],
});

const HERE = 'volcengine/region/cn-beijing';

describe('networks', () => {
  it('a VPC, and an answer for none', async () => {
    const item = {
      VpcId: 'vpc-bp1aevy8sofi8mh1qed',
      VpcName: 'Vpc-1',
      AccountId: '2100066126',
      CidrBlock: '192.168.0.0/16',
      SecondaryCidrBlocks: null,
      Ipv6CidrBlock: '',
      IsDefault: false,
      Tags: [{ Key: 'k1', Value: 'v1' }],
    };
    expect(await recordsOf(vpc, { 'vpc:DescribeVpcs': page('Vpcs', [item]) })).toEqual([
      {
        kind: 'vpc',
        ref: 'volcengine/vpc/vpc-bp1aevy8sofi8mh1qed',
        id: 'vpc-bp1aevy8sofi8mh1qed',
        name: 'Vpc-1',
        tags: [['k1', 'v1']],
        region: HERE,
        owner: '2100066126',
        cidrs: ['192.168.0.0/16'],
        is_default: false,
      },
    ]);
    // "If there is none, a null value is returned"; no list at all is none.
    expect(await recordsOf(vpc, { 'vpc:DescribeVpcs': () => ({ Vpcs: null, NextToken: '' }) })).toEqual([]);
    await expect(recordsOf(vpc, { 'vpc:DescribeVpcs': () => ({ RequestId: '1' }) })).rejects.toMatchObject({
      reason: 'invalid',
    });
  });

  it('a route table, with every next hop that there is', async () => {
    const hops = [
      ['Instance', 'vm'],
      ['HaVip', 'other'],
      ['NetworkInterface', 'nic'],
      ['NatGW', 'nat_gateway'],
      ['VpnGW', 'vpn_gateway'],
      ['VpcPeer', 'cen'],
      ['RegionGW', 'cen'],
      ['TransitRouter', 'cen'],
      ['IPv6GW', 'internet_gateway'],
      ['GWLBEndpoint', 'vpc_endpoint'],
      ['CloudConnector', 'other'],
      ['SomethingNew', 'other'],
    ] as const;
    const entries = hops.map(([NextHopType], n) => ({
      RouteEntryId: `rte-3tj9gw2pwq3vj0${n}`,
      DestinationCidrBlock: `8.0.${n}.0/24`,
      NextHopType,
      NextHopId: `hop-${n}`,
      Status: n === 0 ? 'Creating' : 'Available',
      Type: 'Custom',
    }));
    const [found] = await recordsOf(router, {
      'vpc:DescribeRouteTableList': page('RouterTableList', [
        { RouteTableId: 'vtb-2fdzao4h726f45oxruw', RouteTableType: 'Custom', VpcId: 'vpc-1' },
      ]),
      'vpc:DescribeRouteEntryList': page('RouteEntries', entries),
    });
    expect(found).toMatchObject({
      main: false,
      routes: hops.map(([, hop], n) => ({
        destination: `8.0.${n}.0/24`,
        hop,
        target: `hop-${n}`,
        active: n !== 0,
      })),
    });
  });

  it('a table or a group that went away between its list and its parts is not there; anything else throws', async () => {
    const table = { RouteTableId: 'vtb-1', RouteTableType: 'System', VpcId: 'vpc-1' };
    const tables = { 'vpc:DescribeRouteTableList': page('RouterTableList', [table]) };
    const gone = { ...tables, 'vpc:DescribeRouteEntryList': refusing('InvalidRouteTable.NotFound') };
    expect(await recordsOf(router, gone)).toEqual([]);
    for (const [code, reason] of [
      ['InvalidParameter', 'invalid'],
      // The product itself is gone, and with it nothing of what was there.
      ['ServiceNotFound', 'unsupported'],
    ] as const) {
      const broken = { ...tables, 'vpc:DescribeRouteEntryList': refusing(code, reason) };
      await expect(recordsOf(router, broken)).rejects.toMatchObject({ code });
    }
    const groups = { 'vpc:DescribeSecurityGroups': page('SecurityGroups', [{ SecurityGroupId: 'sg-1' }]) };
    const bare = { ...groups, 'vpc:DescribeSecurityGroupAttributes': () => ({ Permissions: null }) };
    expect(await recordsOf(securityGroup, bare)).toMatchObject([{ id: 'sg-1', rules: [], vpc: undefined }]);
    const odd = {
      Direction: 'ingress',
      Policy: 'accept',
      Protocol: 'tcp',
      PortStart: '22',
      PortEnd: '22',
      Priority: '1',
    };
    const rule = { ...groups, 'vpc:DescribeSecurityGroupAttributes': () => ({ Permissions: [odd] }) };
    await expect(recordsOf(securityGroup, rule)).rejects.toThrow('without a peer');
  });

  it('an interface, of a server or of a service that the cloud does not tell', async () => {
    const item = {
      NetworkInterfaceId: 'eni-bpacfmxazb4p',
      NetworkInterfaceName: 'eniTestName',
      AccountId: '2010000001',
      VpcId: 'vpc-bpacfmxazb4p',
      SubnetId: 'subnet-128fhnvjjgg',
      DeviceId: 'i-hjkib9',
      Type: 'secondary',
      MacAddress: '00:16:3E:AB:CD:EF',
      PrimaryIpAddress: '192.168.0.10',
      AssociatedElasticIp: { AllocationId: 'eip-1', EipAddress: '198.51.100.7' },
      PrivateIpSets: null,
      IPv6Sets: null,
      SecurityGroupIds: ['sg-1', 'sg-1'],
      Tags: null,
    };
    const served = { ...item, NetworkInterfaceId: 'eni-2', DeviceId: '', AssociatedElasticIp: null };
    const rows = page('NetworkInterfaceSets', [item, served]);
    expect(await recordsOf(nic, { 'vpc:DescribeNetworkInterfaces': rows })).toMatchObject([
      {
        device: 'volcengine/vm/i-hjkib9',
        mac: '00:16:3e:ab:cd:ef',
        addresses: [{ ip: '192.168.0.10', public_ip: '198.51.100.7' }],
        security_groups: ['volcengine/security_group/sg-1'],
      },
      { device: undefined, addresses: [{ ip: '192.168.0.10', public_ip: undefined }] },
    ]);
  });

  it('a network without attachments asks for none, and one error of that list is not taken for another', async () => {
    expect(await recordsOf(cen, { 'cen:DescribeCens': page('Cens', []) })).toEqual([]);
    const one = { 'cen:DescribeCens': page('Cens', [{ CenId: 'cen-1' }]) };
    const denied = { ...one, 'cen:DescribeCenAttachedInstances': refusing('AccessDenied') };
    await expect(recordsOf(cen, denied)).rejects.toMatchObject({ code: 'AccessDenied' });
  });
});

describe('servers', () => {
  it('in every state, with the time of their making', async () => {
    const item = { InstanceId: 'i-3tkuehz8oa3vj0wz', NetworkInterfaces: null, Tags: null };
    const rows = [
      { ...item, Status: 'RUNNING', CreatedAt: '2021-04-09T08:36:47+08:00' },
      { ...item, InstanceId: 'i-2', Status: 'STOPPED', CreatedAt: '2021-04-09 08:36:47' },
      { ...item, InstanceId: 'i-3', Status: 'ERROR', CreatedAt: '2021-08-11T16:37:37Z' },
      { ...item, InstanceId: 'i-4', Status: 'SOMETHING_NEW' },
    ];
    expect(await recordsOf(vm, { 'ecs:DescribeInstances': page('Instances', rows) })).toMatchObject([
      { state: 'running', created: '2021-04-09T00:36:47.000Z' },
      { state: 'stopped', created: undefined },
      { state: 'failed', created: '2021-08-11T16:37:37.000Z' },
      { state: 'other', created: undefined },
    ]);
  });
});

describe('load balancers', () => {
  const item = {
    LoadBalancerId: 'clb-bp1b6c719dfa08ex',
    LoadBalancerName: 'clb-test1',
    AccountId: '2100120001',
    Type: 'private',
    Status: 'Active',
    VpcId: 'vpc-bp1aevy8sofi8mh1',
    SubnetId: 'subnet-bp12mw1f8k3jgy',
    EniAddress: '172.16.0.2',
    EipAddress: '',
    Tags: [],
  };

  it('with several addresses, as the vendor’s page has them and as its SDK does', async () => {
    const rows = [
      { ...item, EniAddresses: ['172.16.0.2', '172.16.0.3'] },
      {
        ...item,
        LoadBalancerId: 'clb-2',
        Type: 'public',
        Status: 'Provisioning',
        EniAddresses: [{ EniAddress: '172.16.0.2', EipAddress: '198.51.100.1', EipId: 'eip-1' }],
      },
    ];
    const found = await recordsOf(clb, { 'clb:DescribeLoadBalancers': page('LoadBalancers', rows) });
    expect(found).toMatchObject([
      {
        scheme: 'internal',
        state: 'running',
        addresses: [
          { ip: '172.16.0.2', public_ip: undefined },
          { ip: '172.16.0.3', public_ip: undefined },
        ],
      },
      {
        scheme: 'external',
        state: 'starting',
        addresses: [{ ip: '172.16.0.2', public_ip: '198.51.100.1' }],
      },
    ]);
  });

  const listener = {
    ListenerId: 'lsn-2fek3rgsxhrsw5oxruwec',
    ListenerName: 'mylistener',
    LoadBalancerId: 'clb-bp1o94dp5i6ea',
    Protocol: 'TCP',
    Port: 80,
    ServerGroupId: 'rsp-bp1o94dp5i6ea',
  };
  const server = {
    ServerId: 'rs-3cig8e5o0kxs06c6rrsqn',
    InstanceId: 'i-3tkuehz8oa3vj0wz',
    Type: 'ecs',
    Ip: '192.168.0.2',
    Port: 80,
  };

  it.each([
    ['texts', ['lsn-2fek3rgsxhrsw5oxruwec']],
    ['objects', [{ ListenerId: 'lsn-2fek3rgsxhrsw5oxruwec' }]],
  ])('whose groups tell their listeners as %s', async (_, Listeners) => {
    const groups = [{ ServerGroupId: 'rsp-bp1o94dp5i6ea' }, { ServerGroupId: 'rsp-of-a-rule' }];
    const found = await recordsOf(clbListener, {
      'clb:DescribeListeners': page('Listeners', [listener]),
      'clb:DescribeServerGroups': page('ServerGroups', groups),
      'clb:DescribeServerGroupAttributes': ({ ServerGroupId }) => ({
        ServerGroupId,
        LoadBalancerId: 'clb-bp1o94dp5i6ea',
        Listeners,
        Servers: ServerGroupId === 'rsp-of-a-rule' ? null : [server],
      }),
    });
    expect(found).toMatchObject([
      { kind: 'lb_listener', target_groups: ['rsp-bp1o94dp5i6ea', 'rsp-of-a-rule'] },
      {
        kind: 'lb_target',
        ref: 'volcengine/lb_target/rsp-bp1o94dp5i6ea/rs-3cig8e5o0kxs06c6rrsqn',
        device: 'volcengine/vm/i-3tkuehz8oa3vj0wz',
        ip: '192.168.0.2',
      },
    ]);
    expect(found).toHaveLength(2);
  });

  it('a group that several application load balancers share has the targets of all of them once', async () => {
    const second = { ...listener, ListenerId: 'lsn-2', LoadBalancerId: 'alb-2', ServerGroupId: 'rsp-1' };
    const group = { ServerGroupId: 'rsp-1', Protocol: 'HTTP', Listeners: [listener.ListenerId, 'lsn-2'] };
    const found = await recordsOf(albListener, {
      'alb:DescribeListeners': page('Listeners', [
        { ...listener, LoadBalancerId: 'alb-1', ServerGroupId: 'rsp-1' },
        second,
      ]),
      'alb:DescribeServerGroups': page('ServerGroups', [group]),
      'alb:DescribeServerGroupBackendServers': page('Servers', [server]),
    });
    expect(found.filter(({ kind }) => kind === 'lb_target')).toMatchObject([
      { load_balancers: ['volcengine/load_balancer/alb-1', 'volcengine/load_balancer/alb-2'] },
    ]);
  });
});

describe('databases', () => {
  const item = {
    InstanceId: 'mysql-1d797b6f0001',
    InstanceName: 'TestDB',
    InstanceStatus: 'Running',
    InstanceType: 'DoubleNode',
    DBEngineVersion: 'MySQL_8_0',
    NodeSpec: 'rds.mysql.1c2g',
    VpcId: 'vpc-1',
    SubnetId: 'subnet-1',
    ZoneId: 'ap-southeast-1a:ap-southeast-1b',
    AddressObject: [
      {
        DNSVisibility: false,
        Domain: 'mysql1d797b6f0001.rds.ivolces.com',
        EipId: '',
        IPAddress: '192.168.0.3',
        NetworkType: 'Private',
        Port: 3306,
        SubnetId: 'subnet-1',
      },
    ],
    Tags: null,
  };

  it('have their addresses inline, and are of the zone of their primary node', async () => {
    const rows = page('Instances', [item], 'Total');
    expect(await recordsOf(mysql, { 'rds_mysql:DescribeDBInstances': rows })).toEqual([
      {
        kind: 'rds',
        ref: 'volcengine/rds/mysql-1d797b6f0001',
        id: 'mysql-1d797b6f0001',
        name: 'TestDB',
        tags: [],
        region: HERE,
        owner: undefined,
        engine: 'mysql',
        version: '8.0',
        role: 'single',
        state: 'running',
        type: 'rds.mysql.1c2g',
        cluster: undefined,
        vpc: 'volcengine/vpc/vpc-1',
        az: 'volcengine/az/ap-southeast-1a',
        subnets: ['volcengine/subnet/subnet-1'],
        endpoints: [{ host: 'mysql1d797b6f0001.rds.ivolces.com', port: 3306, role: 'primary' }],
        addresses: [{ ip: '192.168.0.3', public_ip: undefined }],
        security_groups: [],
      },
    ]);
  });

  it('are kept in every state but the last', async () => {
    const states = ['Creating', 'MasterChanging', 'Released', 'CreateError', 'SomethingNew', 'Deleted'];
    const rows = states.map((InstanceStatus, n) => ({ ...item, InstanceId: `mysql-${n}`, InstanceStatus }));
    const found = await recordsOf(mysql, {
      'rds_mysql:DescribeDBInstances': page('Instances', rows, 'Total'),
    });
    expect(found.map((record) => ('state' in record ? record.state : ''))).toEqual([
      'starting',
      'running',
      'stopped',
      'failed',
      'other',
    ]);
  });

  it('without a total are no list, and with one of nought are an empty one', async () => {
    await expect(mysqlsOf({ Instances: [] })).rejects.toMatchObject({ reason: 'invalid' });
    await expect(mysqlsOf({ Instances: null, Total: 1 })).rejects.toMatchObject({ reason: 'invalid' });
    expect(await mysqlsOf({ Instances: null, Total: 0 })).toEqual([]);
    expect(await mysqlsOf({ Total: '0' })).toEqual([]);
  });

  it('of SQL Server that go away before their addresses are asked for are not there', async () => {
    const rows = page('InstancesInfo', [{ ...item, InstanceId: 'mssql-1' }], 'Total');
    const list = (detail: () => never) =>
      recordsOf(sqlserver, {
        'rds_mssql:DescribeDBInstances': rows,
        'rds_mssql:DescribeDBInstanceDetail': detail,
      });
    expect(await list(refusing('InstanceNotFound'))).toEqual([]);
    await expect(list(refusing('AccessDenied'))).rejects.toMatchObject({ code: 'AccessDenied' });
  });

  it('a cache, public and private', async () => {
    const found = await recordsOf(redis, {
      'redis:DescribeDBInstances': page(
        'Instances',
        [
          {
            InstanceId: 'redis-cn0212gzmh2xs',
            InstanceName: 'test',
            Status: 'AllowListMaintaining',
            EngineVersion: '5.0',
            ShardedCluster: 1,
            VpcId: 'vpc-rs5811nceqyov0x58x4',
            ZoneIds: ['ap-southeast-1a'],
            Tags: null,
          },
        ],
        'TotalInstancesNum',
      ),
      'redis:DescribeDBInstanceDetail': () => ({
        SubnetId: 'subnet-rrz4zdgdv20wv0x58h',
        VisitAddrs: [
          {
            AddrType: 'Private',
            Address: 'redis-cn0212gzmh2xs.redis.ivolces.com',
            VIP: '10.0.0.5',
            Port: '6379',
          },
          {
            AddrType: 'Public',
            Address: 'redis-cn0212gzmh2xs.redis.volces.com',
            VIP: '198.51.100.9',
            Port: '6379',
          },
          {
            AddrType: 'DirectLink',
            Address: 'redis-cn0212gzmh2xs-direct.redis.ivolces.com',
            VIP: '',
            Port: '6379',
          },
        ],
      }),
    });
    expect(found).toMatchObject([
      {
        role: 'cluster',
        state: 'running',
        subnets: ['volcengine/subnet/subnet-rrz4zdgdv20wv0x58h'],
        addresses: [
          { ip: '10.0.0.5', public_ip: undefined },
          { ip: undefined, public_ip: '198.51.100.9' },
        ],
      },
    ]);
  });

  it.each([
    ['says so', { ServiceType: 'Enterprise' }, 0],
    ['says nothing, so that its own edition has to be found', {}, 1],
  ] as const)(
    'a cache of the Enterprise edition that %s has an action of its own',
    async (_, said, tried) => {
      let basic = 0;
      const found = await recordsOf(redis, {
        ...listing(said),
        'redis:DescribeDBInstanceDetail': () => {
          basic++;
          return refusing('InstanceNotFound')();
        },
        'redis:DescribeEnterpriseDBInstanceDetail': enterprise,
      });
      expect(basic).toBe(tried);
      expect(found).toMatchObject([
        {
          subnets: ['volcengine/subnet/subnet-rrz4zdgdv20wv0x58h'],
          endpoints: [
            { host: 'redis-cn0212gzmh2xs.redis.ivolces.com', port: 6379 },
            { host: '198.51.100.10', port: 6379 },
          ],
          addresses: [
            { ip: '10.0.0.6', public_ip: undefined },
            { ip: undefined, public_ip: '198.51.100.10' },
          ],
        },
      ]);
    },
  );

  it('a cache that is of neither edition any more is gone', async () => {
    const gone = refusing('InstanceNotFound');
    const answers = {
      'redis:DescribeDBInstanceDetail': gone,
      'redis:DescribeEnterpriseDBInstanceDetail': gone,
    };
    expect(await recordsOf(redis, { ...listing({ ServiceType: 'Basic' }), ...answers })).toEqual([]);
  });
});
