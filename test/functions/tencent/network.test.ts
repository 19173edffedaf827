/**
 * What the examples of the vendor do not show: other states, sides and kinds, null and empty in every place. Fields and
 * types as the SDK types of the collectors say them; the examples themselves are in published-network.test.ts.
 */
import { describe, expect, it } from 'vitest';
import { az } from '../../../functions/tencent/collectors/az.ts';
import { cen } from '../../../functions/tencent/collectors/cen.ts';
import { eip } from '../../../functions/tencent/collectors/eip.ts';
import { natGateway } from '../../../functions/tencent/collectors/nat-gateway.ts';
import { natRule } from '../../../functions/tencent/collectors/nat-rule.ts';
import { nic } from '../../../functions/tencent/collectors/nic.ts';
import { peerConnection } from '../../../functions/tencent/collectors/peer-connection.ts';
import { region } from '../../../functions/tencent/collectors/region.ts';
import { router } from '../../../functions/tencent/collectors/router.ts';
import { securityGroup } from '../../../functions/tencent/collectors/security-group.ts';
import { subnet } from '../../../functions/tencent/collectors/subnet.ts';
import { vm } from '../../../functions/tencent/collectors/vm.ts';
import { vpc } from '../../../functions/tencent/collectors/vpc.ts';
import { CloudError } from '../../../shared/collect/errors.ts';
import { paged, recordsOf } from './cloud.ts';

const HERE = 'tencent/region/ap-guangzhou';

describe('places', () => {
  it('are regions with their names', async () => {
    const RegionSet = [{ Region: 'ap-guangzhou', RegionName: '华南地区(广州)', RegionState: 'AVAILABLE' }];
    expect(
      await recordsOf(region, { 'region:DescribeRegions': () => ({ TotalCount: 1, RegionSet }) }),
    ).toEqual([{ kind: 'region', ref: HERE, id: 'ap-guangzhou', name: '华南地区(广州)', tags: [] }]);
  });

  it('are zones, sold out or not', async () => {
    const ZoneSet = [
      { Zone: 'ap-guangzhou-3', ZoneName: '广州三区', ZoneId: '100003', ZoneState: 'AVAILABLE' },
      { Zone: 'ap-guangzhou-1', ZoneName: '广州一区', ZoneId: '100001', ZoneState: 'UNAVAILABLE' },
    ];
    const zone = { kind: 'az', tags: [], region: HERE, zone_id: undefined };
    expect(await recordsOf(az, { 'region:DescribeZones': () => ({ TotalCount: 2, ZoneSet }) })).toEqual([
      { ...zone, ref: 'tencent/az/ap-guangzhou-3', id: 'ap-guangzhou-3', name: '广州三区' },
      { ...zone, ref: 'tencent/az/ap-guangzhou-1', id: 'ap-guangzhou-1', name: '广州一区' },
    ]);
  });
});

const route = (DestinationCidrBlock: string, GatewayType: string, GatewayId: string, Enabled = true) => ({
  DestinationCidrBlock,
  DestinationIpv6CidrBlock: '',
  GatewayType,
  GatewayId,
  Enabled,
  RouteId: 1,
  RouteType: 'USER',
});

const hop = (destination: string, kind: string, target: string | undefined, active = true) => ({
  destination,
  hop: kind,
  target,
  active,
});

