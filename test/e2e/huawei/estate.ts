/** A small estate, written out, with what is particular to this cloud in it. `expected.ts` says what it must become. */
import { type Estate, type Resources, emptyAccount, project } from '../../simulator/huawei/estate.ts';
import { l7Policy, listener, loadBalancer, member, pool } from '../../simulator/huawei/rows/balancers.ts';
import {
  dnatRule,
  natGateway,
  publicip,
  server,
  snatRule,
  zone,
} from '../../simulator/huawei/rows/compute.ts';
import {
  cluster,
  dcsInstance,
  openGaussInstance,
  rdsInstance,
  taurusInstance,
} from '../../simulator/huawei/rows/databases.ts';
import type { Tag } from '../../simulator/huawei/rows/given.ts';
import {
  centralNetwork,
  cloudConnection,
  enterpriseRouter,
  erAttachment,
  networkInstance,
} from '../../simulator/huawei/rows/networks.ts';
import { privateDnat, privateNat, privateSnat, transitIp } from '../../simulator/huawei/rows/private-nat.ts';
import {
  port,
  routeTable,
  securityGroup,
  securityGroupRule,
  subnet,
  vpc,
  vpcPeering,
} from '../../simulator/huawei/rows/vpc.ts';
import { AGENCY, BEIJING, BRANCH, MAIN, SHANGHAI, TEAM } from './stage.ts';

export const MANY_ROUTES = 103;
/** An enterprise project that is not the default one. */
const SHOP = '8d6f0a11-2b3c-4d5e-9f00-a1b2c3d4e5f6';
const own = (id: string): readonly Tag[] => [{ key: 'own', value: id }];

export function buildEstate(): Estate {
  const main = emptyAccount(MAIN, 'hw_head_office');
  const branch = emptyAccount(BRANCH, 'hw_branch');
  branch.agencies.push({ name: AGENCY, trusts: [MAIN] });
  const beijing = project('p-bj', BEIJING);
  const team = project('p-team', TEAM);
  const shanghai = project('p-sh', SHANGHAI);
  const left = project('p-gz', 'cn-south-1');
  const closed = project('p-closed', `${BEIJING}_closed`);
  closed.enabled = false;
  main.projects.push(beijing, team, shanghai, left, closed);
  fillNetwork(beijing.here);
  fillCompute(beijing.here);
  fillBalancers(beijing.here);
  fillData(beijing.here);
  team.here.vpcs.push(vpc({ id: 'vpc-team', name: 'team', cidr: '10.5.0.0/16', project_id: 'p-team' }));
  shanghai.here.zones.push(zone({ availability_zone_id: 'cn-east-3a' }));
  shanghai.here.vpcs.push(vpc({ id: 'vpc-sh', name: '', cidr: '10.8.0.0/16', project_id: 'p-sh' }));
  shanghai.here.publicips.push(
    publicip({
      id: 'eip-six',
      project_id: 'p-sh',
      ip_version: 6,
      public_ip_address: '192.0.2.66',
      public_ipv6_address: '2001:db8:66::42',
      tags: own('eip-six'),
    }),
  );
  shanghai.publicipTags = 'objects';
  left.here.vpcs.push(vpc({ id: 'vpc-left-out', cidr: '10.9.0.0/16', project_id: 'p-gz' }));

  const across = project('p-branch', BEIJING);
  branch.projects.push(across);
  across.here.vpcs.push(vpc({ id: 'vpc-branch', name: '分部', cidr: '10.3.0.0/16', project_id: 'p-branch' }));
  const peering = vpcPeering({
    id: 'pc-across',
    status: 'PENDING_ACCEPTANCE',
    request_vpc_info: { vpc_id: 'vpc-core', tenant_id: 'p-bj' },
    accept_vpc_info: { vpc_id: 'vpc-branch', tenant_id: 'p-branch' },
  });
  beijing.here.peerings.push(peering);
  across.here.peerings.push(peering);

  main.centralNetworks.push(
    centralNetwork({
      id: 'gcn-backbone',
      name: '中心网络',
      domain_id: MAIN,
      state: 'UPDATING',
      enterprise_project_id: SHOP,
      er_instances: [
        {
          id: 'gcn-er-1',
          enterprise_router_id: 'er-hub',
          project_id: 'p-bj',
          region_id: BEIJING,
          asn: 64_512,
        },
      ],
      tags: own('gcn-backbone'),
    }),
  );
  const inside = { domain_id: MAIN, cloud_connection_id: 'cc-wan' };
  main.cloudConnections.push(
    cloudConnection({ id: 'cc-wan', name: '骨干网', domain_id: MAIN, tags: own('cc-wan') }),
  );
  main.networkInstances.push(
    networkInstance({
      ...inside,
      id: 'ni-core',
      instance_id: 'vpc-core',
      instance_domain_id: MAIN,
      region_id: BEIJING,
      project_id: 'p-bj',
    }),
    networkInstance({
      ...inside,
      id: 'ni-line',
      type: 'vgw',
      instance_id: 'vgw-line',
      instance_domain_id: BRANCH,
      region_id: SHANGHAI,
      project_id: 'p-branch',
      status: 'PENDING',
    }),
  );
  return { accounts: { [MAIN]: main, [BRANCH]: branch } };
}

