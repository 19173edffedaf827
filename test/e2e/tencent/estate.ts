/** A small estate, written by hand: two accounts, three regions, every kind, and what is odd about each. */
import { type Estate, type RegionEstate, emptyAccount, zoneIdOf } from '../../simulator/tencent/estate.ts';
import {
  classicalListener,
  classicalTarget,
  listener,
  loadBalancer,
  target,
  targetGroup,
} from '../../simulator/tencent/rows/clb.ts';
import { instance, zone } from '../../simulator/tencent/rows/cvm.ts';
import {
  ccn,
  ccnAttachment,
  dnatRule,
  natAddress,
  natGateway,
  peering,
  privateDnat,
  privateNat,
  privateSnat,
  snatRule,
} from '../../simulator/tencent/rows/links.ts';
import { cluster, clusterTags, redis } from '../../simulator/tencent/rows/rest.ts';
import {
  cynos,
  cynosInstance,
  cynosNet,
  dcdb,
  mariaDb,
  mysql,
  postgres,
  postgresNet,
  sqlServer,
} from '../../simulator/tencent/rows/sql.ts';
import {
  address,
  ipv6,
  networkInterface,
  policy,
  privateIp,
  route,
  routeTable,
  securityGroup,
  subnet,
  vpc,
} from '../../simulator/tencent/rows/vpc.ts';
import { BRANCH, EXTERNAL_ID, GUANGZHOU, MAIN, ROLE, SHANGHAI, SINGAPORE } from './stage.ts';

/** In the spelling of VPC, CVM and TKE; and in the others'. */
const own = (id: string) => [{ Key: 'own', Value: id }];
const owned = (id: string) => [{ TagKey: 'own', TagValue: id }];

const ZONE = `${GUANGZHOU}-1`;
const SOLD_OUT = `${GUANGZHOU}-2`;
const ZONE_ID = zoneIdOf(GUANGZHOU, 1);
const CORE = { UniqVpcId: 'vpc-core', UniqSubnetId: 'subnet-a' };

/** More than the ten that a table gives at first where others page them. */
export const MANY_ROUTES = 25;

export function buildEstate(): Estate {
  const main = emptyAccount(MAIN, [GUANGZHOU, SHANGHAI, SINGAPORE]);
  const branch = emptyAccount(BRANCH, [GUANGZHOU]);
  branch.roles.push({ name: ROLE, trusts: [MAIN], externalId: EXTERNAL_ID });
  const [here, far, office] = [main.regions[GUANGZHOU], main.regions[SHANGHAI], branch.regions[GUANGZHOU]];
  if (here === undefined || far === undefined || office === undefined) throw new Error('no such region');
  network(here);
  compute(here);
  balancing(here);
  data(here);
  far.vpcs = [vpc({ VpcId: 'vpc-far', CidrBlock: '10.8.0.0/16', VpcName: '远' })];
  office.vpcs = [vpc({ VpcId: 'vpc-office', CidrBlock: '10.9.0.0/16', IsDefault: true })];

  const end = (name: string, account: typeof main, region: string) => ({
    vpc: name,
    region,
    account: account.id,
    appId: account.appId,
  });
  const distant = peering({
    PeeringConnectionId: 'pcx-distant',
    PeeringConnectionName: '广州到上海',
    from: end('vpc-core', main, GUANGZHOU),
    to: end('vpc-far', main, SHANGHAI),
    TagSet: own('pcx-distant'),
  });
  const foreign = peering({
    PeeringConnectionId: 'pcx-foreign',
    from: end('vpc-core', main, GUANGZHOU),
    to: end('vpc-office', branch, GUANGZHOU),
    State: 'PENDING',
  });
  const inside = peering({
    PeeringConnectionId: 'pcx-inside',
    from: end('vpc-core', main, GUANGZHOU),
    to: end('vpc-edge', main, GUANGZHOU),
  });
  here.peerings = [distant, foreign, inside];
  far.peerings = [distant];
  office.peerings = [{ ...foreign, TagSet: own('pcx-foreign over there') }];

  main.ccns = [
    ccn({ CcnId: 'ccn-all', CcnName: '云联网', TagSet: own('ccn-all') }),
    ccn({ CcnId: 'ccn-empty', State: 'ISOLATED' }),
  ];
  const attached = { CcnId: 'ccn-all', CcnUin: MAIN };
  main.ccnAttachments = [
    ccnAttachment({ ...attached, InstanceId: 'vpc-core', InstanceRegion: GUANGZHOU, InstanceUin: MAIN }),
    ccnAttachment({ ...attached, InstanceId: 'vpc-far', InstanceRegion: SHANGHAI, InstanceUin: MAIN }),
    ccnAttachment({
      ...attached,
      InstanceId: 'vpc-office',
      InstanceRegion: GUANGZHOU,
      InstanceUin: BRANCH,
      State: 'PENDING',
    }),
    ccnAttachment({
      ...attached,
      InstanceId: 'dcg-line',
      InstanceType: 'DIRECTCONNECT',
      InstanceRegion: GUANGZHOU,
      InstanceUin: MAIN,
    }),
  ];
  return { accounts: { [MAIN]: main, [BRANCH]: branch } };
}

