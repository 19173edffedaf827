/** What `estate.ts` must become, written by hand from the model and the vendor's pages. */
import type { Kind, TagRecord } from '../../../shared/model/kinds.ts';
import { lineOf, read } from '../../../shared/model/line.ts';
import { ref } from '../../../shared/model/ref.ts';
import type { Ref } from '../../../shared/model/ref.ts';
import { REGIONS } from '../../simulator/huawei/estate.ts';
import { MANY_ROUTES } from './estate.ts';
import type { Found } from '../stage.ts';
import { BEIJING, BRANCH, MAIN, SHANGHAI, TEAM } from './stage.ts';

const to = <K extends Kind>(kind: K, ...native: readonly [string, ...string[]]): Ref<K> =>
  ref('huawei', kind, ...native);

/** Of a record whose native id is all its identity. */
const named = <K extends Kind>(kind: K, id: string, name = id) => ({ kind, ref: to(kind, id), id, name });

const region = to('region', BEIJING);
const core = to('vpc', 'vpc-core');
const onA = to('subnet', 'sn-a');
const web = to('security_group', 'sg-web');
const zoneA = to('az', 'cn-north-4a');
const placed = { region, owner: undefined };
const own = (id: string) => [['own', id]] as const;
const inside = (ip: string) => ({ ip, public_ip: undefined });

type Sourced = readonly [at: string, source: string, record: TagRecord];

const main = `${MAIN} ${BEIJING}`;
const here = (source: string, ...records: readonly TagRecord[]): readonly Sourced[] =>
  records.map((record) => [main, source, record]);

export function expected(): readonly Found[] {
  return [...network(), ...compute(), ...translation(), ...balancing(), ...data(), ...elsewhere()].map(
    ([at, source, record]) => {
      const { ref: id, kind: _kind, ...fields } = read(lineOf(record));
      return { at, source, ref: id, fields };
    },
  );
}

const vpcOf = (
  id: string,
  name: string,
  cidrs: readonly string[],
  tags: readonly (readonly [string, string])[] = [],
) => ({ ...named('vpc', id, name), tags, ...placed, cidrs, is_default: false }) as const;