const route = (type: string, destination: string, nexthop: string) => ({
  type,
  destination,
  nexthop,
  description: '',
});

const at = (ip_address: string) => [{ subnet_id: 'neutron-a', ip_address }];

const node = (role: string, availability_zone: string) => ({
  id: `no-${role}`,
  name: role,
  role,
  status: 'ACTIVE',
  availability_zone,
});

function fillNetwork(here: Resources): void {
  const mine = { project_id: 'p-bj' };
  const tenant = { tenant_id: 'p-bj' };
  here.zones.push(
    zone({ availability_zone_id: 'cn-north-4a', alias: '可用区1' }),
    zone({ availability_zone_id: 'cn-north-4c', available: false }),
  );
  here.vpcs.push(
    vpc({
      ...mine,
      id: 'vpc-core',
      name: '核心 <core>',
      cidr: '10.0.0.0/16',
      extend_cidrs: ['172.16.0.0/16'],
      enterprise_project_id: SHOP,
      tags: [...own('vpc-core'), { key: '环境', value: '生产 & test' }],
    }),
    vpc({ ...mine, id: 'vpc-plain', name: 'plain', cidr: '192.168.0.0/16', status: 'PENDING' }),
  );
  here.subnets.push(
    subnet({
      ...tenant,
      id: 'sn-a',
      name: '前端',
      vpc_id: 'vpc-core',
      cidr: '10.0.1.0/24',
      cidr_v6: '2407:c080:1200:1::/64',
      availability_zone: 'cn-north-4a',
      neutron_subnet_id: 'neutron-a',
      neutron_subnet_id_v6: 'neutron-a6',
      tags: own('sn-a'),
    }),
    subnet({
      ...tenant,
      id: 'sn-sold-out',
      name: 'sold-out',
      vpc_id: 'vpc-core',
      cidr: '10.0.2.0/24',
      availability_zone: 'cn-north-4c',
      neutron_subnet_id: 'neutron-s',
    }),
    subnet({
      ...tenant,
      id: 'sn-span',
      vpc_id: 'vpc-plain',
      cidr: '192.168.1.0/24',
      neutron_subnet_id: 'neutron-p',
    }),
  );
  here.securityGroups.push(
    securityGroup({ ...mine, id: 'sg-web', name: 'web', enterprise_project_id: SHOP, tags: own('sg-web') }),
    securityGroup({ ...mine, id: 'sg-bare', name: 'default' }),
  );
  const rule = { ...mine, security_group_id: 'sg-web' };
  here.securityGroupRules.push(
    securityGroupRule({
      ...rule,
      id: 'r-1',
      direction: 'ingress',
      protocol: 'tcp',
      multiport: '22,8000-8080',
      remote_ip_prefix: '203.0.113.0/24',
    }),
    securityGroupRule({ ...rule, id: 'r-2', direction: 'ingress', remote_group_id: 'sg-bare', priority: 50 }),
    securityGroupRule({
      ...rule,
      id: 'r-3',
      direction: 'egress',
      ethertype: 'IPv6',
      action: 'deny',
      protocol: 'udp',
      multiport: '53',
      priority: 100,
    }),
    securityGroupRule({
      ...rule,
      id: 'r-off',
      direction: 'ingress',
      protocol: 'tcp',
      multiport: '1',
      enabled: false,
    }),
  );
  here.routeTables.push(
    routeTable({
      ...tenant,
      id: 'rtb-core',
      name: 'rtb-vpc-core',
      default: true,
      vpc_id: 'vpc-core',
      subnets: [{ id: 'sn-a' }],
      routes: [
        route('local', '10.0.1.0/24', '-'),
        ...Array.from({ length: MANY_ROUTES }, (_, n) => route('nat', `10.200.${n}.0/24`, 'ngw-out')),
      ],
    }),
    routeTable({
      ...tenant,
      id: 'rtb-custom',
      name: '自定义',
      vpc_id: 'vpc-core',
      subnets: [{ id: 'sn-sold-out' }],
      routes: [
        route('ecs', '0.0.0.0/0', 'srv-web'),
        route('peering', '192.168.0.0/16', 'pc-ours'),
        route('er', '10.3.0.0/16', 'er-hub'),
        route('vpn', '172.31.0.0/16', 'vpn-gw'),
        route('egw', '100.125.0.0/16', 'vpcep-1'),
        route('eni', '10.77.0.0/16', 'port-web'),
        route('vip', '10.88.0.0/16', '10.0.1.77'),
        route('dc', '2407:c080:99::/48', 'dc-line'),
      ],
    }),
  );
  here.peerings.push(
    vpcPeering({
      id: 'pc-ours',
      name: '内部',
      request_vpc_info: { vpc_id: 'vpc-core', tenant_id: 'p-bj' },
      accept_vpc_info: { vpc_id: 'vpc-plain', tenant_id: 'p-bj' },
    }),
  );
  here.enterpriseRouters.push(
    enterpriseRouter({
      ...mine,
      id: 'er-hub',
      name: '枢纽',
      enterprise_project_id: SHOP,
      tags: own('er-hub'),
    }),
  );
  const attached = { ...mine, er_id: 'er-hub' };
  here.erAttachments.push(
    erAttachment({ ...attached, id: 'era-core', resource_id: 'vpc-core', resource_project_id: 'p-bj' }),
    erAttachment({
      ...attached,
      id: 'era-branch',
      resource_id: 'vpc-branch',
      resource_project_id: 'p-branch',
      state: 'pending_acceptance',
    }),
    erAttachment({
      ...attached,
      id: 'era-vpn',
      resource_id: 'vpn-gw',
      resource_type: 'vpn',
      resource_project_id: 'p-bj',
    }),
  );
}

