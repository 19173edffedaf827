/** A small estate, written out, with what is particular to this cloud in it. `expected.ts` says what it must become. */
import type { Estate, RegionEstate } from '../../simulator/aliyun/estate.ts';
import { emptyAccount, emptyRegion } from '../../simulator/aliyun/estate.ts';
import {
  alb,
  albListener,
  albRule,
  albServerGroup,
  clb,
  clbListener,
  clbServer,
  forwardTo,
  groupServer,
  nlb,
  nlbListener,
  nlbServerGroup,
} from '../../simulator/aliyun/rows/balancers.ts';
import { dbInstance, kvInstance, polarCluster } from '../../simulator/aliyun/rows/databases.ts';
import { instance, networkInterface, permission, securityGroup } from '../../simulator/aliyun/rows/ecs.ts';
import {
  cen,
  childInstance,
  cluster,
  transitRouter,
  vpcAttachment,
} from '../../simulator/aliyun/rows/networks.ts';
import { type Tags, tagList, tagPairs } from '../../simulator/aliyun/rows/tags.ts';
import {
  eip,
  forwardEntry,
  natGateway,
  routeEntry,
  routeTable,
  snatEntry,
  vSwitch,
  vpc,
  vpcPeer,
} from '../../simulator/aliyun/rows/vpc.ts';
import { BRANCH, EXTERNAL_ID, HANGZHOU, MAIN, ROLE, SINGAPORE } from './stage.ts';

const wrapped = (tags: Tags) => ({ Tags: { Tag: tagList(tags) } });
const pairs = (tags: Tags) => ({ Tags: { Tag: tagPairs(tags) } });
const bare = (tags: Tags) => ({ Tags: tagList(tags) });

const OWNER = { OwnerId: Number(MAIN) };
const IN_B = { VpcId: 'vpc-core', VSwitchId: 'vsw-b', ZoneId: 'cn-hangzhou-b' };

/** More than a page of 100. */
export const MANY_ROUTES = 103;

const hop = (NextHopType: string, NextHopId: string) => ({ NextHopType, NextHopId, Enabled: 1, Weight: 0 });