function network(here: RegionEstate): void {
  here.zones = [
    zone({ Zone: ZONE, ZoneName: '广州一区', ZoneId: String(ZONE_ID) }),
    zone({
      Zone: SOLD_OUT,
      ZoneName: '广州二区',
      ZoneId: String(ZONE_ID + 1),
      products: ['cdb', 'vpc', 'clb'],
    }),
    zone({
      Zone: `${GUANGZHOU}-3`,
      ZoneName: '广州三区',
      ZoneId: String(ZONE_ID + 2),
      ZoneState: 'UNAVAILABLE',
    }),
  ];
  here.vpcs = [
    vpc({
      VpcId: 'vpc-core',
      VpcName: '核心 <core>',
      CidrBlock: '10.0.0.0/16',
      Ipv6CidrBlock: '2402:4e00:1000:1000::/56',
      Ipv6CidrBlockSet: [
        { IPv6CidrBlock: '2402:4e00:1000:1000::/56', ISPType: 'BGP', AddressType: 'GUA' },
        { IPv6CidrBlock: '2402:4e00:2000:2000::/56', ISPType: 'CMCC', AddressType: 'GUA' },
      ],
      AssistantCidrSet: [
        { VpcId: 'vpc-core', CidrBlock: '172.16.0.0/20', AssistantType: 0, SubnetSet: [] },
        { VpcId: 'vpc-core', CidrBlock: '192.168.0.0/24', AssistantType: 1, SubnetSet: [] },
      ],
      TagSet: [...own('vpc-core'), { Key: '环境', Value: '生产 & "test"' }, { Key: 'empty', Value: '' }],
    }),
    vpc({ VpcId: 'vpc-edge', VpcName: '', CidrBlock: '10.1.0.0/16', IsDefault: true }),
  ];
  here.subnets = [
    subnet({
      SubnetId: 'subnet-a',
      SubnetName: '前端',
      VpcId: 'vpc-core',
      CidrBlock: '10.0.1.0/24',
      Ipv6CidrBlock: '2402:4e00:1000:1001::/64',
      Zone: ZONE,
      RouteTableId: 'rtb-core',
      TagSet: own('subnet-a'),
    }),
    subnet({
      SubnetId: 'subnet-sold-out',
      VpcId: 'vpc-core',
      CidrBlock: '10.0.2.0/24',
      Zone: SOLD_OUT,
      RouteTableId: 'rtb-core',
    }),
  ];
  here.routeTables = [
    routeTable({
      RouteTableId: 'rtb-core',
      VpcId: 'vpc-core',
      Main: true,
      AssociationSet: [
        { SubnetId: 'subnet-a', RouteTableId: 'rtb-core' },
        { SubnetId: 'subnet-sold-out', RouteTableId: 'rtb-core' },
      ],
      LocalCidrForCcn: [{ Cidr: '10.0.0.0/16', PublishedToVbc: true }],
      RouteSet: [
        hop(1, '0.0.0.0/0', 'NAT', 'nat-out'),
        hop(2, '10.1.0.0/16', 'PEERCONNECTION', 'pcx-inside'),
        { ...hop(3, '10.8.0.0/16', 'CCN', 'ccn-all'), Enabled: false },
        hop(4, '172.20.0.0/16', 'NORMAL_CVM', '10.0.1.4'),
        hop(5, '172.21.0.0/16', 'EIP', '0'),
        hop(6, '172.22.0.0/16', 'VPN', 'vpngw-1'),
        hop(7, '172.23.0.0/16', 'HAVIP', 'havip-1'),
        route({
          RouteTableId: 'rtb-core',
          RouteId: 0,
          RouteItemId: 'rti6-1',
          DestinationIpv6CidrBlock: '2402:4e00:3000::/64',
          GatewayType: 'LOCAL_GATEWAY',
          GatewayId: 'cdclgw-1',
        }),
      ],
      TagSet: own('rtb-core'),
    }),
    routeTable({
      RouteTableId: 'rtb-many',
      VpcId: 'vpc-edge',
      RouteTableName: '很多',
      RouteSet: Array.from({ length: MANY_ROUTES }, (_, n) =>
        hop(100 + n, `172.24.${n}.0/24`, 'DIRECTCONNECT', 'dcg-line'),
      ),
    }),
  ];
  here.securityGroups = [
    securityGroup({
      SecurityGroupId: 'sg-web',
      SecurityGroupName: '网页',
      TagSet: own('sg-web'),
      ingress: [
        policy({ PolicyIndex: 0, Protocol: 'TCP', Port: '80,443', CidrBlock: '0.0.0.0/0' }),
        policy({ PolicyIndex: 1, Protocol: 'UDP', Port: '8000-9000', Ipv6CidrBlock: '::/0' }),
        policy({ PolicyIndex: 2, Protocol: 'ALL', Port: 'ALL', SecurityGroupId: 'sg-web' }),
        policy({
          PolicyIndex: 3,
          ServiceTemplate: { ServiceId: 'ppm-1', ServiceGroupId: '' },
          AddressTemplate: { AddressId: '', AddressGroupId: 'ipmg-1' },
        }),
        policy({ PolicyIndex: 4, Protocol: 'ICMPv6', Port: 'ALL', CidrBlock: '10.0.0.0/8', Action: 'DROP' }),
      ],
      egress: [policy({ PolicyIndex: 0, Protocol: 'ALL', Port: 'ALL', CidrBlock: '0.0.0.0/0' })],
    }),
    securityGroup({ SecurityGroupId: 'sg-empty', SecurityGroupName: '' }),
  ];
  here.natGateways = [
    natGateway({
      NatGatewayId: 'nat-out',
      NatGatewayName: '出口',
      VpcId: 'vpc-core',
      Zone: ZONE,
      PublicIpAddressSet: [natAddress('eip-nat', '198.51.100.1'), natAddress('eip-nat-2', '198.51.100.2')],
      TagSet: own('nat-out'),
    }),
    natGateway({
      NatGatewayId: 'nat-standard',
      VpcId: 'vpc-core',
      Zone: ZONE,
      SubnetId: 'subnet-a',
      NatProductVersion: 2,
      State: 'PENDING',
    }),
  ];
  const out = { NatGatewayId: 'nat-out', VpcId: 'vpc-core', PublicIpAddress: '198.51.100.1' };
  here.dnatRules = [
    dnatRule({
      ...out,
      PublicPort: 443,
      PrivateIpAddress: '10.0.1.4',
      PrivatePort: 8443,
      Description: '网页',
    }),
    dnatRule({ ...out, IpProtocol: 'UDP', PublicPort: 443, PrivateIpAddress: '10.0.1.4', PrivatePort: 8443 }),
  ];
  here.snatRules = [
    snatRule({
      NatGatewaySnatId: 'snat-a',
      NatGatewayId: 'nat-out',
      VpcId: 'vpc-core',
      ResourceId: 'subnet-a',
      PrivateIpAddress: '10.0.1.0/24',
      PublicIpAddresses: ['198.51.100.1', '198.51.100.2'],
    }),
    snatRule({
      NatGatewaySnatId: 'snat-free',
      NatGatewayId: 'nat-out',
      VpcId: 'vpc-core',
      ResourceType: 'USERDEFINED',
      ResourceId: '',
      PrivateIpAddress: '10.0.2.0/28',
      PublicIpAddresses: ['198.51.100.1'],
      Description: '自定义',
    }),
  ];
  here.privateNats = [
    privateNat({
      NatGatewayId: 'intranat-core',
      NatGatewayName: '私网',
      VpcId: 'vpc-core',
      TagSet: own('intranat-core'),
      snats: [
        privateSnat({ OriginalIp: '10.0.1.4', TranslationIp: '172.30.0.4', Description: '三层' }),
        privateSnat({ TranslationDirection: 'PEER', TranslationIp: '172.30.0.8-172.30.0.9' }),
      ],
      dnats: [
        privateDnat({
          OriginalIp: '172.30.0.5',
          OriginalPort: 8888,
          TranslationIp: '10.0.1.4',
          TranslationPort: 5666,
        }),
      ],
    }),
  ];
}

