/**
 * What the vendor's examples do not show: other states, sides and kinds, null and empty in every place. Fields and types
 * as the SDK types of the collectors say them; the examples themselves are in published-network.test.ts.
 */
import { describe, expect, it } from 'vitest';
import { ACCOUNT, REGION, recordsOf } from './answers.ts';

const one = { TotalCount: 1, PageNumber: 1, PageSize: 50 };

describe('regions and zones', () => {
  it('have their localised names', async () => {
    const Region = [
      { RegionId: REGION, LocalName: '华东1(杭州)', RegionEndpoint: 'ecs.aliyuncs.com', Status: 'available' },
    ];
    expect(await recordsOf('region', { 'ecs:DescribeRegions': { Regions: { Region } } })).toEqual([
      { kind: 'region', ref: 'aliyun/region/cn-hangzhou', id: REGION, name: '华东1(杭州)', tags: [] },
    ]);
    const Zone = [{ ZoneId: 'cn-hangzhou-a', LocalName: '杭州 可用区A', ZoneType: 'AvailabilityZone' }];
    expect(await recordsOf('az', { 'vpc:DescribeZones': { Zones: { Zone } } })).toEqual([
      {
        kind: 'az',
        ref: 'aliyun/az/cn-hangzhou-a',
        id: 'cn-hangzhou-a',
        name: '杭州 可用区A',
        tags: [],
        region: 'aliyun/region/cn-hangzhou',
        zone_id: undefined,
      },
    ]);
  });
});

describe('a VPC', () => {
  const vpc = {
    VpcId: 'vpc-bp15zckdt37pq72zv',
    VpcName: 'vpc1',
    OwnerId: 253460731706911,
    IsDefault: false,
    CidrBlock: '192.168.0.0/16',
    SecondaryCidrBlocks: { SecondaryCidrBlock: ['10.1.0.0/16', '192.168.0.0/16'] },
    Ipv6CidrBlock: '2408:4002:10c4:4e00::/56',
    Ipv6CidrBlocks: { Ipv6CidrBlock: [{ Ipv6CidrBlock: '2408:4002:10c4:4e00::/56', Ipv6Isp: 'BGP' }] },
    Tags: { Tag: [{ Key: 'FinanceDept', Value: '王小明' }, { Key: 'empty' }] },
  };

  it('has all its blocks, its owner and its tags', async () => {
    expect(await recordsOf('vpc', { 'vpc:DescribeVpcs': { ...one, Vpcs: { Vpc: [vpc] } } })).toEqual([
      {
        kind: 'vpc',
        ref: 'aliyun/vpc/vpc-bp15zckdt37pq72zv',
        id: 'vpc-bp15zckdt37pq72zv',
        name: 'vpc1',
        tags: [
          ['FinanceDept', '王小明'],
          ['empty', ''],
        ],
        region: 'aliyun/region/cn-hangzhou',
        owner: '253460731706911',
        cidrs: ['192.168.0.0/16', '10.1.0.0/16', '2408:4002:10c4:4e00::/56'],
        is_default: false,
      },
    ]);
  });

  it('without a name is called by its id', async () => {
    const Vpcs = { Vpc: [{ ...vpc, VpcName: '', Tags: null, SecondaryCidrBlocks: null }] };
    const [record] = await recordsOf('vpc', { 'vpc:DescribeVpcs': { ...one, Vpcs } });
    expect(record).toMatchObject({ name: 'vpc-bp15zckdt37pq72zv', tags: [] });
  });

  it('without an id fails the list', async () => {
    const Vpcs = { Vpc: [{ ...vpc, VpcId: undefined }] };
    await expect(recordsOf('vpc', { 'vpc:DescribeVpcs': { ...one, Vpcs } })).rejects.toMatchObject({
      name: 'CloudError',
      reason: 'invalid',
    });
  });

  it('that is missing from its page fails the list, as does a page without a list', async () => {
    const short = { ...one, TotalCount: 2, Vpcs: { Vpc: [vpc] } };
    await expect(recordsOf('vpc', { 'vpc:DescribeVpcs': short })).rejects.toThrow('1 of 2 items listed');
    await expect(recordsOf('vpc', { 'vpc:DescribeVpcs': one })).rejects.toThrow('without Vpcs.Vpc');
  });
});

