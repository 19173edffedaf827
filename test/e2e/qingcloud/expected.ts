/** What has to be stored of the written estate, record by record, written by hand. */
import type { Found } from '../stage.ts';
import { ALONE, BEIJING, BRANCH, MAIN } from './stage.ts';

const q = (kind: string, ...native: readonly string[]) => ['qingcloud', kind, ...native].join('/');
const own = (id: string) => [['own', id]];
const REGION = q('region', BEIJING);
const WEB = q('subnet', 'vxnet-web');
const DATA = q('subnet', 'vxnet-data');
const VPC = q('vpc', 'rtr-main');
const GROUP = q('security_group', 'sg-web');
const HERE = { region: REGION };

type Fields = Readonly<Record<string, unknown>>;

const at =
  (account: string, region: string) =>
  (source: string, ref: string, fields: Fields): Found => ({
    at: `${account} ${region}`,
    source,
    ref,
    fields: { id: ref.split('/').at(-1), ...fields },
  });

const alone = (public_ip: string) => [{ public_ip }];

export function expected(): readonly Found[] {
  const here = at(MAIN, BEIJING);
  return [...places(), ...networks(here), ...servers(here), ...gateways(here), ...data(here)];
}

function places(): readonly Found[] {
  const global = (account: string, ...regions: readonly (readonly [string, string])[]) =>
    regions.map(([id, name]) => at(account, 'global')('region', q('region', id), { id, name, tags: [] }));
  const zones = (account: string) =>
    (['b', 'c', 'd'] as const).map((letter) =>
      at(account, BEIJING)('az', q('az', `pek3${letter}`), {
        name: `北京3区-${letter.toUpperCase()}`,
        tags: [],
        region: REGION,
      }),
    );
  const there = at(BRANCH, BEIJING);
  const lone = at(MAIN, ALONE);
  const own0 = (account: string, region: string) => ({
    id: 'vxnet-0',
    tags: [],
    region: q('region', region),
    cidrs: [],
    account,
  });
  const baseOf = (
    { account, ...fields }: ReturnType<typeof own0>,
    region: string,
    name: string,
    az: Fields,
  ) => {
    const write = at(account, region);
    const vpc = q('vpc', account, region, 'vxnet-0');
    return [
      write('subnet', q('subnet', account, region, 'vxnet-0'), { ...fields, name, vpc, ...az }),
      write('subnet', vpc, { ...fields, name, is_default: false }),
    ];
  };
  return [
    ...global(MAIN, ['pek3', '北京3区'], ['pek3a', '北京3区-A'], ['gd1', 'gd1']),
    ...global(BRANCH, ['pek3', '北京3区']),
    ...zones(MAIN),
    ...zones(BRANCH),
    lone('az', q('az', 'pek3a'), { name: '北京3区-A', tags: [], region: q('region', ALONE) }),
    ...baseOf(own0(MAIN, ALONE), ALONE, 'vxnet-0', {}),
    lone('vm', q('vm', 'i-alone'), {
      name: 'alone',
      tags: own('i-alone'),
      region: q('region', ALONE),
      subnet: q('subnet', MAIN, ALONE, 'vxnet-0'),
      az: q('az', 'pek3a'),
      state: 'running',
      type: 'c1m1',
      ip: '10.50.0.9',
      created: '2024-03-05T07:09:11.000Z',
      security_groups: [],
    }),
    lone('nic', q('nic', MAIN, ALONE, '52:54:aa:00:00:09'), {
      id: '52:54:AA:00:00:09',
      name: '52:54:AA:00:00:09',
      tags: [],
      subnet: q('subnet', MAIN, ALONE, 'vxnet-0'),
      device: q('vm', 'i-alone'),
      mac: '52:54:aa:00:00:09',
      addresses: [{ ip: '10.50.0.9' }],
      security_groups: [],
    }),
    there('vpc', q('vpc', 'rtr-branch'), {
      name: 'branch',
      tags: [],
      region: REGION,
      cidrs: ['10.9.0.0/16'],
      is_default: false,
    }),
    there('router', q('router', 'rtr-branch'), {
      name: 'branch',
      tags: [],
      region: REGION,
      vpc: q('vpc', 'rtr-branch'),
      main: true,
      subnets: [],
      routes: [{ destination: '10.9.0.0/16', hop: 'local', active: true }],
    }),
    ...baseOf(own0(BRANCH, BEIJING), BEIJING, 'primary vxnet', {}),
  ];
}

