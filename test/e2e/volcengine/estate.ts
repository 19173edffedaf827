/** A small estate, written by hand: two accounts, three regions, every kind, and what is odd about each. */
import { type Estate, type RegionEstate, emptyAccount } from '../../simulator/volcengine/estate.ts';
import {
  alb,
  albGroup,
  albListener,
  clb,
  clbGroup,
  listener,
  server,
} from '../../simulator/volcengine/rows/balancers.ts';
import {
  cluster,
  clusterTags,
  databaseAddress,
  mysql,
  postgres,
  redis,
  sqlServer,
  visitAddr,
} from '../../simulator/volcengine/rows/databases.ts';
import {
  address,
  attachedInstance,
  cen,
  dnatEntry,
  instance,
  natGateway,
  networkInterface,
  permission,
  routeEntry,
  routeTable,
  routerAttachment,
  securityGroup,
  snatEntry,
  subnet,
  transitRouter,
  vpc,
} from '../../simulator/volcengine/rows/network.ts';
import { BEIJING, BRANCH, JOHOR, MAIN, ROLE, SHANGHAI } from './stage.ts';

export const own = (id: string) => [{ Key: 'own', Value: id }];

/** More than fit on one page. */
export const MANY_ROUTES = 105;
const A = 'cn-beijing-a';
const B = 'cn-beijing-b';
const CORE = { VpcId: 'vpc-core', SubnetId: 'subnet-a' };

export function buildEstate(): Estate {
  const main = emptyAccount(MAIN, [BEIJING, SHANGHAI, JOHOR]);
  const branch = emptyAccount(BRANCH, [BEIJING]);
  branch.roles.push({ name: ROLE, trusts: [MAIN] });
  const [here, far, office] = [main.regions[BEIJING], main.regions[SHANGHAI], branch.regions[BEIJING]];
  if (here === undefined || far === undefined || office === undefined) throw new Error('no such region');
  network(here);
  compute(here);
  balancing(here);
  data(here);
  far.vpcs = [vpc({ VpcId: 'vpc-far', CidrBlock: '10.8.0.0/16', VpcName: '远' })];
  office.vpcs = [
    vpc({ VpcId: 'vpc-office', CidrBlock: '10.9.0.0/16', IsDefault: true, AccountId: BRANCH, Tags: null }),
  ];

  main.cens = [
    cen({ CenId: 'cen-all', CenName: '云企业网', Tags: own('cen-all') }),
    cen({ CenId: 'cen-empty', Status: 'Pending' }),
  ];
  main.attachedInstances = [
    attachedInstance({ CenId: 'cen-all', InstanceId: 'vpc-core', InstanceRegionId: BEIJING }),
    attachedInstance({ CenId: 'cen-all', InstanceId: 'vpc-far', InstanceRegionId: SHANGHAI }),
    attachedInstance({
      CenId: 'cen-all',
      InstanceId: 'vpc-office',
      InstanceRegionId: BEIJING,
      InstanceOwnerId: BRANCH,
      Status: 'Attaching',
    }),
    attachedInstance({
      CenId: 'cen-all',
      InstanceId: 'dcg-line',
      InstanceType: 'DCGW',
      InstanceRegionId: BEIJING,
    }),
  ];
  here.transitRouters = [
    transitRouter({ TransitRouterId: 'tr-hub', TransitRouterName: '中转', Tags: own('tr-hub') }),
  ];
  here.routerAttachments = [
    routerAttachment({
      TransitRouterAttachmentId: 'tr-attach-core',
      TransitRouterId: 'tr-hub',
      ResourceId: 'vpc-core',
    }),
    routerAttachment({
      TransitRouterAttachmentId: 'tr-attach-office',
      TransitRouterId: 'tr-hub',
      ResourceId: 'vpc-office',
      AccountId: BRANCH,
    }),
    routerAttachment({
      TransitRouterAttachmentId: 'tr-attach-peer',
      TransitRouterId: 'tr-hub',
      ResourceId: 'tr-elsewhere',
      ResourceType: 'TransitRouter',
      Status: 'Creating',
    }),
  ];
  return { accounts: { [MAIN]: main, [BRANCH]: branch } };
}

