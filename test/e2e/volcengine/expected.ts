/** What the written estate has to become, written by hand: every field of every record. */
import { MANY_ROUTES } from './estate.ts';
import type { Found } from '../stage.ts';
import { BEIJING, BRANCH, JOHOR, MAIN, SHANGHAI } from './stage.ts';

const HERE = `${MAIN} ${BEIJING}`;
const WHOLE = `${MAIN} global`;
const OFFICE = `${BRANCH} ${BEIJING}`;

const A = 'volcengine/az/cn-beijing-a';
const B = 'volcengine/az/cn-beijing-b';
const CORE = 'volcengine/vpc/vpc-core';
const SUBNET = 'volcengine/subnet/subnet-a';
const WEB = 'volcengine/security_group/sg-web';
const IN = { region: 'volcengine/region/cn-beijing' };
const owned = (id: string): Readonly<Record<string, unknown>> => ({ tags: [['own', id]] });
const one = (ip: string | null, public_ip: string | null = null) => ({ ip, public_ip });

interface Row {
  readonly source: string;
  readonly kind: string;
  readonly id: string;
  /** Where the id is not all of it. */
  readonly native?: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

function found(at: string, { source, kind, id, native = id, fields }: Row): Found {
  return { at, source, ref: `volcengine/${kind}/${native}`, fields: { id, name: id, tags: [], ...fields } };
}

const row = (
  source: string,
  kind: string,
  id: string,
  fields: Readonly<Record<string, unknown>>,
  native = id,
): Row => ({ source, kind, id, native, fields });

export function expected(): readonly Found[] {
  return [
    ...[...places(), ...network(), ...nat(), ...compute(), ...balancing(), ...data()].map((each) =>
      found(HERE, each),
    ),
    ...whole().map((each) => found(WHOLE, each)),
    found(
      `${MAIN} ${SHANGHAI}`,
      row('vpc', 'vpc', 'vpc-far', {
        name: '远',
        region: 'volcengine/region/cn-shanghai',
        owner: MAIN,
        cidrs: ['10.8.0.0/16'],
        is_default: false,
      }),
    ),
    found(`${BRANCH} global`, row('region', 'region', BEIJING, { name: '华北2（北京）' })),
    found(
      OFFICE,
      row('vpc', 'vpc', 'vpc-office', { ...IN, owner: BRANCH, cidrs: ['10.9.0.0/16'], is_default: true }),
    ),
  ];
}

function whole(): Row[] {
  return [
    row('region', 'region', BEIJING, { name: '华北2（北京）' }),
    row('region', 'region', SHANGHAI, { name: '华东2（上海）' }),
    row('region', 'region', JOHOR, { name: '亚太东南（柔佛）' }),
    row('cen', 'cen', 'cen-all', {
      ...owned('cen-all'),
      name: '云企业网',
      region: null,
      owner: MAIN,
      type: 'cen',
      state: 'Available',
      attachments: [
        { id: 'dcg-line', vpc: null, owner: MAIN, state: 'Available' },
        { id: 'vpc-core', vpc: CORE, owner: MAIN, state: 'Available' },
        { id: 'vpc-far', vpc: 'volcengine/vpc/vpc-far', owner: MAIN, state: 'Available' },
        { id: 'vpc-office', vpc: 'volcengine/vpc/vpc-office', owner: BRANCH, state: 'Attaching' },
      ],
    }),
    row('cen', 'cen', 'cen-empty', {
      region: null,
      owner: MAIN,
      type: 'cen',
      state: 'Pending',
      attachments: [],
    }),
  ];
}

function places(): Row[] {
  return [
    row('az', 'az', 'cn-beijing-a', { ...IN, zone_id: null }),
    row('az', 'az', 'cn-beijing-b', { ...IN, zone_id: null }),
    row('vpc', 'vpc', 'vpc-core', {
      ...IN,
      name: '核心',
      tags: [
        ['own', 'vpc-core'],
        ['环境', ''],
      ],
      owner: MAIN,
      cidrs: ['10.0.0.0/16', '172.16.0.0/20', '2408:1000:abff::/56'],
      is_default: false,
    }),
    row('vpc', 'vpc', 'vpc-edge', { ...IN, owner: MAIN, cidrs: ['10.1.0.0/16'], is_default: true }),
    row('subnet', 'subnet', 'subnet-a', {
      ...IN,
      ...owned('subnet-a'),
      name: '业务 A',
      owner: MAIN,
      vpc: CORE,
      az: A,
      cidrs: ['10.0.0.0/24', '2408:1000:abff::/64'],
    }),
    row('subnet', 'subnet', 'subnet-shared', {
      ...IN,
      owner: BRANCH,
      vpc: 'volcengine/vpc/vpc-shared',
      az: B,
      cidrs: ['10.7.0.0/24'],
    }),
    row('transit-router', 'cen', 'tr-hub', {
      ...IN,
      ...owned('tr-hub'),
      name: '中转',
      owner: MAIN,
      type: 'transit_router',
      state: 'Available',
      attachments: [
        { id: 'tr-elsewhere', vpc: null, owner: MAIN, state: 'Creating' },
        { id: 'vpc-core', vpc: CORE, owner: MAIN, state: 'Available' },
        { id: 'vpc-office', vpc: 'volcengine/vpc/vpc-office', owner: BRANCH, state: 'Available' },
      ],
    }),
  ];
}

function network(): Row[] {
  const rule = { action: 'allow', from_port: null, to_port: null, priority: 1 };
  return [
    row('router', 'router', 'vtb-core', {
      ...IN,
      ...owned('vtb-core'),
      owner: MAIN,
      vpc: CORE,
      main: true,
      subnets: [],
      routes: [
        { destination: '0.0.0.0/0', hop: 'nat_gateway', target: 'ngw-out', active: true },
        { destination: '10.0.0.0/16', hop: 'local', target: null, active: true },
        { destination: '192.0.2.0/24', hop: 'other', target: 'havip-1', active: true },
        { destination: '::/0', hop: 'internet_gateway', target: 'ipv6gw-1', active: true },
        { destination: 'pl-office', hop: 'cen', target: 'tr-hub', active: false },
      ],
    }),
    row('router', 'router', 'vtb-many', {
      ...IN,
      name: '很多',
      owner: MAIN,
      vpc: CORE,
      main: false,
      subnets: [SUBNET],
      routes: Array.from({ length: MANY_ROUTES }, (_, n) => `172.31.${n}.0/24`)
        .toSorted()
        .map((destination) => ({ destination, hop: 'vm', target: 'i-web', active: true })),
    }),
    row('security-group', 'security_group', 'sg-web', {
      ...IN,
      ...owned('sg-web'),
      name: '网站',
      owner: MAIN,
      vpc: CORE,
      rules: [
        { direction: 'egress', ...rule, protocol: 'all', peer: 'pl-office' },
        { direction: 'ingress', ...rule, protocol: 'icmpv6', peer: '::/0' },
        {
          direction: 'ingress',
          ...rule,
          protocol: 'tcp',
          from_port: 443,
          to_port: 443,
          peer: '0.0.0.0/0',
        },
        {
          direction: 'ingress',
          action: 'deny',
          protocol: 'udp',
          from_port: 8000,
          to_port: 9000,
          peer: 'sg-bare',
          priority: 7,
        },
      ],
    }),
    row('security-group', 'security_group', 'sg-bare', { ...IN, owner: MAIN, vpc: CORE, rules: [] }),
  ];
}

function nat(): Row[] {
  const out = { nat_gateway: 'volcengine/nat_gateway/ngw-out' };
  const snat = {
    ...out,
    name: '出',
    direction: 'snat',
    protocol: 'all',
    public_port: null,
    private_ip: '10.0.0.0/24',
    private_port: null,
    subnet: SUBNET,
  };
  const eip = { ...IN, owner: null, private_ip: null, nic: null, device: null };
  return [
    row('nat-gateway', 'nat_gateway', 'ngw-out', {
      ...IN,
      ...owned('ngw-out'),
      name: '出口',
      owner: null,
      vpc: CORE,
      subnet: SUBNET,
      scheme: 'external',
      state: 'running',
      addresses: [one(null, '198.18.0.2')],
      nics: ['volcengine/nic/eni-nat'],
    }),
    row('nat-gateway', 'nat_gateway', 'ngw-inside', {
      ...IN,
      owner: null,
      vpc: CORE,
      subnet: SUBNET,
      scheme: 'internal',
      state: 'starting',
      addresses: [],
      nics: [],
    }),
    row('nat-rule', 'nat_rule', 'snat-1', { ...snat, public_ip: '198.18.0.2' }, 'snat-1/198.18.0.2'),
    row('nat-rule', 'nat_rule', 'snat-1', { ...snat, public_ip: '198.18.0.9' }, 'snat-1/198.18.0.9'),
    row('nat-rule', 'nat_rule', 'snat-inside', {
      ...snat,
      name: 'snat-inside',
      nat_gateway: 'volcengine/nat_gateway/ngw-inside',
      public_ip: null,
      private_ip: '10.0.0.0/16',
      subnet: null,
    }),
    row('nat-rule', 'nat_rule', 'dnat-ssh', {
      ...out,
      name: '跳板',
      direction: 'dnat',
      protocol: 'tcp',
      public_ip: '198.18.0.2',
      public_port: '2222',
      private_ip: '10.0.0.10',
      private_port: '22',
      subnet: null,
    }),
    row('nat-rule', 'nat_rule', 'dnat-any', {
      ...out,
      direction: 'dnat',
      protocol: 'all',
      public_ip: '198.18.0.9',
      public_port: null,
      private_ip: '10.0.0.11',
      private_port: null,
      subnet: null,
    }),
    row('eip', 'eip', 'eip-web', {
      ...eip,
      ...owned('eip-web'),
      ip: '198.18.0.1',
      device: 'volcengine/vm/i-web',
    }),
    row('eip', 'eip', 'eip-nat', { ...eip, ip: '198.18.0.2', device: 'volcengine/nat_gateway/ngw-out' }),
    row('eip', 'eip', 'eip-eni', { ...eip, ip: '198.18.0.3', nic: 'volcengine/nic/eni-loose' }),
    row('eip', 'eip', 'eip-lb', { ...eip, ip: '198.18.0.4', device: 'volcengine/load_balancer/clb-front' }),
    row('eip', 'eip', 'eip-loose', { ...eip, name: '闲置', ip: '198.18.0.5' }),
  ];
}

function compute(): Row[] {
  const vm = {
    ...IN,
    owner: null,
    vpc: CORE,
    subnet: null,
    az: B,
    type: 'ecs.g3i.large',
    ip: null,
    created: '2025-03-01T02:03:04.000Z',
    security_groups: [],
  };
  const nic = { owner: MAIN, vpc: CORE, subnet: SUBNET, usage: 'secondary', security_groups: [] };
  return [
    row('vm', 'vm', 'i-web', {
      ...vm,
      ...owned('i-web'),
      name: '网站 1',
      subnet: SUBNET,
      az: A,
      state: 'running',
      ip: '10.0.0.10',
      hostname: 'web-1',
      security_groups: ['volcengine/security_group/sg-bare', WEB],
    }),
    row('vm', 'vm', 'i-off', { ...vm, state: 'stopped', hostname: 'i-off' }),
    row('vm', 'vm', 'i-lost', { ...vm, state: 'failed', hostname: 'i-lost' }),
    row('nic', 'nic', 'eni-web', {
      ...nic,
      ...owned('eni-web'),
      device: 'volcengine/vm/i-web',
      usage: 'primary',
      mac: '00:16:3e:0a:00:01',
      addresses: [one('10.0.0.10', '198.18.0.1'), one('10.0.0.11'), one('2408:1000:abff::10')],
      security_groups: [WEB],
    }),
    row('nic', 'nic', 'eni-loose', {
      ...nic,
      device: null,
      mac: '00:16:3e:00:00:01',
      addresses: [one('10.0.0.20', '198.18.0.3')],
    }),
    row('nic', 'nic', 'eni-nat', {
      ...nic,
      device: 'volcengine/nat_gateway/ngw-out',
      mac: '00:16:3e:00:00:01',
      addresses: [one('10.0.0.30')],
    }),
  ];
}

function balancing(): Row[] {
  const front = { load_balancer: 'volcengine/load_balancer/clb-front' };
  const target = {
    load_balancers: ['volcengine/load_balancer/clb-front'],
    protocol: null,
    device: null,
  };
  return [
    row('clb', 'load_balancer', 'clb-front', {
      ...IN,
      ...owned('clb-front'),
      name: '前端',
      owner: MAIN,
      type: 'clb',
      scheme: 'external',
      state: 'running',
      vpc: CORE,
      subnets: [SUBNET],
      hostname: null,
      addresses: [one('10.0.0.40', '198.18.0.4'), one('2408:1000:abff::40')],
      security_groups: [],
    }),
    row('clb', 'load_balancer', 'clb-inner', {
      ...IN,
      owner: MAIN,
      type: 'clb',
      scheme: 'internal',
      state: 'stopped',
      vpc: CORE,
      subnets: [SUBNET],
      hostname: null,
      addresses: [one('10.0.0.41'), one('10.0.0.42')],
      security_groups: [],
    }),
    row('clb-listener', 'lb_listener', 'lsn-tcp', {
      ...front,
      ...owned('lsn-tcp'),
      name: '四层',
      protocol: 'TCP',
      port: 443,
      // The second one by a rule.
      target_groups: ['rsp-rule', 'rsp-web'],
    }),
    row('clb-listener', 'lb_listener', 'lsn-range', {
      ...front,
      protocol: 'UDP',
      port: null,
      target_groups: [],
    }),
    row(
      'clb-listener',
      'lb_target',
      'rs-1',
      {
        ...target,
        name: 'i-web:8443',
        target_group: 'rsp-web',
        port: 8443,
        device: 'volcengine/vm/i-web',
        ip: '10.0.0.10',
      },
      'rsp-web/rs-1',
    ),
    row(
      'clb-listener',
      'lb_target',
      'rs-2',
      { ...target, name: 'rs-2:8443', target_group: 'rsp-web', port: 8443, ip: '10.9.0.5' },
      'rsp-web/rs-2',
    ),
    row(
      'clb-listener',
      'lb_target',
      'rs-3',
      { ...target, name: 'eni-loose', target_group: 'rsp-rule', port: null, ip: '10.0.0.20' },
      'rsp-rule/rs-3',
    ),
    row('alb', 'load_balancer', 'alb-app', {
      ...IN,
      ...owned('alb-app'),
      name: '应用',
      owner: null,
      type: 'alb',
      scheme: 'external',
      state: 'running',
      vpc: CORE,
      subnets: [SUBNET, 'volcengine/subnet/subnet-b'],
      hostname: 'alb-app.cn-beijing.volcalb.com',
      addresses: [one('10.0.0.50', '198.18.0.6'), one('10.0.1.50'), one('2408:1000:abff::50')],
      security_groups: [WEB],
    }),
    row('alb-listener', 'lb_listener', 'alsn-http', {
      ...owned('alsn-http'),
      load_balancer: 'volcengine/load_balancer/alb-app',
      protocol: 'HTTP',
      port: 80,
      target_groups: ['arsp-app'],
    }),
    row(
      'alb-listener',
      'lb_target',
      'ars-1',
      {
        name: 'i-web:8080',
        target_group: 'arsp-app',
        load_balancers: ['volcengine/load_balancer/alb-app'],
        protocol: 'HTTP',
        port: 8080,
        device: 'volcengine/vm/i-web',
        ip: '10.0.0.10',
      },
      'arsp-app/ars-1',
    ),
  ];
}

function data(): Row[] {
  const rds = {
    ...IN,
    owner: null,
    role: 'single',
    state: 'running',
    cluster: null,
    vpc: CORE,
    az: A,
    subnets: [SUBNET],
    endpoints: [],
    addresses: [],
    security_groups: [],
  };
  const mysql = { ...rds, engine: 'mysql', type: 'rds.mysql.d1.n.2c4g' };
  const sqlserver = { ...rds, engine: 'sqlserver', version: '2019_Std', type: 'rds.mssql.se.ha.d2.2c4g' };
  const cluster = { ...IN, owner: null, version: 'v1.30.4-vke.3', vpc: CORE };
  return [
    row('mysql', 'rds', 'mysql-orders', {
      ...mysql,
      ...owned('mysql-orders'),
      name: '订单库',
      version: '8.0',
      endpoints: [
        { host: 'mysql-orders-public.rds.volces.com', port: 3306, role: 'primary' },
        { host: 'mysql-orders.rds.ivolces.com', port: 3306, role: 'primary' },
      ],
      addresses: [one('10.0.0.60'), one(null, '198.18.0.7')],
    }),
    row('mysql', 'rds', 'mysql-new', { ...mysql, version: '5.7', state: 'starting' }),
    row('postgres', 'rds', 'postgres-geo', {
      ...rds,
      ...owned('postgres-geo'),
      engine: 'postgresql',
      version: '14',
      type: 'rds.postgres.1c2g',
      endpoints: [{ host: 'postgres-geo.rds-pg.ivolces.com', port: 5432, role: 'primary' }],
      addresses: [one('10.0.0.61')],
    }),
    row('sqlserver', 'rds', 'mssql-erp', {
      ...sqlserver,
      ...owned('mssql-erp'),
      endpoints: [{ host: 'mssql-erp.rds-mssql.ivolces.com', port: 1433, role: 'primary' }],
      addresses: [one('10.0.0.62')],
    }),
    row('sqlserver', 'rds', 'mssql-read', {
      ...sqlserver,
      role: 'replica',
      cluster: 'volcengine/rds/mssql-erp',
    }),
    row('redis', 'redis', 'redis-cache', {
      ...IN,
      ...owned('redis-cache'),
      name: '缓存',
      owner: null,
      engine: 'redis',
      version: '6.0',
      role: 'cluster',
      state: 'running',
      type: 'PrimarySecondary',
      cluster: null,
      vpc: CORE,
      az: A,
      subnets: [SUBNET],
      endpoints: [
        { host: 'redis-cache-public.redis.volces.com', port: 6379, role: 'primary' },
        { host: 'redis-cache.redis.ivolces.com', port: 6379, role: 'primary' },
      ],
      addresses: [one('10.0.0.70'), one('2408:1000:abff::70'), one(null, '198.18.0.8')],
      security_groups: [],
    }),
    row('redis', 'redis', 'redis-enterprise', {
      ...IN,
      ...owned('redis-enterprise'),
      name: 'redis-enterprise',
      owner: null,
      engine: 'redis',
      version: '7.2',
      role: 'cluster',
      state: 'running',
      type: 'PrimarySecondary',
      cluster: null,
      vpc: CORE,
      az: A,
      subnets: [SUBNET],
      endpoints: [{ host: 'redis-enterprise.redis.ivolces.com', port: 6379, role: 'primary' }],
      addresses: [one('10.0.0.71')],
      security_groups: [],
    }),
    row('k8s-cluster', 'k8s_cluster', 'ccabc', {
      ...cluster,
      ...owned('ccabc'),
      name: '生产集群',
      state: 'running',
      subnets: [SUBNET],
      endpoint: '198.18.0.10',
      service_cidrs: ['172.30.0.0/18'],
      security_groups: [WEB],
    }),
    row('k8s-cluster', 'k8s_cluster', 'ccdef', {
      ...cluster,
      state: 'failed',
      subnets: [],
      endpoint: '10.0.0.81',
      service_cidrs: ['172.30.0.0/18'],
      security_groups: [],
    }),
  ];
}
