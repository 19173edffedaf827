/**
 * Answers about servers, load balancers, databases and clusters as the vendor publishes them, rebuilt by hand: their
 * fields, their types and their oddities, with values of our own. Each title names the page that its answer is rebuilt
 * from: of the repositories of https://github.com/AlibabaCloudDocs, of https://help.aliyun.com/zh (`api-…`),
 * or, where those show none, the `@example` values of the answer's type in
 * https://github.com/aliyun/alibabacloud-typescript-sdk (`…/src/models/…`).
 */
import { describe, expect, it } from 'vitest';
import { REGION, recordsOf } from './answers.ts';

const counted = (TotalCount: number) => ({ TotalCount, PageNumber: 1, PageSize: 10, RequestId: 'R' });
const tokened = { TotalCount: 1, MaxResults: 20, NextToken: '', RequestId: 'R' };

it('AlibabaCloudDocs/ecs DescribeInstances: a public address of its own beside an EIP', async () => {
  const Instance = [
    {
      InstanceId: 'i-1',
      InstanceName: 'InstanceNameTest',
      HostName: 'testHostName',
      Description: 'testDescription',
      Status: 'Running',
      RegionId: REGION,
      ZoneId: 'cn-hangzhou-g',
      InstanceType: 'ecs.g5.large',
      InstanceNetworkType: 'vpc',
      InnerIpAddress: { IpAddress: [] },
      PublicIpAddress: { IpAddress: ['203.0.113.40'] },
      EipAddress: { AllocationId: 'eip-1', IpAddress: '203.0.113.112', InternetChargeType: 'PayByTraffic' },
      VpcAttributes: {
        VpcId: 'vpc-1',
        VSwitchId: 'vsw-1',
        PrivateIpAddress: { IpAddress: ['172.17.0.4'] },
        NatIpAddress: '172.17.0.4',
      },
      NetworkInterfaces: {
        NetworkInterface: [
          {
            Type: 'Primary',
            NetworkInterfaceId: 'eni-1',
            MacAddress: '00:16:3e:00:00:04',
            PrimaryIpAddress: '172.17.0.4',
            PrivateIpSets: { PrivateIpSet: [{ PrivateIpAddress: '172.17.0.4', Primary: true }] },
          },
        ],
      },
      SecurityGroupIds: { SecurityGroupId: ['sg-1'] },
      CreationTime: '2017-12-10T04:04Z',
      ExpiredTime: '2017-12-10T04:04Z',
      VlanId: '',
      SpotPriceLimit: 0.98,
      Tags: { Tag: [{ TagKey: 'TestKey', TagValue: 'TestValue' }] },
    },
  ];
  expect(
    await recordsOf('vm', {
      'ecs:DescribeInstances': { ...counted(1), NextToken: '', Instances: { Instance } },
    }),
  ).toMatchObject([
    {
      kind: 'vm',
      name: 'InstanceNameTest',
      state: 'running',
      type: 'ecs.g5.large',
      vpc: 'aliyun/vpc/vpc-1',
      subnet: 'aliyun/subnet/vsw-1',
      az: 'aliyun/az/cn-hangzhou-g',
      ip: '172.17.0.4',
      hostname: 'testHostName',
      created: '2017-12-10T04:04:00.000Z',
      tags: [['TestKey', 'TestValue']],
    },
    {
      kind: 'nic',
      device: 'aliyun/vm/i-1',
      addresses: [{ ip: undefined, public_ip: '203.0.113.40' }],
      tags: [],
    },
  ]);
});