export function buildEstate(): Estate {
  const main = emptyAccount(MAIN, [HANGZHOU, SINGAPORE, 'us-west-1'], '总部');
  const branch = emptyAccount(BRANCH, [HANGZHOU], '分部');
  branch.roles.push({ name: ROLE, trusts: [MAIN], externalId: EXTERNAL_ID });
  main.regions[HANGZHOU] = hangzhou();
  main.regions[SINGAPORE] = singapore();
  const left = main.regions['us-west-1'];
  left?.vpcs.push(vpc({ VpcId: 'vpc-left-out', RegionId: 'us-west-1', CidrBlock: '10.9.0.0/16', ...OWNER }));
  branch.regions[HANGZHOU] = {
    ...emptyRegion(),
    vpcs: [
      vpc({
        VpcId: 'vpc-branch',
        VpcName: '分部',
        RegionId: HANGZHOU,
        OwnerId: Number(BRANCH),
        CidrBlock: '10.3.0.0/16',
      }),
    ],
  };
  const abroad = vpcPeer({
    InstanceId: 'pcc-abroad',
    Name: '到新加坡',
    ...OWNER,
    RegionId: HANGZHOU,
    Vpc: { VpcId: 'vpc-core', Ipv4Cidrs: ['10.0.0.0/16'], Ipv6Cidrs: [] },
    AcceptingOwnerUid: Number(MAIN),
    AcceptingRegionId: SINGAPORE,
    AcceptingVpc: { VpcId: 'vpc-sg', Ipv4Cidrs: ['10.8.0.0/16'], Ipv6Cidrs: [] },
    ...bare({ own: 'pcc-abroad' }),
  });
  const across = vpcPeer({
    InstanceId: 'pcc-across',
    Status: 'Accepting',
    ...OWNER,
    RegionId: HANGZHOU,
    Vpc: { VpcId: 'vpc-core', Ipv4Cidrs: ['10.0.0.0/16'], Ipv6Cidrs: [] },
    AcceptingOwnerUid: Number(BRANCH),
    AcceptingRegionId: HANGZHOU,
    AcceptingVpc: { VpcId: 'vpc-branch', Ipv4Cidrs: ['10.3.0.0/16'], Ipv6Cidrs: [] },
  });
  main.peers.push(abroad, across);
  branch.peers.push(across);
  main.cens.push(
    cen({
      CenId: 'cen-wan',
      Name: '骨干网',
      ...wrapped({ own: 'cen-wan' }),
      children: [
        childInstance({
          CenId: 'cen-wan',
          ChildInstanceId: 'vpc-core',
          ChildInstanceRegionId: HANGZHOU,
          ChildInstanceOwnerId: Number(MAIN),
        }),
        childInstance({
          CenId: 'cen-wan',
          ChildInstanceId: 'vbr-line',
          ChildInstanceType: 'VBR',
          ChildInstanceRegionId: HANGZHOU,
          ChildInstanceOwnerId: Number(BRANCH),
          Status: 'Attaching',
        }),
      ],
    }),
  );
  main.transitRouters.push(
    transitRouter({
      TransitRouterId: 'tr-hz',
      CenId: 'cen-wan',
      RegionId: HANGZHOU,
      AliUid: Number(MAIN),
      ...bare({ own: 'tr-hz' }),
    }),
  );
  main.vpcAttachments.push(
    vpcAttachment({
      TransitRouterAttachmentId: 'tr-attach-core',
      TransitRouterId: 'tr-hz',
      CenId: 'cen-wan',
      VpcId: 'vpc-core',
      VpcOwnerId: Number(MAIN),
      VpcRegionId: HANGZHOU,
    }),
  );
  main.clusters.push(
    cluster({
      cluster_id: 'c0ffee',
      name: '生产 ack',
      state: 'scaling',
      region_id: HANGZHOU,
      vpc_id: 'vpc-core',
      vswitch_id: 'vsw-b,vsw-sold-out',
      vswitch_ids: ['vsw-b', 'vsw-sold-out'],
      security_group_id: 'sg-web',
      service_cidr: '172.21.0.0/20,fd00:172:21::/112',
      master_url: JSON.stringify({
        api_server_endpoint: 'https://47.96.0.1:6443',
        intranet_api_server_endpoint: 'https://10.0.1.9:6443',
      }),
      tags: [{ key: 'own', value: 'c0ffee' }],
    }),
  );
  return { accounts: { [MAIN]: main, [BRANCH]: branch }, directory: undefined };
}

function singapore(): RegionEstate {
  return {
    ...emptyRegion(),
    vpcs: [vpc({ VpcId: 'vpc-sg', RegionId: SINGAPORE, CidrBlock: '10.8.0.0/16', ...OWNER })],
  };
}

function hangzhou(): RegionEstate {
  return { ...emptyRegion(), ...network(), ...compute(), ...balancing(), ...data() };
}

