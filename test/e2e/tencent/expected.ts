/** What `estate.ts` must become, written by hand from the model and the vendor's pages. */
import type { Kind, TagRecord } from '../../../shared/model/kinds.ts';
import type { NextHop, Route, Rule } from '../../../shared/model/network-kinds.ts';
import type { Address } from '../../../shared/model/parts.ts';
import type { Endpoint } from '../../../shared/model/service-kinds.ts';
import { lineOf, read } from '../../../shared/model/line.ts';
import { ref } from '../../../shared/model/ref.ts';
import type { Ref } from '../../../shared/model/ref.ts';
import { MANY_ROUTES } from './estate.ts';
import type { Found } from '../stage.ts';
import { BRANCH, GUANGZHOU, MAIN, SHANGHAI, SINGAPORE } from './stage.ts';

const to = <K extends Kind>(kind: K, ...native: readonly [string, ...string[]]): Ref<K> =>
  ref('tencent', kind, ...native);

/** Of a record whose native id is all its identity. */
const named = <K extends Kind>(kind: K, id: string, name = id) => ({ kind, ref: to(kind, id), id, name });

const own = (id: string) => [['own', id]] as const;
const NONE = [] as const;
const region = to('region', GUANGZHOU);
/** No list but those of TDSQL says whose a resource is. */
const here = { region, owner: undefined };
const mine = { region, owner: MAIN };
const core = to('vpc', 'vpc-core');
const a = to('subnet', 'subnet-a');
const one = to('az', `${GUANGZHOU}-1`);
const two = to('az', `${GUANGZHOU}-2`);
const web = to('security_group', 'sg-web');
const server = to('vm', 'ins-web');
const inside = (ip: string): Address => ({ ip, public_ip: undefined });
const outside = (public_ip: string): Address => ({ ip: undefined, public_ip });

type Sourced = readonly [at: string, source: string, record: TagRecord];

const HERE = `${MAIN} ${GUANGZHOU}`;
const from = (source: string, ...records: readonly TagRecord[]): readonly Sourced[] =>
  records.map((record) => [HERE, source, record]);

export function expected(): readonly Found[] {
  return [...places(), ...network(), ...links(), ...compute(), ...balancing(), ...databases(), ...rest()].map(
    ([at, source, record]) => {
      const { ref: id, kind: _, ...fields } = read(lineOf(record));
      return { at, source, ref: id, fields };
    },
  );
}

function places(): readonly Sourced[] {
  const regionNamed = (at: string, id: string, name: string): Sourced => [
    at,
    'region',
    { ...named('region', id, name), tags: NONE },
  ];
  const zone = { tags: NONE, region, zone_id: undefined };
  return [
    regionNamed(`${MAIN} global`, GUANGZHOU, '华南地区(广州)'),
    regionNamed(`${MAIN} global`, SHANGHAI, '华东地区(上海)'),
    regionNamed(`${MAIN} global`, SINGAPORE, '亚太东南(新加坡)'),
    regionNamed(`${BRANCH} global`, GUANGZHOU, '华南地区(广州)'),
    ...from(
      'az',
      { ...zone, ...named('az', `${GUANGZHOU}-1`, '广州一区') },
      { ...zone, ...named('az', `${GUANGZHOU}-2`, '广州二区') },
      { ...zone, ...named('az', `${GUANGZHOU}-3`, '广州三区') },
    ),
  ];
}

const hop = (destination: string, kind: NextHop, target: string | undefined, active = true): Route => ({
  destination,
  hop: kind,
  target,
  active,
});

const rule = (given: Partial<Rule> & Pick<Rule, 'protocol' | 'peer' | 'priority'>): Rule => ({
  direction: 'ingress',
  action: 'allow',
  from_port: undefined,
  to_port: undefined,
  ...given,
});