describe('classic load balancers', () => {
  const LoadBalancer = [
    {
      LoadBalancerId: 'lb-1',
      LoadBalancerName: 'lb-1',
      LoadBalancerStatus: 'active',
      RegionId: REGION,
      RegionIdAlias: 'hangzhou',
      NetworkType: 'vpc',
      Address: '192.168.0.6',
      AddressType: 'intranet',
      AddressIPVersion: 'ipv4',
      VpcId: 'vpc-1',
      VSwitchId: 'vsw-1',
      MasterZoneId: 'cn-hangzhou-b',
      SlaveZoneId: 'cn-hangzhou-d',
      InternetChargeType: '4',
      CreateTime: '2018-11-08T20:21Z',
      CreateTimeStamp: 1541679713000,
    },
  ];
  const balancers = { ...counted(1), LoadBalancers: { LoadBalancer } };

  it('AlibabaCloudDocs/slb DescribeLoadBalancers: inside, without a word on tags', async () => {
    expect(await recordsOf('clb', { 'slb:DescribeLoadBalancers': balancers })).toMatchObject([
      {
        scheme: 'internal',
        state: 'running',
        vpc: 'aliyun/vpc/vpc-1',
        subnets: ['aliyun/subnet/vsw-1'],
        addresses: [{ ip: '192.168.0.6', public_ip: undefined }],
        tags: [],
      },
    ]);
  });

  const listener = {
    LoadBalancerId: 'lb-1',
    ListenerProtocol: 'http',
    ListenerPort: 80,
    BackendServerPort: 80,
    Description: 'test',
    Status: 'running',
    Scheduler: 'wrr',
    Bandwidth: -1,
    AclIds: ['acl-1'],
    AclStatus: 'off',
    VServerGroupId: 'rsp-1',
    HTTPListenerConfig: { ListenerForward: 'off', Gzip: 'on', IdleTimeout: 15 },
    Tags: [{ TagKey: 'TestKey', TagValue: 'TestValue' }],
  };
  const listeners = { ...tokened, Listeners: [listener] };

  it('slb-20140515/src/models/DescribeLoadBalancerListenersResponseBody.ts', async () => {
    expect(await recordsOf('clb-listener', { 'slb:DescribeLoadBalancerListeners': listeners })).toMatchObject(
      [
        {
          name: 'test',
          load_balancer: 'aliyun/load_balancer/lb-1',
          protocol: 'http',
          port: 80,
          target_groups: ['rsp-1'],
          tags: [['TestKey', 'TestValue']],
        },
      ],
    );
  });

  it('AlibabaCloudDocs/slb DescribeHealthStatus: also of a listener that came up since', async () => {
    const server = { ServerHealthStatus: 'abnormal', ServerIp: '192.168.0.7', Port: 80 };
    const BackendServer = [
      { ...server, ListenerPort: 80, Protocol: 'http', ServerId: 'i-1' },
      { ...server, ListenerPort: 8080, Protocol: 'tcp', ServerId: 'i-2' },
    ];
    expect(
      await recordsOf('clb-target', {
        'slb:DescribeLoadBalancers': balancers,
        'slb:DescribeLoadBalancerListeners': listeners,
        'slb:DescribeHealthStatus': { RequestId: 'R', BackendServers: { BackendServer } },
      }),
    ).toMatchObject([
      { target_group: 'rsp-1', device: 'aliyun/vm/i-1', ip: '192.168.0.7', port: 80 },
      { target_group: 'lb-1:80', device: 'aliyun/vm/i-2', ip: '192.168.0.7', port: 80 },
    ]);
  });
});

const forward = (ServerGroupId: string) => ({
  Type: 'ForwardGroup',
  ForwardGroupConfig: { ServerGroupTuples: [{ ServerGroupId }] },
});