type Write = ReturnType<typeof at>;

function networks(here: Write): readonly Found[] {
  const self = { id: 'vxnet-self', name: 'vxnet-self', tags: own('vxnet-self'), ...HERE, cidrs: [] };
  const line = { id: 'irt-line', name: '专线', tags: own('irt-line'), ...HERE, owner: MAIN };
  return [
    here('vpc', VPC, {
      name: '主',
      tags: own('rtr-main'),
      ...HERE,
      cidrs: ['172.16.0.0/16'],
      is_default: false,
    }),
    here('router', q('router', 'rtr-main'), {
      name: '主',
      tags: own('rtr-main'),
      ...HERE,
      vpc: VPC,
      main: true,
      subnets: [DATA, WEB],
      routes: [{ destination: '172.16.0.0/16', hop: 'local', active: true }],
    }),
    here('subnet', WEB, {
      name: 'web',
      tags: own('vxnet-web'),
      ...HERE,
      vpc: VPC,
      az: q('az', 'pek3b'),
      cidrs: ['172.16.1.0/24', '2402:4e00:1::/64'],
    }),
    here('subnet', DATA, {
      name: '数据',
      tags: own('vxnet-data'),
      ...HERE,
      vpc: VPC,
      cidrs: ['172.16.2.0/24'],
    }),
    here('subnet', q('subnet', 'vxnet-self'), { ...self, vpc: q('vpc', 'vxnet-self'), az: q('az', 'pek3c') }),
    here('subnet', q('vpc', 'vxnet-self'), { ...self, is_default: false }),
    here('route-table', q('router', 'rt-data'), {
      name: 'data out',
      tags: [],
      ...HERE,
      vpc: VPC,
      main: false,
      subnets: [DATA],
      routes: [
        { destination: '0.0.0.0/0', hop: 'nat_gateway', target: 'nfv-out', active: true },
        { destination: '10.1.0.0/16', hop: 'other', target: '172.16.1.9', active: true },
        { destination: '10.2.0.0/16', hop: 'other', target: 'rtr-main', active: false },
      ],
    }),
    here('border', q('cen', 'irt-line'), {
      ...line,
      type: 'vpc-border',
      state: 'active',
      attachments: [
        { id: 'rtr-main', vpc: VPC, owner: MAIN, state: 'active' },
        { id: 'vxnet-data', vpc: VPC, owner: MAIN, state: 'active' },
        { id: 'vxnet-self', vpc: q('vpc', 'vxnet-self'), owner: MAIN, state: 'active' },
      ],
    }),
    here('border', q('router', 'irt-line'), {
      ...line,
      vpc: VPC,
      main: false,
      subnets: [DATA, q('subnet', 'vxnet-self')],
      routes: [
        { destination: '10.3.0.0/16', hop: 'vm', target: 'i-web', active: true },
        { destination: '3.3.3.3/32', hop: 'other', target: 'rtr-main', active: true },
      ],
    }),
    here('security-group', GROUP, {
      name: 'web 防火墙',
      tags: own('sg-web'),
      ...HERE,
      rules: [
        {
          direction: 'egress',
          action: 'allow',
          protocol: 'icmp',
          from_port: 11,
          to_port: 0,
          peer: '0.0.0.0/0',
          priority: 1,
        },
        {
          direction: 'ingress',
          action: 'allow',
          protocol: 'tcp',
          from_port: 8080,
          to_port: 8088,
          peer: '0.0.0.0/0',
          priority: 1,
        },
        {
          direction: 'ingress',
          action: 'deny',
          protocol: 'udp',
          from_port: 53,
          to_port: 53,
          peer: '10.0.0.0/8',
          priority: 2,
        },
      ],
    }),
  ];
}

