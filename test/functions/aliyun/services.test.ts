/**
 * What the vendor's examples do not show: other states, sides and kinds, null and empty in every place. Fields and types
 * as the SDK types of the collectors say them; the examples themselves are in published-services.test.ts.
 */
import { describe, expect, it } from 'vitest';
import { CloudError } from '../../../shared/collect/errors.ts';
import { recordsOf } from './answers.ts';

const one = { TotalCount: 1, PageNumber: 1, PageSize: 50 };
const here = { region: 'aliyun/region/cn-hangzhou', owner: undefined };
const Tags = { Tag: [{ TagKey: 'k', TagValue: 'v' }] };
const tags = [['k', 'v']];

// With tokens the total is not valid: https://help.aliyun.com/en/ecs/api-describeinstances
const instances = (...Instance: object[]) =>
  recordsOf('vm', { 'ecs:DescribeInstances': { Instances: { Instance }, TotalCount: 0, NextToken: '' } });

describe('a server', () => {
  const instance = {
    InstanceId: 'i-1',
    InstanceName: 'web',
    HostName: 'iZbp1',
    InstanceType: 'ecs.g6.large',
    Status: 'Running',
    ZoneId: 'cn-hangzhou-g',
    CreationTime: '2017-12-10T04:04Z',
    VpcAttributes: {
      VpcId: 'vpc-1',
      VSwitchId: 'vsw-1',
      PrivateIpAddress: { IpAddress: ['172.17.0.4'] },
      NatIpAddress: '',
    },
    InnerIpAddress: { IpAddress: [] },
    PublicIpAddress: { IpAddress: ['203.0.113.1'] },
    SecurityGroupIds: { SecurityGroupId: ['sg-1'] },
    Tags,
  };

  it('has its time of creation, read as it is written', async () => {
    expect(await instances(instance)).toEqual([
      {
        ...here,
        kind: 'vm',
        ref: 'aliyun/vm/i-1',
        id: 'i-1',
        name: 'web',
        tags,
        vpc: 'aliyun/vpc/vpc-1',
        subnet: 'aliyun/subnet/vsw-1',
        az: 'aliyun/az/cn-hangzhou-g',
        state: 'running',
        type: 'ecs.g6.large',
        ip: '172.17.0.4',
        hostname: 'iZbp1',
        created: '2017-12-10T04:04:00.000Z',
        security_groups: ['aliyun/security_group/sg-1'],
      },
      {
        kind: 'nic',
        ref: 'aliyun/nic/i-1/own',
        id: 'i-1',
        name: 'web',
        tags: [],
        owner: undefined,
        vpc: 'aliyun/vpc/vpc-1',
        subnet: 'aliyun/subnet/vsw-1',
        device: 'aliyun/vm/i-1',
        usage: undefined,
        mac: undefined,
        addresses: [{ ip: undefined, public_ip: '203.0.113.1' }],
        security_groups: ['aliyun/security_group/sg-1'],
      },
    ]);
  });

  it('without a public address of its own leaves its addresses to its interfaces', async () => {
    expect(await instances({ ...instance, PublicIpAddress: { IpAddress: [] } })).toHaveLength(1);
  });

  it('is kept in any state, also without a VPC', async () => {
    const classic = {
      ...instance,
      VpcAttributes: { VpcId: '' },
      InnerIpAddress: { IpAddress: ['10.1.1.1'] },
    };
    const states = ['Pending', 'Starting', 'Stopping', 'Stopped', 'Expired'];
    const records = await instances(
      ...states.map((Status, n) => ({ ...classic, InstanceId: `i-${n}`, Status })),
    );
    expect(records.flatMap((record) => (record.kind === 'vm' ? [record.state] : []))).toEqual([
      'starting',
      'starting',
      'stopping',
      'stopped',
      'other',
    ]);
    expect(records.slice(0, 2)).toMatchObject([
      { kind: 'vm', vpc: undefined, subnet: undefined, ip: '10.1.1.1' },
      {
        kind: 'nic',
        addresses: [
          { ip: '10.1.1.1', public_ip: undefined },
          { ip: undefined, public_ip: '203.0.113.1' },
        ],
      },
    ]);
  });
});

