/**
 * Answers about places, networks and servers as the vendor's own examples show them, rebuilt by hand: their fields, their types and
 * their oddities, with values of our own. Each title names the file and the actions of
 * https://github.com/TencentCloud/tencentcloud-cli/tree/master/tccli/services that its answer is rebuilt from.
 */
import { describe, expect, it } from 'vitest';
import { az } from '../../../functions/tencent/collectors/az.ts';
import { cen } from '../../../functions/tencent/collectors/cen.ts';
import { eip } from '../../../functions/tencent/collectors/eip.ts';
import { natGateway } from '../../../functions/tencent/collectors/nat-gateway.ts';
import { natRule } from '../../../functions/tencent/collectors/nat-rule.ts';
import { nic } from '../../../functions/tencent/collectors/nic.ts';
import { peerConnection } from '../../../functions/tencent/collectors/peer-connection.ts';
import { privateNatGateway } from '../../../functions/tencent/collectors/private-nat-gateway.ts';
import { privateNatRule } from '../../../functions/tencent/collectors/private-nat-rule.ts';
import { region } from '../../../functions/tencent/collectors/region.ts';
import { router } from '../../../functions/tencent/collectors/router.ts';
import { securityGroup } from '../../../functions/tencent/collectors/security-group.ts';
import { subnet } from '../../../functions/tencent/collectors/subnet.ts';
import { vm } from '../../../functions/tencent/collectors/vm.ts';
import { vpc } from '../../../functions/tencent/collectors/vpc.ts';
import { ACCOUNT, paged, recordsOf } from './cloud.ts';

describe('region/v20220627/examples.json', () => {
  it('DescribeRegions: more are counted than are there, and what only the console wants is null', async () => {
    const shown = { RegionState: 'AVAILABLE', RegionIdMC: null, LocationMC: null, RegionNameMC: null };
    const RegionSet = [
      { ...shown, RegionTypeMC: null, Region: 'ap-guangzhou', RegionName: '华南地区(广州)' },
      { ...shown, RegionTypeMC: null, Region: 'na-ashburn', RegionName: '美国东部(弗吉尼亚)' },
    ];
    expect(
      await recordsOf(region, { 'region:DescribeRegions': () => ({ TotalCount: 3, RegionSet }) }),
    ).toMatchObject([
      { ref: 'tencent/region/ap-guangzhou', name: '华南地区(广州)' },
      { ref: 'tencent/region/na-ashburn', name: '美国东部(弗吉尼亚)' },
    ]);
  });

  it('DescribeZones: a zone at the edge, whose number is a text', async () => {
    const zone = {
      Zone: 'ap-beijing-tez-edge-1',
      ZoneName: '边缘一区',
      ZoneId: '2100080009',
      ZoneIdMC: null,
      ParentZone: 'ap-beijing-3',
      ParentZoneId: '800003',
      ParentZoneName: '北京三区',
      ZoneState: 'AVAILABLE',
      ZoneType: 'edge-zone',
      MachineRoomTypeMC: null,
    };
    expect(
      await recordsOf(az, { 'region:DescribeZones': () => ({ TotalCount: 7, ZoneSet: [zone] }) }),
    ).toMatchObject([{ ref: 'tencent/az/ap-beijing-tez-edge-1', name: '边缘一区' }]);
  });
});