function servers(here: Write): readonly Found[] {
  const CREATED = '2024-03-05T07:09:11.000Z';
  const nic = (mac: string, fields: Fields) =>
    here('nic', q('nic', MAIN, BEIJING, mac.toLowerCase()), {
      id: mac,
      name: mac,
      tags: [],
      mac: mac.toLowerCase(),
      ...fields,
    });
  const eip = (id: string, ip: string, fields: Fields = {}) =>
    here('eip', q('eip', id), { name: id, tags: [], ...HERE, ip, ...fields });
  return [
    here('vm', q('vm', 'i-web'), {
      name: 'web-1',
      tags: [...own('i-web'), ['生产', '']],
      ...HERE,
      subnet: WEB,
      az: q('az', 'pek3b'),
      state: 'running',
      type: 's1.large.r1',
      ip: '172.16.1.10',
      created: CREATED,
      security_groups: [GROUP],
    }),
    nic('52:54:AA:00:00:01', {
      name: '前端网卡',
      tags: own('52:54:AA:00:00:01'),
      subnet: WEB,
      device: q('vm', 'i-web'),
      addresses: [{ ip: '172.16.1.10', public_ip: '198.18.0.1' }],
      security_groups: [GROUP],
    }),
    nic('52:54:aa:00:00:02', {
      subnet: DATA,
      device: q('vm', 'i-web'),
      addresses: [{ ip: '172.16.2.10', public_ip: '198.18.0.9' }],
      security_groups: [GROUP],
    }),
    nic('52:54:aa:00:00:05', {
      subnet: DATA,
      device: q('vm', 'i-web'),
      addresses: [{ ip: '172.16.2.11' }],
      security_groups: [],
    }),
    nic('52:54:aa:00:00:06', {
      name: 'spare',
      tags: own('52:54:aa:00:00:06'),
      subnet: WEB,
      addresses: [{ ip: '172.16.1.60' }],
      security_groups: [],
    }),
    here('vm', q('vm', 'i-off'), {
      name: 'i-off',
      tags: [],
      ...HERE,
      subnet: WEB,
      az: q('az', 'pek3c'),
      state: 'starting',
      type: 'c1m1',
      ip: '172.16.1.11',
      created: CREATED,
      security_groups: [],
    }),
    nic('52:54:aa:00:00:03', {
      subnet: WEB,
      device: q('vm', 'i-off'),
      addresses: [{ ip: '172.16.1.11' }, { ip: '2402:e7c0:1::11' }],
      security_groups: [],
    }),
    here('vm', q('vm', 'i-arrears'), {
      name: 'unpaid',
      tags: [],
      ...HERE,
      az: q('az', 'pek3b'),
      state: 'failed',
      type: 'c1m1',
      created: CREATED,
      security_groups: [],
    }),
    here('vm', q('vm', 'i-node'), {
      name: 'qke-master',
      tags: [],
      ...HERE,
      subnet: DATA,
      az: q('az', 'pek3d'),
      state: 'running',
      type: 'c1m1',
      ip: '172.16.2.20',
      created: CREATED,
      security_groups: [],
    }),
    nic('52:54:aa:00:00:04', {
      subnet: DATA,
      device: q('vm', 'i-node'),
      addresses: [{ ip: '172.16.2.20' }],
      security_groups: [],
    }),
    eip('eip-web', '198.18.0.1', { name: 'web', tags: own('eip-web'), device: q('vm', 'i-web') }),
    eip('eip-nat', '198.18.0.2', { device: q('nat_gateway', 'nfv-out') }),
    eip('eip-lb', '198.18.0.3', { device: q('load_balancer', 'lb-open') }),
    eip('eip-vpc', '198.18.0.4'),
    eip('eip-loose', '198.18.0.5', { name: 'spare' }),
  ];
}

