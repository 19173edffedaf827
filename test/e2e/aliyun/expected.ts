/** What `estate.ts` must become, written by hand from the model and the vendor's pages. */
import type { Kind, TagRecord } from '../../../shared/model/kinds.ts';
import { lineOf, read } from '../../../shared/model/line.ts';
import { ref } from '../../../shared/model/ref.ts';
import type { Ref } from '../../../shared/model/ref.ts';
import { MANY_ROUTES } from './estate.ts';
import type { Found } from '../stage.ts';
import { BRANCH, HANGZHOU, MAIN, SINGAPORE } from './stage.ts';

const to = <K extends Kind>(kind: K, ...native: readonly [string, ...string[]]): Ref<K> =>
  ref('aliyun', kind, ...native);

/** Of a record whose native id is all its identity. */
const named = <K extends Kind>(kind: K, id: string, name = id) => ({ kind, ref: to(kind, id), id, name });

const region = to('region', HANGZHOU);
const core = to('vpc', 'vpc-core');
const inB = to('subnet', 'vsw-b');
const web = to('security_group', 'sg-web');
const created = '2025-03-01T02:03:00.000Z';
const own = (id: string) => [['own', id]] as const;
const inside = (ip: string) => ({ ip, public_ip: undefined });

type Sourced = readonly [at: string, source: string, record: TagRecord];

const main = `${MAIN} ${HANGZHOU}`;
const here = (source: string, ...records: readonly TagRecord[]): readonly Sourced[] =>
  records.map((record) => [main, source, record]);

export function expected(): readonly Found[] {
  return [...network(), ...compute(), ...balancing(), ...data(), ...elsewhere()].map(
    ([at, source, record]) => {
      const { ref: id, kind: _, ...fields } = read(lineOf(record));
      return { at, source, ref: id, fields };
    },
  );
}

const hop = (
  destination: string,
  to_: 'cen' | 'other' | 'vm' | 'vpn_gateway' | 'peer_connection',
  target: string,
) => ({
  destination,
  hop: to_,
  target,
  active: true,
});

