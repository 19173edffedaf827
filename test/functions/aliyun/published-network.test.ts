/**
 * Answers about networks as the vendor publishes them, rebuilt by hand: their fields, their types and their oddities,
 * with values of our own. Each title names the page that its answer is rebuilt from: of the repositories of
 * https://github.com/AlibabaCloudDocs, of https://help.aliyun.com/zh (`api-…`), or, where those show none, the
 * `@example` values of the answer's type in https://github.com/aliyun/alibabacloud-typescript-sdk (`…/src/models/…`).
 */
import { describe, expect, it } from 'vitest';
import { ACCOUNT, REGION, recordsOf } from './answers.ts';

const counted = (TotalCount: number) => ({ TotalCount, PageNumber: 1, PageSize: 10, RequestId: 'R' });

describe('places', () => {
  it('AlibabaCloudDocs/ecs DescribeRegions: a region may have its id for a name', async () => {
    const Region = [
      { RegionId: 'cn-qingdao', RegionEndpoint: 'ecs.aliyuncs.com', LocalName: '华北 1' },
      {
        RegionId: 'cn-qingdao-x',
        RegionEndpoint: 'ecs.cn-qingdao-x.aliyuncs.com',
        LocalName: 'cn-qingdao-x',
      },
    ];
    expect(
      await recordsOf('region', { 'ecs:DescribeRegions': { RequestId: 'R', Regions: { Region } } }),
    ).toMatchObject([
      { ref: 'aliyun/region/cn-qingdao', name: '华北 1' },
      { ref: 'aliyun/region/cn-qingdao-x', name: 'cn-qingdao-x' },
    ]);
  });
});

