/** The estate of the end-to-end test, written by hand: one of everything, and what is odd about it. */
import { type Estate, type RegionEstate, emptyAccount, regionOf } from '../../simulator/qingcloud/estate.ts';
import { add, tag } from '../../simulator/qingcloud/mutate.ts';
import { eip, instance, nic } from '../../simulator/qingcloud/rows/compute.ts';
import { cache, cluster, rdb } from '../../simulator/qingcloud/rows/data.ts';
import { dnatRule, listener, loadBalancer, nfv, snatRule } from '../../simulator/qingcloud/rows/gateways.ts';
import {
  border,
  borderStatic,
  borderVxnet,
  routeTable,
  router,
  securityGroup,
  securityGroupRule,
  vxnet,
} from '../../simulator/qingcloud/rows/network.ts';
import { ALONE, BEIJING, BRANCH, MAIN } from './stage.ts';

const own = (id: string) => [tag('own', id, `tag-${id}`)];
const WEB = { vxnet_id: 'vxnet-web', vxnet_name: 'web' };
const DATA = { vxnet_id: 'vxnet-data', vxnet_name: '数据' };

export function buildEstate(): Estate {
  const estate: Estate = {
    accounts: { [MAIN]: emptyAccount(MAIN, [BEIJING, ALONE]), [BRANCH]: emptyAccount(BRANCH, [BEIJING]) },
  };
  const zones = estate.accounts[MAIN]?.zones ?? [];
  zones.push({ zone_id: 'gd1', status: 'defunct' });
  const here = regionOf(estate, MAIN, BEIJING);
  networks(here);
  servers(here);
  gateways(here);
  data(here);
  add(
    regionOf(estate, MAIN, ALONE),
    'instances',
    instance({
      instance_id: 'i-alone',
      instance_name: 'alone',
      zone_id: 'pek3a',
      vxnets: [base('52:54:AA:00:00:09', '10.50.0.9')],
      tags: own('i-alone'),
    }),
  );
  add(
    regionOf(estate, MAIN, ALONE),
    'vxnets',
    vxnet({ vxnet_id: 'vxnet-0', vxnet_type: 2, zone_id: 'pek3a' }),
  );
  const there = regionOf(estate, BRANCH, BEIJING);
  add(
    there,
    'routers',
    router({ router_id: 'rtr-branch', router_name: 'branch', vpc_network: '10.9.0.0/16' }),
  );
  add(
    there,
    'vxnets',
    vxnet({ vxnet_id: 'vxnet-0', vxnet_name: 'primary vxnet', vxnet_type: 2, zone_id: 'pek3' }),
  );
  return estate;
}

const base = (nic_id: string, private_ip: string) => ({
  vxnet_id: 'vxnet-0',
  vxnet_name: 'primary vxnet',
  vxnet_type: 2,
  nic_id,
  private_ip,
  role: 1,
});