describe('cvm/v20170312/examples.json', () => {
  it('DescribeInstances: a server with addresses of both versions', async () => {
    const row = {
      InstanceId: 'ins-a1',
      InstanceName: '测试实例',
      InstanceState: 'RUNNING',
      RestrictState: 'NORMAL',
      InstanceType: 'S1.SMALL1',
      InstanceChargeType: 'POSTPAID_BY_HOUR',
      Placement: { Zone: 'ap-guangzhou-3', HostId: 'host-a1', ProjectId: 1174660, HostIds: [] },
      VirtualPrivateCloud: {
        VpcId: 'vpc-a1',
        SubnetId: 'subnet-a1',
        AsVpcGateway: false,
        Ipv6AddressCount: 1,
        PrivateIpAddresses: ['172.16.3.9'],
      },
      PrivateIpAddresses: ['172.16.32.9'],
      PublicIpAddresses: ['203.0.113.9'],
      IPv6Addresses: ['2001:0db8::9'],
      RdmaIpAddresses: [],
      SecurityGroupIds: ['sg-a1'],
      CreatedTime: '2020-03-10T02:43:51Z',
      ExpiredTime: null,
      Tags: [{ Key: 'city', Value: '深圳' }],
      CPU: 1,
      Memory: 1,
      CamRoleName: '',
      IsolatedSource: 'NOTISOLATED',
    };
    expect(await recordsOf(vm, { 'cvm:DescribeInstances': paged('InstanceSet', [row]) })).toMatchObject([
      {
        name: '测试实例',
        state: 'running',
        vpc: 'tencent/vpc/vpc-a1',
        subnet: 'tencent/subnet/subnet-a1',
        az: 'tencent/az/ap-guangzhou-3',
        type: 'S1.SMALL1',
        ip: '172.16.32.9',
        created: '2020-03-10T02:43:51.000Z',
        tags: [['city', '深圳']],
        security_groups: ['tencent/security_group/sg-a1'],
      },
    ]);
  });
});