function fillCompute(here: Resources): void {
  const mine = { project_id: 'p-bj' };
  const tenant = { tenant_id: 'p-bj' };
  const onA = { ...tenant, network_id: 'sn-a', vpc_id: 'vpc-core' };
  here.ports.push(
    port({
      ...onA,
      id: 'port-web',
      name: 'eth0',
      mac_address: 'FA:16:3E:00:00:01',
      fixed_ips: [...at('10.0.1.10'), { subnet_id: 'neutron-a6', ip_address: '2407:c080:1200:1::10' }],
      device_id: 'srv-web',
      device_owner: 'compute:cn-north-4a',
      security_groups: ['sg-web'],
      tags: own('port-web'),
    }),
    port({
      ...onA,
      id: 'port-elb',
      mac_address: 'fa:16:3e:00:00:02',
      fixed_ips: at('10.0.1.20'),
      device_id: 'elb-shop',
      device_owner: 'neutron:LOADBALANCERV2',
    }),
    port({
      ...onA,
      id: 'port-rds',
      mac_address: 'fa:16:3e:00:00:03',
      fixed_ips: at('10.0.1.30'),
      device_owner: 'compute:RDS',
      instance_id: 'rds-orders',
      instance_type: 'RDS',
      enterprise_project_id: SHOP,
    }),
    port({
      ...onA,
      id: 'port-loose',
      mac_address: 'fa:16:3e:00:00:04',
      fixed_ips: at('10.0.1.40'),
      status: 'DOWN',
    }),
  );
  const fixed = { 'OS-EXT-IPS:type': 'fixed', 'OS-EXT-IPS-MAC:mac_addr': 'fa:16:3e:00:00:01' } as const;
  const card = { 'OS-EXT-IPS:port_id': 'port-web' };
  here.servers.push(
    server({
      ...tenant,
      id: 'srv-web',
      name: '订单-1',
      created: '2025-03-01T02:03:04Z',
      'OS-EXT-AZ:availability_zone': 'cn-north-4a',
      'OS-EXT-SRV-ATTR:hostname': 'orders-1',
      addresses: {
        'vpc-core': [
          { ...fixed, ...card, version: '6', addr: '2407:c080:1200:1::10' },
          { ...fixed, ...card, version: '4', addr: '10.0.1.10' },
          { ...fixed, ...card, version: '4', addr: '198.51.100.9', 'OS-EXT-IPS:type': 'floating' },
        ],
      },
      metadata: { vpc_id: 'vpc-core' },
      security_groups: [{ id: 'sg-web', name: 'web' }],
      tags: ['own=srv-web', 'alone', '公式=a=b'],
    }),
    server({
      ...tenant,
      id: 'srv-off',
      name: 'off',
      status: 'SHUTOFF',
      'OS-EXT-AZ:availability_zone': 'cn-north-4c',
      addresses: {},
      enterprise_project_id: SHOP,
    }),
    server({ ...tenant, id: 'srv-bad', name: 'bad', status: 'ERROR', addresses: {} }),
  );
  here.publicips.push(
    publicip({
      ...mine,
      id: 'eip-web',
      public_ip_address: '198.51.100.9',
      alias: '前门',
      associate_instance_type: 'PORT',
      associate_instance_id: 'port-web',
      vnic: {
        private_ip_address: '10.0.1.10',
        device_id: 'srv-web',
        device_owner: 'compute:cn-north-4a',
        vpc_id: 'vpc-core',
        port_id: 'port-web',
        mac: 'fa:16:3e:00:00:01',
        instance_id: '',
        instance_type: '',
      },
      tags: own('eip-web'),
    }),
    publicip({
      ...mine,
      id: 'eip-nat',
      public_ip_address: '198.51.100.1',
      associate_instance_type: 'NATGW',
      associate_instance_id: 'ngw-out',
      enterprise_project_id: SHOP,
    }),
    publicip({ ...mine, id: 'eip-loose', public_ip_address: '198.51.100.7', status: 'FREEZED' }),
  );
  here.natGateways.push(
    natGateway({
      ...tenant,
      id: 'ngw-out',
      name: '出口',
      router_id: 'vpc-core',
      internal_network_id: 'sn-a',
      ngport_ip_address: '10.0.1.250',
      enterprise_project_id: SHOP,
      tags: own('ngw-out'),
    }),
  );
  const open = {
    ...tenant,
    nat_gateway_id: 'ngw-out',
    floating_ip_id: 'eip-nat',
    floating_ip_address: '198.51.100.1',
  };
  here.snatRules.push(
    snatRule({
      ...open,
      id: 'snat-subnet',
      network_id: 'sn-a',
      floating_ip_address: '198.51.100.1,198.51.100.2',
    }),
    snatRule({ ...open, id: 'snat-line', cidr: '172.31.0.0/24', source_type: 1 }),
  );
  here.dnatRules.push(
    dnatRule({
      ...open,
      id: 'dnat-port',
      protocol: 'tcp',
      external_service_port: 2222,
      internal_service_port: 22,
      port_id: 'port-web',
    }),
    dnatRule({
      ...open,
      id: 'dnat-range',
      protocol: 'udp',
      external_service_port: 0,
      internal_service_port: 0,
      external_service_port_range: '5000-5010',
      internal_service_port_range: '6000-6010',
      private_ip: '172.31.0.5',
    }),
    dnatRule({
      ...open,
      id: 'dnat-all',
      protocol: 'any',
      external_service_port: 0,
      internal_service_port: 0,
      private_ip: '172.31.0.6',
    }),
  );
  here.privateNats.push(
    privateNat({
      ...mine,
      id: 'pnat',
      name: '内网转换',
      status: 'FROZEN',
      downlink_vpcs: [{ vpc_id: 'vpc-core', virsubnet_id: 'sn-a', ngport_ip_address: '10.0.1.251' }],
      tags: own('pnat'),
    }),
  );
  here.transitIps.push(
    transitIp({ ...mine, id: 'transit-1', ip_address: '192.168.1.9', gateway_id: 'pnat' }),
  );
  const hidden = { ...mine, gateway_id: 'pnat' };
  here.privateSnats.push(
    privateSnat({
      ...hidden,
      id: 'psnat',
      virsubnet_id: 'sn-a',
      transit_ip_associations: [{ transit_ip_id: 'transit-1', transit_ip_address: '192.168.1.9' }],
    }),
  );
  here.privateDnats.push(
    privateDnat({
      ...hidden,
      id: 'pdnat',
      transit_ip_id: 'transit-1',
      private_ip_address: '10.0.1.10',
      protocol: 'tcp',
      internal_service_port: '80',
      transit_service_port: '8080',
    }),
  );
}