function network(): readonly Sourced[] {
  const side = {
    tags: [],
    local_region: region,
    local_owner: MAIN,
    remote_region: region,
  } as const;
  const peering = <S extends string>(id: string, at: S) => ({
    kind: 'peer_connection' as const,
    ref: to('peer_connection', id, at),
    id,
    side: at,
  });
  return [
    ...here(
      'az',
      { ...named('az', 'cn-north-4a'), tags: [], region, zone_id: undefined },
      { ...named('az', 'cn-north-4c'), tags: [], region, zone_id: undefined },
    ),
    ...here(
      'vpc',
      vpcOf(
        'vpc-core',
        '核心 <core>',
        ['10.0.0.0/16', '172.16.0.0/16'],
        [
          ['own', 'vpc-core'],
          ['环境', '生产 & test'],
        ],
      ),
      vpcOf('vpc-plain', 'plain', ['192.168.0.0/16']),
    ),
    // Of the other project in this region.
    [`${MAIN} ${TEAM}`, 'vpc', vpcOf('vpc-team', 'team', ['10.5.0.0/16'])],
    ...here(
      'subnet',
      {
        ...named('subnet', 'sn-a', '前端'),
        tags: own('sn-a'),
        ...placed,
        vpc: core,
        az: zoneA,
        cidrs: ['10.0.1.0/24', '2407:c080:1200:1::/64'],
      },
      {
        ...named('subnet', 'sn-sold-out', 'sold-out'),
        tags: [],
        ...placed,
        vpc: core,
        az: to('az', 'cn-north-4c'),
        cidrs: ['10.0.2.0/24'],
      },
      {
        ...named('subnet', 'sn-span'),
        tags: [],
        ...placed,
        vpc: to('vpc', 'vpc-plain'),
        az: undefined,
        cidrs: ['192.168.1.0/24'],
      },
    ),
    ...here(
      'router',
      {
        ...named('router', 'rtb-core', 'rtb-vpc-core'),
        tags: [],
        ...placed,
        vpc: core,
        main: true,
        subnets: [onA],
        routes: [
          { destination: '10.0.1.0/24', hop: 'local', target: undefined, active: true },
          ...Array.from({ length: MANY_ROUTES }, (_, n) => ({
            destination: `10.200.${n}.0/24`,
            hop: 'nat_gateway' as const,
            target: 'ngw-out',
            active: true,
          })),
        ],
      },
      {
        ...named('router', 'rtb-custom', '自定义'),
        tags: [],
        ...placed,
        vpc: core,
        main: false,
        subnets: [to('subnet', 'sn-sold-out')],
        routes: [
          { destination: '0.0.0.0/0', hop: 'vm', target: 'srv-web', active: true },
          { destination: '192.168.0.0/16', hop: 'peer_connection', target: 'pc-ours', active: true },
          { destination: '10.3.0.0/16', hop: 'cen', target: 'er-hub', active: true },
          { destination: '172.31.0.0/16', hop: 'vpn_gateway', target: 'vpn-gw', active: true },
          { destination: '100.125.0.0/16', hop: 'vpc_endpoint', target: 'vpcep-1', active: true },
          { destination: '10.77.0.0/16', hop: 'nic', target: 'port-web', active: true },
          { destination: '10.88.0.0/16', hop: 'other', target: '10.0.1.77', active: true },
          { destination: '2407:c080:99::/48', hop: 'other', target: 'dc-line', active: true },
        ],
      },
    ),
    ...here(
      'security-group',
      {
        ...named('security_group', 'sg-web', 'web'),
        tags: own('sg-web'),
        ...placed,
        vpc: undefined,
        rules: [
          {
            direction: 'ingress',
            action: 'allow',
            protocol: 'tcp',
            from_port: 22,
            to_port: 22,
            peer: '203.0.113.0/24',
            priority: 1,
          },
          {
            direction: 'ingress',
            action: 'allow',
            protocol: 'tcp',
            from_port: 8000,
            to_port: 8080,
            peer: '203.0.113.0/24',
            priority: 1,
          },
          {
            direction: 'ingress',
            action: 'allow',
            protocol: 'all',
            from_port: undefined,
            to_port: undefined,
            peer: 'sg-bare',
            priority: 50,
          },
          {
            direction: 'egress',
            action: 'deny',
            protocol: 'udp',
            from_port: 53,
            to_port: 53,
            peer: '::/0',
            priority: 100,
          },
        ],
      },
      { ...named('security_group', 'sg-bare', 'default'), tags: [], ...placed, vpc: undefined, rules: [] },
    ),
    ...here(
      'peer-connection',
      {
        ...side,
        ...peering('pc-ours', 'requester'),
        name: '内部',
        state: 'ACTIVE',
        local_vpc: core,
        remote_vpc: to('vpc', 'vpc-plain'),
        remote_owner: MAIN,
      },
      {
        ...side,
        ...peering('pc-ours', 'accepter'),
        name: '内部',
        state: 'ACTIVE',
        local_vpc: to('vpc', 'vpc-plain'),
        remote_vpc: core,
        remote_owner: MAIN,
      },
      {
        ...side,
        ...peering('pc-across', 'requester'),
        name: 'pc-across',
        state: 'PENDING_ACCEPTANCE',
        local_vpc: core,
        remote_vpc: to('vpc', 'vpc-branch'),
        remote_owner: undefined,
      },
    ),
    ...here('enterprise-router', {
      ...named('cen', 'er-hub', '枢纽'),
      tags: own('er-hub'),
      region,
      owner: undefined,
      type: 'enterprise-router',
      state: 'available',
      attachments: [
        { id: 'era-core', vpc: core, owner: undefined, state: 'available' },
        { id: 'era-branch', vpc: to('vpc', 'vpc-branch'), owner: undefined, state: 'pending_acceptance' },
      ],
    }),
  ];
}