function network(here: RegionEstate): void {
  here.zones = [{ ZoneId: A }, { ZoneId: B }];
  here.vpcs = [
    vpc({
      VpcId: 'vpc-core',
      VpcName: '核心',
      CidrBlock: '10.0.0.0/16',
      SecondaryCidrBlocks: ['172.16.0.0/20'],
      Ipv6CidrBlock: '2408:1000:abff::/56',
      Ipv6CidrBlocks: [{ Ipv6CidrBlock: '2408:1000:abff::/56', Ipv6Isp: 'BGP' }],
      Tags: [...own('vpc-core'), { Key: '环境', Value: '' }],
    }),
    vpc({ VpcId: 'vpc-edge', CidrBlock: '10.1.0.0/16', IsDefault: true }),
  ];
  const main = { RouteTableId: 'vtb-core', RouteTableType: 'System' };
  here.subnets = [
    subnet({
      SubnetId: 'subnet-a',
      SubnetName: '业务 A',
      VpcId: 'vpc-core',
      ZoneId: A,
      CidrBlock: '10.0.0.0/24',
      Ipv6CidrBlock: '2408:1000:abff::/64',
      RouteTable: main,
      Tags: own('subnet-a'),
    }),
    // Of another account that shares it.
    subnet({
      SubnetId: 'subnet-shared',
      VpcId: 'vpc-shared',
      ZoneId: B,
      CidrBlock: '10.7.0.0/24',
      AccountId: BRANCH,
      RouteTable: main,
    }),
  ];
  here.routeTables = [
    routeTable({
      RouteTableId: 'vtb-core',
      RouteTableType: 'System',
      VpcId: 'vpc-core',
      Tags: own('vtb-core'),
      entries: [
        routeEntry({ RouteEntryId: 'rte-1', DestinationCidrBlock: '10.0.0.0/16', NextHopType: 'Local' }),
        routeEntry({
          RouteEntryId: 'rte-2',
          DestinationCidrBlock: '0.0.0.0/0',
          NextHopType: 'NatGW',
          NextHopId: 'ngw-out',
        }),
        routeEntry({
          RouteEntryId: 'rte-3',
          DestinationCidrBlock: 'pl-office',
          NextHopType: 'TransitRouter',
          NextHopId: 'tr-hub',
          Status: 'Creating',
        }),
        routeEntry({
          RouteEntryId: 'rte-4',
          DestinationCidrBlock: '::/0',
          NextHopType: 'IPv6GW',
          NextHopId: 'ipv6gw-1',
        }),
        routeEntry({
          RouteEntryId: 'rte-5',
          DestinationCidrBlock: '192.0.2.0/24',
          NextHopType: 'HaVip',
          NextHopId: 'havip-1',
        }),
      ],
    }),
    routeTable({
      RouteTableId: 'vtb-many',
      RouteTableName: '很多',
      VpcId: 'vpc-core',
      SubnetIds: ['subnet-a'],
      entries: Array.from({ length: MANY_ROUTES }, (_, n) =>
        routeEntry({
          RouteEntryId: `rte-many-${n}`,
          DestinationCidrBlock: `172.31.${n}.0/24`,
          NextHopType: 'Instance',
          NextHopId: 'i-web',
        }),
      ),
    }),
  ];
  here.securityGroups = [
    securityGroup({
      SecurityGroupId: 'sg-web',
      SecurityGroupName: '网站',
      VpcId: 'vpc-core',
      Tags: own('sg-web'),
      permissions: [
        permission({
          Direction: 'ingress',
          Protocol: 'tcp',
          PortStart: 443,
          PortEnd: 443,
          CidrIp: '0.0.0.0/0',
        }),
        permission({
          Direction: 'ingress',
          Protocol: 'udp',
          PortStart: 8000,
          PortEnd: 9000,
          SourceGroupId: 'sg-bare',
          Priority: 7,
          Policy: 'drop',
        }),
        permission({ Direction: 'ingress', Protocol: 'icmpv6', CidrIp: '::/0' }),
        permission({ Direction: 'egress', Protocol: 'all', PrefixListId: 'pl-office' }),
      ],
    }),
    securityGroup({ SecurityGroupId: 'sg-bare', VpcId: 'vpc-core' }),
  ];
  const out = { AllocationId: 'eip-nat', EipAddress: '198.18.0.2' };
  here.natGateways = [
    natGateway({
      NatGatewayId: 'ngw-out',
      NatGatewayName: '出口',
      ...CORE,
      NetworkInterfaceId: 'eni-nat',
      EipAddresses: [{ ...out, UsingStatus: 'UsedBySnat' }],
      Tags: own('ngw-out'),
    }),
    natGateway({ NatGatewayId: 'ngw-inside', ...CORE, NetworkType: 'intranet', Status: 'Creating' }),
  ];
  here.snatEntries = [
    snatEntry({
      SnatEntryId: 'snat-1',
      SnatEntryName: '出',
      NatGatewayId: 'ngw-out',
      SubnetId: 'subnet-a',
      SourceCidr: '10.0.0.0/24',
      EipId: 'eip-nat,eip-two',
      EipAddress: '198.18.0.2,198.18.0.9',
    }),
    snatEntry({
      SnatEntryId: 'snat-inside',
      NatGatewayId: 'ngw-inside',
      SourceCidr: '10.0.0.0/16',
      NatIpId: 'natip-1',
    }),
  ];
  here.dnatEntries = [
    dnatEntry({
      DnatEntryId: 'dnat-ssh',
      DnatEntryName: '跳板',
      NatGatewayId: 'ngw-out',
      Protocol: 'tcp',
      ExternalIp: '198.18.0.2',
      ExternalPort: '2222',
      InternalIp: '10.0.0.10',
      InternalPort: '22',
    }),
    dnatEntry({
      DnatEntryId: 'dnat-any',
      NatGatewayId: 'ngw-out',
      Protocol: 'any',
      ExternalIp: '198.18.0.9',
      InternalIp: '10.0.0.11',
    }),
  ];
  here.addresses = [
    address({
      AllocationId: 'eip-web',
      EipAddress: '198.18.0.1',
      InstanceId: 'i-web',
      InstanceType: 'EcsInstance',
      Tags: own('eip-web'),
    }),
    address({ ...out, InstanceId: 'ngw-out', InstanceType: 'Nat' }),
    address({
      AllocationId: 'eip-eni',
      EipAddress: '198.18.0.3',
      InstanceId: 'eni-loose',
      InstanceType: 'NetworkInterface',
    }),
    address({
      AllocationId: 'eip-lb',
      EipAddress: '198.18.0.4',
      InstanceId: 'clb-front',
      InstanceType: 'ClbInstance',
    }),
    address({ AllocationId: 'eip-loose', Name: '闲置', EipAddress: '198.18.0.5' }),
  ];
}