function networks(here: RegionEstate): void {
  const of = { router_id: 'rtr-main', router_name: '主', mode: 1 };
  add(
    here,
    'routers',
    router({
      router_id: 'rtr-main',
      router_name: '主',
      vpc_network: '172.16.0.0/16',
      vxnets: [
        { vxnet_id: 'vxnet-web', nic_id: '52:54:aa:01:00:01' },
        { vxnet_id: 'vxnet-data', nic_id: '52:54:aa:01:00:02' },
      ],
      tags: own('rtr-main'),
    }),
    router({ router_id: 'rtr-gone', vpc_network: '172.30.0.0/16', status: 'deleted' }),
  );
  add(
    here,
    'vxnets',
    vxnet({
      ...WEB,
      vpc_router_id: 'rtr-main',
      zone_id: 'pek3b',
      router: {
        ...of,
        manager_ip: '172.16.1.1',
        ip_network: '172.16.1.0/24',
        ipv6_network: '2402:4e00:1::/64',
      },
      tags: own('vxnet-web'),
    }),
    vxnet({
      ...DATA,
      vpc_router_id: 'rtr-main',
      zone_id: 'pek3',
      router: { ...of, manager_ip: '172.16.2.1', ip_network: '172.16.2.0/24' },
      tags: own('vxnet-data'),
    }),
    vxnet({
      vxnet_id: 'vxnet-self',
      vxnet_name: '',
      vxnet_type: 0,
      zone_id: 'pek3c',
      tags: own('vxnet-self'),
    }),
  );
  const rule = { rtable_rule_name: '', disabled: 0 };
  add(
    here,
    'routeTables',
    routeTable({
      rtable_id: 'rt-data',
      rtable_name: 'data out',
      resource_map: { 'vxnet-data': { resource_id: 'vxnet-data', resource_type: 'vxnet' } },
      routing_table_rule_set: [
        { ...rule, rtable_rule_id: 'r-1', network: '0.0.0.0/0', nexthop_type: 4, nexthop: 'nfv-out' },
        { ...rule, rtable_rule_id: 'r-2', network: '10.1.0.0/16', nexthop_type: 3, nexthop: '172.16.1.9' },
        {
          ...rule,
          rtable_rule_id: 'r-3',
          network: '10.2.0.0/16',
          nexthop_type: 2,
          nexthop: 'rtr-main',
          disabled: 1,
        },
      ],
    }),
    routeTable({ rtable_id: 'rt-unbound', rtable_name: 'nobody uses it' }),
  );
  add(
    here,
    'borders',
    border({
      vpc_border_id: 'irt-line',
      border_name: '专线',
      router_id: 'rtr-main',
      owner: MAIN,
      tags: own('irt-line'),
    }),
    border({ vpc_border_id: 'irt-gone', owner: MAIN, status: 'ceased' }),
  );
  add(
    here,
    'borderVxnets',
    borderVxnet({ border_id: 'irt-line', vxnet_id: 'vxnet-data', vpc_router_id: 'rtr-main', owner: MAIN }),
    borderVxnet({ border_id: 'irt-line', vxnet_id: 'vxnet-self', owner: MAIN }),
  );
  add(
    here,
    'borderStatics',
    borderStatic({ border_static_id: 'bdrs-1', border_id: 'irt-line', val1: '3.3.3.3/32', val2: 'rtr-main' }),
    borderStatic({ border_static_id: 'bdrs-2', border_id: 'irt-line', val1: '10.3.0.0/16', val2: 'i-web' }),
  );
  add(
    here,
    'securityGroups',
    securityGroup({ security_group_id: 'sg-web', security_group_name: 'web 防火墙', tags: own('sg-web') }),
  );
  const ofWeb = { security_group_id: 'sg-web' };
  add(
    here,
    'securityGroupRules',
    securityGroupRule({ ...ofWeb, security_group_rule_id: 'sgr-1', val1: '8080', val2: '8088' }),
    securityGroupRule({
      ...ofWeb,
      security_group_rule_id: 'sgr-2',
      protocol: 'udp',
      action: 'drop',
      priority: 2,
      val1: '53',
      val3: '10.0.0.0/8',
    }),
    securityGroupRule({
      ...ofWeb,
      security_group_rule_id: 'sgr-3',
      protocol: 'icmp',
      direction: 1,
      val1: '11',
      val2: '0',
    }),
  );
}

const bound = (resource_type: string, resource_id: string) => ({
  resource: { resource_name: '', resource_type, resource_id },
});