it('a vSwitch has its zone and both its blocks', async () => {
  const VSwitch = [
    {
      VSwitchId: 'vsw-25b7pv15t',
      VSwitchName: '',
      OwnerId: '2546073170691',
      VpcId: 'vpc-257gcdcdq64',
      ZoneId: 'cn-hangzhou-d',
      CidrBlock: '172.16.0.0/24',
      Ipv6CidrBlock: '',
      Tags: {},
    },
  ];
  expect(await recordsOf('subnet', { 'vpc:DescribeVSwitches': { ...one, VSwitches: { VSwitch } } })).toEqual([
    {
      kind: 'subnet',
      ref: 'aliyun/subnet/vsw-25b7pv15t',
      id: 'vsw-25b7pv15t',
      name: 'vsw-25b7pv15t',
      tags: [],
      region: 'aliyun/region/cn-hangzhou',
      owner: '2546073170691',
      vpc: 'aliyun/vpc/vpc-257gcdcdq64',
      az: 'aliyun/az/cn-hangzhou-d',
      cidrs: ['172.16.0.0/24'],
    },
  ]);
});

const entry = (DestinationCidrBlock: string, NextHop: readonly object[], Status = 'Available') => ({
  RouteTableId: 'vtb-1',
  DestinationCidrBlock,
  Status,
  Type: 'Custom',
  NextHops: { NextHop },
});

const hop = (NextHopType: string, NextHopId: string, Enabled = 1) => ({
  NextHopType,
  NextHopId,
  Enabled,
  Weight: 0,
});

const route = (destination: string, hopKind: string, target?: string, active = true) => ({
  destination,
  hop: hopKind,
  target,
  active,
});

it('a route table has every entry with every next hop, whatever its page', async () => {
  const pages: Record<string, object> = {
    '': {
      RouteEntrys: {
        RouteEntry: [
          entry('192.168.0.0/24', [hop('local', '')]),
          entry('100.64.0.0/10', [hop('service', '')]),
          entry('10.0.0.0/8', [hop('RouterInterface', 'ri-1'), hop('RouterInterface', 'ri-2', 0)]),
          entry('0.0.0.0/0', [hop('NatGateway', 'ngw-1')]),
        ],
      },
      NextToken: 'more',
    },
    more: {
      RouteEntrys: {
        RouteEntry: [
          entry('172.16.0.0/12', [hop('Attachment', 'tr-attach-1')]),
          entry('172.17.0.0/16', [hop('VpcPeer', 'pcc-1')], 'Pending'),
          entry('::/0', [hop('IPv6Gateway', 'ipv6gw-1')]),
          entry('10.2.0.0/16', [hop('Instance', 'i-1')]),
        ],
      },
      NextToken: '',
    },
  };
  const table = {
    RouteTableId: 'vtb-1',
    RouteTableName: '',
    RouteTableType: 'System',
    AssociateType: 'VSwitch',
    OwnerId: 1234567890,
    VpcId: 'vpc-1',
    VSwitchIds: { VSwitchId: ['vsw-1', 'vsw-2'] },
    Tags: { Tag: [{ Key: 'k', Value: 'v' }] },
  };
  const records = await recordsOf('router', {
    'vpc:DescribeRouteTableList': { ...one, RouterTableList: { RouterTableListType: [table] } },
    'vpc:DescribeRouteEntryList': ({ NextToken = '' }) => ({ ...pages[String(NextToken)] }),
  });
  expect(records).toEqual([
    {
      kind: 'router',
      ref: 'aliyun/router/vtb-1',
      id: 'vtb-1',
      name: 'vtb-1',
      tags: [['k', 'v']],
      region: 'aliyun/region/cn-hangzhou',
      owner: '1234567890',
      vpc: 'aliyun/vpc/vpc-1',
      main: true,
      subnets: ['aliyun/subnet/vsw-1', 'aliyun/subnet/vsw-2'],
      routes: [
        route('192.168.0.0/24', 'local'),
        route('100.64.0.0/10', 'other'),
        route('10.0.0.0/8', 'other', 'ri-1'),
        route('10.0.0.0/8', 'other', 'ri-2', false),
        route('0.0.0.0/0', 'nat_gateway', 'ngw-1'),
        route('172.16.0.0/12', 'cen', 'tr-attach-1'),
        route('172.17.0.0/16', 'peer_connection', 'pcc-1', false),
        route('::/0', 'internet_gateway', 'ipv6gw-1'),
        route('10.2.0.0/16', 'vm', 'i-1'),
      ],
    },
  ]);
});