const hop = (n: number, DestinationCidrBlock: string, GatewayType: string, GatewayId: string) =>
  route({
    RouteTableId: n < 100 ? 'rtb-core' : 'rtb-many',
    RouteId: n,
    RouteItemId: `rti-${n}`,
    DestinationCidrBlock,
    GatewayType,
    GatewayId,
  });

const attachment = (InstanceId: string) => ({
  InstanceId,
  DeviceIndex: 0,
  InstanceAccountId: MAIN,
  AttachTime: '2025-03-01 10:03:04',
});

function compute(here: RegionEstate): void {
  here.instances = [
    instance({
      InstanceId: 'ins-web',
      InstanceName: '网页 1',
      zone: ZONE,
      vpc: 'vpc-core',
      subnet: 'subnet-a',
      ips: ['10.0.1.4'],
      PublicIpAddresses: ['198.51.100.3'],
      IPv6Addresses: ['2402:4e00:1000:1001::4'],
      SecurityGroupIds: ['sg-web'],
      Tags: own('ins-web'),
    }),
    instance({
      InstanceId: 'ins-off',
      zone: SOLD_OUT,
      vpc: 'vpc-core',
      subnet: 'subnet-sold-out',
      ips: ['10.0.2.5'],
      InstanceState: 'STOPPED',
      InstanceType: 'SA2.LARGE8',
      CreatedTime: '2020-09-22T00:00:00+00:00',
    }),
    instance({
      InstanceId: 'ins-broken',
      zone: ZONE,
      vpc: 'vpc-core',
      subnet: 'subnet-a',
      ips: [],
      InstanceState: 'LAUNCH_FAILED',
    }),
  ];
  const place = { VpcId: 'vpc-core', SubnetId: 'subnet-a', Zone: ZONE };
  here.networkInterfaces = [
    networkInterface({
      ...place,
      NetworkInterfaceId: 'eni-web',
      NetworkInterfaceName: '主网卡',
      MacAddress: '20:90:6F:F5:34:C7',
      GroupSet: ['sg-web'],
      PrivateIpAddressSet: [
        privateIp('10.0.1.4', { PublicIpAddress: '198.51.100.3', AddressId: 'eip-web' }),
        privateIp('10.0.1.5', { Primary: false }),
      ],
      Ipv6AddressSet: [ipv6('2402:4e00:1000:1001::4')],
      Attachment: attachment('ins-web'),
      TagSet: own('eni-web'),
    }),
    networkInterface({
      ...place,
      NetworkInterfaceId: 'eni-pods',
      MacAddress: '20:90:6F:F5:34:C8',
      Primary: false,
      Business: 'eks',
      PrivateIpAddressSet: [privateIp('10.0.1.9')],
      Attachment: attachment('eks-abcdefgh'),
    }),
    networkInterface({
      ...place,
      NetworkInterfaceId: 'eni-loose',
      MacAddress: '20:90:6F:F5:34:C9',
      Primary: false,
      PrivateIpAddressSet: [privateIp('10.0.1.10')],
    }),
  ];
  here.addresses = [
    address({
      AddressId: 'eip-web',
      AddressIp: '198.51.100.3',
      AddressName: '网页',
      InstanceId: 'ins-web',
      InstanceType: 'CVM',
      NetworkInterfaceId: 'eni-web',
      PrivateAddressIp: '10.0.1.4',
      TagSet: own('eip-web'),
    }),
    address({ AddressId: 'eip-nat', AddressIp: '198.51.100.1', InstanceId: 'nat-out', InstanceType: 'NAT' }),
    address({ AddressId: 'eip-loose', AddressIp: '198.51.100.4', TagSet: own('eip-loose') }),
    // Of the server, and not to be kept without it: none of the elastic ones.
    address({
      AddressId: 'eip-wan',
      AddressIp: '198.51.100.9',
      AddressType: 'WanIP',
      InstanceId: 'ins-off',
      InstanceType: 'CVM',
    }),
  ];
}