function network(): readonly Sourced[] {
  const elsewhere = (
    at: string,
    where: string,
    id: string,
    name: string,
    cidr: string,
    main: boolean,
  ): Sourced => [
    at,
    'vpc',
    {
      ...named('vpc', id, name),
      tags: NONE,
      region: to('region', where),
      owner: undefined,
      cidrs: [cidr],
      is_default: main,
    },
  ];
  return [
    ...from(
      'vpc',
      {
        ...named('vpc', 'vpc-core', '核心 <core>'),
        tags: [
          ['own', 'vpc-core'],
          ['环境', '生产 & "test"'],
          ['empty', ''],
        ],
        ...here,
        cidrs: [
          '10.0.0.0/16',
          '172.16.0.0/20',
          '192.168.0.0/24',
          '2402:4e00:1000:1000::/56',
          '2402:4e00:2000:2000::/56',
        ],
        is_default: false,
      },
      { ...named('vpc', 'vpc-edge'), tags: NONE, ...here, cidrs: ['10.1.0.0/16'], is_default: true },
    ),
    elsewhere(`${MAIN} ${SHANGHAI}`, SHANGHAI, 'vpc-far', '远', '10.8.0.0/16', false),
    elsewhere(`${BRANCH} ${GUANGZHOU}`, GUANGZHOU, 'vpc-office', 'vpc-office', '10.9.0.0/16', true),
    ...from(
      'subnet',
      {
        ...named('subnet', 'subnet-a', '前端'),
        tags: own('subnet-a'),
        ...here,
        vpc: core,
        az: one,
        cidrs: ['10.0.1.0/24', '2402:4e00:1000:1001::/64'],
      },
      {
        ...named('subnet', 'subnet-sold-out'),
        tags: NONE,
        ...here,
        vpc: core,
        az: two,
        cidrs: ['10.0.2.0/24'],
      },
    ),
    ...from(
      'router',
      {
        ...named('router', 'rtb-core', 'default'),
        tags: own('rtb-core'),
        ...here,
        vpc: core,
        main: true,
        subnets: [a, to('subnet', 'subnet-sold-out')],
        routes: [
          hop('10.0.0.0/16', 'local', undefined),
          hop('0.0.0.0/0', 'nat_gateway', 'nat-out'),
          hop('10.1.0.0/16', 'peer_connection', 'pcx-inside'),
          hop('10.8.0.0/16', 'cen', 'ccn-all', false),
          // The server is named by its private address.
          hop('172.20.0.0/16', 'vm', '10.0.1.4'),
          hop('172.21.0.0/16', 'internet_gateway', undefined),
          hop('172.22.0.0/16', 'vpn_gateway', 'vpngw-1'),
          hop('172.23.0.0/16', 'other', 'havip-1'),
          hop('2402:4e00:3000::/64', 'local_gateway', 'cdclgw-1'),
        ],
      },
      {
        ...named('router', 'rtb-many', '很多'),
        tags: NONE,
        ...here,
        vpc: to('vpc', 'vpc-edge'),
        main: false,
        subnets: [],
        routes: Array.from({ length: MANY_ROUTES }, (_, n) => hop(`172.24.${n}.0/24`, 'other', 'dcg-line')),
      },
    ),
    ...from(
      'security-group',
      {
        ...named('security_group', 'sg-web', '网页'),
        tags: own('sg-web'),
        ...here,
        vpc: undefined,
        rules: [
          rule({ protocol: 'tcp', from_port: 80, to_port: 80, peer: '0.0.0.0/0', priority: 0 }),
          rule({ protocol: 'tcp', from_port: 443, to_port: 443, peer: '0.0.0.0/0', priority: 0 }),
          rule({ protocol: 'udp', from_port: 8000, to_port: 9000, peer: '::/0', priority: 1 }),
          rule({ protocol: 'all', peer: 'sg-web', priority: 2 }),
          rule({ protocol: 'ppm-1', peer: 'ipmg-1', priority: 3 }),
          rule({ protocol: 'icmpv6', peer: '10.0.0.0/8', priority: 4, action: 'deny' }),
          rule({ protocol: 'all', peer: '0.0.0.0/0', priority: 0, direction: 'egress' }),
        ],
      },
      { ...named('security_group', 'sg-empty'), tags: NONE, ...here, vpc: undefined, rules: [] },
    ),
  ];
}