describe('classic load balancers', () => {
  const balancer = {
    LoadBalancerId: 'lb-1',
    LoadBalancerName: 'lb',
    LoadBalancerStatus: 'active',
    Address: '203.0.113.9',
    AddressType: 'internet',
    VpcId: '',
    VSwitchId: '',
    Tags,
  };
  const LoadBalancer = [
    balancer,
    {
      ...balancer,
      LoadBalancerId: 'lb-2',
      LoadBalancerStatus: 'inactive',
      AddressType: 'intranet',
      Address: '10.0.0.9',
      VpcId: 'vpc-1',
      VSwitchId: 'vsw-1',
      Tags: null,
    },
  ];
  const balancers = { ...one, TotalCount: 2, LoadBalancers: { LoadBalancer } };
  const listener = {
    LoadBalancerId: 'lb-1',
    ListenerProtocol: 'tcp',
    ListenerPort: 80,
    Tags: [{ TagKey: 'k', TagValue: 'v' }],
  };
  const Listeners = [
    { ...listener, VServerGroupId: 'rsp-1', Description: '入口' },
    { ...listener, ListenerPort: 81, VServerGroupId: 'rsp-1' },
    { ...listener, ListenerProtocol: 'udp', ListenerPort: '53', BackendServerPort: 5353, Tags: null },
    { ...listener, ListenerPort: 82, TCPListenerConfig: { MasterSlaveServerGroupId: 'rsp-2' } },
    {
      ...listener,
      ListenerProtocol: 'http',
      ListenerPort: 8080,
      BackendServerPort: 80,
      HTTPListenerConfig: { ListenerForward: 'on' },
    },
  ];
  const listeners = { Listeners, TotalCount: 5, NextToken: '' };

  it('have an address, inside or outside', async () => {
    const record = {
      ...here,
      kind: 'load_balancer',
      type: 'classic',
      hostname: undefined,
      security_groups: [],
    };
    expect(await recordsOf('clb', { 'slb:DescribeLoadBalancers': balancers })).toEqual([
      {
        ...record,
        ref: 'aliyun/load_balancer/lb-1',
        id: 'lb-1',
        name: 'lb',
        tags,
        scheme: 'external',
        state: 'running',
        vpc: undefined,
        subnets: [],
        addresses: [{ ip: undefined, public_ip: '203.0.113.9' }],
      },
      {
        ...record,
        ref: 'aliyun/load_balancer/lb-2',
        id: 'lb-2',
        name: 'lb',
        tags: [],
        scheme: 'internal',
        state: 'stopped',
        vpc: 'aliyun/vpc/vpc-1',
        subnets: ['aliyun/subnet/vsw-1'],
        addresses: [{ ip: '10.0.0.9', public_ip: undefined }],
      },
    ]);
  });

  it('listen with groups, with servers of their own, or to send elsewhere', async () => {
    const records = await recordsOf('clb-listener', { 'slb:DescribeLoadBalancerListeners': listeners });
    expect(
      records.map(
        (record) =>
          record.kind === 'lb_listener' && [
            record.ref,
            record.name,
            record.protocol,
            record.port,
            record.target_groups,
          ],
      ),
    ).toEqual([
      ['aliyun/lb_listener/lb-1/tcp:80', '入口', 'tcp', 80, ['rsp-1']],
      ['aliyun/lb_listener/lb-1/tcp:81', 'tcp:81', 'tcp', 81, ['rsp-1']],
      ['aliyun/lb_listener/lb-1/udp:53', 'udp:53', 'udp', 53, ['lb-1:5353']],
      ['aliyun/lb_listener/lb-1/tcp:82', 'tcp:82', 'tcp', 82, ['rsp-2']],
      ['aliyun/lb_listener/lb-1/http:8080', 'http:8080', 'http', 8080, []],
    ]);
    expect(records[0]).toMatchObject({ id: 'lb-1:tcp:80', tags, load_balancer: 'aliyun/load_balancer/lb-1' });
  });

  it('without any listener are answered without a list', async () => {
    expect(
      await recordsOf('clb-listener', { 'slb:DescribeLoadBalancerListeners': { TotalCount: 0 } }),
    ).toEqual([]);
    await expect(
      recordsOf('clb-listener', { 'slb:DescribeLoadBalancerListeners': { TotalCount: 3 } }),
    ).rejects.toMatchObject({ reason: 'invalid' });
  });

  it('have targets of any kind, once per group', async () => {
    const server = { ServerHealthStatus: 'abnormal', Protocol: 'tcp', ListenerPort: 80, Port: 8080 };
    const BackendServer = [
      { ...server, ServerId: 'i-1', ServerIp: '10.0.0.4' },
      { ...server, ServerId: 'i-1', ServerIp: '10.0.0.4', ListenerPort: 81 },
      { ...server, ServerId: 'eni-1', ServerIp: '10.0.0.5', ListenerPort: 81 },
      { ...server, ServerId: 'i-1', ServerIp: '10.0.0.4', Protocol: 'udp', ListenerPort: 53, Port: 5353 },
    ];
    const records = await recordsOf('clb-target', {
      'slb:DescribeLoadBalancers': balancers,
      'slb:DescribeLoadBalancerListeners': listeners,
      'slb:DescribeHealthStatus': ({ LoadBalancerId }) => ({
        BackendServers: { BackendServer: LoadBalancerId === 'lb-1' ? BackendServer : [] },
      }),
    });
    const target = {
      kind: 'lb_target',
      tags: [],
      load_balancers: ['aliyun/load_balancer/lb-1'],
      protocol: 'tcp',
      port: 8080,
    };
    expect(records).toEqual([
      {
        ...target,
        ref: 'aliyun/lb_target/rsp-1/i-1/8080',
        id: 'i-1',
        name: 'i-1:8080',
        target_group: 'rsp-1',
        device: 'aliyun/vm/i-1',
        ip: '10.0.0.4',
      },
      {
        ...target,
        ref: 'aliyun/lb_target/rsp-1/eni-1/8080',
        id: 'eni-1',
        name: 'eni-1:8080',
        target_group: 'rsp-1',
        device: undefined,
        ip: '10.0.0.5',
      },
      {
        ...target,
        ref: 'aliyun/lb_target/lb-1:5353/i-1/5353',
        id: 'i-1',
        name: 'i-1:5353',
        target_group: 'lb-1:5353',
        protocol: 'udp',
        port: 5353,
        device: 'aliyun/vm/i-1',
        ip: '10.0.0.4',
      },
    ]);
  });
});