describe('networks', () => {
  it('have every block of theirs', async () => {
    const item = {
      VpcId: 'vpc-2ari9m7h',
      VpcName: '生产',
      CidrBlock: '10.0.0.0/16',
      Ipv6CidrBlock: '2402:4e00:1000::/56',
      IsDefault: false,
      AssistantCidrSet: [
        { VpcId: 'vpc-2ari9m7h', CidrBlock: '172.16.0.0/16', AssistantType: 1, SubnetSet: [] },
      ],
      Ipv6CidrBlockSet: [
        { IPv6CidrBlock: '2402:4e00:1000::/56', ISPType: 'BGP', AddressType: 'GUA' },
        { IPv6CidrBlock: 'fd00::/56', ISPType: 'CMCC', AddressType: 'ULA' },
      ],
      TagSet: [
        { Key: '环境', Value: '生产' },
        { Key: 'empty', Value: '' },
      ],
    };
    expect(await recordsOf(vpc, { 'vpc:DescribeVpcs': paged('VpcSet', [item]) })).toEqual([
      {
        kind: 'vpc',
        ref: 'tencent/vpc/vpc-2ari9m7h',
        id: 'vpc-2ari9m7h',
        name: '生产',
        tags: [
          ['环境', '生产'],
          ['empty', ''],
        ],
        region: HERE,
        owner: undefined,
        cidrs: ['10.0.0.0/16', '172.16.0.0/16', '2402:4e00:1000::/56', 'fd00::/56'],
        is_default: false,
      },
    ]);
  });

  it('have subnets with both their blocks', async () => {
    const item = {
      VpcId: 'vpc-1',
      SubnetId: 'subnet-bthucmmy',
      SubnetName: '',
      CidrBlock: '10.0.1.0/24',
      Ipv6CidrBlock: '2402:4e00:1000:1::/64',
      Zone: 'ap-guangzhou-3',
      TagSet: [],
    };
    expect(await recordsOf(subnet, { 'vpc:DescribeSubnets': paged('SubnetSet', [item]) })).toMatchObject([
      {
        ref: 'tencent/subnet/subnet-bthucmmy',
        name: 'subnet-bthucmmy',
        vpc: 'tencent/vpc/vpc-1',
        az: 'tencent/az/ap-guangzhou-3',
        cidrs: ['10.0.1.0/24', '2402:4e00:1000:1::/64'],
      },
    ]);
  });

  it('have routes to every kind of gateway', async () => {
    const item = {
      VpcId: 'vpc-2at5y1pn',
      RouteTableId: 'rtb-l2h8d7c2',
      RouteTableName: 'default',
      Main: true,
      AssociationSet: [{ SubnetId: 'subnet-1', RouteTableId: 'rtb-l2h8d7c2' }],
      RouteSet: [
        { ...route('', 'CCN', 'ccn-12345678'), DestinationIpv6CidrBlock: '2402:4e00:1000:810b::/64' },
        route('10.1.0.0/16', 'NORMAL_CVM', '172.16.0.25'),
        route('10.2.0.0/16', 'PEERCONNECTION', 'pcx-1', false),
        route('0.0.0.0/0', 'NAT', 'nat-1'),
        route('10.3.0.0/16', 'VPN', 'vpngw-1'),
        route('10.4.0.0/16', 'EIP', '0'),
        route('10.5.0.0/16', 'GWLB_ENDPOINT', 'vpce-1'),
        route('10.6.0.0/16', 'DIRECTCONNECT', 'dcg-1'),
        route('10.7.0.0/16', 'LOCAL_GATEWAY', 'lgw-1'),
        route('10.8.0.0/16', 'SOMETHING_NEW', 'new-1'),
      ],
      LocalCidrForCcn: [{ Cidr: '10.0.0.0/16', PublishedToVbc: true }],
      TagSet: [{ Key: 'city', Value: 'shanghai' }],
    };
    expect(await recordsOf(router, { 'vpc:DescribeRouteTables': paged('RouteTableSet', [item]) })).toEqual([
      {
        kind: 'router',
        ref: 'tencent/router/rtb-l2h8d7c2',
        id: 'rtb-l2h8d7c2',
        name: 'default',
        tags: [['city', 'shanghai']],
        region: HERE,
        owner: undefined,
        vpc: 'tencent/vpc/vpc-2at5y1pn',
        main: true,
        subnets: ['tencent/subnet/subnet-1'],
        routes: [
          hop('10.0.0.0/16', 'local', undefined),
          hop('2402:4e00:1000:810b::/64', 'cen', 'ccn-12345678'),
          hop('10.1.0.0/16', 'vm', '172.16.0.25'),
          hop('10.2.0.0/16', 'peer_connection', 'pcx-1', false),
          hop('0.0.0.0/0', 'nat_gateway', 'nat-1'),
          hop('10.3.0.0/16', 'vpn_gateway', 'vpngw-1'),
          hop('10.4.0.0/16', 'internet_gateway', undefined),
          hop('10.5.0.0/16', 'vpc_endpoint', 'vpce-1'),
          hop('10.6.0.0/16', 'other', 'dcg-1'),
          hop('10.7.0.0/16', 'local_gateway', 'lgw-1'),
          hop('10.8.0.0/16', 'other', 'new-1'),
        ],
      },
    ]);
  });
});