describe('networks', () => {
  it('vpc/developer-reference/api-vpc-2016-04-28-describevpcs: blocks of four lists', async () => {
    const Vpc = [
      {
        VpcId: 'vpc-1',
        VpcName: 'vpc1',
        OwnerId: 253460731706911,
        RegionId: REGION,
        Status: 'Available',
        IsDefault: false,
        CenStatus: 'Attached',
        CidrBlock: '192.168.0.0/16',
        Ipv6CidrBlock: '2001:db8:0:a600::/56',
        Ipv6CidrBlocks: { Ipv6CidrBlock: [{ Ipv6Isp: 'BGP', Ipv6CidrBlock: '2001:db8:0:a600::/56' }] },
        SecondaryCidrBlocks: { SecondaryCidrBlock: ['192.168.20.0/24'] },
        UserCidrs: { UserCidr: ['10.0.0.0/8'] },
        VRouterId: 'vrt-1',
        RouterTableIds: { RouterTableIds: ['vtb-1'] },
        VSwitchIds: { VSwitchId: ['vsw-1'] },
        NatGatewayIds: { NatGatewayIds: ['nat-1'] },
        EnabledIpv6: false,
        DnsHostnameStatus: 'DISABLED',
        Tags: { Tag: [{ Key: 'env', Value: 'internal' }] },
      },
    ];
    expect(await recordsOf('vpc', { 'vpc:DescribeVpcs': { ...counted(1), Vpcs: { Vpc } } })).toMatchObject([
      {
        name: 'vpc1',
        cidrs: ['192.168.0.0/16', '192.168.20.0/24', '2001:db8:0:a600::/56'],
        is_default: false,
        tags: [['env', 'internal']],
      },
    ]);
  });

  it('vpc-20160428/src/models/DescribeVswitchesResponseBody.ts: no name, a route table of its own', async () => {
    const VSwitch = [
      {
        VSwitchId: 'vsw-1',
        VSwitchName: '',
        Description: '',
        Status: 'Available',
        OwnerId: 2546073170691,
        VpcId: 'vpc-1',
        ZoneId: 'cn-hangzhou-a',
        CidrBlock: '172.16.1.0/24',
        Ipv6CidrBlock: '',
        AvailableIpAddressCount: 246,
        IsDefault: false,
        ShareType: '',
        RouteTable: { RouteTableId: 'vtb-1', RouteTableType: 'System' },
        CreationTime: '2014-10-29T15:21:02Z',
        Tags: { Tag: [] },
      },
    ];
    expect(
      await recordsOf('subnet', { 'vpc:DescribeVSwitches': { ...counted(1), VSwitches: { VSwitch } } }),
    ).toMatchObject([
      { name: 'vsw-1', owner: '2546073170691', cidrs: ['172.16.1.0/24'], az: 'aliyun/az/cn-hangzhou-a' },
    ]);
  });

  it('vpc/developer-reference/api-vpc-2016-04-28-describeroutetablelist and …-describerouteentrylist: hops with what is behind them', async () => {
    const table = {
      RouteTableId: 'vtb-1',
      RouteTableName: 'doctest',
      RouteTableType: 'System',
      RouterType: 'VRouter',
      RouterId: 'vrt-1',
      AssociateType: 'VSwitch',
      OwnerId: 253460731706911,
      VpcId: 'vpc-1',
      Status: 'Available',
      VSwitchIds: { VSwitchId: ['vsw-1'] },
      GatewayIds: { GatewayIds: ['ipv4gw-1'] },
      RoutePropagationEnable: true,
      CreationTime: '2021-08-22T10:40:25Z',
      Tags: { Tag: [{ Key: 'type', Value: 'ingress' }] },
    };
    const entry = {
      RouteEntryId: 'rte-1',
      RouteEntryName: 'aaa',
      RouteTableId: 'vtb-1',
      Description: 'RouteEntryDescription',
      DestinationCidrBlock: '192.168.2.0/24',
      IpVersion: 'IPv4',
      Status: 'Available',
      Type: 'Custom',
      ServiceType: 'TR',
      Origin: 'RoutePropagation',
      GmtModified: '2022-05-09T03:00:07Z',
      NextHops: {
        NextHop: [
          {
            NextHopId: 'i-1',
            NextHopType: 'Instance',
            NextHopRegionId: REGION,
            Enabled: 1,
            Weight: 100,
            NextHopRelatedInfo: { InstanceId: 'vpc-1', InstanceType: 'VPC', RegionId: REGION },
          },
        ],
      },
    };
    expect(
      await recordsOf('router', {
        'vpc:DescribeRouteTableList': {
          ...counted(1),
          RouterTableList: { RouterTableListType: [table] },
        },
        'vpc:DescribeRouteEntryList': { RequestId: 'R', NextToken: '', RouteEntrys: { RouteEntry: [entry] } },
      }),
    ).toMatchObject([
      {
        name: 'doctest',
        main: true,
        subnets: ['aliyun/subnet/vsw-1'],
        routes: [{ destination: '192.168.2.0/24', hop: 'vm', target: 'i-1', active: true }],
        tags: [['type', 'ingress']],
      },
    ]);
  });

  it('AlibabaCloudDocs/ecs DescribeSecurityGroups and DescribeSecurityGroupAttribute: a total without a meaning', async () => {
    const group = {
      SecurityGroupId: 'sg-1',
      SecurityGroupName: 'SGTestName',
      SecurityGroupType: 'normal',
      Description: '',
      ResourceGroupId: '',
      VpcId: 'vpc-1',
      CreationTime: '2019-11-01T06:08:46Z',
      Tags: { Tag: [] },
    };
    const permission = {
      Direction: 'ingress',
      Policy: 'Accept',
      Priority: 1,
      IpProtocol: 'TCP',
      PortRange: '22/22',
      SourcePortRange: '',
      NicType: 'intranet',
      SourceCidrIp: '0.0.0.0/0',
      Ipv6SourceCidrIp: '',
      SourceGroupId: '',
      SourcePrefixListId: '',
      DestCidrIp: '',
      Ipv6DestCidrIp: '',
      DestGroupId: '',
      DestPrefixListId: '',
      CreateTime: '2018-12-12T07:28:38Z',
    };
    expect(
      await recordsOf('security-group', {
        'ecs:DescribeSecurityGroups': {
          RegionId: REGION,
          ...counted(49),
          NextToken: '',
          SecurityGroups: { SecurityGroup: [group] },
        },
        'ecs:DescribeSecurityGroupAttribute': {
          SecurityGroupId: 'sg-1',
          InnerAccessPolicy: 'Accept',
          Permissions: { Permission: [permission] },
        },
      }),
    ).toMatchObject([
      {
        name: 'SGTestName',
        rules: [
          { action: 'allow', protocol: 'tcp', from_port: 22, to_port: 22, peer: '0.0.0.0/0', priority: 1 },
        ],
      },
    ]);
  });
});