const forwardTo = (...ids: string[]) => [
  {
    Type: 'ForwardGroup',
    ForwardGroupConfig: { ServerGroupTuples: ids.map((ServerGroupId) => ({ ServerGroupId })) },
  },
];

describe('application and network load balancers', () => {
  it('have a name, and addresses that the list tells or is asked for', async () => {
    const balancer = {
      LoadBalancerId: 'alb-1',
      LoadBalancerName: '',
      LoadBalancerStatus: 'Active',
      AddressType: 'Internet',
      DNSName: 'alb-1.cn-hangzhou.alb.aliyuncs.com',
      VpcId: 'vpc-1',
      SecurityGroupIds: ['sg-1'],
      Tags: [{ Key: 'k', Value: 'v' }],
    };
    const record = {
      ...here,
      kind: 'load_balancer',
      tags,
      vpc: 'aliyun/vpc/vpc-1',
      security_groups: ['aliyun/security_group/sg-1'],
    };
    const inside = { ...balancer, LoadBalancerId: 'alb-2', AddressType: 'Intranet' };
    const left = { ...balancer, LoadBalancerId: 'alb-3' };
    const placed: Readonly<Record<string, readonly object[]>> = {
      'alb-1': [
        {
          VSwitchId: 'vsw-1',
          LoadBalancerAddresses: [
            { Address: '203.0.113.1', IntranetAddress: '10.0.0.1', AllocationId: 'eip-1', EipType: 'Common' },
          ],
        },
        {
          VSwitchId: 'vsw-2',
          LoadBalancerAddresses: [
            { Address: '203.0.113.2', IntranetAddress: '10.0.1.1', Ipv6Address: '2001:db8::1' },
          ],
        },
      ],
      'alb-2': [
        {
          VSwitchId: 'vsw-1',
          LoadBalancerAddresses: [{ Address: '10.0.0.2', Ipv6Address: '2001:db8::/56' }],
        },
      ],
    };
    const asked: unknown[] = [];
    const answers = {
      'alb:ListLoadBalancers': { LoadBalancers: [balancer, inside, left], NextToken: '' },
      'alb:GetLoadBalancerAttribute': (params: Readonly<Record<string, unknown>>) => {
        asked.push(params);
        const ZoneMappings = placed[String(params['LoadBalancerId'])];
        if (ZoneMappings !== undefined) return { ...balancer, ZoneMappings };
        throw new CloudError('invalid', 'not found', { code: 'ResourceNotFound.LoadBalancer' });
      },
    };
    expect(await recordsOf('alb', answers)).toEqual([
      {
        ...record,
        ref: 'aliyun/load_balancer/alb-1',
        id: 'alb-1',
        name: 'alb-1',
        type: 'application',
        scheme: 'external',
        state: 'running',
        subnets: ['aliyun/subnet/vsw-1', 'aliyun/subnet/vsw-2'],
        hostname: 'alb-1.cn-hangzhou.alb.aliyuncs.com',
        addresses: [
          { ip: '10.0.0.1', public_ip: '203.0.113.1' },
          { ip: '10.0.1.1', public_ip: '203.0.113.2' },
          { ip: '2001:db8::1', public_ip: undefined },
        ],
      },
      {
        ...record,
        ref: 'aliyun/load_balancer/alb-2',
        id: 'alb-2',
        name: 'alb-2',
        type: 'application',
        scheme: 'internal',
        state: 'running',
        subnets: ['aliyun/subnet/vsw-1'],
        hostname: 'alb-1.cn-hangzhou.alb.aliyuncs.com',
        addresses: [{ ip: '10.0.0.2', public_ip: undefined }],
      },
    ]);
    expect(asked).toEqual(
      ['alb-1', 'alb-2', 'alb-3'].map((LoadBalancerId) => ({ RegionId: 'cn-hangzhou', LoadBalancerId })),
    );
    const ZoneMappings = [
      {
        VSwitchId: 'vsw-1',
        LoadBalancerAddresses: [
          {
            PrivateIPv4Address: '10.0.0.4',
            PublicIPv4Address: '203.0.113.4',
            Ipv6Address: '2001:db8::4',
            EniId: 'eni-4',
          },
        ],
      },
      {
        VSwitchId: 'vsw-2',
        LoadBalancerAddresses: [{ PrivateIPv4Address: '10.0.1.4', PublicIPv4Address: '' }],
      },
    ];
    const network = {
      ...balancer,
      LoadBalancerId: 'nlb-1',
      LoadBalancerName: 'n',
      LoadBalancerStatus: 'Provisioning',
      AddressType: 'Intranet',
      ZoneMappings,
    };
    const gone = { ...network, LoadBalancerId: 'nlb-2', LoadBalancerStatus: 'Deleted' };
    expect(
      await recordsOf('nlb', { 'nlb:ListLoadBalancers': { LoadBalancers: [network, gone], NextToken: '' } }),
    ).toEqual([
      {
        ...record,
        ref: 'aliyun/load_balancer/nlb-1',
        id: 'nlb-1',
        name: 'n',
        type: 'network',
        scheme: 'internal',
        state: 'starting',
        subnets: ['aliyun/subnet/vsw-1', 'aliyun/subnet/vsw-2'],
        hostname: 'alb-1.cn-hangzhou.alb.aliyuncs.com',
        addresses: [
          { ip: '10.0.0.4', public_ip: '203.0.113.4' },
          { ip: '2001:db8::4', public_ip: undefined },
          { ip: '10.0.1.4', public_ip: undefined },
        ],
      },
    ]);
  });

  it('listen with the groups of default actions and of rules', async () => {
    const Listeners = [
      {
        ListenerId: 'lsn-1',
        ListenerPort: 443,
        ListenerProtocol: 'HTTPS',
        LoadBalancerId: 'alb-1',
        DefaultActions: forwardTo('sgp-1'),
        Tags: [{ Key: 'k', Value: 'v' }],
      },
    ];
    const Rules = [
      { ListenerId: 'lsn-1', RuleActions: forwardTo('sgp-2', 'sgp-1') },
      { ListenerId: 'lsn-1', RuleActions: [{ Type: 'Redirect', RedirectConfig: {} }] },
      { ListenerId: 'lsn-9', RuleActions: forwardTo('sgp-9') },
    ];
    expect(
      await recordsOf('alb-listener', {
        'alb:ListListeners': { Listeners, NextToken: '' },
        'alb:ListRules': { Rules, NextToken: '' },
      }),
    ).toEqual([
      {
        kind: 'lb_listener',
        ref: 'aliyun/lb_listener/lsn-1',
        id: 'lsn-1',
        name: 'https:443',
        tags,
        load_balancer: 'aliyun/load_balancer/alb-1',
        protocol: 'https',
        port: 443,
        target_groups: ['sgp-1', 'sgp-2'],
      },
    ]);
    const ranged = {
      ListenerId: 'lsn-2',
      ListenerPort: 0,
      StartPort: '20',
      EndPort: '30',
      ListenerProtocol: 'TCP',
      LoadBalancerId: 'nlb-1',
      ServerGroupId: 'sgp-3',
    };
    expect(
      await recordsOf('nlb-listener', { 'nlb:ListListeners': { Listeners: [ranged], NextToken: '' } }),
    ).toMatchObject([{ name: 'tcp:20-30', port: undefined, target_groups: ['sgp-3'] }]);
  });

  it('have the servers of the groups they use; what the list of all lacks is asked for by group', async () => {
    const asked: unknown[] = [];
    const group = { Protocol: 'HTTP', RelatedLoadBalancerIds: ['alb-1', 'alb-2'] };
    const ServerGroups = [
      { ...group, ServerGroupId: 'sgp-1', ServerCount: 3 },
      { ...group, ServerGroupId: 'sgp-2', ServerCount: 1 },
      { ...group, ServerGroupId: 'sgp-3', ServerCount: 1, RelatedLoadBalancerIds: [] },
    ];
    const servers: Record<string, object[]> = {
      all: [
        { ServerGroupId: 'sgp-1', ServerId: 'i-1', ServerType: 'Ecs', ServerIp: '', Port: 80 },
        { ServerGroupId: 'sgp-1', ServerId: 'eni-1', ServerType: 'Eni', ServerIp: '10.0.0.7', Port: 80 },
        { ServerGroupId: 'sgp-1', ServerId: 'eni-1', ServerType: 'Eni', ServerIp: '10.0.0.8', Port: 80 },
      ],
      'sgp-2': [{ ServerGroupId: 'sgp-2', ServerId: '192.168.0.9', ServerType: 'Ip', Port: 8080 }],
    };
    const records = await recordsOf('alb-target', {
      'alb:ListServerGroups': { ServerGroups, NextToken: '' },
      'alb:ListServerGroupServers': ({ ServerGroupId = 'all' }) => {
        asked.push(ServerGroupId);
        return { Servers: servers[String(ServerGroupId)], NextToken: '' };
      },
    });
    expect(asked).toEqual(['all', 'sgp-2']);
    const load_balancers = ['aliyun/load_balancer/alb-1', 'aliyun/load_balancer/alb-2'];
    const target = {
      kind: 'lb_target',
      tags: [],
      target_group: 'sgp-1',
      load_balancers,
      protocol: 'http',
      port: 80,
    };
    expect(records).toEqual([
      {
        ...target,
        ref: 'aliyun/lb_target/sgp-1/i-1/80',
        id: 'i-1',
        name: 'i-1:80',
        device: 'aliyun/vm/i-1',
        ip: undefined,
      },
      {
        ...target,
        ref: 'aliyun/lb_target/sgp-1/eni-1/10.0.0.7/80',
        id: 'eni-1',
        name: 'eni-1:80',
        device: undefined,
        ip: '10.0.0.7',
      },
      {
        ...target,
        ref: 'aliyun/lb_target/sgp-1/eni-1/10.0.0.8/80',
        id: 'eni-1',
        name: 'eni-1:80',
        device: undefined,
        ip: '10.0.0.8',
      },
      {
        ...target,
        ref: 'aliyun/lb_target/sgp-2/192.168.0.9/8080',
        id: '192.168.0.9',
        name: '192.168.0.9:8080',
        target_group: 'sgp-2',
        port: 8080,
        device: undefined,
        ip: '192.168.0.9',
      },
    ]);
  });
});