function network(): readonly Sourced[] {
  const rule = { tags: [], nat_gateway: to('nat_gateway', 'ngw-out'), public_ip: '198.51.100.1' };
  const eip = { region, owner: undefined };
  return [
    ...here('az', { ...named('az', 'cn-hangzhou-b', '杭州 可用区B'), tags: [], region, zone_id: undefined }),
    ...here(
      'vpc',
      {
        ...named('vpc', 'vpc-core', '核心 <core>'),
        tags: [
          ['own', 'vpc-core'],
          ['环境', '生产 & test'],
        ],
        region,
        owner: MAIN,
        cidrs: ['10.0.0.0/16', '172.16.0.0/16', '2408:4005:1:ab00::/56'],
        is_default: false,
      },
      {
        ...named('vpc', 'vpc-default'),
        tags: [],
        region,
        owner: MAIN,
        cidrs: ['172.31.0.0/16'],
        is_default: true,
      },
    ),
    ...here(
      'subnet',
      {
        ...named('subnet', 'vsw-b', '前端'),
        tags: own('vsw-b'),
        region,
        owner: MAIN,
        vpc: core,
        az: to('az', 'cn-hangzhou-b'),
        cidrs: ['10.0.1.0/24', '2408:4005:1:ab01::/64'],
      },
      {
        ...named('subnet', 'vsw-sold-out'),
        tags: [],
        region,
        owner: MAIN,
        vpc: core,
        az: to('az', 'cn-hangzhou-s'),
        cidrs: ['10.0.2.0/24'],
      },
    ),
    ...here(
      'router',
      {
        ...named('router', 'vtb-core'),
        tags: [],
        region,
        owner: MAIN,
        vpc: core,
        main: true,
        subnets: [inB],
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
        ...named('router', 'vtb-custom', '自定义'),
        tags: own('vtb-custom'),
        region,
        owner: MAIN,
        vpc: core,
        main: false,
        subnets: [to('subnet', 'vsw-sold-out')],
        routes: [
          hop('10.77.0.0/16', 'other', 'ri-1'),
          hop('10.77.0.0/16', 'other', 'ri-2'),
          hop('10.78.0.0/16', 'vm', 'i-web'),
          hop('10.8.0.0/16', 'peer_connection', 'pcc-abroad'),
          hop('10.0.0.0/8', 'cen', 'tr-attach-core'),
          hop('10.79.0.0/16', 'vpn_gateway', 'vpn-1'),
          { destination: '::/0', hop: 'internet_gateway', target: 'ipv6gw-1', active: true },
        ],
      },
    ),
    ...here('nat-gateway', {
      ...named('nat_gateway', 'ngw-out', '出口'),
      tags: own('ngw-out'),
      region,
      owner: undefined,
      vpc: core,
      subnet: inB,
      scheme: 'external',
      state: 'running',
      addresses: [{ ip: '10.0.1.200', public_ip: '198.51.100.1' }],
      nics: [to('nic', 'eni-nat')],
    }),
    ...here(
      'nat-rule',
      {
        ...named('nat_rule', 'snat-b', '前端出口'),
        ...rule,
        direction: 'snat',
        protocol: 'all',
        public_port: undefined,
        private_ip: '10.0.1.0/24',
        private_port: undefined,
        subnet: inB,
      },
      ...['198.51.100.1', '198.51.100.4'].map((ip): TagRecord => ({
        ...named('nat_rule', 'snat-two'),
        ref: to('nat_rule', 'snat-two', ip),
        ...rule,
        direction: 'snat',
        protocol: 'all',
        public_ip: ip,
        public_port: undefined,
        private_ip: '10.0.1.21/32',
        private_port: undefined,
        subnet: undefined,
      })),
      {
        ...named('nat_rule', 'fwd-web'),
        ...rule,
        direction: 'dnat',
        protocol: 'tcp',
        public_port: '8080',
        private_ip: '10.0.1.10',
        private_port: '80',
        subnet: undefined,
      },
      {
        ...named('nat_rule', 'fwd-all'),
        ...rule,
        direction: 'dnat',
        protocol: 'all',
        public_port: undefined,
        private_ip: '10.0.1.11',
        private_port: undefined,
        subnet: undefined,
      },
    ),
    ...here(
      'eip',
      {
        ...named('eip', 'eip-nat', '出口地址'),
        tags: own('eip-nat'),
        ...eip,
        ip: '198.51.100.1',
        private_ip: '10.0.1.200',
        nic: undefined,
        device: to('nat_gateway', 'ngw-out'),
      },
      {
        ...named('eip', 'eip-nic'),
        tags: [],
        ...eip,
        ip: '198.51.100.2',
        private_ip: '10.0.1.20',
        nic: to('nic', 'eni-second'),
        device: undefined,
      },
      {
        ...named('eip', 'eip-loose'),
        tags: [],
        ...eip,
        ip: '198.51.100.3',
        private_ip: undefined,
        nic: undefined,
        device: undefined,
      },
    ),
    ...here(
      'peer-connection',
      {
        ...named('peer_connection', 'pcc-abroad', '到新加坡'),
        ref: to('peer_connection', 'pcc-abroad', 'requester'),
        tags: own('pcc-abroad'),
        side: 'requester',
        state: 'Activated',
        local_vpc: core,
        local_region: region,
        local_owner: MAIN,
        remote_vpc: to('vpc', 'vpc-sg'),
        remote_region: to('region', SINGAPORE),
        remote_owner: MAIN,
      },
      {
        ...named('peer_connection', 'pcc-across'),
        ref: to('peer_connection', 'pcc-across', 'requester'),
        tags: [],
        side: 'requester',
        state: 'Accepting',
        local_vpc: core,
        local_region: region,
        local_owner: MAIN,
        remote_vpc: to('vpc', 'vpc-branch'),
        remote_region: region,
        remote_owner: BRANCH,
      },
    ),
  ];
}