describe('application and network load balancers', () => {
  it('alb-20200616/src/models/ListLoadBalancersResponseBody.ts and GetLoadBalancerAttributeResponseBody.ts: a block is no address', async () => {
    const balancer = {
      LoadBalancerId: 'alb-1',
      LoadBalancerName: 'alb-instance-test',
      LoadBalancerStatus: 'Active',
      LoadBalancerEdition: 'Standard',
      AddressAllocatedMode: 'Fixed',
      AddressIpVersion: 'DualStack',
      AddressType: 'Intranet',
      Ipv6AddressType: 'Intranet',
      DNSName: 'alb-1.cn-hangzhou.alb.aliyuncs.com',
      VpcId: 'vpc-1',
      SecurityGroupIds: ['sg-1'],
      CreateTime: '2022-07-02T02:49:05Z',
      LoadBalancerOperationLocks: [{ LockReason: 'Test', LockType: 'FinancialLocked' }],
      Tags: [{ Key: 'KeyTest', Value: 'ValueTest' }],
    };
    const ZoneMappings = [
      {
        ZoneId: 'cn-hangzhou-a',
        VSwitchId: 'vsw-1',
        Status: 'Active',
        LoadBalancerAddresses: [
          {
            Address: '192.168.10.1',
            IntranetAddress: '10.0.1.181',
            IntranetAddressHcStatus: 'Healthy',
            AllocationId: 'eip-1',
            EipType: 'Common',
            Ipv4LocalAddresses: ['10.1.0.62'],
            Ipv6Address: '2408:db8:39d:eb00::/56',
          },
        ],
      },
    ];
    expect(
      await recordsOf('alb', {
        'alb:ListLoadBalancers': { ...tokened, LoadBalancers: [balancer] },
        'alb:GetLoadBalancerAttribute': {
          ...balancer,
          RegionId: 'cn-hangzhou',
          RequestId: 'R',
          ZoneMappings,
        },
      }),
    ).toMatchObject([
      {
        name: 'alb-instance-test',
        scheme: 'internal',
        state: 'running',
        hostname: 'alb-1.cn-hangzhou.alb.aliyuncs.com',
        subnets: ['aliyun/subnet/vsw-1'],
        addresses: [{ ip: '192.168.10.1', public_ip: undefined }],
        security_groups: ['aliyun/security_group/sg-1'],
        tags: [['KeyTest', 'ValueTest']],
      },
    ]);
  });

  it('alb-20200616/src/models/ListListenersResponseBody.ts and ListRulesResponseBody.ts', async () => {
    const listener = {
      ListenerId: 'lsr-1',
      ListenerDescription: 'test',
      ListenerPort: 80,
      ListenerProtocol: 'HTTP',
      ListenerStatus: 'Running',
      LoadBalancerId: 'alb-1',
      DefaultActions: [forward('sgp-1')],
      GzipEnabled: false,
      XForwardedForConfig: { XForwardedForEnabled: true },
      Tags: [{ Key: 'env', Value: 'product' }],
    };
    const rule = {
      RuleId: 'rule-1',
      ListenerId: 'lsr-1',
      LoadBalancerId: 'alb-1',
      Priority: 1,
      RuleConditions: [{ Type: 'Host', HostConfig: { Values: ['www.example.com'] } }],
      RuleActions: [{ ...forward('sgp-2'), Order: 1 }],
    };
    expect(
      await recordsOf('alb-listener', {
        'alb:ListListeners': { ...tokened, Listeners: [listener] },
        'alb:ListRules': { ...tokened, Rules: [rule] },
      }),
    ).toMatchObject([
      {
        name: 'test',
        protocol: 'http',
        port: 80,
        target_groups: ['sgp-1', 'sgp-2'],
        tags: [['env', 'product']],
      },
    ]);
  });

  const group = {
    ServerGroupId: 'sgp-1',
    ServerGroupName: 'Group3',
    ServerGroupStatus: 'Available',
    ServerGroupType: 'Instance',
    Scheduler: 'Wrr',
    ServerCount: 1,
    VpcId: 'vpc-1',
    Tags: [{ Key: 'Test', Value: 'Test' }],
  };
  const server = {
    ServerGroupId: 'sgp-1',
    ServerId: 'i-1',
    ServerIp: '192.168.2.1',
    ServerType: 'Ecs',
    Port: 80,
    Status: 'Available',
    Weight: 100,
    Description: 'test',
  };
  const target = { target_group: 'sgp-1', device: 'aliyun/vm/i-1', ip: '192.168.2.1', port: 80 };

  it('alb-20200616/src/models/ListServerGroupsResponseBody.ts and ListServerGroupServersResponseBody.ts', async () => {
    const used = { ...group, Protocol: 'HTTP', RelatedLoadBalancerIds: ['alb-1'] };
    expect(
      await recordsOf('alb-target', {
        'alb:ListServerGroups': { ...tokened, ServerGroups: [used] },
        'alb:ListServerGroupServers': { ...tokened, Servers: [{ ...server, RemoteIpEnabled: true }] },
      }),
    ).toMatchObject([{ ...target, protocol: 'http', load_balancers: ['aliyun/load_balancer/alb-1'] }]);
  });

  it('nlb-20220430/src/models/ListLoadBalancersResponseBody.ts: addresses of both versions in each zone', async () => {
    const balancer = {
      LoadBalancerId: 'nlb-1',
      LoadBalancerName: 'NLB1',
      LoadBalancerStatus: 'Active',
      LoadBalancerType: 'Network',
      AddressIpVersion: 'ipv4',
      AddressType: 'Internet',
      DNSName: 'nlb-1.cn-hangzhou.nlb.aliyuncs.com',
      VpcId: 'vpc-1',
      RegionId: REGION,
      ZoneMappings: [
        {
          ZoneId: 'cn-hangzhou-a',
          VSwitchId: 'vsw-1',
          Status: 'Active',
          LoadBalancerAddresses: [
            {
              AllocationId: 'eip-1',
              EniId: 'eni-1',
              PrivateIPv4Address: '192.168.3.32',
              PrivateIPv4HcStatus: 'Healthy',
              PublicIPv4Address: '203.0.113.69',
              Ipv6Address: '2001:db8:1:1:1:1:1:1',
            },
          ],
        },
      ],
      SecurityGroupIds: ['sg-1'],
      Tags: [{ Key: 'KeyTest', Value: 'ValueTest' }],
    };
    expect(
      await recordsOf('nlb', { 'nlb:ListLoadBalancers': { ...tokened, LoadBalancers: [balancer] } }),
    ).toMatchObject([
      {
        name: 'NLB1',
        scheme: 'external',
        subnets: ['aliyun/subnet/vsw-1'],
        addresses: [
          { ip: '192.168.3.32', public_ip: '203.0.113.69' },
          { ip: '2001:db8:1:1:1:1:1:1', public_ip: undefined },
        ],
        tags: [['KeyTest', 'ValueTest']],
      },
    ]);
  });

  it('nlb-20220430/src/models/ListListenersResponseBody.ts, ListServerGroupsResponseBody.ts and ListServerGroupServersResponseBody.ts', async () => {
    const listener = {
      ListenerId: 'lsn-1',
      ListenerDescription: 'tcpssl_443',
      ListenerPort: 443,
      ListenerProtocol: 'TCPSSL',
      ListenerStatus: 'Running',
      LoadBalancerId: 'nlb-1',
      ServerGroupId: 'sgp-1',
      CertificateIds: ['1'],
      Mss: 200,
      Tags: [{ Key: 'Created', Value: 'TF' }],
    };
    expect(
      await recordsOf('nlb-listener', { 'nlb:ListListeners': { ...tokened, Listeners: [listener] } }),
    ).toMatchObject([
      {
        name: 'tcpssl_443',
        protocol: 'tcpssl',
        port: 443,
        target_groups: ['sgp-1'],
        tags: [['Created', 'TF']],
      },
    ]);
    const used = { ...group, Protocol: 'TCP', AnyPortEnabled: false, RelatedLoadBalancerIds: ['nlb-1'] };
    expect(
      await recordsOf('nlb-target', {
        'nlb:ListServerGroups': { ...tokened, ServerGroups: [used] },
        'nlb:ListServerGroupServers': { ...tokened, Servers: [{ ...server, ZoneId: 'cn-hangzhou-a' }] },
      }),
    ).toMatchObject([{ ...target, protocol: 'tcp', load_balancers: ['aliyun/load_balancer/nlb-1'] }]);
  });
});