it('a database has its endpoints, addresses and tags', async () => {
  const database = {
    DBInstanceId: 'rm-1',
    DBInstanceDescription: '测试数据库',
    DBInstanceClass: 'rds.mys2.small',
    DBInstanceStatus: 'Running',
    DBInstanceType: 'Primary',
    Engine: 'MySQL',
    EngineVersion: '8.0',
    VpcId: 'vpc-1',
    VSwitchId: 'vsw-1',
    ZoneId: 'cn-hangzhou-MAZ6(b,f)',
    ReadOnlyDBInstanceIds: { ReadOnlyDBInstanceId: [{ DBInstanceId: 'rr-1' }] },
  };
  const DBInstance = [
    database,
    {
      ...database,
      DBInstanceId: 'rr-1',
      DBInstanceDescription: '',
      DBInstanceType: 'Readonly',
      DBInstanceStatus: 'Restarting',
      MasterInstanceId: 'rm-1',
      ZoneId: 'cn-hangzhou-b',
      ReadOnlyDBInstanceIds: { ReadOnlyDBInstanceId: [] },
    },
  ];
  const nets: Record<string, object[]> = {
    'rm-1': [
      {
        ConnectionString: 'rm-1.mysql.rds.aliyuncs.com',
        ConnectionStringType: 'Normal',
        IPAddress: '10.0.0.3',
        IPType: 'Private',
        Port: '3306',
        VPCId: 'vpc-1',
        VSwitchId: 'vsw-1',
      },
      {
        ConnectionString: 'rm-1-o.mysql.rds.aliyuncs.com',
        ConnectionStringType: 'Normal',
        IPAddress: '203.0.113.3',
        IPType: 'Public',
        Port: '3306',
        VSwitchId: '',
      },
      {
        ConnectionString: 'rm-1-rw.mysql.rds.aliyuncs.com',
        ConnectionStringType: 'ReadWriteSplitting',
        IPAddress: '10.0.0.5',
        IPType: 'Private',
        Port: 3307,
        VSwitchId: 'vsw-2',
      },
    ],
    'rr-1': [
      {
        ConnectionString: 'rr-1.mysql.rds.aliyuncs.com',
        IPAddress: '10.0.0.4',
        IPType: 'Private',
        Port: '3306',
      },
    ],
  };
  const records = await recordsOf('rds', {
    'rds:DescribeDBInstances': { Items: { DBInstance }, TotalRecordCount: 2, NextToken: '' },
    'rds:DescribeDBInstanceNetInfo': ({ DBInstanceId }) => ({
      DBInstanceNetInfos: { DBInstanceNetInfo: nets[String(DBInstanceId)] },
    }),
    'rds:ListTagResources': (params) => {
      expect(params).toMatchObject({
        ResourceType: 'INSTANCE',
        'ResourceId.1': 'rm-1',
        'ResourceId.2': 'rr-1',
      });
      const TagResource = [
        { ResourceId: 'rm-1', ResourceType: 'ALIYUN::RDS::INSTANCE', TagKey: 'k', TagValue: 'v' },
      ];
      return { TagResources: { TagResource }, NextToken: '' };
    },
  });
  const record = {
    ...here,
    kind: 'rds',
    engine: 'mysql',
    version: '8.0',
    type: 'rds.mys2.small',
    cluster: undefined,
    vpc: 'aliyun/vpc/vpc-1',
    security_groups: [],
  };
  expect(records).toEqual([
    {
      ...record,
      ref: 'aliyun/rds/rm-1',
      id: 'rm-1',
      name: '测试数据库',
      tags,
      role: 'primary',
      state: 'running',
      az: undefined,
      subnets: ['aliyun/subnet/vsw-1', 'aliyun/subnet/vsw-2'],
      endpoints: [
        { host: 'rm-1.mysql.rds.aliyuncs.com', port: 3306, role: 'primary' },
        { host: 'rm-1-o.mysql.rds.aliyuncs.com', port: 3306, role: 'primary' },
        { host: 'rm-1-rw.mysql.rds.aliyuncs.com', port: 3307, role: 'custom' },
      ],
      addresses: [
        { ip: '10.0.0.3', public_ip: undefined },
        { ip: undefined, public_ip: '203.0.113.3' },
        { ip: '10.0.0.5', public_ip: undefined },
      ],
    },
    {
      ...record,
      ref: 'aliyun/rds/rr-1',
      id: 'rr-1',
      name: 'rr-1',
      tags: [],
      role: 'replica',
      state: 'running',
      az: 'aliyun/az/cn-hangzhou-b',
      subnets: ['aliyun/subnet/vsw-1'],
      endpoints: [{ host: 'rr-1.mysql.rds.aliyuncs.com', port: 3306, role: 'reader' }],
      addresses: [{ ip: '10.0.0.4', public_ip: undefined }],
    },
  ]);
});