it('a security group has its rules, each with its peer', async () => {
  const permission = {
    Direction: 'ingress',
    Policy: 'Accept',
    Priority: '1',
    IpProtocol: 'TCP',
    PortRange: '22/22',
    NicType: 'intranet',
    SourceCidrIp: '',
    DestCidrIp: '',
  };
  const rules = [
    { ...permission, SourceCidrIp: '0.0.0.0/0' },
    {
      ...permission,
      Policy: 'Drop',
      Priority: 100,
      IpProtocol: 'ALL',
      PortRange: '-1/-1',
      SourceGroupId: 'sg-2',
    },
    { ...permission, Direction: 'egress', IpProtocol: 'UDP', PortRange: '1/65535', Ipv6DestCidrIp: '::/0' },
    { ...permission, IpProtocol: 'ICMPv6', PortRange: '-1/-1', SourcePrefixListId: 'pl-1' },
  ];
  const group = {
    SecurityGroupId: 'sg-1',
    SecurityGroupName: '安全组',
    VpcId: 'vpc-1',
    Tags: { Tag: [{ TagKey: 'k', TagValue: 'v' }] },
  };
  const records = await recordsOf('security-group', {
    'ecs:DescribeSecurityGroups': { SecurityGroups: { SecurityGroup: [group] }, NextToken: '' },
    'ecs:DescribeSecurityGroupAttribute': { Permissions: { Permission: rules }, NextToken: '' },
  });
  const rule = { direction: 'ingress', action: 'allow', priority: 1 };
  expect(records).toEqual([
    {
      kind: 'security_group',
      ref: 'aliyun/security_group/sg-1',
      id: 'sg-1',
      name: '安全组',
      tags: [['k', 'v']],
      region: 'aliyun/region/cn-hangzhou',
      owner: undefined,
      vpc: 'aliyun/vpc/vpc-1',
      rules: [
        { ...rule, protocol: 'tcp', from_port: 22, to_port: 22, peer: '0.0.0.0/0' },
        {
          ...rule,
          action: 'deny',
          protocol: 'all',
          from_port: undefined,
          to_port: undefined,
          peer: 'sg-2',
          priority: 100,
        },
        { ...rule, direction: 'egress', protocol: 'udp', from_port: 1, to_port: 65535, peer: '::/0' },
        { ...rule, protocol: 'icmpv6', from_port: undefined, to_port: undefined, peer: 'pl-1' },
      ],
    },
  ]);
});

const gateways = (NatGateway: readonly object[]) => ({
  ...one,
  TotalCount: NatGateway.length,
  NatGateways: { NatGateway },
});