describe('translation', () => {
  const gateway = {
    NatGatewayId: 'ngw-1',
    Name: 'test',
    Description: 'test',
    NatType: 'Enhanced',
    Status: 'Available',
    BusinessStatus: 'Normal',
    VpcId: 'vpc-1',
    RegionId: REGION,
    IpLists: { IpList: [] },
    NatGatewayPrivateInfo: { IzNo: '', PrivateIpAddress: '', EniInstanceId: '', VswitchId: '' },
    ForwardTableIds: { ForwardTableId: ['ftb-1'] },
    SnatTableIds: { SnatTableId: ['stb-1'] },
    BandwidthPackageIds: { BandwidthPackageId: [] },
    CreationTime: '2020-09-28T07:24:09Z',
    ExpiredTime: '2020-10-28T16:00Z',
  };
  const gateways = { ...counted(1), NatGateways: { NatGateway: [gateway] } };

  it('AlibabaCloudDocs/nat Enable multiple applications to share bandwidth (sample code): a gateway without an address or a tag', async () => {
    expect(await recordsOf('nat-gateway', { 'vpc:DescribeNatGateways': gateways })).toMatchObject([
      {
        name: 'test',
        scheme: 'external',
        state: 'running',
        vpc: 'aliyun/vpc/vpc-1',
        subnet: undefined,
        addresses: [],
        nics: [],
        tags: [],
      },
    ]);
  });

  it('AlibabaCloudDocs/nat DescribeSnatTableEntries and DescribeForwardTableEntries: entries that do not say whose they are', async () => {
    const snat = { SnatTableId: 'stb-1', SnatIp: '203.0.113.40', Status: 'Available' };
    const SnatTableEntry = [
      { ...snat, SnatEntryId: 'snat-1', SourceCIDR: '192.168.1.0/24', SourceVSwitchId: 'vsw-1' },
      { ...snat, SnatEntryId: 'snat-2', SourceCIDR: '192.168.3.0/24', SourceVSwitchId: 'vsw-2' },
    ];
    const ForwardTableEntry = [
      {
        ForwardEntryId: 'fwd-1',
        ForwardEntryName: 'name',
        ForwardTableId: 'ftb-1',
        Status: 'Available',
        IpProtocol: 'TCP',
        ExternalIp: '203.0.113.184',
        ExternalPort: '80',
        InternalIp: '192.168.1.39',
        InternalPort: '25',
      },
    ];
    const nat_gateway = 'aliyun/nat_gateway/ngw-1';
    expect(
      await recordsOf('nat-rule', {
        'vpc:DescribeNatGateways': gateways,
        'vpc:DescribeSnatTableEntries': { ...counted(2), SnatTableEntries: { SnatTableEntry } },
        'vpc:DescribeForwardTableEntries': { ...counted(1), ForwardTableEntries: { ForwardTableEntry } },
      }),
    ).toMatchObject([
      { nat_gateway, public_ip: '203.0.113.40', private_ip: '192.168.1.0/24', subnet: 'aliyun/subnet/vsw-1' },
      { nat_gateway, public_ip: '203.0.113.40', private_ip: '192.168.3.0/24', subnet: 'aliyun/subnet/vsw-2' },
      {
        nat_gateway,
        name: 'name',
        protocol: 'tcp',
        public_ip: '203.0.113.184',
        public_port: '80',
        private_ip: '192.168.1.39',
        private_port: '25',
      },
    ]);
  });

  it('AlibabaCloudDocs/eip DescribeEipAddresses: every number and every truth is a text', async () => {
    const EipAddress = [
      {
        AllocationId: 'eip-1',
        Name: 'test',
        IpAddress: '203.0.113.28',
        Status: 'Associating',
        InstanceType: 'EcsInstance',
        InstanceId: 'i-1',
        InstanceRegionId: ` ${REGION}`,
        Bandwidth: '5',
        ServiceManaged: '0',
        SecondLimited: 'false',
        HDMonitorStatus: 'false',
        ISP: 'BGP',
        Netmode: 'public',
        AllocationTime: '2019-04-23T01:37:38Z',
        ExpiredTime: '2019-04-29T02:00Z',
        OperationLocks: { LockReason: [{ LockReason: 'financial' }] },
      },
    ];
    expect(
      await recordsOf('eip', {
        'vpc:DescribeEipAddresses': {
          RequestId: 'R',
          TotalCount: '1',
          PageSize: '10',
          PageNumber: '1',
          EipAddresses: { EipAddress },
        },
      }),
    ).toMatchObject([
      { name: 'test', ip: '203.0.113.28', private_ip: undefined, device: 'aliyun/vm/i-1', tags: [] },
    ]);
  });
});