function compute(): readonly Sourced[] {
  const nic = {
    tags: [],
    owner: undefined,
    vpc: core,
    subnet: onA,
    security_groups: [],
  } as const;
  const vm = {
    ...placed,
    subnet: undefined,
    type: 's6.large.2',
    created: '2024-03-05T07:09:11.000Z',
    tags: [],
    vpc: undefined,
    ip: undefined,
    hostname: undefined,
    security_groups: [],
  } as const;
  return [
    ...here(
      'nic',
      {
        ...nic,
        ...named('nic', 'port-web', 'eth0'),
        tags: own('port-web'),
        device: to('vm', 'srv-web'),
        usage: 'compute:cn-north-4a',
        mac: 'fa:16:3e:00:00:01',
        addresses: [inside('10.0.1.10'), inside('2407:c080:1200:1::10')],
        security_groups: [web],
      },
      {
        ...nic,
        ...named('nic', 'port-elb'),
        device: to('load_balancer', 'elb-shop'),
        usage: 'neutron:LOADBALANCERV2',
        mac: 'fa:16:3e:00:00:02',
        addresses: [inside('10.0.1.20')],
      },
      {
        ...nic,
        ...named('nic', 'port-rds'),
        device: to('rds', 'rds-orders'),
        usage: 'RDS',
        mac: 'fa:16:3e:00:00:03',
        addresses: [inside('10.0.1.30')],
      },
      {
        ...nic,
        ...named('nic', 'port-loose'),
        device: undefined,
        usage: undefined,
        mac: 'fa:16:3e:00:00:04',
        addresses: [inside('10.0.1.40')],
      },
    ),
    ...here(
      'vm',
      {
        ...vm,
        ...named('vm', 'srv-web', '订单-1'),
        tags: [
          ['own', 'srv-web'],
          ['alone', ''],
          ['公式', 'a=b'],
        ],
        vpc: core,
        az: zoneA,
        state: 'running',
        ip: '10.0.1.10',
        hostname: 'orders-1',
        created: '2025-03-01T02:03:04.000Z',
        security_groups: [web],
      },
      { ...vm, ...named('vm', 'srv-off', 'off'), az: to('az', 'cn-north-4c'), state: 'stopped' },
      { ...vm, ...named('vm', 'srv-bad', 'bad'), az: undefined, state: 'failed' },
    ),
    ...here(
      'eip',
      {
        ...named('eip', 'eip-web', '前门'),
        tags: own('eip-web'),
        ...placed,
        ip: '198.51.100.9',
        private_ip: '10.0.1.10',
        nic: to('nic', 'port-web'),
        device: to('vm', 'srv-web'),
      },
      {
        ...named('eip', 'eip-nat'),
        tags: [],
        ...placed,
        ip: '198.51.100.1',
        private_ip: undefined,
        nic: undefined,
        device: to('nat_gateway', 'ngw-out'),
      },
      {
        ...named('eip', 'eip-loose'),
        tags: [],
        ...placed,
        ip: '198.51.100.7',
        private_ip: undefined,
        nic: undefined,
        device: undefined,
      },
    ),
  ];
}

function translation(): readonly Sourced[] {
  const gateway = { ...placed, vpc: core, subnet: onA, nics: [] } as const;
  const rule = { tags: [], nat_gateway: to('nat_gateway', 'ngw-out'), public_ip: '198.51.100.1' } as const;
  const hidden = { tags: [], nat_gateway: to('nat_gateway', 'pnat'), public_ip: '192.168.1.9' } as const;
  const all = { protocol: 'all', public_port: undefined, private_port: undefined } as const;
  const snat = { ...rule, ...all, direction: 'snat' } as const;
  const dnat = { ...rule, direction: 'dnat', subnet: undefined } as const;
  const ofSubnet = { kind: 'nat_rule', id: 'snat-subnet', name: 'snat-subnet', subnet: onA } as const;
  return [
    ...here('nat-gateway', {
      ...gateway,
      ...named('nat_gateway', 'ngw-out', '出口'),
      tags: own('ngw-out'),
      scheme: 'external',
      state: 'running',
      addresses: [inside('10.0.1.250')],
    }),
    ...here('private-nat-gateway', {
      ...gateway,
      ...named('nat_gateway', 'pnat', '内网转换'),
      tags: own('pnat'),
      scheme: 'internal',
      state: 'failed',
      addresses: [inside('10.0.1.251')],
    }),
    ...here(
      'nat-rule',
      // One rule with two addresses.
      ...['198.51.100.1', '198.51.100.2'].map((public_ip) => ({
        ...snat,
        ...ofSubnet,
        ref: to('nat_rule', 'snat-subnet', public_ip),
        public_ip,
        private_ip: undefined,
      })),
      { ...snat, ...named('nat_rule', 'snat-line'), private_ip: '172.31.0.0/24', subnet: undefined },
      {
        ...dnat,
        ...named('nat_rule', 'dnat-port'),
        protocol: 'tcp',
        public_port: '2222',
        private_ip: '10.0.1.10',
        private_port: '22',
      },
      {
        ...dnat,
        ...named('nat_rule', 'dnat-range'),
        protocol: 'udp',
        public_port: '5000-5010',
        private_ip: '172.31.0.5',
        private_port: '6000-6010',
      },
      { ...dnat, ...all, ...named('nat_rule', 'dnat-all'), private_ip: '172.31.0.6' },
    ),
    ...here(
      'private-nat-rule',
      {
        ...hidden,
        ...all,
        ...named('nat_rule', 'psnat'),
        direction: 'snat',
        private_ip: undefined,
        subnet: onA,
      },
      {
        ...hidden,
        ...named('nat_rule', 'pdnat'),
        direction: 'dnat',
        protocol: 'tcp',
        public_port: '8080',
        private_ip: '10.0.1.10',
        private_port: '80',
        subnet: undefined,
      },
    ),
  ];
}