describe('NAT', () => {
  const gateway = {
    NatGatewayId: 'ngw-1',
    Name: 'nat',
    VpcId: 'vpc-1',
    NetworkType: 'internet',
    Status: 'Available',
    IpLists: {
      IpList: [{ IpAddress: '203.0.113.7', PrivateIpAddress: '192.168.3.5', AllocationId: 'eip-1' }],
    },
    NatGatewayPrivateInfo: { EniInstanceId: 'eni-1', PrivateIpAddress: '192.168.3.5', VswitchId: 'vsw-1' },
    Tags: { Tag: [{ TagKey: 'k', TagValue: 'v' }] },
  };

  it('gateways have their addresses, public and private', async () => {
    const inner = {
      ...gateway,
      NatGatewayId: 'ngw-2',
      Name: '',
      NetworkType: 'intranet',
      Status: 'Creating',
      IpLists: { IpList: [] },
      NatGatewayPrivateInfo: { EniInstanceId: '', PrivateIpAddress: '192.168.3.9', VswitchId: 'vsw-1' },
      Tags: null,
    };
    const records = await recordsOf('nat-gateway', { 'vpc:DescribeNatGateways': gateways([gateway, inner]) });
    const record = {
      kind: 'nat_gateway',
      region: 'aliyun/region/cn-hangzhou',
      owner: undefined,
      vpc: 'aliyun/vpc/vpc-1',
      subnet: 'aliyun/subnet/vsw-1',
    };
    expect(records).toEqual([
      {
        ...record,
        ref: 'aliyun/nat_gateway/ngw-1',
        id: 'ngw-1',
        name: 'nat',
        tags: [['k', 'v']],
        scheme: 'external',
        state: 'running',
        addresses: [{ ip: '192.168.3.5', public_ip: '203.0.113.7' }],
        nics: ['aliyun/nic/eni-1'],
      },
      {
        ...record,
        ref: 'aliyun/nat_gateway/ngw-2',
        id: 'ngw-2',
        name: 'ngw-2',
        tags: [],
        scheme: 'internal',
        state: 'starting',
        addresses: [{ ip: '192.168.3.9', public_ip: undefined }],
        nics: [],
      },
    ]);
  });

  it('rules keep their ports, as ranges too', async () => {
    const SnatTableEntry = [
      {
        SnatEntryId: 'snat-1',
        NatGatewayId: 'ngw-1',
        SnatIp: '203.0.113.7',
        SourceCIDR: '10.0.0.0/24',
        SourceVSwitchId: 'vsw-1',
      },
      {
        SnatEntryId: 'snat-2',
        SnatEntryName: 'two',
        NatGatewayId: 'ngw-1',
        SnatIp: '203.0.113.8,203.0.113.9',
        SourceCIDR: '10.1.0.0/24',
      },
    ];
    const dnat = { NatGatewayId: 'ngw-1', ExternalIp: '203.0.113.7', InternalIp: '10.0.0.4' };
    const ForwardTableEntry = [
      {
        ...dnat,
        ForwardEntryId: 'fwd-1',
        ForwardEntryName: 'ssh',
        IpProtocol: 'tcp',
        ExternalPort: '2200/2210',
        InternalPort: '22/32',
      },
      { ...dnat, ForwardEntryId: 'fwd-2', IpProtocol: 'any', ExternalPort: 'any', InternalPort: 'any' },
      { ...dnat, ForwardEntryId: 'fwd-3', IpProtocol: 'UDP', ExternalPort: 53, InternalPort: 5353 },
    ];
    const records = await recordsOf('nat-rule', {
      'vpc:DescribeNatGateways': gateways([gateway]),
      'vpc:DescribeSnatTableEntries': { ...one, TotalCount: 2, SnatTableEntries: { SnatTableEntry } },
      'vpc:DescribeForwardTableEntries': {
        ...one,
        TotalCount: 3,
        ForwardTableEntries: { ForwardTableEntry },
      },
    });
    const rule = { kind: 'nat_rule', tags: [], nat_gateway: 'aliyun/nat_gateway/ngw-1' };
    const snat = {
      ...rule,
      direction: 'snat',
      protocol: 'all',
      public_port: undefined,
      private_port: undefined,
    };
    const forward = {
      ...rule,
      direction: 'dnat',
      public_ip: '203.0.113.7',
      private_ip: '10.0.0.4',
      subnet: undefined,
    };
    expect(records).toEqual([
      {
        ...snat,
        ref: 'aliyun/nat_rule/snat-1',
        id: 'snat-1',
        name: 'snat-1',
        public_ip: '203.0.113.7',
        private_ip: '10.0.0.0/24',
        subnet: 'aliyun/subnet/vsw-1',
      },
      {
        ...snat,
        ref: 'aliyun/nat_rule/snat-2/203.0.113.8',
        id: 'snat-2',
        name: 'two',
        public_ip: '203.0.113.8',
        private_ip: '10.1.0.0/24',
        subnet: undefined,
      },
      {
        ...snat,
        ref: 'aliyun/nat_rule/snat-2/203.0.113.9',
        id: 'snat-2',
        name: 'two',
        public_ip: '203.0.113.9',
        private_ip: '10.1.0.0/24',
        subnet: undefined,
      },
      {
        ...forward,
        ref: 'aliyun/nat_rule/fwd-1',
        id: 'fwd-1',
        name: 'ssh',
        protocol: 'tcp',
        public_port: '2200/2210',
        private_port: '22/32',
      },
      {
        ...forward,
        ref: 'aliyun/nat_rule/fwd-2',
        id: 'fwd-2',
        name: 'fwd-2',
        protocol: 'all',
        public_port: undefined,
        private_port: undefined,
      },
      {
        ...forward,
        ref: 'aliyun/nat_rule/fwd-3',
        id: 'fwd-3',
        name: 'fwd-3',
        protocol: 'udp',
        public_port: '53',
        private_port: '5353',
      },
    ]);
  });
});