function fillBalancers(here: Resources): void {
  const shop = { project_id: 'p-bj', enterprise_project_id: SHOP };
  const on = { loadbalancers: [{ id: 'elb-shop' }] };
  here.loadBalancers.push(
    loadBalancer({
      ...shop,
      id: 'elb-shop',
      name: '商店',
      vpc_id: 'vpc-core',
      vip_address: '10.0.1.20',
      vip_port_id: 'port-elb',
      vip_subnet_cidr_id: 'neutron-a',
      elb_virsubnet_ids: ['sn-a'],
      publicips: [{ publicip_id: 'eip-elb', publicip_address: '198.51.100.20', ip_version: 4 }],
      eips: [{ eip_id: 'eip-elb', eip_address: '198.51.100.20', ip_version: 4 }],
      tags: own('elb-shop'),
    }),
    loadBalancer({
      project_id: 'p-bj',
      id: 'elb-old',
      name: 'old',
      guaranteed: false,
      operating_status: 'FROZEN',
      vpc_id: 'vpc-core',
      vip_address: '10.0.1.21',
      vip_port_id: 'port-old',
      vip_subnet_cidr_id: 'neutron-a',
    }),
  );
  here.listeners.push(
    listener({
      ...shop,
      ...on,
      id: 'lsn-http',
      name: '网站',
      protocol: 'HTTP',
      protocol_port: 80,
      default_pool_id: 'pool-main',
      tags: own('lsn-http'),
    }),
    listener({ ...shop, ...on, id: 'lsn-tcp', protocol: 'TCP', protocol_port: 9000 }),
  );
  here.l7Policies.push(
    l7Policy({
      ...shop,
      id: 'l7-api',
      listener_id: 'lsn-http',
      action: 'REDIRECT_TO_POOL',
      redirect_pool_id: 'pool-api',
    }),
    l7Policy({
      ...shop,
      id: 'l7-split',
      listener_id: 'lsn-http',
      action: 'REDIRECT_TO_POOL',
      redirect_pools_config: [{ pool_id: 'pool-green', weight: 10 }],
    }),
    l7Policy({
      ...shop,
      id: 'l7-url',
      listener_id: 'lsn-http',
      action: 'REDIRECT_TO_URL',
      redirect_url: 'https://a.example/',
    }),
  );
  here.pools.push(
    pool({
      ...shop,
      ...on,
      id: 'pool-main',
      protocol: 'HTTP',
      listeners: [{ id: 'lsn-http' }],
      members: [{ id: 'm-1' }],
    }),
    pool({ ...shop, ...on, id: 'pool-api', protocol: 'HTTP', members: [{ id: 'm-2' }, { id: 'm-3' }] }),
    pool({ ...shop, ...on, id: 'pool-green', protocol: 'HTTP' }),
  );
  const shared = { project_id: 'p-bj' };
  here.members.push(
    member({
      ...shared,
      id: 'm-1',
      name: 'web',
      address: '10.0.1.10',
      protocol_port: 8080,
      subnet_cidr_id: 'neutron-a',
      instance_id: 'srv-web',
    }),
    member({
      ...shared,
      id: 'm-2',
      address: '10.0.1.10',
      protocol_port: 8081,
      instance_id: 'srv-web',
      weight: 0,
    }),
    member({ ...shared, id: 'm-3', address: '172.31.0.9', protocol_port: 8081, member_type: 'ip' }),
  );
}