function balancing(here: RegionEstate): void {
  const place = { VpcId: 'vpc-core', region: GUANGZHOU };
  here.targetGroups = [
    targetGroup({
      TargetGroupId: 'lbtg-pool',
      VpcId: 'vpc-core',
      targets: [
        target({ instance: 'ins-web', ip: '10.0.1.4', port: 9000 }),
        target({ type: 'CCN', ip: '10.8.0.9', port: 9000 }),
      ],
    }),
  ];
  here.loadBalancers = [
    loadBalancer({
      ...place,
      LoadBalancerId: 'lb-open',
      LoadBalancerName: '对外',
      LoadBalancerVips: ['198.51.100.5'],
      SecureGroups: ['sg-web'],
      Tags: owned('lb-open'),
    }),
    loadBalancer({
      ...place,
      LoadBalancerId: 'lb-inner',
      LoadBalancerType: 'INTERNAL',
      LoadBalancerVips: ['10.0.1.20'],
      SubnetId: 'subnet-a',
      Status: 0,
    }),
    loadBalancer({
      ...place,
      LoadBalancerId: 'lb-domain',
      LoadBalancerDomain: 'lb-domain.clb.ap-guangzhou.tencentclb.com',
      AddressIPVersion: 'ipv6',
      IPv6Mode: 'IPv6FullChain',
      AddressIPv6: '2402:4e00::5',
    }),
    loadBalancer({
      ...place,
      LoadBalancerId: 'lb-classic',
      Forward: 0,
      LoadBalancerVips: ['198.51.100.6'],
      Domain: 'classic.clb.example.com',
      Tags: owned('lb-classic'),
    }),
  ];
  here.listeners = [
    listener({
      balancer: 'lb-open',
      id: 'lbl-http',
      name: '网页',
      protocol: 'HTTP',
      port: 80,
      rules: [
        {
          id: 'loc-root',
          domain: 'www.example.com',
          url: '/',
          targets: [
            target({ instance: 'ins-web', ip: '10.0.1.4', port: 8080 }),
            target({ instance: 'ins-web', ip: '10.0.1.4', port: 8081, healthy: false }),
          ],
          group: undefined,
        },
        { id: 'loc-pay', domain: 'www.example.com', url: '/支付', targets: [], group: undefined },
      ],
    }),
    listener({ balancer: 'lb-open', id: 'lbl-https', protocol: 'HTTPS', port: 443 }),
    listener({ balancer: 'lb-open', id: 'lbl-tcp', protocol: 'TCP', port: 9000, group: 'lbtg-pool' }),
    listener({
      balancer: 'lb-inner',
      id: 'lbl-udp',
      protocol: 'UDP',
      port: 53,
      targets: [target({ type: 'ENI', eni: 'eni-loose', ip: '10.0.1.10', port: 53 })],
    }),
  ];
  here.classicalListeners = [
    classicalListener({
      balancer: 'lb-classic',
      ListenerId: 'lbl-old',
      ListenerPort: 80,
      InstancePort: 8080,
    }),
    classicalListener({
      balancer: 'lb-classic',
      ListenerId: 'lbl-older',
      ListenerPort: 81,
      InstancePort: 8080,
      Protocol: 'tcp',
    }),
  ];
  here.classicalTargets = [
    classicalTarget({ balancer: 'lb-classic', InstanceId: 'ins-web', PrivateIpAddresses: ['10.0.1.4'] }),
  ];
}