function network() {
  return {
    // cn-hangzhou-s is sold out: no zone any more, but what is in it stays.
    zones: [{ ZoneId: 'cn-hangzhou-b', LocalName: '杭州 可用区B', ZoneType: 'AvailabilityZone' as const }],
    vpcs: [
      vpc({
        VpcId: 'vpc-core',
        VpcName: '核心 <core>',
        RegionId: HANGZHOU,
        ...OWNER,
        CidrBlock: '10.0.0.0/16',
        SecondaryCidrBlocks: { SecondaryCidrBlock: ['172.16.0.0/16'] },
        Ipv6CidrBlock: '2408:4005:1:ab00::/56',
        Ipv6CidrBlocks: { Ipv6CidrBlock: [{ Ipv6CidrBlock: '2408:4005:1:ab00::/56', Ipv6Isp: 'BGP' }] },
        ...wrapped({ own: 'vpc-core', 环境: '生产 & test' }),
      }),
      vpc({
        VpcId: 'vpc-default',
        RegionId: HANGZHOU,
        ...OWNER,
        CidrBlock: '172.31.0.0/16',
        IsDefault: true,
      }),
    ],
    vSwitches: [
      vSwitch({
        ...IN_B,
        VSwitchName: '前端',
        ...OWNER,
        CidrBlock: '10.0.1.0/24',
        Ipv6CidrBlock: '2408:4005:1:ab01::/64',
        RouteTable: { RouteTableId: 'vtb-core', RouteTableType: 'System' },
        ...wrapped({ own: 'vsw-b' }),
      }),
      vSwitch({
        VSwitchId: 'vsw-sold-out',
        VpcId: 'vpc-core',
        ZoneId: 'cn-hangzhou-s',
        ...OWNER,
        CidrBlock: '10.0.2.0/24',
        RouteTable: { RouteTableId: 'vtb-custom', RouteTableType: 'Custom' },
      }),
    ],
    routeTables: [
      routeTable({
        RouteTableId: 'vtb-core',
        VpcId: 'vpc-core',
        ...OWNER,
        VSwitchIds: { VSwitchId: ['vsw-b'] },
        entries: [
          routeEntry({
            RouteEntryId: 'rte-local',
            RouteTableId: 'vtb-core',
            DestinationCidrBlock: '10.0.1.0/24',
            Type: 'System',
            NextHops: { NextHop: [hop('local', '')] },
          }),
          ...Array.from({ length: MANY_ROUTES }, (_, n) =>
            routeEntry({
              RouteEntryId: `rte-${n}`,
              RouteTableId: 'vtb-core',
              DestinationCidrBlock: `10.200.${n}.0/24`,
              NextHops: { NextHop: [hop('NatGateway', 'ngw-out')] },
            }),
          ),
        ],
      }),
      routeTable({
        RouteTableId: 'vtb-custom',
        RouteTableName: '自定义',
        RouteTableType: 'Custom',
        VpcId: 'vpc-core',
        ...OWNER,
        VSwitchIds: { VSwitchId: ['vsw-sold-out'] },
        ...wrapped({ own: 'vtb-custom' }),
        entries: [
          routeEntry({
            RouteEntryId: 'rte-ecmp',
            RouteTableId: 'vtb-custom',
            DestinationCidrBlock: '10.77.0.0/16',
            NextHops: { NextHop: [hop('RouterInterface', 'ri-1'), hop('RouterInterface', 'ri-2')] },
          }),
          routeEntry({
            RouteEntryId: 'rte-vm',
            RouteTableId: 'vtb-custom',
            DestinationCidrBlock: '10.78.0.0/16',
            NextHops: { NextHop: [hop('Instance', 'i-web')] },
          }),
          routeEntry({
            RouteEntryId: 'rte-peer',
            RouteTableId: 'vtb-custom',
            DestinationCidrBlock: '10.8.0.0/16',
            NextHops: { NextHop: [hop('VpcPeer', 'pcc-abroad')] },
          }),
          routeEntry({
            RouteEntryId: 'rte-tr',
            RouteTableId: 'vtb-custom',
            DestinationCidrBlock: '10.0.0.0/8',
            NextHops: { NextHop: [hop('Attachment', 'tr-attach-core')] },
          }),
          routeEntry({
            RouteEntryId: 'rte-v6',
            RouteTableId: 'vtb-custom',
            DestinationCidrBlock: '::/0',
            IpVersion: 'IPv6',
            NextHops: { NextHop: [hop('IPv6Gateway', 'ipv6gw-1')] },
          }),
          routeEntry({
            RouteEntryId: 'rte-vpn',
            RouteTableId: 'vtb-custom',
            DestinationCidrBlock: '10.79.0.0/16',
            NextHops: { NextHop: [hop('VpnGateway', 'vpn-1')] },
          }),
        ],
      }),
    ],
    natGateways: [
      natGateway({
        NatGatewayId: 'ngw-out',
        Name: '出口',
        RegionId: HANGZHOU,
        VpcId: 'vpc-core',
        Status: 'Modifying',
        IpLists: {
          IpList: [
            {
              AllocationId: 'eip-nat',
              IpAddress: '198.51.100.1',
              PrivateIpAddress: '10.0.1.200',
              UsingStatus: 'UsedBySnatTable',
            },
          ],
        },
        NatGatewayPrivateInfo: {
          EniInstanceId: 'eni-nat',
          IzNo: 'cn-hangzhou-b',
          PrivateIpAddress: '10.0.1.200',
          VswitchId: 'vsw-b',
        },
        ...pairs({ own: 'ngw-out' }),
        snat: [
          snatEntry({
            SnatEntryId: 'snat-b',
            SnatEntryName: '前端出口',
            NatGatewayId: 'ngw-out',
            SnatIp: '198.51.100.1',
            SourceVSwitchId: 'vsw-b',
            SourceCIDR: '10.0.1.0/24',
          }),
          snatEntry({
            SnatEntryId: 'snat-two',
            NatGatewayId: 'ngw-out',
            SnatIp: '198.51.100.1,198.51.100.4',
            SourceCIDR: '10.0.1.21/32',
          }),
        ],
        dnat: [
          forwardEntry({
            ForwardEntryId: 'fwd-web',
            NatGatewayId: 'ngw-out',
            ExternalIp: '198.51.100.1',
            ExternalPort: '8080',
            InternalIp: '10.0.1.10',
            InternalPort: '80',
            IpProtocol: 'TCP',
          }),
          forwardEntry({
            ForwardEntryId: 'fwd-all',
            NatGatewayId: 'ngw-out',
            ExternalIp: '198.51.100.1',
            InternalIp: '10.0.1.11',
          }),
        ],
      }),
    ],
    eips: [
      eip({
        AllocationId: 'eip-nat',
        Name: '出口地址',
        IpAddress: '198.51.100.1',
        RegionId: HANGZHOU,
        InstanceType: 'Nat',
        InstanceId: 'ngw-out',
        PrivateIpAddress: '10.0.1.200',
        ...wrapped({ own: 'eip-nat' }),
      }),
      eip({
        AllocationId: 'eip-nic',
        IpAddress: '198.51.100.2',
        RegionId: HANGZHOU,
        InstanceType: 'NetworkInterface',
        InstanceId: 'eni-second',
        PrivateIpAddress: '10.0.1.20',
      }),
      eip({ AllocationId: 'eip-loose', IpAddress: '198.51.100.3', RegionId: HANGZHOU }),
    ],
  };
}