describe('vpc/v20170312/examples.json', () => {
  it('DescribeVpcs: blocks of three lists, and a creation time without a zone', async () => {
    const row = {
      VpcId: 'vpc-a1',
      VpcName: '测试dhcp',
      CidrBlock: '10.0.0.0/16',
      Ipv6CidrBlock: '2001:db8:1::/56',
      Ipv6CidrBlockSet: [{ IPv6CidrBlock: '2001:db8:2::/56', ISPType: 'BGP' }],
      AssistantCidrSet: [{ VpcId: 'vpc-a1', CidrBlock: '192.168.1.0/24', AssistantType: 0, SubnetSet: [] }],
      IsDefault: false,
      EnableDhcp: true,
      EnableMulticast: false,
      CreatedTime: '2018-04-25 10:26:26',
      DhcpOptionsId: 'dopt-a1',
      DnsServerSet: ['10.0.0.1'],
      DomainName: 'aa.bb.cc',
      TagSet: [{ Key: 'city', Value: 'shanghai' }],
    };
    expect(await recordsOf(vpc, { 'vpc:DescribeVpcs': paged('VpcSet', [row]) })).toMatchObject([
      {
        name: '测试dhcp',
        tags: [['city', 'shanghai']],
        cidrs: ['10.0.0.0/16', '192.168.1.0/24', '2001:db8:1::/56', '2001:db8:2::/56'],
        is_default: false,
      },
    ]);
  });

  it('DescribeSubnets: of both versions', async () => {
    const row = {
      VpcId: 'vpc-a1',
      SubnetId: 'subnet-a1',
      SubnetName: '子网2',
      CidrBlock: '10.0.0.0/16',
      Ipv6CidrBlock: '2001:db8:1::/64',
      Zone: 'ap-guangzhou-3',
      NetworkAclId: '',
      RouteTableId: 'rtb-a1',
      IsDefault: true,
      IsCdcSubnet: 0,
      CdcId: 'cluster-a1',
      EnableBroadcast: false,
      AvailableIpAddressCount: 1,
      TotalIpAddressCount: 1,
      CreatedTime: '2020-05-25 20:09:07',
      TagSet: [{ Value: 'gt', Key: 'ku' }],
    };
    expect(await recordsOf(subnet, { 'vpc:DescribeSubnets': paged('SubnetSet', [row]) })).toMatchObject([
      {
        name: '子网2',
        vpc: 'tencent/vpc/vpc-a1',
        az: 'tencent/az/ap-guangzhou-3',
        cidrs: ['10.0.0.0/16', '2001:db8:1::/64'],
        tags: [['ku', 'gt']],
      },
    ]);
  });

  it('DescribeRouteTables: a table of no subnet, with one destination empty', async () => {
    const route = { RouteTableId: 'rtb-a1', RouteDescription: '', RouteType: 'USER', PublishedToVbc: false };
    const row = {
      VpcId: 'vpc-a1',
      RouteTableId: 'rtb-a1',
      RouteTableName: 'RouteTable',
      AssociationSet: [],
      RouteSet: [
        {
          ...route,
          RouteId: 0,
          RouteItemId: 'rti6-a1',
          DestinationCidrBlock: '',
          DestinationIpv6CidrBlock: '2001:db8:3::/64',
          GatewayType: 'CCN',
          GatewayId: 'ccn-a1',
          Enabled: true,
        },
        {
          ...route,
          RouteId: 14915,
          RouteItemId: 'rti-a1',
          DestinationCidrBlock: '169.254.64.0/23',
          DestinationIpv6CidrBlock: '',
          GatewayType: 'NORMAL_CVM',
          GatewayId: '172.16.0.25',
          Enabled: true,
        },
      ],
      Main: false,
      LocalCidrForCcn: [{ Cidr: '10.1.0.0/16', PublishedToVbc: true }],
      CreatedTime: '2017-06-30 19:52:03',
      TagSet: [{ Value: 'tag-key', Key: 'tag-value' }],
    };
    expect(
      await recordsOf(router, { 'vpc:DescribeRouteTables': paged('RouteTableSet', [row]) }),
    ).toMatchObject([
      {
        name: 'RouteTable',
        main: false,
        subnets: [],
        routes: [
          { destination: '10.1.0.0/16', hop: 'local', target: undefined, active: true },
          { destination: '2001:db8:3::/64', hop: 'cen', target: 'ccn-a1', active: true },
          { destination: '169.254.64.0/23', hop: 'vm', target: '172.16.0.25', active: true },
        ],
        tags: [['tag-value', 'tag-key']],
      },
    ]);
  });

  const gateway = {
    NatGatewayId: 'nat-a1',
    NatGatewayName: 'NatDemo',
    VpcId: 'vpc-a1',
    SubnetId: 'subnet-a1',
    CreatedTime: '2017-09-20 20:28:24',
    State: 'AVAILABLE',
    NetworkState: 'AVAILABLE',
    PublicIpAddressSet: [
      { AddressId: 'eip-a1', PublicIpAddress: '203.0.113.8', IsBlocked: false, BlockType: '' },
    ],
    DestinationIpPortTranslationNatRuleSet: [
      {
        IpProtocol: 'TCP',
        PublicIpAddress: '203.0.113.8',
        PublicPort: 8586,
        PrivateIpAddress: '10.80.80.41',
        PrivatePort: 8989,
        Description: 'test_modify',
      },
    ],
    SourceIpTranslationNatRuleSet: [],
    Zone: 'ap-guangzhou-1',
    SecurityGroupSet: [],
    DirectConnectGatewayIds: [],
    IsExclusive: true,
    NatProductVersion: 1,
    TagSet: [{ Key: 'Creator', Value: 'TencentCloud' }],
  };

  it('DescribeNatGateways: one that works, and one that has no address yet', async () => {
    const pending = { ...gateway, NatGatewayId: 'nat-a2', State: 'PENDING', PublicIpAddressSet: [] };
    const rows = [gateway, pending];
    const answer = paged('NatGatewaySet', rows);
    expect(
      await recordsOf(natGateway, {
        'vpc:DescribeNatGateways': (params) => ({ ...answer(params), VerboseLevel: 'DETAIL' }),
      }),
    ).toMatchObject([
      {
        state: 'running',
        subnet: 'tencent/subnet/subnet-a1',
        addresses: [{ ip: undefined, public_ip: '203.0.113.8' }],
        tags: [['Creator', 'TencentCloud']],
      },
      { state: 'starting', addresses: [] },
    ]);
  });

  it('DescribeNatGatewayDestinationIpPortTranslationNatRules and …SourceIpTranslationNatRules: the same public end for two protocols', async () => {
    const dnat = {
      IpProtocol: 'TCP',
      PublicIpAddress: '203.0.113.8',
      PublicPort: 8989,
      PrivateIpAddress: '10.80.80.41',
      PrivatePort: 8989,
      Description: 'test_dnapt',
      CreatedTime: '2019-05-04 13:42:11',
      NatGatewayId: 'nat-a1',
      VpcId: 'vpc-a1',
    };
    const snat = {
      NatGatewaySnatId: 'snat-a1',
      ResourceId: 'subnet-a1',
      ResourceType: 'SUBNET',
      PublicIpAddresses: ['203.0.113.8'],
      PrivateIpAddress: '10.80.80.0/24',
      Description: 'test_snat',
      CreatedTime: '2019-05-04 13:42:11',
      NatGatewayId: 'nat-a1',
      VpcId: 'vpc-a1',
    };
    expect(
      await recordsOf(natRule, {
        'vpc:DescribeNatGateways': paged('NatGatewaySet', [gateway]),
        'vpc:DescribeNatGatewayDestinationIpPortTranslationNatRules': paged(
          'NatGatewayDestinationIpPortTranslationNatRuleSet',
          [dnat, { ...dnat, IpProtocol: 'UDP' }],
        ),
        'vpc:DescribeNatGatewaySourceIpTranslationNatRules': paged('SourceIpTranslationNatRuleSet', [snat]),
      }),
    ).toMatchObject([
      { direction: 'dnat', protocol: 'tcp', public_port: '8989', private_ip: '10.80.80.41' },
      { direction: 'dnat', protocol: 'udp', public_port: '8989', private_ip: '10.80.80.41' },
      { direction: 'snat', public_ip: '203.0.113.8', private_ip: '10.80.80.0/24', name: 'test_snat' },
    ]);
  });

  const privateNats = paged('PrivateNatGatewaySet', [
    {
      NatGatewayId: 'intranat-a1',
      NatGatewayName: 'test_nat',
      NatType: 'DCG',
      VpcId: 'vpc-a1',
      Status: 'AVAILABLE',
      CrossDomain: false,
      DeletionProtectionEnabled: false,
      CreatedTime: '2022-09-29 15:58:00',
      DirectConnectGatewayIds: [],
      TagSet: [],
    },
  ]);

  it('DescribePrivateNatGateways: a gateway that tells no address', async () => {
    expect(
      await recordsOf(privateNatGateway, { 'vpc:DescribePrivateNatGateways': privateNats }),
    ).toMatchObject([
      { name: 'test_nat', scheme: 'internal', state: 'running', vpc: 'tencent/vpc/vpc-a1', addresses: [] },
    ]);
  });

  it('DescribePrivateNatGatewayTranslationNatRules and …DestinationIpPortTranslationNatRules: rules without an id or a gateway', async () => {
    const snat = {
      Description: 'desc',
      CreateTime: '2022-09-29 20:48:28',
      UpdateTime: '2022-09-29 20:48:28',
      TranslationDirection: 'PEER',
      TranslationType: 'NETWORK_LAYER',
      TranslationIp: '10.0.0.222',
      OriginalIp: '10.0.0.86',
    };
    const dnat = {
      Protocol: 'TCP',
      TranslationIp: '10.0.0.34',
      TranslationPort: 5666,
      OriginalIp: '10.0.0.88',
      OriginalPort: 8888,
      Description: 'chdesc',
      CreateTime: '2022-09-30 14:23:10',
      UpdateTime: '2022-09-30 14:33:16',
    };
    const nat_gateway = 'tencent/nat_gateway/intranat-a1';
    expect(
      await recordsOf(privateNatRule, {
        'vpc:DescribePrivateNatGateways': privateNats,
        'vpc:DescribePrivateNatGatewayTranslationNatRules': paged('TranslationNatRuleSet', [
          snat,
          { ...snat, TranslationIp: '10.0.0.56', OriginalIp: '10.0.0.34' },
        ]),
        'vpc:DescribePrivateNatGatewayDestinationIpPortTranslationNatRules': paged(
          'LocalDestinationIpPortTranslationNatRuleSet',
          [dnat, { ...dnat, TranslationIp: '10.0.0.35', OriginalIp: '10.0.0.26' }],
        ),
      }),
    ).toMatchObject([
      { nat_gateway, direction: 'snat', public_ip: '10.0.0.222', private_ip: '10.0.0.86', name: 'desc' },
      { nat_gateway, direction: 'snat', public_ip: '10.0.0.56', private_ip: '10.0.0.34' },
      {
        nat_gateway,
        direction: 'dnat',
        public_ip: '10.0.0.88',
        public_port: '8888',
        private_ip: '10.0.0.34',
        private_port: '5666',
      },
      { nat_gateway, direction: 'dnat', public_ip: '10.0.0.26', private_ip: '10.0.0.35' },
    ]);
  });

  it('DescribeNetworkInterfaces: attached to nothing, with addresses of both versions', async () => {
    const address = { Description: '', AddressId: '', IsWanIpBlocked: false, State: 'AVAILABLE' };
    const row = {
      VpcId: 'vpc-a1',
      SubnetId: 'subnet-a1',
      NetworkInterfaceId: 'eni-a1',
      NetworkInterfaceName: 'demo',
      NetworkInterfaceDescription: '',
      GroupSet: ['sg-a1'],
      Primary: false,
      MacAddress: '20:90:6F:00:00:69',
      State: 'AVAILABLE',
      PrivateIpAddressSet: [
        { ...address, Primary: true, PrivateIpAddress: '192.168.3.10', PublicIpAddress: '' },
        { ...address, Primary: false, PrivateIpAddress: '192.168.3.104', PublicIpAddress: '' },
      ],
      Ipv6AddressSet: [{ ...address, Primary: false, Address: '2001:db8:4::9' }],
      Attachment: null,
      Business: 'cvm',
      Zone: 'ap-guangzhou-2',
      AttachType: 1,
      EniType: 1,
      CdcId: '',
      TagSet: [
        { Key: 'Version', Value: '1.0.0' },
        { Key: 'Company', Value: 'Company-A' },
      ],
    };
    expect(
      await recordsOf(nic, { 'vpc:DescribeNetworkInterfaces': paged('NetworkInterfaceSet', [row]) }),
    ).toMatchObject([
      {
        name: 'demo',
        device: undefined,
        mac: '20:90:6f:00:00:69',
        addresses: [
          { ip: '192.168.3.10', public_ip: undefined },
          { ip: '192.168.3.104', public_ip: undefined },
          { ip: '2001:db8:4::9', public_ip: undefined },
        ],
        tags: [
          ['Version', '1.0.0'],
          ['Company', 'Company-A'],
        ],
      },
    ]);
  });

  it('DescribeVpcPeeringConnections: accounts are numbers, regions have short names, both ends are here', async () => {
    const row = {
      AppId: 1000001,
      SourceUin: Number(ACCOUNT),
      SourceRegion: 'gz',
      SourceVpcId: 'vpc-a1',
      PeerAppId: 1000001,
      DestinationUin: Number(ACCOUNT),
      DestinationRegion: 'gz',
      PeerVpcId: 'vpc-a2',
      DestinationVpcId: 'vpc-a2',
      PeeringConnectionId: 'pcx-a1',
      PeeringConnectionName: '测试用',
      IsNgw: false,
      Bandwidth: 0,
      Type: 'VPC0',
      State: 'ACTIVE',
      TagSet: [],
      ChargeType: 'POSTPAID_BY_DAY_MAX',
      QosLevel: '',
    };
    expect(
      await recordsOf(peerConnection, {
        'vpc:DescribeVpcPeeringConnections': paged('PeerConnectionSet', [row]),
      }),
    ).toMatchObject([
      { side: 'requester', local_vpc: 'tencent/vpc/vpc-a1', remote_vpc: 'tencent/vpc/vpc-a2', tags: [] },
      { side: 'accepter', local_vpc: 'tencent/vpc/vpc-a2', remote_owner: ACCOUNT },
    ]);
  });

  it('DescribeCcns and DescribeCcnAttachedInstances: what is attached says whose it is', async () => {
    const ccn = {
      CcnId: 'ccn-a1',
      CcnName: 'ccn-1',
      CcnDescription: 'ccn-1',
      State: 'AVAILABLE',
      InstanceCount: 1,
      InstanceChargeType: 'POSTPAID',
      QosLevel: 'AU',
      RouteTableFlag: false,
      CreateTime: '2020-09-22 00:00:00',
      TagSet: [{ Value: 'env', Key: 'ccn-1' }],
    };
    const attached = {
      CcnId: 'ccn-a1',
      CcnUin: ACCOUNT,
      InstanceType: 'VPC',
      InstanceId: 'vpc-a1',
      InstanceName: 'instance-name',
      InstanceRegion: 'ap-guangzhou',
      InstanceUin: '1234611233',
      InstanceArea: 'CHINA_MAINLAND',
      CidrBlock: ['10.0.0.0/24'],
      State: 'ACTIVE',
      AttachedTime: '2020-09-22 00:00:00',
      Description: 'desc',
      RouteTableId: 'ccnr-a1',
    };
    expect(
      await recordsOf(cen, {
        'vpc:DescribeCcns': paged('CcnSet', [ccn]),
        'vpc:DescribeCcnAttachedInstances': paged('InstanceSet', [attached]),
      }),
    ).toMatchObject([
      {
        name: 'ccn-1',
        owner: ACCOUNT,
        state: 'AVAILABLE',
        tags: [['ccn-1', 'env']],
        attachments: [{ id: 'vpc-a1', vpc: 'tencent/vpc/vpc-a1', owner: '1234611233', state: 'ACTIVE' }],
      },
    ]);
  });

  it('DescribeSecurityGroups and DescribeSecurityGroupPolicies: one key twice, rules of templates only', async () => {
    const group = {
      SecurityGroupId: 'sg-a1',
      SecurityGroupName: 'demo',
      SecurityGroupDesc: '暴露全部端口',
      ProjectId: '0',
      IsDefault: false,
      CreatedTime: '2019-07-23 12:32:24',
      UpdateTime: '',
      TagSet: [
        { Key: '中文标签键', Value: '中文标签值' },
        { Key: 'Version', Value: 'TEST' },
        { Key: 'Version', Value: 'DEV' },
      ],
    };
    const policy = {
      PolicyIndex: 0,
      ServiceTemplate: { ServiceId: 'ppm-a1', ServiceGroupId: '' },
      AddressTemplate: { AddressGroupId: 'ipmg-a1', AddressId: '' },
      Action: 'ACCEPT',
      ModifyTime: '2017-03-12 10:00:00',
      PolicyDescription: 'ModifyPolicies',
    };
    const SecurityGroupPolicySet = {
      Ingress: [policy, { ...policy, PolicyIndex: 1 }],
      Egress: [policy],
      PolicyStatistics: { IngressIPv4TotalCount: 0, EgressIPv4TotalCount: 0 },
      Version: '60',
    };
    const rule = { action: 'allow', protocol: 'ppm-a1', from_port: undefined, peer: 'ipmg-a1' };
    expect(
      await recordsOf(securityGroup, {
        'vpc:DescribeSecurityGroups': paged('SecurityGroupSet', [group]),
        'vpc:DescribeSecurityGroupPolicies': () => ({ SecurityGroupPolicySet }),
      }),
    ).toMatchObject([
      {
        name: 'demo',
        tags: [
          ['中文标签键', '中文标签值'],
          ['Version', 'TEST'],
          ['Version', 'DEV'],
        ],
        rules: [
          { ...rule, direction: 'ingress', priority: 0 },
          { ...rule, direction: 'ingress', priority: 1 },
          { ...rule, direction: 'egress', priority: 0 },
        ],
      },
    ]);
  });

  it('DescribeAddresses: elastic ones, with null for what they do not have', async () => {
    const row = {
      AddressId: 'eip-a1',
      AddressName: '未命名',
      AddressIp: '203.0.113.34',
      AddressStatus: 'UNBIND',
      AddressType: 'EIP',
      InstanceId: 'ins-a1',
      InstanceType: null,
      NetworkInterfaceId: 'eni-a1',
      PrivateAddressIp: '10.2.3.4',
      IsArrears: false,
      IsBlocked: false,
      EipAlgType: { Ftp: true, Sip: true },
      CreatedTime: '2022-08-11T03:57:05Z',
      DeadlineDate: null,
      BandwidthPackageId: null,
      Egress: 'center_egress1',
      InternetServiceProvider: 'BGP',
      TagSet: [{ Key: 'qcs:tag:createdBy', Value: 'Root:1' }],
    };
    expect(await recordsOf(eip, { 'vpc:DescribeAddresses': paged('AddressSet', [row]) })).toMatchObject([
      {
        name: '未命名',
        ip: '203.0.113.34',
        private_ip: '10.2.3.4',
        nic: 'tencent/nic/eni-a1',
        device: 'tencent/vm/ins-a1',
        tags: [['qcs:tag:createdBy', 'Root:1']],
      },
    ]);
  });
});