function gateways(here: Write): readonly Found[] {
  const out = { tags: [], nat_gateway: q('nat_gateway', 'nfv-out') };
  const snat = (address: string, public_ip: string) =>
    here('nat-rule', q('nat_rule', 'snat-1', address), {
      ...out,
      id: 'snat-1',
      name: 'all of data',
      direction: 'snat',
      protocol: 'all',
      public_ip,
      private_ip: '172.16.2.0/24',
      subnet: DATA,
    });
  const target = (id: string, port: number, fields: Fields) =>
    here('lb-target', q('lb_target', id), {
      name: id,
      tags: [],
      target_group: 'lbl-http',
      load_balancers: [q('load_balancer', 'lb-open')],
      protocol: 'http',
      port,
      ...fields,
    });
  return [
    here('nat-gateway', q('nat_gateway', 'nfv-out'), {
      name: '出口',
      tags: [],
      ...HERE,
      vpc: VPC,
      scheme: 'external',
      state: 'running',
      addresses: alone('198.18.0.2'),
      nics: [],
    }),
    snat('eip-nat', '198.18.0.2'),
    snat('eip-nat2', '198.18.0.7'),
    here('nat-rule', q('nat_rule', 'dnat-1'), {
      ...out,
      name: 'dnat-1',
      direction: 'dnat',
      protocol: 'tcp',
      public_ip: '198.18.0.2',
      public_port: '8000',
      private_ip: '172.16.2.10',
      private_port: '8080',
    }),
    here('load-balancer', q('load_balancer', 'lb-open'), {
      name: '公网',
      tags: own('lb-open'),
      ...HERE,
      type: '3',
      scheme: 'external',
      state: 'running',
      subnets: [WEB],
      addresses: [{ ip: '172.16.1.50', public_ip: '198.18.0.3' }],
      security_groups: [GROUP],
    }),
    here('load-balancer', q('load_balancer', 'lb-inside'), {
      name: 'lb-inside',
      tags: [],
      ...HERE,
      type: '0',
      scheme: 'internal',
      state: 'stopped',
      subnets: [DATA],
      addresses: [{ ip: '172.16.2.50' }],
      security_groups: [],
    }),
    here('lb-listener', q('lb_listener', 'lbl-http'), {
      name: 'lbl-http',
      tags: [],
      load_balancer: q('load_balancer', 'lb-open'),
      protocol: 'http',
      port: 80,
      target_groups: ['lbl-http'],
    }),
    here('lb-listener', q('lb_listener', 'lbl-tcp'), {
      name: 'tcp',
      tags: [],
      load_balancer: q('load_balancer', 'lb-inside'),
      protocol: 'tcp',
      port: 3306,
      target_groups: ['lbl-tcp'],
    }),
    target('lbb-1', 8080, { device: q('vm', 'i-web') }),
    target('lbb-2', 8081, {}),
    target('lbb-3', 8082, { ip: '172.16.2.77' }),
  ];
}

function data(here: Write): readonly Found[] {
  const inData = { ...HERE, subnets: [DATA] };
  const inVpc = { ...inData, vpc: VPC };
  return [
    here('rds', q('rds', 'rdb-my'), {
      ...inData,
      name: 'orders',
      tags: own('rdb-my'),
      engine: 'mysql',
      version: '5.5',
      role: 'cluster',
      state: 'running',
      type: '1',
      endpoints: [{ host: '172.16.2.30', role: 'primary' }],
      addresses: [{ ip: '172.16.2.30' }],
      security_groups: [],
    }),
    here('rds', q('rds', 'rdb-pg'), {
      ...inData,
      name: 'rdb-pg',
      tags: [],
      engine: 'postgresql',
      version: '9.4',
      role: 'cluster',
      state: 'stopped',
      type: '1',
      endpoints: [{ host: '172.16.2.31', role: 'primary' }],
      addresses: [{ ip: '172.16.2.31' }],
      security_groups: [],
    }),
    here('rds-cluster', q('rds', 'cl-my'), {
      ...inVpc,
      name: 'ledger',
      tags: own('cl-my'),
      engine: 'mysql',
      version: '5.7.32',
      role: 'cluster',
      state: 'running',
      type: 'MySQL Plus',
      endpoints: [
        { host: '172.16.2.60', role: 'primary' },
        { host: '172.16.2.61', role: 'reader' },
      ],
      addresses: [{ ip: '172.16.2.60', public_ip: '198.18.0.8' }, { ip: '172.16.2.61' }],
      security_groups: [GROUP],
    }),
    here('redis', q('redis', 'c-sess'), {
      ...inData,
      name: 'sessions',
      tags: own('c-sess'),
      engine: 'redis',
      version: '2.8.17',
      role: 'cluster',
      state: 'running',
      type: '1 GB',
      endpoints: [
        { host: '172.16.2.40', port: 6379, role: 'primary' },
        { host: '172.16.2.41', port: 6379, role: 'reader' },
      ],
      addresses: [{ ip: '172.16.2.40' }, { ip: '172.16.2.41' }],
      security_groups: [GROUP],
    }),
    here('redis-cluster', q('redis', 'cl-redis'), {
      ...inVpc,
      name: 'cl-redis',
      tags: [],
      engine: 'redis',
      version: '5.0.3',
      role: 'single',
      state: 'starting',
      type: 'Redis Standalone',
      endpoints: [{ host: '172.16.2.62', role: 'node' }],
      addresses: [{ ip: '172.16.2.62' }],
      security_groups: [],
    }),
    here('k8s-cluster', q('k8s_cluster', 'cl-qke'), {
      ...inVpc,
      name: 'shop',
      tags: own('cl-qke'),
      version: '1.19.8',
      state: 'running',
      service_cidrs: [],
      security_groups: [],
    }),
  ];
}