/** A NAT gateway between networks, and its rules: what the other side sees stands where an internet address would. */
function privateNats(): readonly Sourced[] {
  const inner = {
    kind: 'nat_rule',
    tags: NONE,
    nat_gateway: to('nat_gateway', 'intranat-core'),
    subnet: undefined,
  } as const;
  const snat = {
    ...inner,
    direction: 'snat',
    protocol: 'all',
    public_port: undefined,
    private_port: undefined,
  } as const;
  const pool = '172.30.0.8-172.30.0.9';
  return [
    ...from('private-nat-gateway', {
      ...named('nat_gateway', 'intranat-core', '私网'),
      tags: own('intranat-core'),
      ...here,
      vpc: core,
      subnet: undefined,
      scheme: 'internal',
      state: 'running',
      addresses: [],
      nics: [],
    }),
    ...from(
      'private-nat-rule',
      {
        ...snat,
        ref: to('nat_rule', 'intranat-core', 'snat', 'local', 'network_layer', '10.0.1.4', '172.30.0.4'),
        id: 'intranat-core:local:network_layer:10.0.1.4:172.30.0.4',
        name: '三层',
        public_ip: '172.30.0.4',
        private_ip: '10.0.1.4',
      },
      {
        ...snat,
        ref: to('nat_rule', 'intranat-core', 'snat', 'peer', 'transport_layer', 'any', pool),
        id: `intranat-core:peer:transport_layer:any:${pool}`,
        name: `peer:transport_layer:any:${pool}`,
        public_ip: pool,
        private_ip: undefined,
      },
      {
        ...inner,
        ref: to('nat_rule', 'intranat-core', 'dnat', 'tcp', '172.30.0.5', '8888'),
        id: 'intranat-core:tcp:172.30.0.5:8888',
        name: 'tcp:172.30.0.5:8888',
        direction: 'dnat',
        protocol: 'tcp',
        public_ip: '172.30.0.5',
        public_port: '8888',
        private_ip: '10.0.1.4',
        private_port: '5666',
      },
    ),
  ];
}

function links(): readonly Sourced[] {
  const gateway = to('nat_gateway', 'nat-out');
  const nat = { tags: NONE, nat_gateway: gateway } as const;
  const dnat = (protocol: string, name: string): TagRecord => ({
    kind: 'nat_rule',
    ref: to('nat_rule', 'nat-out', 'dnat', protocol, '198.51.100.1', '443'),
    id: `nat-out:${protocol}:198.51.100.1:443`,
    name,
    ...nat,
    direction: 'dnat',
    protocol,
    public_ip: '198.51.100.1',
    public_port: '443',
    private_ip: '10.0.1.4',
    private_port: '8443',
    subnet: undefined,
  });
  const snat = (id: string, name: string, ip: string, cidr: string, subnet?: Ref<'subnet'>): TagRecord => ({
    kind: 'nat_rule',
    ref: to('nat_rule', 'nat-out', 'snat', id, ip),
    id,
    name,
    ...nat,
    direction: 'snat',
    protocol: 'all',
    public_ip: ip,
    public_port: undefined,
    private_ip: cidr,
    private_port: undefined,
    subnet,
  });
  return [
    ...from(
      'nat-gateway',
      {
        ...named('nat_gateway', 'nat-out', '出口'),
        tags: own('nat-out'),
        ...here,
        vpc: core,
        subnet: undefined,
        scheme: 'external',
        state: 'running',
        addresses: [outside('198.51.100.1'), outside('198.51.100.2')],
        nics: [],
      },
      {
        ...named('nat_gateway', 'nat-standard'),
        tags: NONE,
        ...here,
        vpc: core,
        subnet: a,
        scheme: 'external',
        state: 'starting',
        addresses: [],
        nics: [],
      },
    ),
    ...from(
      'nat-rule',
      dnat('tcp', '网页'),
      dnat('udp', 'udp:198.51.100.1:443'),
      snat('snat-a', 'snat-a', '198.51.100.1', '10.0.1.0/24', a),
      snat('snat-a', 'snat-a', '198.51.100.2', '10.0.1.0/24', a),
      snat('snat-free', '自定义', '198.51.100.1', '10.0.2.0/28'),
    ),
    ...privateNats(),
    ...peerings(),
    [
      `${MAIN} global`,
      'cen',
      {
        ...named('cen', 'ccn-all', '云联网'),
        tags: own('ccn-all'),
        region: undefined,
        owner: MAIN,
        type: 'ccn',
        state: 'AVAILABLE',
        attachments: [
          { id: 'vpc-core', vpc: core, owner: MAIN, state: 'ACTIVE' },
          { id: 'vpc-far', vpc: to('vpc', 'vpc-far'), owner: MAIN, state: 'ACTIVE' },
          { id: 'vpc-office', vpc: to('vpc', 'vpc-office'), owner: BRANCH, state: 'PENDING' },
          { id: 'dcg-line', vpc: undefined, owner: MAIN, state: 'ACTIVE' },
        ],
      },
    ],
    [
      `${MAIN} global`,
      'cen',
      {
        ...named('cen', 'ccn-empty'),
        tags: NONE,
        region: undefined,
        owner: undefined,
        type: 'ccn',
        state: 'ISOLATED',
        attachments: [],
      },
    ],
  ];
}