function data(here: RegionEstate): void {
  const place = { Region: GUANGZHOU, Zone: ZONE, ZoneId: ZONE_ID, ...CORE };
  const tdsql = {
    Region: GUANGZHOU,
    Zone: ZONE,
    UniqueVpcId: 'vpc-core',
    UniqueSubnetId: 'subnet-a',
    Uin: MAIN,
  };
  here.mysqls = [
    mysql({
      ...place,
      InstanceId: 'cdb-orders',
      InstanceName: '订单',
      Vip: '10.0.1.30',
      WanStatus: 1,
      WanDomain: 'gz-cdb-orders.sql.tencentcdb.com',
      WanPort: 63_306,
      RoGroups: [
        {
          RoGroupMode: 'alone',
          RoGroupId: 'cdbrg-1',
          RoGroupName: '只读',
          Vip: '10.0.1.31',
          Vport: 3306,
          ...CORE,
          RoGroupRegion: GUANGZHOU,
          RoGroupZone: ZONE,
          RoInstances: [{ InstanceId: 'cdbro-orders', MasterInstanceId: 'cdb-orders' }],
        },
      ],
      TagList: owned('cdb-orders'),
    }),
    mysql({
      ...place,
      InstanceId: 'cdbro-orders',
      InstanceType: 3,
      Vip: '10.0.1.31',
      MasterInfo: { InstanceId: 'cdb-orders', Region: GUANGZHOU, InstanceType: 1 },
    }),
    mysql({
      ...place,
      InstanceId: 'cdb-isolated',
      Zone: SOLD_OUT,
      ZoneId: ZONE_ID + 1,
      Vip: '10.0.2.32',
      Status: 5,
      EngineVersion: '5.7',
    }),
  ];
  here.mariaDbs = [
    mariaDb({
      ...tdsql,
      InstanceId: 'tdsql-pay',
      Vip: '10.0.1.33',
      Ipv6Flag: 1,
      Vipv6: '2402:4e00:1000:1001::33',
      WanStatus: 1,
      WanDomain: 'tdsql-pay.sql.tencentcdb.com',
      WanVip: '198.51.100.7',
      WanPort: 13_306,
      DbEngine: 'MariaDB',
      DbVersion: '10.1.9',
      ResourceTags: owned('tdsql-pay'),
    }),
  ];
  here.dcdbs = [
    dcdb({
      ...tdsql,
      InstanceId: 'tdsqlshard-log',
      Vip: '10.0.1.34',
      Status: -1,
      ResourceTags: owned('tdsqlshard-log'),
    }),
  ];
  const pg = { Region: GUANGZHOU, Zone: ZONE, VpcId: 'vpc-core', SubnetId: 'subnet-a' };
  const net = { VpcId: 'vpc-core', SubnetId: 'subnet-a' };
  here.postgreses = [
    postgres({
      ...pg,
      DBInstanceId: 'postgres-geo',
      DBInstanceName: '地图',
      ReadOnlyInstanceNum: 1,
      DBInstanceNetInfo: [
        postgresNet({ ...net, Ip: '10.0.1.35' }),
        postgresNet({
          NetType: 'public',
          Address: 'postgres-geo.sql.tencentcdb.com',
          Ip: '198.51.100.8',
          Port: 15_432,
        }),
      ],
      TagList: owned('postgres-geo'),
    }),
    postgres({
      ...pg,
      DBInstanceId: 'pgro-geo',
      DBInstanceType: 'readonly',
      MasterDBInstanceId: 'postgres-geo',
      DBInstanceStatus: 'isolated',
      // Never opened: no address of it may be told.
      DBInstanceNetInfo: [postgresNet({ ...net, Ip: '10.0.1.36' }), postgresNet({ NetType: 'public' })],
    }),
  ];
  here.sqlServers = [
    sqlServer({
      ...place,
      InstanceId: 'mssql-crm',
      Name: '客户',
      Vip: '10.0.1.37',
      ROFlag: 'MASTER',
      ResourceTags: owned('mssql-crm'),
    }),
    sqlServer({
      ...place,
      InstanceId: 'mssqlro-crm',
      Vip: '10.0.1.38',
      InstanceType: 'cvmRO',
      ROFlag: 'RO',
      Status: 4,
    }),
  ];
  here.cynoses = [
    cynos({
      ClusterId: 'cynosdbmysql-core',
      ClusterName: '云原生',
      Region: GUANGZHOU,
      Zone: ZONE,
      Uin: MAIN,
      VpcId: 'vpc-core',
      SubnetId: 'subnet-a',
      Vip: '10.0.1.39',
      NetAddrs: [
        cynosNet({ Vip: '10.0.1.39', NetType: 'ha', InstanceGroupId: 'cynosdbmysql-grp-1', ...CORE }),
        cynosNet({ Vip: '10.0.1.40', NetType: 'ro', InstanceGroupId: 'cynosdbmysql-grp-2', ...CORE }),
      ],
      instances: [
        cynosInstance({
          InstanceId: 'cynosdbmysql-ins-1',
          InstanceType: 'rw',
          ResourceTags: owned('cynosdbmysql-ins-1'),
        }),
        cynosInstance({ InstanceId: 'cynosdbmysql-ins-2', InstanceType: 'ro' }),
      ],
      ResourceTags: owned('cynosdbmysql-core'),
    }),
  ];
  here.redises = [
    redis({
      InstanceId: 'crs-cache',
      InstanceName: '缓存',
      Region: GUANGZHOU,
      ZoneId: ZONE_ID + 1,
      ...CORE,
      WanIp: '10.0.1.41',
      WanAddress: 'gz-crs-cache.sql.tencentcdb.com:26379',
      ProductType: 'cluster',
      Type: 16,
      // Of anti-affinity; tags are elsewhere.
      Tags: ['not a tag'],
      InstanceTags: owned('crs-cache'),
    }),
    redis({
      InstanceId: 'crs-isolated',
      Region: GUANGZHOU,
      ZoneId: ZONE_ID,
      ...CORE,
      WanIp: '10.0.1.42',
      Status: -2,
      Type: 8,
    }),
  ];
  here.clusters = [
    cluster({
      ClusterId: 'cls-main',
      ClusterName: '集群',
      vpc: 'vpc-core',
      serviceCidr: '10.15.252.0/22',
      subnets: ['subnet-a'],
      ipv6ServiceCidr: 'fd00:100::/112',
      TagSpecification: clusterTags(own('cls-main')),
    }),
    cluster({
      ClusterId: 'cls-idle',
      vpc: 'vpc-core',
      serviceCidr: '10.16.252.0/22',
      ClusterStatus: 'Idling',
    }),
  ];
}