function compute() {
  return {
    securityGroups: [
      securityGroup({
        SecurityGroupId: 'sg-web',
        SecurityGroupName: '网站',
        VpcId: 'vpc-core',
        ...pairs({ own: 'sg-web' }),
        Permissions: [
          permission({
            SecurityGroupRuleId: 'sgr-1',
            Direction: 'ingress',
            IpProtocol: 'TCP',
            PortRange: '80/443',
            SourceCidrIp: '0.0.0.0/0',
          }),
          permission({
            SecurityGroupRuleId: 'sgr-2',
            Direction: 'ingress',
            IpProtocol: 'ICMPv6',
            Ipv6SourceCidrIp: '2408::/16',
            Priority: '7',
          }),
          permission({
            SecurityGroupRuleId: 'sgr-3',
            Direction: 'ingress',
            IpProtocol: 'UDP',
            PortRange: '53/53',
            SourceGroupId: 'sg-web',
          }),
          permission({
            SecurityGroupRuleId: 'sgr-4',
            Direction: 'egress',
            Policy: 'Drop',
            DestPrefixListId: 'pl-blocked',
            Priority: '100',
          }),
        ],
      }),
    ],
    instances: [
      instance({
        InstanceId: 'i-web',
        InstanceName: '网站 1',
        HostName: 'web-1',
        RegionId: HANGZHOU,
        ZoneId: 'cn-hangzhou-b',
        VpcAttributes: {
          VpcId: 'vpc-core',
          VSwitchId: 'vsw-b',
          NatIpAddress: '',
          PrivateIpAddress: { IpAddress: ['10.0.1.10'] },
        },
        SecurityGroupIds: { SecurityGroupId: ['sg-web'] },
        ...pairs({ own: 'i-web', 空值: '' }),
      }),
      instance({
        InstanceId: 'i-off',
        InstanceName: '',
        RegionId: HANGZHOU,
        ZoneId: 'cn-hangzhou-s',
        Status: 'Stopped',
        VpcAttributes: {
          VpcId: 'vpc-core',
          VSwitchId: 'vsw-sold-out',
          NatIpAddress: '',
          PrivateIpAddress: { IpAddress: ['10.0.2.10'] },
        },
        PublicIpAddress: { IpAddress: ['198.51.100.77'] },
        SecurityGroupIds: { SecurityGroupId: ['sg-web'] },
      }),
    ],
    networkInterfaces: [
      networkInterface({
        NetworkInterfaceId: 'eni-web',
        OwnerId: MAIN,
        MacAddress: '00:16:3E:00:00:01',
        Type: 'Primary',
        InstanceId: 'i-web',
        PrivateIpAddress: '10.0.1.10',
        ...IN_B,
        SecurityGroupIds: { SecurityGroupId: ['sg-web'] },
        Ipv6Sets: { Ipv6Set: [{ Ipv6Address: '2408:4005:1:ab01::10' }] },
      }),
      networkInterface({
        NetworkInterfaceId: 'eni-second',
        NetworkInterfaceName: '第二网卡',
        OwnerId: MAIN,
        MacAddress: '00:16:3e:00:00:02',
        InstanceId: 'i-web',
        PrivateIpAddress: '10.0.1.20',
        ...IN_B,
        SecurityGroupIds: { SecurityGroupId: ['sg-web'] },
        PrivateIpSets: {
          PrivateIpSet: [
            {
              PrivateIpAddress: '10.0.1.20',
              Primary: true,
              AssociatedPublicIp: { AllocationId: 'eip-nic', PublicIpAddress: '198.51.100.2' },
            },
            { PrivateIpAddress: '10.0.1.21', Primary: false },
          ],
        },
        ...pairs({ own: 'eni-second' }),
      }),
      networkInterface({
        NetworkInterfaceId: 'eni-nat',
        OwnerId: MAIN,
        MacAddress: '00:16:3e:00:00:03',
        ServiceManaged: true,
        InstanceId: 'ngw-out',
        PrivateIpAddress: '10.0.1.200',
        ...IN_B,
        SecurityGroupIds: { SecurityGroupId: [] },
      }),
    ],
  };
}