function compute(): readonly Sourced[] {
  const nic = { owner: MAIN, vpc: core, subnet: inB };
  return [
    ...here('security-group', {
      ...named('security_group', 'sg-web', '网站'),
      tags: own('sg-web'),
      region,
      owner: undefined,
      vpc: core,
      rules: [
        {
          direction: 'ingress',
          action: 'allow',
          protocol: 'tcp',
          from_port: 80,
          to_port: 443,
          peer: '0.0.0.0/0',
          priority: 1,
        },
        {
          direction: 'ingress',
          action: 'allow',
          protocol: 'icmpv6',
          from_port: undefined,
          to_port: undefined,
          peer: '2408::/16',
          priority: 7,
        },
        {
          direction: 'ingress',
          action: 'allow',
          protocol: 'udp',
          from_port: 53,
          to_port: 53,
          peer: 'sg-web',
          priority: 1,
        },
        {
          direction: 'egress',
          action: 'deny',
          protocol: 'all',
          from_port: undefined,
          to_port: undefined,
          peer: 'pl-blocked',
          priority: 100,
        },
      ],
    }),
    ...here(
      'vm',
      {
        ...named('vm', 'i-web', '网站 1'),
        tags: [
          ['own', 'i-web'],
          ['空值', ''],
        ],
        region,
        owner: undefined,
        vpc: core,
        subnet: inB,
        az: to('az', 'cn-hangzhou-b'),
        state: 'running',
        type: 'ecs.g7.large',
        ip: '10.0.1.10',
        hostname: 'web-1',
        created,
        security_groups: [web],
      },
      {
        ...named('vm', 'i-off'),
        tags: [],
        region,
        owner: undefined,
        vpc: core,
        subnet: to('subnet', 'vsw-sold-out'),
        az: to('az', 'cn-hangzhou-s'),
        state: 'stopped',
        type: 'ecs.g7.large',
        ip: '10.0.2.10',
        hostname: 'host-i-off',
        created,
        security_groups: [web],
      },
      // Its public address, which no interface has.
      {
        ...named('nic', 'i-off'),
        ref: to('nic', 'i-off', 'own'),
        tags: [],
        owner: undefined,
        vpc: core,
        subnet: to('subnet', 'vsw-sold-out'),
        device: to('vm', 'i-off'),
        usage: undefined,
        mac: undefined,
        addresses: [{ ip: undefined, public_ip: '198.51.100.77' }],
        security_groups: [web],
      },
    ),
    ...here(
      'nic',
      {
        ...named('nic', 'eni-web'),
        tags: [],
        ...nic,
        device: to('vm', 'i-web'),
        usage: 'Primary',
        mac: '00:16:3e:00:00:01',
        addresses: [inside('10.0.1.10'), inside('2408:4005:1:ab01::10')],
        security_groups: [web],
      },
      {
        ...named('nic', 'eni-second', '第二网卡'),
        tags: own('eni-second'),
        ...nic,
        device: to('vm', 'i-web'),
        usage: 'Secondary',
        mac: '00:16:3e:00:00:02',
        addresses: [{ ip: '10.0.1.20', public_ip: '198.51.100.2' }, inside('10.0.1.21')],
        security_groups: [web],
      },
      {
        ...named('nic', 'eni-nat'),
        tags: [],
        ...nic,
        device: to('nat_gateway', 'ngw-out'),
        usage: 'Secondary',
        mac: '00:16:3e:00:00:03',
        addresses: [inside('10.0.1.200')],
        security_groups: [],
      },
    ),
  ];
}