function compute(here: RegionEstate): void {
  const card = {
    NetworkInterfaceId: 'eni-web',
    VpcId: 'vpc-core',
    SubnetId: 'subnet-a',
    MacAddress: '00:16:3E:0A:00:01',
    PrimaryIpAddress: '10.0.0.10',
  };
  here.instances = [
    instance({
      InstanceId: 'i-web',
      InstanceName: '网站 1',
      VpcId: 'vpc-core',
      ZoneId: A,
      Hostname: 'web-1',
      NetworkInterfaces: [
        {
          ...card,
          NetworkInterfaceId: 'eni-second',
          Type: 'secondary',
          PrimaryIpAddress: '10.0.0.12',
          Ipv6Addresses: null,
          SecurityGroupIds: ['sg-bare'],
        },
        {
          ...card,
          Type: 'primary',
          Ipv6Addresses: ['2408:1000:abff::10'],
          SecurityGroupIds: ['sg-web'],
        },
      ],
      Tags: own('i-web'),
    }),
    instance({ InstanceId: 'i-off', VpcId: 'vpc-core', ZoneId: B, Status: 'STOPPED', Tags: null }),
    instance({ InstanceId: 'i-lost', VpcId: 'vpc-core', ZoneId: B, Status: 'ERROR' }),
  ];
  here.networkInterfaces = [
    networkInterface({
      ...card,
      DeviceId: 'i-web',
      Type: 'primary',
      PrivateIpSets: {
        PrivateIpSet: [
          {
            PrivateIpAddress: '10.0.0.10',
            Primary: true,
            AssociatedElasticIp: { AllocationId: 'eip-web', EipAddress: '198.18.0.1' },
          },
          { PrivateIpAddress: '10.0.0.11', Primary: false, AssociatedElasticIp: null },
        ],
      },
      IPv6Sets: ['2408:1000:abff::10'],
      SecurityGroupIds: ['sg-web'],
      Tags: own('eni-web'),
    }),
    networkInterface({
      NetworkInterfaceId: 'eni-loose',
      ...CORE,
      PrimaryIpAddress: '10.0.0.20',
      AssociatedElasticIp: { AllocationId: 'eip-eni', EipAddress: '198.18.0.3' },
      PrivateIpSets: { PrivateIpSet: [] },
    }),
    networkInterface({
      NetworkInterfaceId: 'eni-nat',
      ...CORE,
      PrimaryIpAddress: '10.0.0.30',
      DeviceId: 'ngw-out',
    }),
  ];
}