it('an elastic address is there attached or not, and says to what', async () => {
  const eip = { Name: '', PrivateIpAddress: '', Tags: { Tag: [{ Key: 'k', Value: 'v' }] } };
  const EipAddress = [
    { ...eip, AllocationId: 'eip-1', IpAddress: '203.0.113.1', InstanceType: '', InstanceId: '' },
    {
      ...eip,
      AllocationId: 'eip-2',
      IpAddress: '203.0.113.2',
      InstanceType: 'EcsInstance',
      InstanceId: 'i-1',
    },
    {
      ...eip,
      AllocationId: 'eip-3',
      IpAddress: '203.0.113.3',
      InstanceType: 'NetworkInterface',
      InstanceId: 'eni-1',
      PrivateIpAddress: '10.0.0.9',
    },
    { ...eip, AllocationId: 'eip-4', IpAddress: '203.0.113.4', InstanceType: 'Nat', InstanceId: 'ngw-1' },
    {
      ...eip,
      AllocationId: 'eip-5',
      IpAddress: '203.0.113.5',
      InstanceType: 'SlbInstance',
      InstanceId: 'lb-1',
    },
    { ...eip, AllocationId: 'eip-6', IpAddress: '203.0.113.6', InstanceType: 'HaVip', InstanceId: 'havip-1' },
  ];
  const records = await recordsOf('eip', {
    'vpc:DescribeEipAddresses': { ...one, TotalCount: 6, EipAddresses: { EipAddress } },
  });
  expect(
    records.map(
      (record) =>
        record.kind === 'eip' && [record.id, record.ip, record.private_ip, record.nic, record.device],
    ),
  ).toEqual([
    ['eip-1', '203.0.113.1', undefined, undefined, undefined],
    ['eip-2', '203.0.113.2', undefined, undefined, 'aliyun/vm/i-1'],
    ['eip-3', '203.0.113.3', '10.0.0.9', 'aliyun/nic/eni-1', undefined],
    ['eip-4', '203.0.113.4', undefined, undefined, 'aliyun/nat_gateway/ngw-1'],
    ['eip-5', '203.0.113.5', undefined, undefined, 'aliyun/load_balancer/lb-1'],
    ['eip-6', '203.0.113.6', undefined, undefined, undefined],
  ]);
  expect(records[0]).toMatchObject({ name: 'eip-1', tags: [['k', 'v']] });
});