it('a PolarDB cluster has its endpoints and addresses', async () => {
  const DBCluster = [
    {
      DBClusterId: 'pc-1',
      DBClusterDescription: 'orders',
      DBClusterStatus: 'Running',
      DBType: 'MySQL',
      DBVersion: '8.0',
      DBNodeClass: 'polar.mysql.x4.large',
      VpcId: 'vpc-1',
      VswitchId: 'vsw-1',
      ZoneId: 'cn-hangzhou-i',
      Tags: { Tag: [{ Key: 'k', Value: 'v' }] },
    },
  ];
  const Items = [
    {
      EndpointType: 'Primary',
      AddressItems: [
        {
          ConnectionString: 'pc-1.mysql',
          IPAddress: '10.0.0.6',
          NetType: 'Private',
          Port: '3306',
          VSwitchId: 'vsw-1',
        },
      ],
    },
    {
      EndpointType: 'Cluster',
      AddressItems: [
        {
          ConnectionString: 'pc-1.rwlb',
          IPAddress: '203.0.113.6',
          NetType: 'Public',
          Port: '3306',
          VSwitchId: '',
        },
      ],
    },
    { EndpointType: 'Custom', AddressItems: [] },
  ];
  expect(
    await recordsOf('polardb', {
      'polardb:DescribeDBClusters': {
        Items: { DBCluster },
        TotalRecordCount: 1,
        PageRecordCount: 1,
        PageNumber: 1,
      },
      'polardb:DescribeDBClusterEndpoints': { Items },
    }),
  ).toEqual([
    {
      ...here,
      kind: 'rds',
      ref: 'aliyun/rds/pc-1',
      id: 'pc-1',
      name: 'orders',
      tags,
      engine: 'polardb-mysql',
      version: '8.0',
      role: 'cluster',
      state: 'running',
      type: 'polar.mysql.x4.large',
      cluster: undefined,
      vpc: 'aliyun/vpc/vpc-1',
      az: 'aliyun/az/cn-hangzhou-i',
      subnets: ['aliyun/subnet/vsw-1'],
      endpoints: [
        { host: 'pc-1.mysql', port: 3306, role: 'primary' },
        { host: 'pc-1.rwlb', port: 3306, role: 'reader' },
      ],
      addresses: [
        { ip: '10.0.0.6', public_ip: undefined },
        { ip: undefined, public_ip: '203.0.113.6' },
      ],
      security_groups: [],
    },
  ]);
});