function balancing(here: RegionEstate): void {
  here.clbs = [
    clb({
      LoadBalancerId: 'clb-front',
      LoadBalancerName: '前端',
      ...CORE,
      EniAddress: '10.0.0.40',
      EipID: 'eip-lb',
      EipAddress: '198.18.0.4',
      EniIpv6Address: '2408:1000:abff::40',
      Tags: own('clb-front'),
    }),
    clb({
      LoadBalancerId: 'clb-inner',
      ...CORE,
      EniAddress: '10.0.0.41',
      EniAddresses: [
        { EniAddress: '10.0.0.41', EipAddress: '', EipId: '' },
        { EniAddress: '10.0.0.42', EipAddress: '', EipId: '' },
      ],
      Status: 'Inactive',
    }),
  ];
  here.clbListeners = [
    listener({
      ListenerId: 'lsn-tcp',
      ListenerName: '四层',
      LoadBalancerId: 'clb-front',
      Protocol: 'TCP',
      Port: 443,
      ServerGroupId: 'rsp-web',
      Tags: own('lsn-tcp'),
    }),
    listener({ ListenerId: 'lsn-range', LoadBalancerId: 'clb-front', Protocol: 'UDP', Port: 0 }),
  ];
  here.clbGroups = [
    clbGroup({
      ServerGroupId: 'rsp-web',
      balancer: 'clb-front',
      listeners: ['lsn-tcp'],
      servers: [
        server({ ServerId: 'rs-1', InstanceId: 'i-web', Ip: '10.0.0.10', Port: 8443 }),
        server({ ServerId: 'rs-2', InstanceId: '', Ip: '10.9.0.5', Port: 8443 }),
      ],
    }),
    // No listener's own: a rule of lsn-tcp forwards to it.
    clbGroup({
      ServerGroupId: 'rsp-rule',
      balancer: 'clb-front',
      listeners: ['lsn-tcp'],
      AnyPortEnabled: 'on',
      servers: [server({ ServerId: 'rs-3', InstanceId: 'eni-loose', Ip: '10.0.0.20', Port: 0 })],
    }),
  ];
  here.albs = [
    alb({
      LoadBalancerId: 'alb-app',
      LoadBalancerName: '应用',
      Type: 'public',
      VpcId: 'vpc-core',
      DNSName: 'alb-app.cn-beijing.volcalb.com',
      ZoneMappings: [
        {
          ZoneId: A,
          SubnetId: 'subnet-a',
          LoadBalancerAddresses: [
            {
              EniId: 'eni-alb',
              EniAddress: '10.0.0.50',
              EniIpv6Address: '2408:1000:abff::50',
              EipId: 'eip-alb',
              EipAddress: '198.18.0.6',
            },
          ],
        },
        {
          ZoneId: B,
          SubnetId: 'subnet-b',
          LoadBalancerAddresses: [
            { EniId: 'eni-alb2', EniAddress: '10.0.1.50', EniIpv6Address: '', EipId: '', EipAddress: '' },
          ],
        },
      ],
      SecurityGroupIds: ['sg-web'],
      Tags: own('alb-app'),
    }),
  ];
  here.albListeners = [
    albListener({
      ListenerId: 'alsn-http',
      LoadBalancerId: 'alb-app',
      Protocol: 'HTTP',
      Port: 80,
      ServerGroupId: 'arsp-app',
      ServerGroups: [{ ServerGroupId: 'arsp-app', ServerGroupName: 'app' }],
      Tags: own('alsn-http'),
    }),
  ];
  here.albGroups = [
    albGroup({
      ServerGroupId: 'arsp-app',
      VpcId: 'vpc-core',
      Listeners: ['alsn-http'],
      servers: [server({ ServerId: 'ars-1', InstanceId: 'i-web', Ip: '10.0.0.10', Port: 8080 })],
    }),
    albGroup({ ServerGroupId: 'arsp-unused', VpcId: 'vpc-core' }),
  ];
}