describe('security groups', () => {
  const group = {
    SecurityGroupId: 'sg-ohuuioma',
    SecurityGroupName: 'web',
    TagSet: [{ Key: 'a', Value: 'b' }],
  };
  const rulesOf = async (policies: readonly object[]) => {
    const [record] = await recordsOf(securityGroup, {
      'vpc:DescribeSecurityGroups': paged('SecurityGroupSet', [group]),
      'vpc:DescribeSecurityGroupPolicies': () => ({
        SecurityGroupPolicySet: { Version: '60', Ingress: policies, Egress: null },
      }),
    });
    return record;
  };
  const rule = {
    direction: 'ingress',
    action: 'allow',
    protocol: 'tcp',
    from_port: 80,
    to_port: 80,
    peer: '0.0.0.0/0',
    priority: 0,
  };
  const policy = { PolicyIndex: 0, Protocol: 'tcp', Port: '80', CidrBlock: '0.0.0.0/0', Action: 'ACCEPT' };

  it('have one rule for each range of ports', async () => {
    expect(await rulesOf([{ ...policy, Port: '80,443,8000-9000' }])).toMatchObject({
      ref: 'tencent/security_group/sg-ohuuioma',
      tags: [['a', 'b']],
      vpc: undefined,
      rules: [rule, { ...rule, from_port: 443, to_port: 443 }, { ...rule, from_port: 8000, to_port: 9000 }],
    });
  });

  it('name addresses of both kinds, groups and templates as peers', async () => {
    const none = { CidrBlock: '', Ipv6CidrBlock: '', SecurityGroupId: '' };
    const all = { protocol: 'all', from_port: undefined, to_port: undefined };
    const record = await rulesOf([
      { ...policy, ...none, Protocol: 'ALL', Port: 'ALL', Ipv6CidrBlock: '::/0', Action: 'DROP' },
      { ...policy, ...none, Protocol: 'ICMPv6', Port: 'ALL', SecurityGroupId: 'sg-33ocnj9n', PolicyIndex: 1 },
      {
        PolicyIndex: 2,
        ServiceTemplate: { ServiceId: 'ppm-f5n1f8da', ServiceGroupId: '' },
        AddressTemplate: { AddressGroupId: 'ipmg-2uw6ujo6', AddressId: '' },
        Action: 'ACCEPT',
      },
    ]);
    expect(record).toMatchObject({
      rules: [
        { ...rule, ...all, peer: '::/0', action: 'deny' },
        { ...rule, ...all, protocol: 'icmpv6', peer: 'sg-33ocnj9n', priority: 1 },
        { ...rule, ...all, protocol: 'ppm-f5n1f8da', peer: 'ipmg-2uw6ujo6', priority: 2 },
      ],
    });
  });

  it.each([
    ['without a peer', { ...policy, CidrBlock: '' }],
    ['with ports that are none', { ...policy, Port: 'eighty' }],
    ['with another action', { ...policy, Action: 'LOG' }],
  ])('are no list with a rule %s', async (_, wrong) => {
    await expect(rulesOf([wrong])).rejects.toMatchObject({ name: 'CloudError', reason: 'invalid' });
  });

  it('that went away since they were listed are none', async () => {
    const records = recordsOf(securityGroup, {
      'vpc:DescribeSecurityGroups': paged('SecurityGroupSet', [group]),
      'vpc:DescribeSecurityGroupPolicies': () => {
        throw new CloudError('invalid', 'gone', { code: 'ResourceNotFound' });
      },
    });
    expect(await records).toEqual([]);
  });

  it('are no list where it is the role that went away', async () => {
    const records = recordsOf(securityGroup, {
      'vpc:DescribeSecurityGroups': paged('SecurityGroupSet', [group]),
      'vpc:DescribeSecurityGroupPolicies': () => {
        throw new CloudError('denied', 'gone', { code: 'ResourceNotFound.RoleNotFound' });
      },
    });
    await expect(records).rejects.toMatchObject({ reason: 'denied' });
  });
});