/** Both ends are told by whole names, whatever the cloud calls them; each end is in its own scope. */
function peerings(): readonly Sourced[] {
  interface End {
    readonly vpc: string;
    readonly region: string;
    readonly account: string;
  }
  const side = (
    id: string,
    name: string,
    state: string,
    which: 'requester' | 'accepter',
    local: End,
    remote: End,
    tags: readonly (readonly [string, string])[] = NONE,
  ): Sourced => [
    `${local.account} ${local.region}`,
    'peer-connection',
    {
      kind: 'peer_connection',
      ref: to('peer_connection', id, which),
      id,
      name,
      tags,
      side: which,
      state,
      local_vpc: to('vpc', local.vpc),
      local_region: to('region', local.region),
      local_owner: local.account,
      remote_vpc: to('vpc', remote.vpc),
      remote_region: to('region', remote.region),
      remote_owner: remote.account,
    },
  ];
  const start: End = { vpc: 'vpc-core', region: GUANGZHOU, account: MAIN };
  const far: End = { vpc: 'vpc-far', region: SHANGHAI, account: MAIN };
  const office: End = { vpc: 'vpc-office', region: GUANGZHOU, account: BRANCH };
  const edge: End = { vpc: 'vpc-edge', region: GUANGZHOU, account: MAIN };
  return [
    side('pcx-distant', '广州到上海', 'ACTIVE', 'requester', start, far, own('pcx-distant')),
    side('pcx-distant', '广州到上海', 'ACTIVE', 'accepter', far, start, own('pcx-distant')),
    side('pcx-foreign', 'pcx-foreign', 'PENDING', 'requester', start, office),
    side('pcx-foreign', 'pcx-foreign', 'PENDING', 'accepter', office, start, own('pcx-foreign over there')),
    side('pcx-inside', 'pcx-inside', 'ACTIVE', 'requester', start, edge),
    side('pcx-inside', 'pcx-inside', 'ACTIVE', 'accepter', edge, start),
  ];
}

function compute(): readonly Sourced[] {
  const vm = { ...here, vpc: core, hostname: undefined } as const;
  const nic = { owner: undefined, vpc: core, subnet: a } as const;
  const eip = { ...here, private_ip: undefined, nic: undefined, device: undefined } as const;
  return [
    ...from(
      'vm',
      {
        ...named('vm', 'ins-web', '网页 1'),
        tags: own('ins-web'),
        ...vm,
        subnet: a,
        az: one,
        state: 'running',
        type: 'S5.MEDIUM4',
        ip: '10.0.1.4',
        created: '2025-03-01T02:03:04.000Z',
        security_groups: [web],
      },
      {
        ...named('vm', 'ins-off', '未命名'),
        tags: NONE,
        ...vm,
        subnet: to('subnet', 'subnet-sold-out'),
        az: two,
        state: 'stopped',
        type: 'SA2.LARGE8',
        ip: '10.0.2.5',
        created: '2020-09-22T00:00:00.000Z',
        security_groups: [],
      },
      {
        ...named('vm', 'ins-broken', '未命名'),
        tags: NONE,
        ...vm,
        subnet: a,
        az: one,
        state: 'failed',
        type: 'S5.MEDIUM4',
        ip: undefined,
        created: '2025-03-01T02:03:04.000Z',
        security_groups: [],
      },
    ),
    ...from(
      'nic',
      {
        ...named('nic', 'eni-web', '主网卡'),
        tags: own('eni-web'),
        ...nic,
        device: server,
        usage: 'cvm',
        mac: '20:90:6f:f5:34:c7',
        addresses: [
          { ip: '10.0.1.4', public_ip: '198.51.100.3' },
          inside('10.0.1.5'),
          inside('2402:4e00:1000:1001::4'),
        ],
        security_groups: [web],
      },
      {
        ...named('nic', 'eni-pods'),
        tags: NONE,
        ...nic,
        // An instance of the serverless container service is none of our kinds, and no server.
        device: undefined,
        usage: 'eks',
        mac: '20:90:6f:f5:34:c8',
        addresses: [inside('10.0.1.9')],
        security_groups: [],
      },
      {
        ...named('nic', 'eni-loose'),
        tags: NONE,
        ...nic,
        device: undefined,
        usage: 'cvm',
        mac: '20:90:6f:f5:34:c9',
        addresses: [inside('10.0.1.10')],
        security_groups: [],
      },
    ),
    ...from(
      'eip',
      {
        ...named('eip', 'eip-web', '网页'),
        tags: own('eip-web'),
        ...eip,
        ip: '198.51.100.3',
        private_ip: '10.0.1.4',
        nic: to('nic', 'eni-web'),
        device: server,
      },
      {
        ...named('eip', 'eip-nat', '未命名'),
        tags: NONE,
        ...eip,
        ip: '198.51.100.1',
        device: to('nat_gateway', 'nat-out'),
      },
      { ...named('eip', 'eip-loose', '未命名'), tags: own('eip-loose'), ...eip, ip: '198.51.100.4' },
    ),
  ];
}