function fillData(here: Resources): void {
  const placed = { region: BEIJING, vpc_id: 'vpc-core', subnet_id: 'sn-a', security_group_id: 'sg-web' };
  here.rdsInstances.push(
    rdsInstance({
      ...placed,
      id: 'rds-orders',
      name: '订单库',
      status: 'BACKING UP',
      type: 'Ha',
      private_ips: ['10.0.1.30'],
      private_dns_names: ['orders.internal.example'],
      public_ips: ['198.51.100.30'],
      nodes: [node('master', 'cn-north-4a'), node('slave', 'cn-north-4c')],
      enterprise_project_id: SHOP,
      tags: own('rds-orders'),
    }),
    rdsInstance({
      ...placed,
      id: 'rds-copy',
      name: 'copy',
      status: 'STORAGE FULL',
      type: 'Replica',
      private_ips: ['10.0.1.31'],
      nodes: [node('readreplica', 'cn-north-4a')],
      related_instance: [{ id: 'rds-orders', type: 'replica_of' }],
    }),
    rdsInstance({
      ...placed,
      id: 'rds-frozen',
      name: 'frozen',
      status: 'FROZEN',
      port: 1433,
      datastore: { type: 'SQLServer', version: '2019_SE', complete_version: '2019_SE' },
      flavor_ref: 'rds.mssql.spec.se.s6.large.4',
    }),
  );
  here.taurusInstances.push(
    taurusInstance({
      ...placed,
      id: 'taurus',
      name: 'taurus',
      private_ips: ['10.0.1.33'],
      readonly_private_ips: ['10.0.1.34'],
      proxy_ips: ['10.0.1.35'],
      tags: own('taurus'),
    }),
  );
  here.openGaussInstances.push(
    openGaussInstance({
      ...placed,
      id: 'gauss',
      name: 'gauss',
      private_ips: ['10.0.1.36'],
      nodes: [{ ...node('master', 'cn-north-4a'), private_ip: '10.0.1.36', public_ip: '' }],
      tags: own('gauss'),
    }),
  );
  here.dcsInstances.push(
    dcsInstance({
      instance_id: 'dcs-hot',
      name: '缓存',
      status: 'EXTENDING',
      spec_code: 'redis.cluster.xu1.large.r2.8',
      vpc_id: 'vpc-core',
      subnet_id: 'sn-a',
      ip: '10.0.1.50,10.0.1.51',
      domain_name: 'redis-hot.example',
      readonly_domain_name: 'redis-hot-ro.example',
      az_codes: ['cn-north-4a', 'cn-north-4c'],
      tags: own('dcs-hot'),
    }),
    dcsInstance({
      instance_id: 'dcs-mem',
      name: 'mem',
      engine: 'Memcached',
      engine_version: '1.5.1',
      spec_code: 'dcs.memcached.master_standby',
      port: 11_211,
      vpc_id: 'vpc-core',
      subnet_id: 'sn-a',
      ip: '10.0.1.52',
      domain_name: '',
      enable_publicip: true,
      publicip_id: 'eip-mem',
      publicip_address: '198.51.100.52',
      security_group_id: 'sg-web',
      az_codes: ['cn-north-4a'],
    }),
  );
  here.clusters.push(
    cluster({
      uid: 'cce-prod',
      name: 'prod',
      alias: '生产集群',
      vpc: 'vpc-core',
      subnet: 'sn-a',
      group: 'sg-web',
      phase: 'ScalingUp',
      endpoints: [
        { url: 'https://cce-prod.example:5443', type: 'External' },
        { url: 'https://10.0.1.5:5443', type: 'Internal' },
      ],
      tags: own('cce-prod'),
    }),
  );
}