function balancing() {
  const web = clbServer({ ServerId: 'i-web', ServerIp: '10.0.1.10', Port: 8080 });
  return {
    clbs: [
      clb({
        LoadBalancerId: 'lb-in',
        LoadBalancerName: '内网',
        RegionId: HANGZHOU,
        Address: '10.0.1.100',
        VpcId: 'vpc-core',
        VSwitchId: 'vsw-b',
        ...pairs({ own: 'lb-in' }),
        defaultServers: [web],
        vServerGroups: [
          {
            id: 'rsp-a',
            name: 'a',
            servers: [web, { ...web, ServerId: 'eni-second', ServerIp: '10.0.1.20', Type: 'eni' }],
            tags: [],
          },
        ],
      }),
      clb({
        LoadBalancerId: 'lb-out',
        LoadBalancerStatus: 'inactive',
        RegionId: HANGZHOU,
        AddressType: 'internet',
        Address: '198.51.100.9',
      }),
    ],
    clbListeners: [
      clbListener({
        LoadBalancerId: 'lb-in',
        ListenerPort: 80,
        ListenerProtocol: 'tcp',
        Description: '网站入口',
        VServerGroupId: 'rsp-a',
        Tags: tagPairs({ own: 'lb-in_tcp_80' }),
      }),
      clbListener({
        LoadBalancerId: 'lb-in',
        ListenerPort: 53,
        ListenerProtocol: 'udp',
        BackendServerPort: 5353,
      }),
    ],
    albs: [
      alb({
        LoadBalancerId: 'alb-web',
        LoadBalancerName: '网站',
        LoadBalancerStatus: 'Configuring',
        AddressType: 'Internet',
        DNSName: 'alb-web.cn-hangzhou.alb.aliyuncs.com',
        VpcId: 'vpc-core',
        SecurityGroupIds: ['sg-web'],
        ZoneMappings: [
          {
            ZoneId: 'cn-hangzhou-b',
            VSwitchId: 'vsw-b',
            LoadBalancerAddresses: [
              {
                Address: '198.51.100.8',
                IntranetAddress: '10.0.1.111',
                AllocationId: 'eip-alb',
                EipType: 'Common',
              },
            ],
          },
        ],
        ...bare({ own: 'alb-web' }),
      }),
    ],
    albListeners: [
      albListener({
        ListenerId: 'lsn-web',
        LoadBalancerId: 'alb-web',
        ListenerPort: 443,
        ListenerProtocol: 'HTTPS',
        DefaultActions: forwardTo('sgp-web'),
        ...bare({ own: 'lsn-web' }),
      }),
    ],
    albRules: [
      albRule({
        RuleId: 'rule-blue',
        ListenerId: 'lsn-web',
        LoadBalancerId: 'alb-web',
        RuleActions: [
          {
            Type: 'ForwardGroup',
            Order: 1,
            ForwardGroupConfig: {
              ServerGroupTuples: [
                { ServerGroupId: 'sgp-web', Weight: 90 },
                { ServerGroupId: 'sgp-blue', Weight: 10 },
              ],
            },
          },
        ],
      }),
    ],
    albServerGroups: [
      albServerGroup({
        ServerGroupId: 'sgp-web',
        VpcId: 'vpc-core',
        RelatedLoadBalancerIds: ['alb-web'],
        ServerCount: 1,
      }),
      albServerGroup({
        ServerGroupId: 'sgp-blue',
        ServerGroupType: 'Ip',
        Protocol: 'HTTPS',
        VpcId: 'vpc-core',
        RelatedLoadBalancerIds: ['alb-web'],
        ServerCount: 1,
      }),
    ],
    albServers: [
      groupServer({ ServerGroupId: 'sgp-web', ServerId: 'i-web', ServerIp: '10.0.1.10', Port: 80 }),
      groupServer({
        ServerGroupId: 'sgp-blue',
        ServerId: '10.0.1.21',
        ServerIp: '10.0.1.21',
        ServerType: 'Ip',
        Port: 8443,
      }),
    ],
    nlbs: [
      nlb({
        LoadBalancerId: 'nlb-db',
        RegionId: HANGZHOU,
        VpcId: 'vpc-core',
        DNSName: 'nlb-db.cn-hangzhou.nlb.aliyuncs.com',
        AddressType: 'Internet',
        ZoneMappings: [
          {
            ZoneId: 'cn-hangzhou-b',
            VSwitchId: 'vsw-b',
            LoadBalancerAddresses: [
              {
                PrivateIPv4Address: '10.0.1.110',
                PublicIPv4Address: '198.51.100.7',
                AllocationId: 'eip-nlb',
                EniId: 'eni-nlb',
              },
            ],
          },
        ],
        ...bare({ own: 'nlb-db' }),
      }),
    ],
    nlbListeners: [
      nlbListener({
        ListenerId: 'lsn-db@3306',
        LoadBalancerId: 'nlb-db',
        RegionId: HANGZHOU,
        ListenerPort: 3306,
        ServerGroupId: 'sgp-db',
        ListenerDescription: '数据库',
        ...bare({ own: 'lsn-db@3306' }),
      }),
    ],
    nlbServerGroups: [
      nlbServerGroup({
        ServerGroupId: 'sgp-db',
        RegionId: HANGZHOU,
        VpcId: 'vpc-core',
        RelatedLoadBalancerIds: ['nlb-db'],
        ServerCount: 1,
      }),
    ],
    nlbServers: [
      groupServer({
        ServerGroupId: 'sgp-db',
        ServerId: 'eni-second',
        ServerIp: '10.0.1.20',
        ServerType: 'Eni',
        Port: 3306,
      }),
    ],
  };
}