it('a cache is kept in any state, with its private, public and direct endpoints', async () => {
  const cache = {
    InstanceId: 'r-1',
    InstanceName: 'session',
    InstanceClass: 'tair.rdb.1g',
    InstanceStatus: 'Normal',
    InstanceType: 'Tair',
    ArchitectureType: 'cluster',
    EngineVersion: '7.0',
    ConnectionDomain: 'r-1.redis.rds.aliyuncs.com',
    Port: 6379,
    PrivateIp: '172.16.49.7',
    VpcId: 'vpc-1',
    VSwitchId: 'vsw-1',
    ZoneId: 'cn-hangzhou-b',
    Tags: { Tag: [{ Key: 'k', Value: 'v' }] },
  };
  const creating = {
    ...cache,
    InstanceId: 'r-2',
    InstanceName: '',
    InstanceStatus: 'Creating',
    InstanceType: 'Redis',
    ArchitectureType: 'standard',
    ConnectionDomain: '',
    PrivateIp: '',
    Tags: {},
  };
  const net = {
    ConnectionString: 'r-1.redis.rds.aliyuncs.com',
    DirectConnection: 0,
    IPAddress: '172.16.49.7',
    IPType: 'Private',
    Port: '6379',
    VSwitchId: 'vsw-1',
  };
  const nets: Readonly<Record<string, readonly object[]>> = {
    'r-1': [
      net,
      {
        ...net,
        ConnectionString: 'r-1pd.redis.rds.aliyuncs.com',
        IPAddress: '203.0.113.7',
        IPType: 'Public',
        Port: '6380',
        VSwitchId: '',
      },
      {
        ...net,
        ConnectionString: 'r-1direct.redis.rds.aliyuncs.com',
        DirectConnection: 1,
        IPAddress: '172.16.50.8',
        VSwitchId: 'vsw-2',
      },
    ],
    'r-2': [],
  };
  const KVStoreInstance = [cache, { ...cache, InstanceId: 'r-gone' }, creating];
  const records = await recordsOf('redis', {
    'kvstore:DescribeInstances': { ...one, TotalCount: 3, Instances: { KVStoreInstance } },
    'kvstore:DescribeDBInstanceNetInfo': ({ InstanceId }) => {
      if (InstanceId !== 'r-gone') return { NetInfoItems: { InstanceNetInfo: nets[String(InstanceId)] } };
      // https://github.com/aliyun/terraform-provider-alicloud/blob/master/alicloud/service_alicloud_r_kvstore.go
      throw new CloudError('invalid', 'gone', { code: 'InvalidInstanceId.NotFound' });
    },
  });
  const record = {
    ...here,
    kind: 'redis',
    version: '7.0',
    type: 'tair.rdb.1g',
    cluster: undefined,
    vpc: 'aliyun/vpc/vpc-1',
    az: 'aliyun/az/cn-hangzhou-b',
    security_groups: [],
  };
  expect(records).toEqual([
    {
      ...record,
      ref: 'aliyun/redis/r-1',
      id: 'r-1',
      name: 'session',
      tags,
      engine: 'tair',
      role: 'cluster',
      state: 'running',
      subnets: ['aliyun/subnet/vsw-1', 'aliyun/subnet/vsw-2'],
      endpoints: [
        { host: 'r-1.redis.rds.aliyuncs.com', port: 6379, role: 'primary' },
        { host: 'r-1pd.redis.rds.aliyuncs.com', port: 6380, role: 'primary' },
        { host: 'r-1direct.redis.rds.aliyuncs.com', port: 6379, role: 'custom' },
      ],
      addresses: [
        { ip: '172.16.49.7', public_ip: undefined },
        { ip: undefined, public_ip: '203.0.113.7' },
        { ip: '172.16.50.8', public_ip: undefined },
      ],
    },
    {
      ...record,
      ref: 'aliyun/redis/r-2',
      id: 'r-2',
      name: 'r-2',
      tags: [],
      engine: 'redis',
      role: 'single',
      state: 'starting',
      subnets: ['aliyun/subnet/vsw-1'],
      endpoints: [],
      addresses: [],
    },
  ]);
});