describe('servers', () => {
  it('have a state, whatever it is', async () => {
    const item = {
      Placement: { Zone: 'ap-guangzhou-3', ProjectId: 1174660 },
      InstanceId: 'ins-xlsyru2j',
      InstanceName: '服务器',
      InstanceType: 'S2.SMALL2',
      InstanceState: 'STOPPED',
      PrivateIpAddresses: ['172.16.32.78'],
      IPv6Addresses: ['2001:0db8::1'],
      PublicIpAddresses: null,
      SecurityGroupIds: ['sg-p1ezv4wz'],
      VirtualPrivateCloud: { VpcId: 'vpc-1', SubnetId: 'subnet-1', AsVpcGateway: false },
      CreatedTime: '2020-09-22T08:00:00+08:00',
      Tags: [{ Key: 'myKey', Value: 'myValue' }],
    };
    const rows = [
      item,
      { ...item, InstanceId: 'ins-2', InstanceState: 'NEW_STATE', PrivateIpAddresses: null },
    ];
    expect(await recordsOf(vm, { 'cvm:DescribeInstances': paged('InstanceSet', rows) })).toMatchObject([
      {
        kind: 'vm',
        ref: 'tencent/vm/ins-xlsyru2j',
        name: '服务器',
        tags: [['myKey', 'myValue']],
        region: HERE,
        vpc: 'tencent/vpc/vpc-1',
        subnet: 'tencent/subnet/subnet-1',
        az: 'tencent/az/ap-guangzhou-3',
        state: 'stopped',
        type: 'S2.SMALL2',
        ip: '172.16.32.78',
        created: '2020-09-22T00:00:00.000Z',
        security_groups: ['tencent/security_group/sg-p1ezv4wz'],
      },
      { ref: 'tencent/vm/ins-2', state: 'other', ip: '2001:0db8::1' },
    ]);
  });

  it('have interfaces with every address, attached or not', async () => {
    const item = {
      MacAddress: '20:90:6F:F5:34:C7',
      VpcId: 'vpc-2kx9z6h3',
      Business: 'cvm',
      NetworkInterfaceId: 'eni-f1xjkw1b',
      NetworkInterfaceName: 'main',
      PrivateIpAddressSet: [
        { PrivateIpAddress: '192.168.0.13', PublicIpAddress: '1.2.3.4', Primary: true },
        { PrivateIpAddress: '192.168.0.15', PublicIpAddress: '', Primary: false },
      ],
      Ipv6AddressSet: [{ Address: 'fd00::1', PublicIpAddress: '2402:4e00::9', AddressType: 'ULA' }],
      GroupSet: ['sg-c2r7lnxh'],
      Attachment: { InstanceId: 'ins-ymk3eje8', DeviceIndex: 1, InstanceAccountId: '251153169' },
      TagSet: [{ Key: 'Version', Value: '1' }],
      SubnetId: 'subnet-nao8lfro',
    };
    const rows = [item, { ...item, NetworkInterfaceId: 'eni-2', Attachment: null, Ipv6AddressSet: null }];
    expect(
      await recordsOf(nic, { 'vpc:DescribeNetworkInterfaces': paged('NetworkInterfaceSet', rows) }),
    ).toMatchObject([
      {
        ref: 'tencent/nic/eni-f1xjkw1b',
        name: 'main',
        tags: [['Version', '1']],
        vpc: 'tencent/vpc/vpc-2kx9z6h3',
        subnet: 'tencent/subnet/subnet-nao8lfro',
        device: 'tencent/vm/ins-ymk3eje8',
        usage: 'cvm',
        mac: '20:90:6f:f5:34:c7',
        addresses: [
          { ip: '192.168.0.13', public_ip: '1.2.3.4' },
          { ip: '192.168.0.15', public_ip: undefined },
          { ip: 'fd00::1', public_ip: '2402:4e00::9' },
        ],
        security_groups: ['tencent/security_group/sg-c2r7lnxh'],
      },
      { ref: 'tencent/nic/eni-2', device: undefined },
    ]);
  });
});