it('an interface has all its addresses, of both versions', async () => {
  const NetworkInterfaceSet = [
    {
      NetworkInterfaceId: 'eni-1',
      NetworkInterfaceName: 'first',
      OwnerId: '1234567890123456',
      VpcId: 'vpc-1',
      VSwitchId: 'vsw-1',
      InstanceId: 'i-1',
      Type: 'Primary',
      MacAddress: '00:16:3E:12:AB:CD',
      PrivateIpAddress: '172.17.0.4',
      AssociatedPublicIp: { AllocationId: 'eip-1', PublicIpAddress: '203.0.113.1' },
      PrivateIpSets: {
        PrivateIpSet: [
          {
            PrivateIpAddress: '172.17.0.4',
            Primary: true,
            AssociatedPublicIp: { PublicIpAddress: '203.0.113.1' },
          },
          { PrivateIpAddress: '172.17.0.5', Primary: false, AssociatedPublicIp: {} },
        ],
      },
      Ipv6Sets: { Ipv6Set: [{ Ipv6Address: '2001:db8::1' }] },
      SecurityGroupIds: { SecurityGroupId: ['sg-1', 'sg-2'] },
      Tags: { Tag: [{ TagKey: 'k', TagValue: 'v' }] },
    },
    {
      NetworkInterfaceId: 'eni-2',
      NetworkInterfaceName: '',
      Type: 'Secondary',
      InstanceId: '',
      MacAddress: '',
      PrivateIpAddress: '172.17.0.9',
    },
  ];
  const answer = { NetworkInterfaceSets: { NetworkInterfaceSet }, NextToken: null, TotalCount: 0 };
  expect(await recordsOf('nic', { 'ecs:DescribeNetworkInterfaces': answer })).toEqual([
    {
      kind: 'nic',
      ref: 'aliyun/nic/eni-1',
      id: 'eni-1',
      name: 'first',
      tags: [['k', 'v']],
      owner: ACCOUNT,
      vpc: 'aliyun/vpc/vpc-1',
      subnet: 'aliyun/subnet/vsw-1',
      device: 'aliyun/vm/i-1',
      usage: 'Primary',
      mac: '00:16:3e:12:ab:cd',
      addresses: [
        { ip: '172.17.0.4', public_ip: '203.0.113.1' },
        { ip: '172.17.0.5', public_ip: undefined },
        { ip: '2001:db8::1', public_ip: undefined },
      ],
      security_groups: ['aliyun/security_group/sg-1', 'aliyun/security_group/sg-2'],
    },
    {
      kind: 'nic',
      ref: 'aliyun/nic/eni-2',
      id: 'eni-2',
      name: 'eni-2',
      tags: [],
      owner: undefined,
      vpc: undefined,
      subnet: undefined,
      device: undefined,
      usage: 'Secondary',
      mac: undefined,
      addresses: [{ ip: '172.17.0.9', public_ip: undefined }],
      security_groups: [],
    },
  ]);
});

const peerings = (...VpcPeerConnects: object[]) =>
  recordsOf('peer-connection', {
    'vpc:ListVpcPeerConnections': { VpcPeerConnects, TotalCount: 9, NextToken: '' },
  });

describe('a peering', () => {
  const peering = {
    InstanceId: 'pcc-1',
    Name: 'vpcpeer',
    Status: 'Activated',
    RegionId: REGION,
    OwnerId: ACCOUNT,
    Vpc: { VpcId: 'vpc-1', Ipv4Cidrs: ['10.0.0.0/16'] },
    AcceptingRegionId: 'eu-central-1',
    AcceptingOwnerUid: '253460731706911258',
    AcceptingVpc: { VpcId: 'vpc-2', Ipv4Cidrs: ['10.1.0.0/16'] },
    Tags: [{ Key: 'k', Value: 'v' }],
  };

  it('over regions and accounts has its true ends', async () => {
    expect(await peerings(peering)).toEqual([
      {
        kind: 'peer_connection',
        ref: 'aliyun/peer_connection/pcc-1/requester',
        id: 'pcc-1',
        name: 'vpcpeer',
        tags: [['k', 'v']],
        side: 'requester',
        state: 'Activated',
        local_vpc: 'aliyun/vpc/vpc-1',
        local_region: 'aliyun/region/cn-hangzhou',
        local_owner: ACCOUNT,
        remote_vpc: 'aliyun/vpc/vpc-2',
        remote_region: 'aliyun/region/eu-central-1',
        remote_owner: '253460731706911258',
      },
    ]);
  });

  it('inside one region has both its sides; one that has ended, none', async () => {
    const both = { ...peering, AcceptingRegionId: REGION, AcceptingOwnerUid: ACCOUNT };
    expect(
      (await peerings(both, { ...both, InstanceId: 'pcc-2', Status: 'Expired' })).map(({ ref }) => ref),
    ).toEqual(['aliyun/peer_connection/pcc-1/requester', 'aliyun/peer_connection/pcc-1/accepter']);
  });

  it('of which no side is here is not what was asked for', async () => {
    await expect(peerings({ ...peering, RegionId: 'us-west-1' })).rejects.toMatchObject({
      reason: 'invalid',
    });
  });
});