it('AlibabaCloudDocs/ecs DescribeNetworkInterfaces: an empty object for no public address', async () => {
  const NetworkInterfaceSet = [
    {
      NetworkInterfaceId: 'eni-1',
      Status: 'InUse',
      Type: 'Primary',
      InstanceId: 'i-1',
      OwnerId: ACCOUNT,
      VpcId: 'vpc-1',
      VSwitchId: 'vsw-1',
      ZoneId: 'cn-hangzhou-c',
      ResourceGroupId: 'rg-1',
      MacAddress: '00:16:3E:00:00:C2',
      PrivateIpAddress: '192.168.0.5',
      PrivateIpSets: {
        PrivateIpSet: [{ PrivateIpAddress: '192.168.0.5', AssociatedPublicIp: {}, Primary: true }],
      },
      Ipv6Sets: { Ipv6Set: [{ Ipv6Address: '2001:db8:180:1701::5' }] },
      AssociatedPublicIp: {},
      SecurityGroupIds: { SecurityGroupId: ['sg-1'] },
      CreationTime: '2019-12-25T12:31:31Z',
      Tags: { Tag: [{ TagKey: 'owner', TagValue: '李四' }] },
    },
  ];
  expect(
    await recordsOf('nic', {
      'ecs:DescribeNetworkInterfaces': {
        ...counted(1),
        NextToken: '',
        NetworkInterfaceSets: { NetworkInterfaceSet },
      },
    }),
  ).toMatchObject([
    {
      name: 'eni-1',
      device: 'aliyun/vm/i-1',
      mac: '00:16:3e:00:00:c2',
      addresses: [
        { ip: '192.168.0.5', public_ip: undefined },
        { ip: '2001:db8:180:1701::5', public_ip: undefined },
      ],
      tags: [['owner', '李四']],
    },
  ]);
});