describe('public addresses', () => {
  it('are those of NAT gateways', async () => {
    const item = {
      NatGatewayId: 'nat-3isn9hr0',
      NatGatewayName: 'NatDemo',
      VpcId: 'vpc-0yi4hekt',
      SubnetId: '',
      State: 'PENDING',
      PublicIpAddressSet: [
        { AddressId: 'eip-7qcdm91q', PublicIpAddress: '139.199.232.238', IsBlocked: false },
      ],
      TagSet: [{ Key: 'Creator', Value: 'TencentCloud' }],
    };
    expect(
      await recordsOf(natGateway, { 'vpc:DescribeNatGateways': paged('NatGatewaySet', [item]) }),
    ).toMatchObject([
      {
        ref: 'tencent/nat_gateway/nat-3isn9hr0',
        tags: [['Creator', 'TencentCloud']],
        vpc: 'tencent/vpc/vpc-0yi4hekt',
        subnet: undefined,
        scheme: 'external',
        state: 'starting',
        addresses: [{ ip: undefined, public_ip: '139.199.232.238' }],
      },
    ]);
  });

  it('are translated by rules in both directions', async () => {
    const dnat = {
      IpProtocol: 'TCP',
      PublicIpAddress: '139.199.232.238',
      PublicPort: 8989,
      PrivateIpAddress: '10.80.80.41',
      PrivatePort: 80,
      Description: 'test_dnapt',
      NatGatewayId: 'nat-3isn9hr0',
      VpcId: 'vpc-0yi4hekt',
    };
    const snat = {
      NatGatewaySnatId: 'snat-0yi4hekt',
      ResourceId: 'subnet-0yi4hekt',
      ResourceType: 'SUBNET',
      PublicIpAddresses: ['139.199.232.238', '139.199.232.239'],
      PrivateIpAddress: '10.80.80.0/24',
      Description: '',
      NatGatewayId: 'nat-3isn9hr0',
    };
    const gateway = { NatGatewayId: 'nat-3isn9hr0', PublicIpAddressSet: [] };
    const nat = { nat_gateway: 'tencent/nat_gateway/nat-3isn9hr0', tags: [] };
    const out = {
      ...nat,
      id: 'snat-0yi4hekt',
      name: 'snat-0yi4hekt',
      direction: 'snat',
      protocol: 'all',
      public_port: undefined,
      private_ip: '10.80.80.0/24',
      private_port: undefined,
      subnet: 'tencent/subnet/subnet-0yi4hekt',
    };
    const records = await recordsOf(natRule, {
      'vpc:DescribeNatGateways': paged('NatGatewaySet', [gateway]),
      'vpc:DescribeNatGatewayDestinationIpPortTranslationNatRules': paged(
        'NatGatewayDestinationIpPortTranslationNatRuleSet',
        [dnat, { ...dnat, IpProtocol: 'UDP' }],
      ),
      'vpc:DescribeNatGatewaySourceIpTranslationNatRules': paged('SourceIpTranslationNatRuleSet', [snat]),
    });
    expect(records).toMatchObject([
      {
        ...nat,
        ref: 'tencent/nat_rule/nat-3isn9hr0/dnat/tcp/139.199.232.238/8989',
        name: 'test_dnapt',
        direction: 'dnat',
        protocol: 'tcp',
        public_ip: '139.199.232.238',
        public_port: '8989',
        private_ip: '10.80.80.41',
        private_port: '80',
        subnet: undefined,
      },
      { ref: 'tencent/nat_rule/nat-3isn9hr0/dnat/udp/139.199.232.238/8989', protocol: 'udp' },
      {
        ...out,
        ref: 'tencent/nat_rule/nat-3isn9hr0/snat/snat-0yi4hekt/139.199.232.238',
        public_ip: '139.199.232.238',
      },
      {
        ...out,
        ref: 'tencent/nat_rule/nat-3isn9hr0/snat/snat-0yi4hekt/139.199.232.239',
        public_ip: '139.199.232.239',
      },
    ]);
  });

  it('are elastic ones, attached or not; those without an address yet are none', async () => {
    const item = {
      AddressId: 'eip-qhx8udkc',
      AddressName: '未命名',
      AddressIp: '1.14.91.34',
      InstanceId: 'ins-wf123456',
      InstanceType: null,
      NetworkInterfaceId: 'eni-12345678',
      PrivateAddressIp: '10.2.3.4',
      TagSet: [{ Key: 'name', Value: 'Sam' }],
    };
    const loose = { ...item, InstanceId: '', NetworkInterfaceId: null, PrivateAddressIp: null };
    const rows = [
      item,
      { ...loose, AddressId: 'eip-2' },
      { ...item, AddressId: 'eip-3', InstanceId: 'nat-1', NetworkInterfaceId: null },
      { ...loose, AddressId: 'eip-4', AddressIp: '' },
    ];
    expect(await recordsOf(eip, { 'vpc:DescribeAddresses': paged('AddressSet', rows) })).toMatchObject([
      {
        ref: 'tencent/eip/eip-qhx8udkc',
        name: '未命名',
        tags: [['name', 'Sam']],
        ip: '1.14.91.34',
        private_ip: '10.2.3.4',
        nic: 'tencent/nic/eni-12345678',
        device: 'tencent/vm/ins-wf123456',
      },
      { ref: 'tencent/eip/eip-2', private_ip: undefined, nic: undefined, device: undefined },
      { ref: 'tencent/eip/eip-3', device: 'tencent/nat_gateway/nat-1' },
    ]);
  });
});