it.each([
  ['refused', () => Promise.reject(new CloudError('denied', 'no', { code: 'Forbidden.RAM' }))],
  ['without its list', async () => ({ NetInfoItems: {} })],
])('caches whose endpoints are %s are no list', async (_, answer) => {
  const KVStoreInstance = [{ InstanceId: 'r-1' }, { InstanceId: 'r-2' }];
  const reached = { NetInfoItems: { InstanceNetInfo: [] } };
  await expect(
    recordsOf('redis', {
      'kvstore:DescribeInstances': { ...one, TotalCount: 2, Instances: { KVStoreInstance } },
      'kvstore:DescribeDBInstanceNetInfo': ({ InstanceId }) => (InstanceId === 'r-1' ? reached : answer()),
    }),
  ).rejects.toThrow(CloudError);
});

it('a cluster has its networks, and its endpoint out of a text inside a text', async () => {
  const cluster = {
    cluster_id: 'c1',
    name: 'prod',
    current_version: '1.32.1-aliyun.1',
    state: 'running',
    vpc_id: 'vpc-1',
    vswitch_id: 'vsw-1,vsw-2',
    vswitch_ids: ['vsw-1', 'vsw-2', 'vsw-3'],
    security_group_id: 'sg-1',
    service_cidr: '172.21.0.0/20',
    master_url: String.raw`{\"api_server_endpoint\":\"\",\"intranet_api_server_endpoint\":\"https://192.168.0.7:6443\"}`,
    tags: [{ key: 'k', value: 'v' }],
  };
  const older = {
    ...cluster,
    cluster_id: 'c2',
    vswitch_ids: null,
    state: 'scaling',
    master_url: '{"api_server_endpoint":"https://203.0.113.7:6443"}',
    tags: null,
  };
  const gone = { ...cluster, cluster_id: 'c3', state: 'deleted' };
  const records = await recordsOf('k8s-cluster', {
    'cs:DescribeClustersV1': {
      clusters: [cluster, older, gone],
      page_info: { total_count: 3, page_number: 1, page_size: 50 },
    },
  });
  const record = {
    ...here,
    kind: 'k8s_cluster',
    name: 'prod',
    version: '1.32.1-aliyun.1',
    state: 'running',
    vpc: 'aliyun/vpc/vpc-1',
    service_cidrs: ['172.21.0.0/20'],
    security_groups: ['aliyun/security_group/sg-1'],
  };
  expect(records).toEqual([
    {
      ...record,
      ref: 'aliyun/k8s_cluster/c1',
      id: 'c1',
      tags,
      subnets: ['aliyun/subnet/vsw-1', 'aliyun/subnet/vsw-2', 'aliyun/subnet/vsw-3'],
      endpoint: 'https://192.168.0.7:6443',
    },
    {
      ...record,
      ref: 'aliyun/k8s_cluster/c2',
      id: 'c2',
      tags: [],
      subnets: ['aliyun/subnet/vsw-1', 'aliyun/subnet/vsw-2'],
      endpoint: 'https://203.0.113.7:6443',
    },
  ]);
});