function data() {
  const cache = {
    ConnectionString: 'r-cache.redis.rds.aliyuncs.com',
    DBInstanceNetType: '2' as const,
    DirectConnection: 0 as const,
    IPAddress: '10.0.1.70',
    IPType: 'Private' as const,
    Port: '6379',
    VPCId: 'vpc-core',
    VSwitchId: 'vsw-b',
  };
  const primary = {
    ConnectionString: 'rm-orders.mysql.rds.aliyuncs.com',
    ConnectionStringType: 'Normal',
    IPAddress: '10.0.1.50',
    IPType: 'Private' as const,
    Port: '3306',
    VPCId: 'vpc-core',
    VSwitchId: 'vsw-b',
  };
  return {
    dbInstances: [
      dbInstance({
        DBInstanceId: 'rm-orders',
        DBInstanceDescription: '订单',
        RegionId: HANGZHOU,
        ...IN_B,
        ReadOnlyDBInstanceIds: { ReadOnlyDBInstanceId: [{ DBInstanceId: 'rr-orders' }] },
        ConnectionString: primary.ConnectionString,
        netInfos: [
          primary,
          {
            ...primary,
            ConnectionString: 'rm-orderso.mysql.rds.aliyuncs.com',
            IPAddress: '198.51.100.50',
            IPType: 'Public',
            VPCId: '',
            VSwitchId: '',
          },
        ],
        tags: tagList({ own: 'rm-orders' }),
      }),
      dbInstance({
        DBInstanceId: 'rr-orders',
        DBInstanceType: 'Readonly',
        DBInstanceStatus: 'Creating',
        MasterInstanceId: 'rm-orders',
        RegionId: HANGZHOU,
        ...IN_B,
        ConnectionString: 'rr-orders.mysql.rds.aliyuncs.com',
        netInfos: [
          { ...primary, ConnectionString: 'rr-orders.mysql.rds.aliyuncs.com', IPAddress: '10.0.1.51' },
        ],
      }),
    ],
    polarClusters: [
      polarCluster({
        DBClusterId: 'pc-stock',
        DBClusterDescription: '库存',
        RegionId: HANGZHOU,
        ZoneId: 'cn-hangzhou-b',
        VpcId: 'vpc-core',
        VswitchId: 'vsw-b',
        ...wrapped({ own: 'pc-stock' }),
        endpoints: [
          {
            DBEndpointId: 'pe-primary',
            DBEndpointDescription: '',
            EndpointType: 'Primary',
            ReadWriteMode: 'ReadWrite',
            Nodes: 'pi-1',
            AddressItems: [
              {
                NetType: 'Private',
                ConnectionString: 'pc-stock.mysql.polardb.rds.aliyuncs.com',
                IPAddress: '10.0.1.60',
                Port: '3306',
                VPCId: 'vpc-core',
                VSwitchId: 'vsw-b',
              },
            ],
          },
        ],
      }),
    ],
    kvInstances: [
      kvInstance({
        InstanceId: 'r-cache',
        InstanceName: '缓存',
        InstanceStatus: 'Inactive',
        InstanceType: 'Tair',
        ArchitectureType: 'cluster',
        RegionId: HANGZHOU,
        ...IN_B,
        PrivateIp: cache.IPAddress,
        ConnectionDomain: cache.ConnectionString,
        ...wrapped({ own: 'r-cache' }),
        netInfos: [
          cache,
          {
            ...cache,
            ConnectionString: 'r-cachepd.redis.rds.aliyuncs.com',
            DBInstanceNetType: '0',
            IPAddress: '198.51.100.70',
            IPType: 'Public',
            Port: '6380',
            VPCId: '',
            VSwitchId: '',
          },
        ],
      }),
    ],
  };
}