describe('databases', () => {
  it('rds/developer-reference/api-rds-2014-08-15-describedbinstancenetinfo, rds-20140815/src/models/DescribeDbinstancesResponseBody.ts and ListTagResourcesResponseBody.ts', async () => {
    const DBInstance = [
      {
        DBInstanceId: 'rm-1',
        DBInstanceDescription: 'orders',
        DBInstanceClass: 'rds.mysql.s2.large',
        DBInstanceStatus: 'Running',
        DBInstanceType: 'Primary',
        DBInstanceNetType: 'Intranet',
        Engine: 'MySQL',
        EngineVersion: '5.7',
        Category: 'HighAvailability',
        ConnectionMode: 'Standard',
        InstanceNetworkType: 'VPC',
        VpcId: 'vpc-1',
        VSwitchId: 'vsw-1',
        ZoneId: 'cn-hangzhou-f',
        MasterInstanceId: '',
        GuardDBInstanceId: '',
        ReadOnlyDBInstanceIds: { ReadOnlyDBInstanceId: [] },
        MutriORsignle: false,
        LockReason: '',
        ExpireTime: '',
        CreateTime: '2018-11-07T15:52Z',
        TipsLevel: 0,
      },
    ];
    const net = {
      ConnectionString: 'rm-1.mysql.rds.aliyuncs.com',
      ConnectionStringType: 'Normal',
      DistributionType: 'Standard',
      IPType: 'Public',
      IPAddress: '203.0.113.3',
      Port: 3306,
      BabelfishPort: 1433,
      VPCId: 'vpc-1',
      VSwitchId: 'vsw-1',
      ExpiredTime: 1209534,
      Upgradeable: 'Disabled',
      SecurityIPGroups: { securityIPGroup: [{ SecurityIPGroupName: 'Default', SecurityIPs: '127.0.0.1' }] },
      DBInstanceWeights: { DBInstanceWeight: [{ DBInstanceId: 'rm-1', Weight: 100 }] },
    };
    const TagResource = [
      { ResourceId: 'rm-1', ResourceType: 'ALIYUN::RDS::INSTANCE', TagKey: 'key1', TagValue: '值' },
    ];
    expect(
      await recordsOf('rds', {
        'rds:DescribeDBInstances': {
          TotalRecordCount: 1,
          PageRecordCount: 1,
          PageNumber: 1,
          NextToken: '',
          Items: { DBInstance },
        },
        'rds:DescribeDBInstanceNetInfo': {
          InstanceNetworkType: 'VPC',
          SecurityIPMode: 'safety',
          DBInstanceNetInfos: { DBInstanceNetInfo: [net] },
        },
        'rds:ListTagResources': { NextToken: '', TagResources: { TagResource } },
      }),
    ).toMatchObject([
      {
        name: 'orders',
        engine: 'mysql',
        version: '5.7',
        role: 'single',
        state: 'running',
        type: 'rds.mysql.s2.large',
        az: 'aliyun/az/cn-hangzhou-f',
        endpoints: [{ host: 'rm-1.mysql.rds.aliyuncs.com', port: 3306, role: 'primary' }],
        addresses: [{ ip: undefined, public_ip: '203.0.113.3' }],
        tags: [['key1', '值']],
      },
    ]);
  });

  it('polardb-20170801/src/models/DescribeDbclustersResponseBody.ts and DescribeDbclusterEndpointsResponseBody.ts: a port that is a text', async () => {
    const DBCluster = [
      {
        DBClusterId: 'pc-1',
        DBClusterDescription: 'pc-test',
        DBClusterStatus: 'Running',
        DBClusterNetworkType: 'VPC',
        DBType: 'PostgreSQL',
        DBVersion: '14',
        DBNodeClass: 'polar.pg.x4.large',
        DBNodeNumber: 2,
        DBNodes: { DBNode: [{ DBNodeId: 'pi-1', DBNodeRole: 'Writer', ZoneId: 'cn-hangzhou-i' }] },
        Engine: 'POLARDB',
        VpcId: 'vpc-1',
        VswitchId: 'vsw-1',
        ZoneId: 'cn-hangzhou-i',
        DeletionLock: 0,
        Expired: 'false',
        Tags: { Tag: [{ Key: 'MySQL', Value: '5.6' }] },
      },
    ];
    const Items = [
      {
        DBEndpointId: 'pe-1',
        DBClusterId: 'pc-1',
        EndpointType: 'Custom',
        Nodes: 'pi-1,pi-2',
        NodeWithRoles: 'Reader1',
        ReadWriteMode: 'ReadOnly',
        AutoAddNewNodes: 'Enable',
        EndpointConfig: String.raw`{\"ConsistLevel\":\"0\"}`,
        AddressItems: [
          {
            ConnectionString: 'pc-1.rwlb.rds.aliyuncs.com',
            IPAddress: '192.168.0.9',
            NetType: 'Private',
            Port: '1521',
            PrivateZoneConnectionString: 'a.b.example',
            VPCId: 'vpc-1',
            VSwitchId: 'vsw-1',
            VpcInstanceId: 'pe-1',
          },
        ],
      },
    ];
    expect(
      await recordsOf('polardb', {
        'polardb:DescribeDBClusters': {
          TotalRecordCount: 1,
          PageRecordCount: 1,
          PageNumber: 1,
          Items: { DBCluster },
        },
        'polardb:DescribeDBClusterEndpoints': { RequestId: 'R', Items },
      }),
    ).toMatchObject([
      {
        engine: 'polardb-postgresql',
        version: '14',
        endpoints: [{ host: 'pc-1.rwlb.rds.aliyuncs.com', port: 1521, role: 'custom' }],
        addresses: [{ ip: '192.168.0.9', public_ip: undefined }],
        tags: [['MySQL', '5.6']],
      },
    ]);
  });

  it('redis/developer-reference/api-r-kvstore-2015-01-01-describeinstances-redis and -describedbinstancenetinfo-redis: a version that is a number, a port that is a text', async () => {
    const KVStoreInstance = [
      {
        InstanceId: 'r-1',
        InstanceName: 'apitest',
        InstanceStatus: 'Normal',
        InstanceClass: 'redis.master.small.default',
        InstanceType: 'Redis',
        ArchitectureType: 'cluster',
        EngineVersion: 4,
        NetworkType: 'VPC',
        VpcId: 'vpc-1',
        VSwitchId: 'vsw-1',
        ZoneId: 'cn-hangzhou-b',
        SecondaryZoneId: 'cn-hangzhou-h',
        PrivateIp: '172.16.49.7',
        Port: 6379,
        ConnectionDomain: 'r-1.redis.rds.aliyuncs.com',
        ConnectionMode: 'Standard',
        IsRds: true,
        Config: String.raw`{\"maxmemory-policy\":\"volatile-lfu\"}`,
        CreateTime: '2018-11-07T08:49:00Z',
        Tags: { Tag: [{ Key: '1.0', Value: 'aaa' }] },
      },
    ];
    const InstanceNetInfo = [
      {
        ConnectionString: 'r-1.redis.rds.aliyuncs.com',
        DBInstanceNetType: '1',
        DirectConnection: 0,
        ExpiredTime: '5183779',
        IPAddress: '172.16.49.8',
        IPType: 'Inner',
        IsSlaveProxy: 1,
        Port: '6379',
        Upgradeable: '0',
        VPCId: 'vpc-1',
        VPCInstanceId: 'r-1',
        VSwitchId: 'vsw-1',
      },
    ];
    expect(
      await recordsOf('redis', {
        'kvstore:DescribeInstances': { ...counted(1), Instances: { KVStoreInstance } },
        'kvstore:DescribeDBInstanceNetInfo': {
          InstanceNetworkType: 'CLASSIC',
          RequestId: 'R',
          NetInfoItems: { InstanceNetInfo },
        },
      }),
    ).toMatchObject([
      {
        version: '4',
        role: 'cluster',
        state: 'running',
        endpoints: [{ host: 'r-1.redis.rds.aliyuncs.com', port: 6379, role: 'custom' }],
        addresses: [{ ip: '172.16.49.8', public_ip: undefined }],
        tags: [['1.0', 'aaa']],
      },
    ]);
  });
});