function balancing(): readonly Sourced[] {
  const shop = to('load_balancer', 'elb-shop');
  const target = { tags: [], load_balancers: [shop], protocol: 'http' } as const;
  const balancer = { ...placed, vpc: core, hostname: undefined, security_groups: [] } as const;
  return [
    ...here(
      'load-balancer',
      {
        ...balancer,
        ...named('load_balancer', 'elb-shop', '商店'),
        tags: own('elb-shop'),
        type: 'dedicated',
        scheme: 'external',
        state: 'running',
        subnets: [onA],
        addresses: [{ ip: '10.0.1.20', public_ip: '198.51.100.20' }],
      },
      {
        ...balancer,
        ...named('load_balancer', 'elb-old', 'old'),
        tags: [],
        type: 'shared',
        scheme: 'internal',
        state: 'failed',
        subnets: [],
        addresses: [inside('10.0.1.21')],
      },
    ),
    ...here(
      'lb-listener',
      {
        ...named('lb_listener', 'lsn-http', '网站'),
        tags: own('lsn-http'),
        load_balancer: shop,
        protocol: 'http',
        port: 80,
        target_groups: ['pool-main', 'pool-api', 'pool-green'],
      },
      {
        ...named('lb_listener', 'lsn-tcp'),
        tags: [],
        load_balancer: shop,
        protocol: 'tcp',
        port: 9000,
        target_groups: [],
      },
    ),
    ...here(
      'lb-target',
      {
        ...target,
        ...named('lb_target', 'm-1', 'web'),
        target_group: 'pool-main',
        port: 8080,
        device: to('vm', 'srv-web'),
        ip: '10.0.1.10',
      },
      {
        ...target,
        ...named('lb_target', 'm-2'),
        target_group: 'pool-api',
        port: 8081,
        device: to('vm', 'srv-web'),
        ip: '10.0.1.10',
      },
      {
        ...target,
        ...named('lb_target', 'm-3'),
        target_group: 'pool-api',
        port: 8081,
        device: undefined,
        ip: '172.31.0.9',
      },
    ),
  ];
}

const at = <R extends string>(host: string, port: number, role: R) => ({ host, port, role });

function data(): readonly Sourced[] {
  const database = {
    ...placed,
    cluster: undefined,
    vpc: core,
    subnets: [onA],
    security_groups: [web],
    tags: [],
  } as const;
  const mysql = {
    ...database,
    engine: 'MySQL',
    version: '8.0.28.221000',
    type: 'rds.mysql.n1.large.2',
  } as const;
  return [
    ...here(
      'rds',
      {
        ...mysql,
        ...named('rds', 'rds-orders', '订单库'),
        tags: own('rds-orders'),
        role: 'primary',
        state: 'running',
        az: undefined,
        endpoints: [at('orders.internal.example', 3306, 'primary')],
        addresses: [{ ip: '10.0.1.30', public_ip: '198.51.100.30' }],
      },
      {
        ...mysql,
        ...named('rds', 'rds-copy', 'copy'),
        role: 'replica',
        state: 'running',
        az: zoneA,
        endpoints: [at('10.0.1.31', 3306, 'reader')],
        addresses: [inside('10.0.1.31')],
      },
      {
        ...database,
        ...named('rds', 'rds-frozen', 'frozen'),
        engine: 'SQLServer',
        version: '2019_SE',
        type: 'rds.mssql.spec.se.s6.large.4',
        role: 'single',
        state: 'failed',
        az: undefined,
        endpoints: [],
        addresses: [],
      },
    ),
    ...here('gaussdb-mysql', {
      ...database,
      ...named('rds', 'taurus'),
      tags: own('taurus'),
      engine: 'gaussdb-mysql',
      version: '8.0',
      type: 'gaussdb.mysql.xlarge.x86.4',
      role: 'cluster',
      state: 'running',
      az: undefined,
      endpoints: [
        at('10.0.1.33', 3306, 'primary'),
        at('10.0.1.34', 3306, 'reader'),
        at('10.0.1.35', 3306, 'custom'),
      ],
      addresses: [inside('10.0.1.33'), inside('10.0.1.34'), inside('10.0.1.35')],
    }),
    ...here('gaussdb', {
      ...database,
      ...named('rds', 'gauss'),
      tags: own('gauss'),
      engine: 'GaussDB',
      version: '8.102.0',
      type: 'gaussdb.opengauss.ee.dn.m6.2xlarge.8.in',
      role: 'cluster',
      state: 'running',
      az: zoneA,
      endpoints: [at('10.0.1.36', 8000, 'primary')],
      addresses: [inside('10.0.1.36')],
    }),
    ...here(
      'redis',
      {
        ...database,
        ...named('redis', 'dcs-hot', '缓存'),
        tags: own('dcs-hot'),
        engine: 'redis',
        version: '6.0',
        role: 'cluster',
        state: 'running',
        type: 'redis.cluster.xu1.large.r2.8',
        az: undefined,
        endpoints: [at('redis-hot.example', 6379, 'primary'), at('redis-hot-ro.example', 6379, 'reader')],
        addresses: [inside('10.0.1.50'), inside('10.0.1.51')],
        security_groups: [],
      },
      {
        ...database,
        ...named('redis', 'dcs-mem', 'mem'),
        engine: 'memcached',
        version: '1.5.1',
        role: 'single',
        state: 'running',
        type: 'dcs.memcached.master_standby',
        az: zoneA,
        endpoints: [at('10.0.1.52', 11_211, 'primary')],
        addresses: [{ ip: '10.0.1.52', public_ip: '198.51.100.52' }],
      },
    ),
    ...here('k8s-cluster', {
      ...named('k8s_cluster', 'cce-prod', '生产集群'),
      tags: own('cce-prod'),
      ...placed,
      version: 'v1.29',
      state: 'running',
      vpc: core,
      subnets: [onA],
      endpoint: 'https://10.0.1.5:5443',
      service_cidrs: ['10.247.0.0/16'],
      security_groups: [web],
    }),
  ];
}