describe('what is between networks', () => {
  it('vpcpeer-20220101/src/models/ListVpcPeerConnectionsResponseBody.ts: owners that are numbers', async () => {
    const VpcPeerConnects = [
      {
        InstanceId: 'pcc-1',
        Name: 'vpcpeer',
        Description: 'test',
        Status: 'Activated',
        BizStatus: 'Normal',
        LinkType: 'Gold',
        Bandwidth: 1024,
        RegionId: REGION,
        OwnerId: Number(ACCOUNT),
        Vpc: { VpcId: 'vpc-1', Ipv4Cidrs: ['10.0.0.0/16'], Ipv6Cidrs: [] },
        AcceptingRegionId: REGION,
        AcceptingOwnerUid: Number(ACCOUNT),
        AcceptingVpc: { VpcId: 'vpc-2', Ipv4Cidrs: ['10.1.0.0/16'], Ipv6Cidrs: [] },
        GmtCreate: '2022-04-24T09:02:36Z',
        Tags: [{ Key: 'FinanceDept', Value: 'FinanceJoshua' }],
      },
    ];
    const sides = await recordsOf('peer-connection', {
      'vpc:ListVpcPeerConnections': { TotalCount: 1, MaxResults: 20, NextToken: '', VpcPeerConnects },
    });
    expect(sides).toMatchObject([
      { side: 'requester', local_vpc: 'aliyun/vpc/vpc-1', remote_vpc: 'aliyun/vpc/vpc-2' },
      { side: 'accepter', local_vpc: 'aliyun/vpc/vpc-2', remote_owner: ACCOUNT },
    ]);
    for (const { tags } of sides) expect(tags).toEqual([['FinanceDept', 'FinanceJoshua']]);
  });

  const Cen = [
    {
      CenId: 'cen-1',
      Name: 'nametest',
      Description: 'desctest',
      Status: 'Active',
      Ipv6Level: 'DISABLED',
      ProtectionLevel: 'REDUCED',
      CreationTime: '2019-10-22T07:44Z',
      CenBandwidthPackageIds: { CenBandwidthPackageId: ['cenbwp-1'] },
      Tags: { Tag: [{ Key: 'tagtest', Value: 'tagtest' }] },
    },
  ];
  const cens = { ...counted(1), Cens: { Cen } };

  it('cen/developer-reference/api-cbn-2017-09-12-describecens, cbn-20170912/src/models/DescribeCenAttachedChildInstancesResponseBody.ts', async () => {
    const ChildInstance = [
      {
        CenId: 'cen-1',
        ChildInstanceId: 'vpc-1',
        ChildInstanceType: 'VPC',
        ChildInstanceOwnerId: 1250123456123456,
        ChildInstanceRegionId: REGION,
        ChildInstanceAttachTime: '2018-10-11T08:14Z',
        Status: 'Attached',
      },
    ];
    expect(
      await recordsOf('cen', {
        'cen:DescribeCens': cens,
        'cen:DescribeCenAttachedChildInstances': { ...counted(1), ChildInstances: { ChildInstance } },
      }),
    ).toMatchObject([
      {
        name: 'nametest',
        state: 'Active',
        tags: [['tagtest', 'tagtest']],
        attachments: [{ id: 'vpc-1', vpc: 'aliyun/vpc/vpc-1', owner: '1250123456123456', state: 'Attached' }],
      },
    ]);
  });

  it('cen/developer-reference/api-cbn-2017-09-12-listtransitrouters and …-listtransitroutervpcattachments', async () => {
    const router = {
      TransitRouterId: 'tr-1',
      TransitRouterName: 'testname',
      TransitRouterDescription: 'testdesc',
      Type: 'Enterprise',
      Status: 'Active',
      CenId: 'cen-1',
      AliUid: 1210123456123456,
      RegionId: REGION,
      SupportMulticast: false,
      TransitRouterCidrList: [{ Cidr: '192.168.1.0/24', Name: 'CIDRname', TransitRouterCidrId: 'cidr-1' }],
      CreationTime: '2021-03-15T09:39Z',
      Tags: [{ Key: 'TagKey', Value: 'TagValue' }],
    };
    const attachment = {
      TransitRouterAttachmentId: 'tr-attach-1',
      TransitRouterAttachmentName: 'testname',
      TransitRouterId: 'tr-1',
      CenId: 'cen-1',
      ResourceType: 'VPC',
      VpcId: 'vpc-1',
      VpcOwnerId: 1250123456123456,
      VpcRegionId: REGION,
      Status: 'Attached',
      ZoneMappings: [{ ZoneId: 'cn-hangzhou-h', VSwitchId: 'vsw-1', NetworkInterfaceId: 'eni-1' }],
      OrderType: 'PayByCenOwner',
      Tags: [{ Key: 'test', Value: 'test' }],
    };
    expect(
      await recordsOf('transit-router', {
        'cen:DescribeCens': cens,
        'cen:ListTransitRouters': { ...counted(1), TransitRouters: [router] },
        'cen:ListTransitRouterVpcAttachments': {
          TotalCount: 1,
          MaxResults: 20,
          NextToken: '',
          TransitRouterAttachments: [attachment],
        },
      }),
    ).toMatchObject([
      {
        name: 'testname',
        owner: '1210123456123456',
        region: `aliyun/region/${REGION}`,
        tags: [['TagKey', 'TagValue']],
        attachments: [
          { id: 'tr-attach-1', vpc: 'aliyun/vpc/vpc-1', owner: '1250123456123456', state: 'Attached' },
        ],
      },
    ]);
  });
});