function data(here: RegionEstate): void {
  const place = { ...CORE, ZoneId: A };
  here.mysqls = [
    mysql({
      InstanceId: 'mysql-orders',
      InstanceName: '订单库',
      ...place,
      AddressObject: [
        databaseAddress({
          Domain: 'mysql-orders.rds.ivolces.com',
          IPAddress: '10.0.0.60',
          Port: '3306',
          SubnetId: 'subnet-a',
        }),
        databaseAddress({
          Domain: 'mysql-orders-public.rds.volces.com',
          IPAddress: '198.18.0.7',
          Port: '3306',
          EipId: 'eip-db',
        }),
      ],
      Tags: own('mysql-orders'),
    }),
    mysql({ InstanceId: 'mysql-new', ...place, InstanceStatus: 'Creating', DBEngineVersion: 'MySQL_5_7' }),
  ];
  here.postgreses = [
    postgres({
      InstanceId: 'postgres-geo',
      ...place,
      InstanceStatus: 'AllowListMaintaining',
      AddressObject: [
        databaseAddress({ Domain: 'postgres-geo.rds-pg.ivolces.com', IPAddress: '10.0.0.61', Port: '5432' }),
      ],
      Tags: own('postgres-geo'),
    }),
  ];
  here.sqlServers = [
    sqlServer({
      InstanceId: 'mssql-erp',
      ...place,
      addresses: [
        databaseAddress({ Domain: 'mssql-erp.rds-mssql.ivolces.com', IPAddress: '10.0.0.62', Port: '1433' }),
      ],
      Tags: own('mssql-erp'),
    }),
    sqlServer({ InstanceId: 'mssql-read', ...place, PrimaryInstanceId: 'mssql-erp' }),
  ];
  here.redises = [
    redis({
      InstanceId: 'redis-cache',
      InstanceName: '缓存',
      VpcId: 'vpc-core',
      ZoneIds: [A, B],
      subnet: 'subnet-a',
      ShardedCluster: 1,
      addresses: [
        visitAddr({
          Address: 'redis-cache.redis.ivolces.com',
          VIP: '10.0.0.70',
          VIPv6: '2408:1000:abff::70',
        }),
        visitAddr({
          AddrType: 'Public',
          Address: 'redis-cache-public.redis.volces.com',
          VIP: '198.18.0.8',
          EipId: 'eip-redis',
        }),
      ],
      Tags: own('redis-cache'),
    }),
    redis({
      InstanceId: 'redis-enterprise',
      ServiceType: 'Enterprise',
      VpcId: 'vpc-core',
      ZoneIds: [A],
      subnet: 'subnet-a',
      ShardedCluster: 1,
      addresses: [visitAddr({ Address: 'redis-enterprise.redis.ivolces.com', VIP: '10.0.0.71' })],
      Tags: own('redis-enterprise'),
    }),
  ];
  here.clusters = [
    cluster({
      Id: 'ccabc',
      Name: '生产集群',
      vpc: 'vpc-core',
      subnets: ['subnet-a'],
      groups: ['sg-web'],
      publicIp: '198.18.0.10',
      privateIp: '10.0.0.80',
      Tags: clusterTags(own('ccabc')),
    }),
    cluster({ Id: 'ccdef', vpc: 'vpc-core', subnets: [], phase: 'Failed', privateIp: '10.0.0.81' }),
  ];
}