it('cs-20151215/src/models/DescribeClustersV1responseBody.ts: JSON inside a text, and the text "null"', async () => {
  const cluster = {
    cluster_id: 'c1',
    name: 'cluster-demo',
    cluster_type: 'Kubernetes',
    cluster_spec: 'ack.standard',
    current_version: '1.32.1-aliyun.1',
    state: 'running',
    size: 5,
    region_id: REGION,
    zone_id: 'cn-hangzhou-b',
    vpc_id: 'vpc-1',
    vswitch_id: 'vsw-1,vsw-2',
    vswitch_ids: ['vsw-1', 'vsw-2'],
    security_group_id: 'sg-1',
    service_cidr: '172.21.0.0/20',
    container_cidr: '172.20.0.0/16',
    subnet_cidr: 'null',
    external_loadbalancer_id: 'lb-1',
    master_url: String.raw`{\"api_server_endpoint\":\"\",\"intranet_api_server_endpoint\":\"https://192.168.0.7:6443\"}`,
    meta_data: String.raw`{\"Addons\":[]}`,
    created: '2025-04-07T09:57:26+08:00',
    operation_policy: { cluster_auto_upgrade: { enabled: true, channel: 'patch' } },
    tags: [{ key: 'key-a', value: 'value-a' }],
  };
  expect(
    await recordsOf('k8s-cluster', {
      'cs:DescribeClustersV1': {
        clusters: [cluster],
        page_info: { page_number: 1, page_size: 20, total_count: 1 },
      },
    }),
  ).toMatchObject([
    {
      name: 'cluster-demo',
      version: '1.32.1-aliyun.1',
      state: 'running',
      vpc: 'aliyun/vpc/vpc-1',
      subnets: ['aliyun/subnet/vsw-1', 'aliyun/subnet/vsw-2'],
      endpoint: 'https://192.168.0.7:6443',
      service_cidrs: ['172.21.0.0/20'],
      security_groups: ['aliyun/security_group/sg-1'],
      tags: [['key-a', 'value-a']],
    },
  ]);
});