function balancing(): readonly Sourced[] {
  const balancer = { ...here, vpc: core, subnets: [], hostname: undefined, addresses: [] } as const;
  const open = to('load_balancer', 'lb-open');
  const inner = to('load_balancer', 'lb-inner');
  const classic = to('load_balancer', 'lb-classic');
  const listener = (
    balancerId: string,
    id: string,
    name: string,
    protocol: string,
    port: number,
    target_groups: readonly string[],
  ): TagRecord => ({
    kind: 'lb_listener',
    ref: to('lb_listener', balancerId, id),
    id,
    name,
    tags: NONE,
    load_balancer: to('load_balancer', balancerId),
    protocol,
    port,
    target_groups,
  });
  const target = (
    target_group: string,
    id: string,
    ip: string,
    port: number,
    protocol: string | undefined,
    load_balancer: Ref<'load_balancer'>,
  ): TagRecord => ({
    kind: 'lb_target',
    ref: to('lb_target', target_group, id, ip, String(port)),
    id,
    name: `${id}:${port}`,
    tags: NONE,
    target_group,
    load_balancers: [load_balancer],
    protocol,
    port,
    device: id.startsWith('ins-') ? to('vm', id) : undefined,
    ip,
  });
  return [
    ...from(
      'load-balancer',
      {
        ...named('load_balancer', 'lb-open', '对外'),
        tags: own('lb-open'),
        ...balancer,
        type: 'application',
        scheme: 'external',
        state: 'running',
        addresses: [outside('198.51.100.5')],
        security_groups: [web],
      },
      {
        ...named('load_balancer', 'lb-inner'),
        tags: NONE,
        ...balancer,
        type: 'application',
        scheme: 'internal',
        state: 'starting',
        subnets: [a],
        addresses: [inside('10.0.1.20')],
        security_groups: [],
      },
      {
        ...named('load_balancer', 'lb-domain'),
        tags: NONE,
        ...balancer,
        type: 'application',
        scheme: 'external',
        state: 'running',
        hostname: 'lb-domain.clb.ap-guangzhou.tencentclb.com',
        addresses: [inside('2402:4e00::5')],
        security_groups: [],
      },
      {
        ...named('load_balancer', 'lb-classic'),
        tags: own('lb-classic'),
        ...balancer,
        type: 'classic',
        scheme: 'external',
        state: 'running',
        hostname: 'classic.clb.example.com',
        addresses: [outside('198.51.100.6')],
        security_groups: [],
      },
    ),
    ...from(
      'lb-listener',
      listener('lb-open', 'lbl-http', '网页', 'HTTP', 80, ['loc-root', 'loc-pay']),
      listener('lb-open', 'lbl-https', 'lbl-https', 'HTTPS', 443, []),
      listener('lb-open', 'lbl-tcp', 'lbl-tcp', 'TCP', 9000, ['lbtg-pool']),
      listener('lb-inner', 'lbl-udp', 'lbl-udp', 'UDP', 53, ['loc-udp']),
      target('loc-root', 'ins-web', '10.0.1.4', 8080, 'HTTP', open),
      target('loc-root', 'ins-web', '10.0.1.4', 8081, 'HTTP', open),
      target('lbtg-pool', 'ins-web', '10.0.1.4', 9000, undefined, open),
      // Behind a cloud connect network: only its address is known.
      target('lbtg-pool', '10.8.0.9', '10.8.0.9', 9000, undefined, open),
      target('loc-udp', 'eni-loose', '10.0.1.10', 53, 'UDP', inner),
    ),
    ...from(
      'classic-lb-listener',
      listener('lb-classic', 'lbl-old', 'lbl-old', 'TCP', 80, ['lb-classic:TCP:8080']),
      listener('lb-classic', 'lbl-older', 'lbl-older', 'TCP', 81, ['lb-classic:TCP:8080']),
      {
        ...target('lb-classic:TCP:8080', 'ins-web', '10.0.1.4', 8080, 'TCP', classic),
        kind: 'lb_target',
        ref: to('lb_target', 'lb-classic:TCP:8080', 'ins-web'),
      } as TagRecord,
    ),
  ];
}