function elsewhere(): readonly Sourced[] {
  const shanghai = to('region', SHANGHAI);
  const there = { region: shanghai, owner: undefined };
  const branch = `${BRANCH} ${BEIJING}`;
  const regions = Object.entries(REGIONS).map(([id, { 'zh-cn': name }]) => ({
    ...named('region', id, name),
    tags: [],
  }));
  return [
    ...[MAIN, BRANCH].flatMap((account) =>
      regions.map((record): Sourced => [`${account} global`, 'region', record]),
    ),
    [
      `${MAIN} global`,
      'cloud-connection',
      {
        ...named('cen', 'cc-wan', '骨干网'),
        tags: own('cc-wan'),
        region: undefined,
        owner: MAIN,
        type: 'cloud-connection',
        state: 'ACTIVE',
        attachments: [
          { id: 'ni-core', vpc: core, owner: MAIN, state: 'ACTIVE' },
          { id: 'ni-line', vpc: undefined, owner: BRANCH, state: 'PENDING' },
        ],
      },
    ],
    [
      `${MAIN} ${SHANGHAI}`,
      'az',
      { ...named('az', 'cn-east-3a'), tags: [], region: shanghai, zone_id: undefined },
    ],
    [
      `${MAIN} global`,
      'central-network',
      {
        ...named('cen', 'gcn-backbone', '中心网络'),
        tags: own('gcn-backbone'),
        region: undefined,
        owner: MAIN,
        type: 'central-network',
        state: 'UPDATING',
        attachments: [{ id: 'er-hub', vpc: undefined, owner: undefined, state: 'attached' }],
      },
    ],
    [`${MAIN} ${SHANGHAI}`, 'vpc', { ...vpcOf('vpc-sh', 'vpc-sh', ['10.8.0.0/16']), ...there }],
    [
      `${MAIN} ${SHANGHAI}`,
      'eip',
      {
        ...named('eip', 'eip-six'),
        tags: own('eip-six'),
        ...there,
        ip: '192.0.2.66',
        private_ip: undefined,
        nic: undefined,
        device: undefined,
      },
    ],
    [
      `${MAIN} ${SHANGHAI}`,
      'eip',
      {
        ...named('eip', 'eip-six'),
        ref: to('eip', 'eip-six', 'ipv6'),
        tags: own('eip-six'),
        ...there,
        ip: '2001:db8:66::42',
        private_ip: undefined,
        nic: undefined,
        device: undefined,
      },
    ],
    [branch, 'vpc', vpcOf('vpc-branch', '分部', ['10.3.0.0/16'])],
    [
      branch,
      'peer-connection',
      {
        kind: 'peer_connection',
        ref: to('peer_connection', 'pc-across', 'accepter'),
        id: 'pc-across',
        name: 'pc-across',
        tags: [],
        side: 'accepter',
        state: 'PENDING_ACCEPTANCE',
        local_vpc: to('vpc', 'vpc-branch'),
        local_region: region,
        local_owner: BRANCH,
        remote_vpc: core,
        remote_region: region,
        remote_owner: undefined,
      },
    ],
  ];
}