function balancing(): readonly Sourced[] {
  const placed = { region, owner: undefined };
  const target = (
    group: string,
    [id, ...more]: readonly [string, ...string[]],
    port: number,
    balancer: string,
  ) => ({
    kind: 'lb_target' as const,
    ref: to('lb_target', group, id, ...more, String(port)),
    id,
    name: `${id}:${port}`,
    tags: [],
    target_group: group,
    load_balancers: [to('load_balancer', balancer)],
    port,
  });
  const vm = to('vm', 'i-web');
  return [
    ...here(
      'clb',
      {
        ...named('load_balancer', 'lb-in', '内网'),
        tags: own('lb-in'),
        ...placed,
        type: 'classic',
        scheme: 'internal',
        state: 'running',
        vpc: core,
        subnets: [inB],
        hostname: undefined,
        addresses: [inside('10.0.1.100')],
        security_groups: [],
      },
      {
        ...named('load_balancer', 'lb-out'),
        tags: [],
        ...placed,
        type: 'classic',
        scheme: 'external',
        state: 'stopped',
        vpc: undefined,
        subnets: [],
        hostname: undefined,
        addresses: [{ ip: undefined, public_ip: '198.51.100.9' }],
        security_groups: [],
      },
    ),
    ...here(
      'clb-listener',
      {
        ...named('lb_listener', 'lb-in:tcp:80', '网站入口'),
        ref: to('lb_listener', 'lb-in', 'tcp:80'),
        tags: own('lb-in_tcp_80'),
        load_balancer: to('load_balancer', 'lb-in'),
        protocol: 'tcp',
        port: 80,
        target_groups: ['rsp-a'],
      },
      {
        ...named('lb_listener', 'lb-in:udp:53', 'udp:53'),
        ref: to('lb_listener', 'lb-in', 'udp:53'),
        tags: [],
        load_balancer: to('load_balancer', 'lb-in'),
        protocol: 'udp',
        port: 53,
        target_groups: ['lb-in:5353'],
      },
    ),
    ...here(
      'clb-target',
      { ...target('rsp-a', ['i-web'], 8080, 'lb-in'), protocol: 'tcp', device: vm, ip: '10.0.1.10' },
      {
        ...target('rsp-a', ['eni-second'], 8080, 'lb-in'),
        protocol: 'tcp',
        device: undefined,
        ip: '10.0.1.20',
      },
      { ...target('lb-in:5353', ['i-web'], 5353, 'lb-in'), protocol: 'udp', device: vm, ip: '10.0.1.10' },
    ),
    ...here('alb', {
      ...named('load_balancer', 'alb-web', '网站'),
      tags: own('alb-web'),
      ...placed,
      type: 'application',
      scheme: 'external',
      state: 'running',
      vpc: core,
      subnets: [inB],
      hostname: 'alb-web.cn-hangzhou.alb.aliyuncs.com',
      addresses: [{ ip: '10.0.1.111', public_ip: '198.51.100.8' }],
      security_groups: [web],
    }),
    ...here('alb-listener', {
      ...named('lb_listener', 'lsn-web', 'https:443'),
      tags: own('lsn-web'),
      load_balancer: to('load_balancer', 'alb-web'),
      protocol: 'https',
      port: 443,
      target_groups: ['sgp-blue', 'sgp-web'],
    }),
    ...here(
      'alb-target',
      { ...target('sgp-web', ['i-web'], 80, 'alb-web'), protocol: 'http', device: vm, ip: '10.0.1.10' },
      {
        ...target('sgp-blue', ['10.0.1.21'], 8443, 'alb-web'),
        protocol: 'https',
        device: undefined,
        ip: '10.0.1.21',
      },
    ),
    ...here('nlb', {
      ...named('load_balancer', 'nlb-db'),
      tags: own('nlb-db'),
      ...placed,
      type: 'network',
      scheme: 'external',
      state: 'running',
      vpc: core,
      subnets: [inB],
      hostname: 'nlb-db.cn-hangzhou.nlb.aliyuncs.com',
      addresses: [{ ip: '10.0.1.110', public_ip: '198.51.100.7' }],
      security_groups: [],
    }),
    ...here('nlb-listener', {
      ...named('lb_listener', 'lsn-db@3306', '数据库'),
      tags: own('lsn-db@3306'),
      load_balancer: to('load_balancer', 'nlb-db'),
      protocol: 'tcp',
      port: 3306,
      target_groups: ['sgp-db'],
    }),
    ...here('nlb-target', {
      ...target('sgp-db', ['eni-second', '10.0.1.20'], 3306, 'nlb-db'),
      protocol: 'tcp',
      device: undefined,
      ip: '10.0.1.20',
    }),
  ];
}

function data(): readonly Sourced[] {
  const placed = {
    region,
    owner: undefined,
    vpc: core,
    az: to('az', 'cn-hangzhou-b'),
    subnets: [inB],
    security_groups: [],
    cluster: undefined,
  };
  return [
    ...here(
      'rds',
      {
        ...named('rds', 'rm-orders', '订单'),
        tags: own('rm-orders'),
        ...placed,
        engine: 'mysql',
        version: '8.0',
        role: 'primary',
        state: 'running',
        type: 'mysql.n2.medium.2c',
        endpoints: [
          { host: 'rm-orders.mysql.rds.aliyuncs.com', port: 3306, role: 'primary' },
          { host: 'rm-orderso.mysql.rds.aliyuncs.com', port: 3306, role: 'primary' },
        ],
        addresses: [inside('10.0.1.50'), { ip: undefined, public_ip: '198.51.100.50' }],
      },
      {
        ...named('rds', 'rr-orders'),
        tags: [],
        ...placed,
        engine: 'mysql',
        version: '8.0',
        role: 'replica',
        state: 'starting',
        type: 'mysql.n2.medium.2c',
        endpoints: [{ host: 'rr-orders.mysql.rds.aliyuncs.com', port: 3306, role: 'reader' }],
        addresses: [inside('10.0.1.51')],
      },
    ),
    ...here('polardb', {
      ...named('rds', 'pc-stock', '库存'),
      tags: own('pc-stock'),
      ...placed,
      engine: 'polardb-mysql',
      version: '8.0',
      role: 'cluster',
      state: 'running',
      type: 'polar.mysql.x4.medium',
      endpoints: [{ host: 'pc-stock.mysql.polardb.rds.aliyuncs.com', port: 3306, role: 'primary' }],
      addresses: [inside('10.0.1.60')],
    }),
    ...here('redis', {
      ...named('redis', 'r-cache', '缓存'),
      tags: own('r-cache'),
      ...placed,
      engine: 'tair',
      version: '7.0',
      role: 'cluster',
      state: 'stopped',
      type: 'redis.master.small.default',
      endpoints: [
        { host: 'r-cache.redis.rds.aliyuncs.com', port: 6379, role: 'primary' },
        { host: 'r-cachepd.redis.rds.aliyuncs.com', port: 6380, role: 'primary' },
      ],
      addresses: [inside('10.0.1.70'), { ip: undefined, public_ip: '198.51.100.70' }],
    }),
    ...here('k8s-cluster', {
      ...named('k8s_cluster', 'c0ffee', '生产 ack'),
      tags: own('c0ffee'),
      region,
      owner: undefined,
      version: '1.32.1-aliyun.1',
      state: 'running',
      vpc: core,
      subnets: [inB, to('subnet', 'vsw-sold-out')],
      endpoint: 'https://47.96.0.1:6443',
      service_cidrs: ['172.21.0.0/20', 'fd00:172:21::/112'],
      security_groups: [web],
    }),
  ];
}