const at = (host: string, port: number, role: Endpoint['role']): Endpoint => ({ host, port, role });
const stored = { vpc: core, az: one, subnets: [a], security_groups: [] } as const;

function databases(): readonly Sourced[] {
  const rds = { ...here, ...stored, cluster: undefined } as const;
  return [
    ...from(
      'mysql',
      {
        ...named('rds', 'cdb-orders', '订单'),
        tags: own('cdb-orders'),
        ...rds,
        engine: 'mysql',
        version: '8.0',
        role: 'primary',
        state: 'running',
        type: 'UNIVERSAL',
        endpoints: [
          at('10.0.1.30', 3306, 'primary'),
          at('gz-cdb-orders.sql.tencentcdb.com', 63_306, 'primary'),
          at('10.0.1.31', 3306, 'reader'),
        ],
        addresses: [inside('10.0.1.30')],
      },
      {
        ...named('rds', 'cdbro-orders'),
        tags: NONE,
        ...rds,
        engine: 'mysql',
        version: '8.0',
        role: 'replica',
        state: 'running',
        type: 'UNIVERSAL',
        endpoints: [at('10.0.1.31', 3306, 'reader')],
        addresses: [inside('10.0.1.31')],
      },
      {
        ...named('rds', 'cdb-isolated'),
        tags: NONE,
        ...rds,
        az: two,
        engine: 'mysql',
        version: '5.7',
        role: 'single',
        state: 'stopped',
        type: 'UNIVERSAL',
        endpoints: [at('10.0.2.32', 3306, 'primary')],
        addresses: [inside('10.0.2.32')],
      },
    ),
    ...from('mariadb', {
      ...named('rds', 'tdsql-pay'),
      tags: own('tdsql-pay'),
      ...rds,
      ...mine,
      engine: 'mariadb',
      version: '10.1.9',
      role: 'single',
      state: 'running',
      type: 'TS85',
      endpoints: [
        at('10.0.1.33', 3306, 'primary'),
        at('2402:4e00:1000:1001::33', 3306, 'primary'),
        at('tdsql-pay.sql.tencentcdb.com', 13_306, 'primary'),
      ],
      addresses: [{ ip: '10.0.1.33', public_ip: '198.51.100.7' }, inside('2402:4e00:1000:1001::33')],
    }),
    ...from('dcdb', {
      ...named('rds', 'tdsqlshard-log'),
      tags: own('tdsqlshard-log'),
      ...rds,
      ...mine,
      engine: 'percona',
      version: '5.7.17',
      role: 'single',
      state: 'stopped',
      type: undefined,
      endpoints: [at('10.0.1.34', 3306, 'primary')],
      addresses: [inside('10.0.1.34')],
    }),
    ...from(
      'postgres',
      {
        ...named('rds', 'postgres-geo', '地图'),
        tags: own('postgres-geo'),
        ...rds,
        engine: 'postgresql',
        version: '16.2',
        role: 'primary',
        state: 'running',
        type: 'pg.it.small2',
        endpoints: [
          at('10.0.1.35', 5432, 'primary'),
          at('postgres-geo.sql.tencentcdb.com', 15_432, 'primary'),
        ],
        addresses: [inside('10.0.1.35'), outside('198.51.100.8')],
      },
      {
        ...named('rds', 'pgro-geo'),
        tags: NONE,
        ...rds,
        engine: 'postgresql',
        version: '16.2',
        role: 'replica',
        state: 'stopped',
        type: 'pg.it.small2',
        endpoints: [at('10.0.1.36', 5432, 'reader')],
        addresses: [inside('10.0.1.36')],
      },
    ),
    ...from(
      'sqlserver',
      {
        ...named('rds', 'mssql-crm', '客户'),
        tags: own('mssql-crm'),
        ...rds,
        engine: 'sqlserver',
        version: '2017',
        role: 'primary',
        state: 'running',
        type: 'CLOUD_BSSD',
        endpoints: [at('10.0.1.37', 1433, 'primary')],
        addresses: [inside('10.0.1.37')],
      },
      {
        ...named('rds', 'mssqlro-crm'),
        tags: NONE,
        ...rds,
        engine: 'sqlserver',
        version: '2017',
        role: 'replica',
        state: 'stopped',
        type: 'CLOUD_BSSD',
        endpoints: [at('10.0.1.38', 1433, 'reader')],
        addresses: [inside('10.0.1.38')],
      },
    ),
    ...cynosdb(),
  ];
}