const peeringsOf = (...rows: readonly object[]) =>
  recordsOf(peerConnection, { 'vpc:DescribeVpcPeeringConnections': paged('PeerConnectionSet', rows) });

describe('peer connections', () => {
  const peering = {
    SourceUin: 100000000001,
    SourceRegion: 'gz',
    SourceVpcId: 'vpc-test1234',
    DestinationUin: 100000000002,
    DestinationRegion: 'usw',
    PeerVpcId: 'vpc-test4567',
    DestinationVpcId: 'vpc-test4567',
    PeeringConnectionId: 'pcx-test6789',
    PeeringConnectionName: '测试用',
    State: 'ACTIVE',
    TagSet: [{ Key: 'a', Value: 'b' }],
  };
  it('have the true regions and accounts of both ends', async () => {
    expect(await peeringsOf(peering)).toEqual([
      {
        kind: 'peer_connection',
        ref: 'tencent/peer_connection/pcx-test6789/requester',
        id: 'pcx-test6789',
        name: '测试用',
        tags: [['a', 'b']],
        side: 'requester',
        state: 'ACTIVE',
        local_vpc: 'tencent/vpc/vpc-test1234',
        local_region: HERE,
        local_owner: '100000000001',
        remote_vpc: 'tencent/vpc/vpc-test4567',
        remote_region: 'tencent/region/na-siliconvalley',
        remote_owner: '100000000002',
      },
    ]);
  });

  it('are told by either side, and by both within one region', async () => {
    const turned = { ...peering, SourceUin: peering.DestinationUin, SourceRegion: 'usw' };
    const accepted = { ...turned, DestinationUin: peering.SourceUin, DestinationRegion: 'ap-guangzhou' };
    const within = {
      ...peering,
      DestinationUin: peering.SourceUin,
      DestinationRegion: 'gz',
      PeeringConnectionId: 'pcx-2',
    };
    expect(await peeringsOf(accepted, within)).toMatchObject([
      {
        side: 'accepter',
        local_vpc: 'tencent/vpc/vpc-test4567',
        remote_region: 'tencent/region/na-siliconvalley',
      },
      { ref: 'tencent/peer_connection/pcx-2/requester', remote_region: HERE },
      {
        ref: 'tencent/peer_connection/pcx-2/accepter',
        local_vpc: 'tencent/vpc/vpc-test4567',
        remote_region: HERE,
      },
    ]);
  });

  it('of two accounts in one region are this one’s side only', async () => {
    const foreign = { ...peering, DestinationRegion: 'gz' };
    const accepted = { ...foreign, SourceUin: peering.DestinationUin, DestinationUin: peering.SourceUin };
    expect(await peeringsOf(foreign)).toMatchObject([{ side: 'requester' }]);
    expect(await peeringsOf(accepted)).toMatchObject([{ side: 'accepter' }]);
    expect([...(await peeringsOf(foreign)), ...(await peeringsOf(accepted))]).toHaveLength(2);
  });

  it('of a region that we cannot read are of this one if the account is', async () => {
    expect(await peeringsOf({ ...peering, SourceRegion: 'xyz' })).toMatchObject([
      { side: 'requester', local_region: HERE },
    ]);
  });

  it('that connect nothing are none, and those of others are no list', async () => {
    expect(await peeringsOf({ ...peering, State: 'REJECTED' })).toEqual([]);
    await expect(peeringsOf({ ...peering, SourceRegion: 'sh' })).rejects.toMatchObject({ reason: 'invalid' });
  });
});