/** The other region, the other account, and what spans regions. */
function elsewhere(): readonly Sourced[] {
  const abroad = `${MAIN} ${SINGAPORE}`;
  const branch = `${BRANCH} ${HANGZHOU}`;
  const vpc = { tags: [], is_default: false };
  const regions = [
    [MAIN, HANGZHOU, '华东1(杭州)'],
    [MAIN, SINGAPORE, '新加坡'],
    [MAIN, 'us-west-1', '美国(硅谷)'],
    [BRANCH, HANGZHOU, '华东1(杭州)'],
  ] as const;
  return [
    ...regions.map(([account, id, name]): Sourced => [
      `${account} global`,
      'region',
      { ...named('region', id, name), tags: [] },
    ]),
    [
      abroad,
      'vpc',
      {
        ...named('vpc', 'vpc-sg'),
        ...vpc,
        region: to('region', SINGAPORE),
        owner: MAIN,
        cidrs: ['10.8.0.0/16'],
      },
    ],
    [
      abroad,
      'peer-connection',
      {
        ...named('peer_connection', 'pcc-abroad', '到新加坡'),
        ref: to('peer_connection', 'pcc-abroad', 'accepter'),
        tags: own('pcc-abroad'),
        side: 'accepter',
        state: 'Activated',
        local_vpc: to('vpc', 'vpc-sg'),
        local_region: to('region', SINGAPORE),
        local_owner: MAIN,
        remote_vpc: core,
        remote_region: region,
        remote_owner: MAIN,
      },
    ],
    [
      branch,
      'vpc',
      { ...named('vpc', 'vpc-branch', '分部'), ...vpc, region, owner: BRANCH, cidrs: ['10.3.0.0/16'] },
    ],
    [
      branch,
      'peer-connection',
      {
        ...named('peer_connection', 'pcc-across'),
        ref: to('peer_connection', 'pcc-across', 'accepter'),
        tags: [],
        side: 'accepter',
        state: 'Accepting',
        local_vpc: to('vpc', 'vpc-branch'),
        local_region: region,
        local_owner: BRANCH,
        remote_vpc: core,
        remote_region: region,
        remote_owner: MAIN,
      },
    ],
    [
      `${MAIN} global`,
      'cen',
      {
        ...named('cen', 'cen-wan', '骨干网'),
        tags: own('cen-wan'),
        region: undefined,
        owner: undefined,
        type: 'cen',
        state: 'Active',
        attachments: [
          { id: 'vpc-core', vpc: core, owner: MAIN, state: 'Attached' },
          { id: 'vbr-line', vpc: undefined, owner: BRANCH, state: 'Attaching' },
        ],
      },
    ],
    [
      `${MAIN} global`,
      'transit-router',
      {
        ...named('cen', 'tr-hz'),
        tags: own('tr-hz'),
        region,
        owner: MAIN,
        type: 'transit_router',
        state: 'Active',
        attachments: [{ id: 'tr-attach-core', vpc: core, owner: MAIN, state: 'Attached' }],
      },
    ],
  ];
}