function cynosdb(): readonly Sourced[] {
  const rds = { ...mine, ...stored, engine: 'cynosdb-mysql', version: '8.0', type: 'normal' } as const;
  const cluster = to('rds', 'cynosdbmysql-core');
  const member = { ...rds, cluster, state: 'running', endpoints: [], addresses: [] } as const;
  return from(
    'cynosdb',
    {
      ...named('rds', 'cynosdbmysql-core', '云原生'),
      tags: own('cynosdbmysql-core'),
      ...rds,
      cluster: undefined,
      role: 'cluster',
      state: 'running',
      endpoints: [at('10.0.1.39', 3306, 'primary'), at('10.0.1.40', 3306, 'reader')],
      addresses: [inside('10.0.1.39'), inside('10.0.1.40')],
    },
    {
      ...named('rds', 'cynosdbmysql-ins-1'),
      tags: own('cynosdbmysql-ins-1'),
      ...member,
      role: 'primary',
    },
    { ...named('rds', 'cynosdbmysql-ins-2'), tags: NONE, ...member, role: 'replica' },
  );
}

function rest(): readonly Sourced[] {
  const redis = { ...here, ...stored, cluster: undefined, engine: 'redis' } as const;
  const cluster = {
    ...here,
    vpc: core,
    version: '1.30.0',
    endpoint: undefined,
    security_groups: [],
  } as const;
  return [
    ...from(
      'redis',
      {
        ...named('redis', 'crs-cache', '缓存'),
        tags: own('crs-cache'),
        ...redis,
        // The zone is told by its number only, and is sold out.
        az: two,
        version: '6.2',
        role: 'cluster',
        state: 'running',
        type: 'cluster',
        endpoints: [
          at('10.0.1.41', 6379, 'primary'),
          at('gz-crs-cache.sql.tencentcdb.com', 26_379, 'primary'),
        ],
        addresses: [inside('10.0.1.41')],
      },
      {
        ...named('redis', 'crs-isolated'),
        tags: NONE,
        ...redis,
        version: '5.0',
        role: 'single',
        state: 'stopped',
        type: 'standalone',
        endpoints: [at('10.0.1.42', 6379, 'primary')],
        addresses: [inside('10.0.1.42')],
      },
    ),
    ...from(
      'k8s-cluster',
      {
        ...named('k8s_cluster', 'cls-main', '集群'),
        tags: own('cls-main'),
        ...cluster,
        state: 'running',
        subnets: [a],
        service_cidrs: ['10.15.252.0/22', 'fd00:100::/112'],
      },
      {
        ...named('k8s_cluster', 'cls-idle'),
        tags: NONE,
        ...cluster,
        state: 'stopped',
        subnets: [],
        service_cidrs: ['10.16.252.0/22'],
      },
    ),
  ];
}