function servers(here: RegionEstate): void {
  const group = { security_group_id: 'sg-web', is_default: 0 };
  add(
    here,
    'instances',
    instance({
      instance_id: 'i-web',
      instance_name: 'web-1',
      instance_type: 's1.large.r1',
      zone_id: 'pek3b',
      vxnets: [
        { ...DATA, vxnet_type: 1, nic_id: '52:54:AA:00:00:02', private_ip: '172.16.2.10', role: 0 },
        { ...WEB, vxnet_type: 1, nic_id: '52:54:AA:00:00:01', private_ip: '172.16.1.10', role: 1 },
      ],
      eip: { eip_id: 'eip-web', eip_addr: '198.18.0.1', bandwidth: '50' },
      security_group: group,
      tags: [...own('i-web'), { tag_id: 'tag-old', tag_key: '', tag_name: '生产' }],
    }),
    instance({
      instance_id: 'i-off',
      instance_name: '',
      status: 'stopped',
      transition_status: 'starting',
      zone_id: 'pek3c',
      create_time: '2024-03-05T07:09:11',
      vxnets: [{ ...WEB, vxnet_type: 1, nic_id: '52:54:aa:00:00:03', private_ip: '172.16.1.11', role: 1 }],
    }),
    instance({ instance_id: 'i-arrears', instance_name: 'unpaid', status: 'suspended', vxnets: [] }),
    instance({ instance_id: 'i-gone', status: 'terminated', vxnets: [] }),
    instance({
      instance_id: 'i-node',
      instance_name: 'qke-master',
      zone_id: 'pek3d',
      vxnets: [{ ...DATA, vxnet_type: 1, nic_id: '52:54:aa:00:00:04', private_ip: '172.16.2.20', role: 1 }],
      isNode: true,
    }),
  );
  add(
    here,
    'nics',
    nic({
      nic_id: '52:54:AA:00:00:01',
      nic_name: '前端网卡',
      instance_id: 'i-web',
      vxnet_id: 'vxnet-web',
      private_ip: '172.16.1.10',
      role: 1,
      tags: own('52:54:AA:00:00:01'),
    }),
    nic({
      nic_id: '52:54:aa:00:00:02',
      instance_id: 'i-web',
      vxnet_id: 'vxnet-data',
      private_ip: '172.16.2.10',
      sequence: 1,
      security_group: 'sg-web',
      eip: { eip_id: 'eip-second', eip_addr: '198.18.0.9', bandwidth: 5 },
    }),
    // A second one in the same network, which its server does not tell.
    nic({
      nic_id: '52:54:aa:00:00:05',
      instance_id: 'i-web',
      vxnet_id: 'vxnet-data',
      private_ip: '172.16.2.11',
      sequence: 2,
    }),
    nic({
      nic_id: '52:54:aa:00:00:03',
      instance_id: 'i-off',
      vxnet_id: 'vxnet-web',
      ipv6_address: '2402:e7c0:1::11',
      role: 1,
    }),
    nic({
      nic_id: '52:54:aa:00:00:06',
      nic_name: 'spare',
      vxnet_id: 'vxnet-web',
      private_ip: '172.16.1.60',
      tags: own('52:54:aa:00:00:06'),
    }),
  );
  add(
    here,
    'eips',
    eip({
      eip_id: 'eip-web',
      eip_name: 'web',
      eip_addr: '198.18.0.1',
      ...bound('instance', 'i-web'),
      tags: own('eip-web'),
    }),
    eip({ eip_id: 'eip-nat', eip_addr: '198.18.0.2', ...bound('nfv', 'nfv-out') }),
    eip({ eip_id: 'eip-lb', eip_addr: '198.18.0.3', ...bound('loadbalancer', 'lb-open') }),
    eip({ eip_id: 'eip-vpc', eip_addr: '198.18.0.4', ...bound('router', 'rtr-main') }),
    eip({ eip_id: 'eip-loose', eip_name: 'spare', eip_addr: '198.18.0.5' }),
    eip({ eip_id: 'eip-new', eip_addr: '', status: 'pending' }),
    eip({ eip_id: 'eip-given-back', eip_addr: '198.18.0.6', status: 'released' }),
  );
}

function gateways(here: RegionEstate): void {
  add(
    here,
    'nfvs',
    nfv({
      nfv_id: 'nfv-out',
      nfv_name: '出口',
      cluster: { 'eip-nat': { '0': { instance_id: 'i-hidden' } } },
      vxnets: ['vxnet-web', 'vxnet-data'],
    }),
    nfv({ nfv_id: 'nfv-other', nfv_type: 7 }),
  );
  const out = { natgw_id: 'nfv-out' };
  add(
    here,
    'snatRules',
    snatRule({
      ...out,
      snat_id: 'snat-1',
      name: 'all of data',
      target_id: 'vxnet-data',
      target_ip: '172.16.2.0/24',
      eips: [
        { eip_id: 'eip-nat', eip_addr: '198.18.0.2' },
        { eip_id: 'eip-nat2', eip_addr: '198.18.0.7' },
      ],
    }),
    snatRule({
      ...out,
      snat_id: 'snat-off',
      enable: 0,
      target_ip: '172.16.1.0/24',
      eips: [{ eip_id: 'eip-nat', eip_addr: '198.18.0.2' }],
    }),
  );
  add(
    here,
    'dnatRules',
    dnatRule({
      ...out,
      dnat_id: 'dnat-1',
      name: '',
      eip_id: 'eip-nat',
      public_port: '8000',
      private_ip: '172.16.2.10',
    }),
  );
  add(
    here,
    'loadBalancers',
    loadBalancer({
      loadbalancer_id: 'lb-open',
      loadbalancer_name: '公网',
      loadbalancer_type: 3,
      vxnet_id: 'vxnet-web',
      private_ips: ['172.16.1.50'],
      eips: [{ eip_id: 'eip-lb', eip_name: '', eip_addr: '198.18.0.3' }],
      security_group_id: 'sg-web',
      tags: own('lb-open'),
    }),
    loadBalancer({
      loadbalancer_id: 'lb-inside',
      status: 'stopped',
      vxnet_id: 'vxnet-data',
      private_ips: ['172.16.2.50'],
    }),
    loadBalancer({ loadbalancer_id: 'lb-gone', status: 'deleted' }),
  );
  const on = {
    loadbalancer_id: 'lb-open',
    loadbalancer_listener_id: 'lbl-http',
    loadbalancer_backend_name: null,
  };
  add(
    here,
    'listeners',
    listener({
      loadbalancer_listener_id: 'lbl-http',
      loadbalancer_id: 'lb-open',
      listener_port: '80',
      backends: [
        { ...on, loadbalancer_backend_id: 'lbb-1', resource_id: 'i-web', port: 8080, weight: 5 },
        { ...on, loadbalancer_backend_id: 'lbb-2', resource_id: 'rtr-main', port: '8081', weight: 5 },
        { ...on, loadbalancer_backend_id: 'lbb-3', resource_id: '172.16.2.77', port: 8082, weight: 5 },
      ],
    }),
    listener({
      loadbalancer_listener_id: 'lbl-tcp',
      loadbalancer_listener_name: 'tcp',
      loadbalancer_id: 'lb-inside',
      listener_protocol: 'tcp',
      listener_port: 3306,
      backend_protocol: 'tcp',
    }),
  );
}