describe('a cloud enterprise network', () => {
  const Cens = {
    Cen: [{ CenId: 'cen-1', Name: '云企业网', Status: 'Active', Tags: { Tag: [{ Key: 'k', Value: 'v' }] } }],
  };
  const cens = { ...one, Cens };

  it('has what is attached to it', async () => {
    const ChildInstance = [
      {
        ChildInstanceId: 'vpc-1',
        ChildInstanceType: 'VPC',
        ChildInstanceOwnerId: 1234567890,
        Status: 'Attached',
      },
      {
        ChildInstanceId: 'vbr-1',
        ChildInstanceType: 'VBR',
        ChildInstanceOwnerId: 1234567890,
        Status: 'Attaching',
      },
    ];
    const records = await recordsOf('cen', {
      'cen:DescribeCens': cens,
      'cen:DescribeCenAttachedChildInstances': { ...one, TotalCount: 2, ChildInstances: { ChildInstance } },
    });
    expect(records).toEqual([
      {
        kind: 'cen',
        ref: 'aliyun/cen/cen-1',
        id: 'cen-1',
        name: '云企业网',
        tags: [['k', 'v']],
        region: undefined,
        owner: undefined,
        type: 'cen',
        state: 'Active',
        attachments: [
          { id: 'vpc-1', vpc: 'aliyun/vpc/vpc-1', owner: '1234567890', state: 'Attached' },
          { id: 'vbr-1', vpc: undefined, owner: '1234567890', state: 'Attaching' },
        ],
      },
    ]);
  });

  it('of the enterprise edition has transit routers, each with the VPCs of its own', async () => {
    const router = {
      TransitRouterName: '',
      AliUid: 1234567890,
      Status: 'Active',
      Type: 'Enterprise',
      Tags: [{ Key: 'k', Value: 'v' }],
    };
    const TransitRouters = [
      { ...router, TransitRouterId: 'tr-1', RegionId: 'cn-hangzhou' },
      { ...router, TransitRouterId: 'tr-2', RegionId: 'us-west-1' },
    ];
    const attachments: Record<string, object[]> = {
      'cn-hangzhou': [
        {
          TransitRouterAttachmentId: 'tr-attach-1',
          TransitRouterId: 'tr-1',
          VpcId: 'vpc-1',
          VpcOwnerId: 42,
          Status: 'Attached',
        },
        {
          TransitRouterAttachmentId: 'tr-attach-9',
          TransitRouterId: 'tr-9',
          VpcId: 'vpc-9',
          VpcOwnerId: 42,
          Status: 'Attached',
        },
      ],
      'us-west-1': [],
    };
    const records = await recordsOf('transit-router', {
      'cen:DescribeCens': cens,
      'cen:ListTransitRouters': { ...one, TotalCount: 2, TransitRouters },
      'cen:ListTransitRouterVpcAttachments': ({ RegionId }) => ({
        TransitRouterAttachments: attachments[String(RegionId)],
        NextToken: '',
      }),
    });
    const record = {
      kind: 'cen',
      owner: '1234567890',
      type: 'transit_router',
      state: 'Active',
      tags: [['k', 'v']],
    };
    expect(records).toEqual([
      {
        ...record,
        ref: 'aliyun/cen/tr-1',
        id: 'tr-1',
        name: 'tr-1',
        region: 'aliyun/region/cn-hangzhou',
        attachments: [{ id: 'tr-attach-1', vpc: 'aliyun/vpc/vpc-1', owner: '42', state: 'Attached' }],
      },
      {
        ...record,
        ref: 'aliyun/cen/tr-2',
        id: 'tr-2',
        name: 'tr-2',
        region: 'aliyun/region/us-west-1',
        attachments: [],
      },
    ]);
  });
});