describe('cloud connect networks', () => {
  it('are one of all regions, with what is attached to them', async () => {
    const attached = {
      CcnId: 'ccn-8j0phqix',
      CcnUin: '100000000001',
      InstanceType: 'VPC',
      InstanceId: 'vpc-ch28gexx',
      InstanceRegion: 'ap-shanghai',
      InstanceUin: '100000000002',
      State: 'ACTIVE',
    };
    const direct = { ...attached, InstanceType: 'DIRECTCONNECT', InstanceId: 'dcg-1', State: 'PENDING' };
    const ccn = {
      CcnId: 'ccn-8j0phqix',
      CcnName: 'ccn-1',
      State: 'AVAILABLE',
      TagSet: [{ Value: 'env', Key: 'ccn-1' }],
    };
    const records = await recordsOf(cen, {
      'vpc:DescribeCcns': paged('CcnSet', [ccn, { ...ccn, CcnId: 'ccn-2', TagSet: null }]),
      'vpc:DescribeCcnAttachedInstances': paged('InstanceSet', [
        attached,
        direct,
        { ...attached, InstanceId: 'vpc-gone', State: 'REJECTED' },
        { ...attached, CcnId: 'ccn-of-others' },
      ]),
    });
    expect(records).toEqual([
      {
        kind: 'cen',
        ref: 'tencent/cen/ccn-8j0phqix',
        id: 'ccn-8j0phqix',
        name: 'ccn-1',
        tags: [['ccn-1', 'env']],
        region: undefined,
        owner: '100000000001',
        type: 'ccn',
        state: 'AVAILABLE',
        attachments: [
          { id: 'vpc-ch28gexx', vpc: 'tencent/vpc/vpc-ch28gexx', owner: '100000000002', state: 'ACTIVE' },
          { id: 'dcg-1', vpc: undefined, owner: '100000000002', state: 'PENDING' },
        ],
      },
      expect.objectContaining({ ref: 'tencent/cen/ccn-2', tags: [], owner: undefined, attachments: [] }),
    ]);
  });
});