const app = (app_id: string, app_name: string, name: string) => ({
  app_info: { app_id, app_name },
  app_version_info: { version_id: `appv-${app_id}`, name },
});

const node = (cluster_id: string, n: number, role: string, private_ip: string, address = '') => ({
  node_id: `${cluster_id}-${n}`,
  cluster_id,
  role,
  private_ip,
  eip: address,
  vxnet_id: 'vxnet-data',
  instance_id: `i-${cluster_id}-${n}`,
  status: 'active',
});

function data(here: RegionEstate): void {
  add(
    here,
    'rdbs',
    rdb({ rdb_id: 'rdb-my', rdb_name: 'orders', master_ip: '172.16.2.30', vxnet: DATA, tags: own('rdb-my') }),
    rdb({
      rdb_id: 'rdb-pg',
      rdb_engine: 'psql',
      engine_version: '9.4',
      status: 'stopped',
      master_ip: '172.16.2.31',
      vxnet: DATA,
    }),
  );
  add(
    here,
    'caches',
    cache({
      cache_id: 'c-sess',
      cache_name: 'sessions',
      vxnet: DATA,
      security_group_id: 'sg-web',
      nodes: [
        { cache_node_id: 'cn-1', cache_role: 'master', private_ip: '172.16.2.40' },
        { cache_node_id: 'cn-2', cache_role: 'slave', private_ip: '172.16.2.41' },
      ],
      tags: own('c-sess'),
    }),
  );
  const inVpc = { owner: MAIN, vxnet: { ...DATA, vxnet_type: 1, vpc_router_id: 'rtr-main' } };
  add(
    here,
    'clusters',
    cluster({
      cluster_id: 'cl-my',
      name: 'ledger',
      ...app('app-my', 'MySQL Plus', 'QingCloud 2.0.8 - MySQL 5.7.32'),
      ...inVpc,
      security_group_id: 'sg-web',
      nodes: [
        node('cl-my', 1, 'master', '172.16.2.60', '198.18.0.8'),
        node('cl-my', 2, 'replica', '172.16.2.61'),
      ],
      tags: own('cl-my'),
    }),
    cluster({
      cluster_id: 'cl-redis',
      name: '',
      ...app('app-redis', 'Redis Standalone', 'QingCloud 1.3.1 - Redis 5.0.3'),
      ...inVpc,
      transition_status: 'creating',
      status: 'pending',
      nodes: [node('cl-redis', 1, '', '172.16.2.62')],
      apart: true,
    }),
    cluster({
      cluster_id: 'cl-qke',
      name: 'shop',
      ...app('app-qke', 'KubeSphere(R) (QKE)', 'QKE v3.1.0 - Kubernetes 1.19.8'),
      ...inVpc,
      nodes: [node('cl-qke', 1, 'master', '172.16.2.20')],
      tags: own('cl-qke'),
    }),
    cluster({ cluster_id: 'cl-zk', ...app('app-zk', 'ZooKeeper on QingCloud', 'ZooKeeper 3.4.9'), ...inVpc }),
    cluster({
      cluster_id: 'cl-gone',
      status: 'ceased',
      ...app('app-my', 'MySQL Plus', 'MySQL 5.7.32'),
      ...inVpc,
    }),
  );
}
