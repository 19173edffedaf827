/** What `estate.ts` must become, written by hand from the model and the vendor's pages. */
import type { Kind, TagRecord } from '../../../shared/model/kinds.ts';
import type { Rule } from '../../../shared/model/network-kinds.ts';
import { lineOf, read } from '../../../shared/model/line.ts';
import { ref } from '../../../shared/model/ref.ts';
import type { Ref } from '../../../shared/model/ref.ts';
import { REGIONS } from '../../simulator/baidu/estate.ts';
import { MANY_ROUTES } from './estate.ts';
import type { Found } from '../stage.ts';
import { BEIJING, BRANCH, GUANGZHOU, MAIN } from './stage.ts';

const to = <K extends Kind>(kind: K, ...native: readonly [string, ...string[]]): Ref<K> =>
  ref('baidu', kind, ...native);

/** Of a record whose native id is all its identity. */
const named = <K extends Kind>(kind: K, id: string, name = id) => ({ kind, ref: to(kind, id), id, name });

const region = to('region', BEIJING);
const core = to('vpc', 'vpc-core');
const edge = to('vpc', 'vpc-edge');
const onA = to('subnet', 'sbn-a');
const onB = to('subnet', 'sbn-b');
const web = to('security_group', 'g-web');
const everybody = to('security_group', 'esg-all');
const zoneA = to('az', 'cn-bj-a');
const zoneB = to('az', 'cn-bj-b');
const zoneZ = to('az', 'cn-bj-z');
const placed = { region, owner: undefined };
const own = (id: string) => [['own', id]] as const;
const inside = (ip: string) => ({ ip, public_ip: undefined });
const outside = (public_ip: string) => ({ ip: undefined, public_ip });

type Sourced = readonly [at: string, source: string, record: TagRecord];

const main = `${MAIN} ${BEIJING}`;
const here = (source: string, ...records: readonly TagRecord[]): readonly Sourced[] =>
  records.map((record) => [main, source, record]);

export function expected(): readonly Found[] {
  const all = [
    ...network(),
    ...groups(),
    ...compute(),
    ...translation(),
    ...balancing(),
    ...peering(),
    ...data(),
    ...elsewhere(),
  ];
  return all.map(([at, source, record]) => {
    const { ref: id, kind: _kind, ...fields } = read(lineOf(record));
    return { at, source, ref: id, fields };
  });
}

function network(): readonly Sourced[] {
  const zone = (id: string) => ({ ...named('az', id), tags: [], region, zone_id: undefined }) as const;
  const table = { kind: 'router', tags: [], ...placed, main: true, subnets: [] } as const;
  const route = { active: true } as const;
  return [
    ...here('az', zone('cn-bj-a'), zone('cn-bj-b')),
    ...here(
      'vpc',
      {
        ...named('vpc', 'vpc-core', '生产网'),
        tags: [
          ['own', 'vpc-core'],
          ['环境', ''],
        ],
        ...placed,
        cidrs: ['10.0.0.0/16', '172.16.0.0/16', '2400:da00:e000::/56'],
        is_default: true,
      },
      { ...named('vpc', 'vpc-edge'), tags: [], ...placed, cidrs: ['10.1.0.0/16'], is_default: false },
    ),
    ...here(
      'subnet',
      {
        ...named('subnet', 'sbn-a', 'front'),
        tags: own('sbn-a'),
        ...placed,
        vpc: core,
        az: zoneA,
        cidrs: ['10.0.1.0/24', '2400:da00:e000:1::/64'],
      },
      {
        ...named('subnet', 'sbn-b', 'edge'),
        tags: [],
        ...placed,
        vpc: edge,
        az: zoneZ,
        cidrs: ['10.1.1.0/24'],
      },
    ),
    ...here(
      'router',
      {
        ...table,
        ...named('router', 'rt-core'),
        vpc: core,
        routes: [
          { ...route, destination: '10.0.0.0/16', hop: 'local', target: undefined },
          { ...route, destination: '0.0.0.0/0', hop: 'nat_gateway', target: 'nat-out' },
          { ...route, destination: '192.168.1.0/24', hop: 'vm', target: 'i-web' },
          { ...route, destination: '10.9.0.0/16', hop: 'peer_connection', target: 'peerconn-far' },
          { ...route, destination: '10.8.0.0/16', hop: 'other', target: 'dc-1' },
          { ...route, destination: '10.7.0.0/16', hop: 'nic', target: 'eni-more' },
          { ...route, destination: '::/0', hop: 'internet_gateway', target: 'ipv6gw-1' },
          { ...route, destination: '10.6.0.0/16', hop: 'vpn_gateway', target: 'vpn-1' },
        ],
      },
      {
        ...table,
        ...named('router', 'rt-edge'),
        vpc: edge,
        routes: Array.from({ length: MANY_ROUTES }, (_, n) => ({
          ...route,
          destination: `10.${100 + Math.floor(n / 256)}.${n % 256}.0/24`,
          hop: 'vm' as const,
          target: 'i-off',
        })),
      },
    ),
  ];
}

const allowing = (given: Partial<Rule> & Pick<Rule, 'direction' | 'peer'>): Rule => ({
  action: 'allow',
  protocol: 'all',
  from_port: undefined,
  to_port: undefined,
  priority: undefined,
  ...given,
});

function groups(): readonly Sourced[] {
  const ssh = {
    direction: 'ingress',
    action: 'deny',
    protocol: 'tcp',
    peer: '10.0.0.0/8',
    priority: 1000,
  } as const;
  return [
    ...here('security-group', {
      ...named('security_group', 'g-web', 'web'),
      tags: own('g-web'),
      ...placed,
      vpc: core,
      rules: [
        allowing({ direction: 'ingress', protocol: 'tcp', from_port: 443, to_port: 443, peer: '0.0.0.0/0' }),
        allowing({ direction: 'ingress', protocol: 'tcp', from_port: 80, to_port: 81, peer: '::/0' }),
        allowing({ direction: 'ingress', protocol: 'udp', from_port: 1, to_port: 65535, peer: 'g-other' }),
        allowing({ direction: 'egress', peer: '10.0.0.0/8' }),
      ],
    }),
    ...here('enterprise-security-group', {
      ...named('security_group', 'esg-all', 'everybody'),
      tags: own('esg-all'),
      ...placed,
      vpc: undefined,
      rules: [
        { ...ssh, from_port: 22, to_port: 22 },
        { ...ssh, from_port: 8000, to_port: 9000 },
      ],
    }),
  ];
}

function compute(): readonly Sourced[] {
  const machine = { type: 'bcc.g5.c2m8', created: '2024-03-05T07:09:11.000Z', ...placed } as const;
  const card = { owner: undefined, security_groups: [] } as const;
  return [
    ...here(
      'vm',
      {
        ...named('vm', 'i-web', '前端'),
        ...machine,
        tags: own('i-web'),
        vpc: core,
        subnet: onA,
        az: zoneA,
        state: 'running',
        ip: '10.0.1.8',
        hostname: 'web',
        security_groups: [web, everybody],
      },
      {
        ...named('vm', 'i-off'),
        ...machine,
        tags: [],
        vpc: edge,
        subnet: onB,
        az: zoneZ,
        state: 'stopped',
        ip: '10.1.1.4',
        hostname: undefined,
        security_groups: [],
      },
      {
        ...named('vm', 'i-both', 'metal in both lists'),
        ...machine,
        tags: [],
        vpc: undefined,
        subnet: undefined,
        az: undefined,
        state: 'running',
        ip: undefined,
        hostname: undefined,
        security_groups: [],
      },
    ),
    ...here(
      'bbc',
      {
        ...named('vm', 'i-metal', 'bare'),
        ...machine,
        tags: own('i-metal'),
        vpc: core,
        subnet: onA,
        az: zoneB,
        state: 'failed',
        type: 'BBC-G4-01',
        ip: '10.0.1.30',
        hostname: 'bare',
        security_groups: [],
      },
      {
        kind: 'nic',
        ref: to('nic', 'i-metal', 'primary'),
        id: 'i-metal',
        name: 'bare',
        tags: [],
        ...card,
        vpc: core,
        subnet: onA,
        device: to('vm', 'i-metal'),
        usage: 'primary',
        mac: 'fa:16:3e:00:00:0b',
        addresses: [
          { ip: '10.0.1.30', public_ip: '198.18.0.3' },
          { ip: '2400:da00:e000:1::30', public_ip: undefined },
          { ip: '10.0.1.31', public_ip: '198.18.0.13' },
        ],
      },
    ),
    ...here(
      'nic',
      {
        ...named('nic', 'eni-more', 'more'),
        tags: own('eni-more'),
        owner: undefined,
        vpc: core,
        subnet: onA,
        device: to('vm', 'i-web'),
        usage: 'elastic',
        mac: 'fa:16:3e:00:00:03',
        addresses: [
          { ip: '10.0.1.20', public_ip: '198.18.0.2' },
          inside('10.0.1.21'),
          inside('2400:da00:e000:1::20'),
        ],
        security_groups: [web],
      },
      {
        ...named('nic', 'eni-off'),
        tags: [],
        ...card,
        vpc: edge,
        subnet: onB,
        device: to('vm', 'i-off'),
        usage: 'elastic',
        mac: 'fa:16:3e:00:00:02',
        addresses: [inside('10.1.1.4')],
      },
      {
        kind: 'nic',
        ref: to('nic', 'i-web', 'primary'),
        id: 'i-web',
        name: '前端',
        tags: [],
        owner: undefined,
        vpc: core,
        subnet: onA,
        device: to('vm', 'i-web'),
        usage: 'primary',
        mac: 'fa:16:3e:00:00:01',
        addresses: [
          inside('10.0.1.9'),
          { ip: '10.0.1.8', public_ip: '198.18.0.1' },
          inside('2400:da00:e000:1::8'),
        ],
        security_groups: [web, everybody],
      },
      {
        ...named('nic', 'eni-both', 'metal in both lists'),
        tags: [],
        ...card,
        vpc: undefined,
        subnet: undefined,
        device: to('vm', 'i-both'),
        usage: 'primary',
        mac: undefined,
        addresses: [],
      },
    ),
  ];
}

function translation(): readonly Sourced[] {
  const loose = { tags: [], ...placed, private_ip: undefined, nic: undefined, device: undefined } as const;
  const gateway = to('nat_gateway', 'nat-out');
  const rule = (id: string, name = id) =>
    ({
      kind: 'nat_rule',
      ref: to('nat_rule', 'nat-out', id),
      id,
      name,
      tags: [],
      nat_gateway: gateway,
      subnet: undefined,
      public_ip: '198.18.0.4',
    }) as const;
  const out = {
    ...rule('rule-1', 'all out'),
    direction: 'snat',
    protocol: 'all',
    public_port: undefined,
    private_ip: '10.0.1.0/24',
    private_port: undefined,
  } as const;
  const back = { direction: 'dnat', private_ip: '10.0.1.8' } as const;
  return [
    ...here(
      'eip',
      {
        ...named('eip', 'ip-web', 'web'),
        ...loose,
        tags: own('ip-web'),
        ip: '198.18.0.1',
        device: to('vm', 'i-web'),
      },
      { ...named('eip', 'ip-nic'), ...loose, ip: '198.18.0.2', nic: to('nic', 'eni-more') },
      { ...named('eip', 'ip-nat'), ...loose, ip: '198.18.0.4', device: gateway },
      { ...named('eip', '198.18.0.9', 'old and loose'), ...loose, ip: '198.18.0.9' },
    ),
    ...here('nat-gateway', {
      ...named('nat_gateway', 'nat-out', 'out'),
      tags: own('nat-out'),
      ...placed,
      vpc: core,
      subnet: undefined,
      scheme: 'external',
      state: 'running',
      addresses: [outside('198.18.0.4'), outside('198.18.0.5')],
      nics: [],
    }),
    ...here(
      'nat-rule',
      { ...out, ref: to('nat_rule', 'nat-out', 'rule-1', '198.18.0.4') },
      { ...out, ref: to('nat_rule', 'nat-out', 'rule-1', '198.18.0.5'), public_ip: '198.18.0.5' },
      { ...rule('rule-2', 'web'), ...back, protocol: 'tcp', public_port: '8443', private_port: '443' },
      { ...rule('rule-3'), ...back, protocol: 'all', public_port: undefined, private_port: undefined },
      { ...rule('rule-4'), ...back, protocol: 'udp', public_port: '100-200', private_port: '300-400' },
    ),
  ];
}

function balancing(): readonly Sourced[] {
  const balancer = {
    ...placed,
    vpc: core,
    subnets: [onA],
    hostname: undefined,
    security_groups: [],
  } as const;
  const listener = (blbId: string, protocol: string, port: number, target_groups: readonly string[]) =>
    ({
      kind: 'lb_listener',
      ref: to('lb_listener', blbId, protocol, String(port)),
      id: `${blbId}:${protocol}:${port}`,
      name: `${blbId}:${protocol}:${port}`,
      tags: [],
      load_balancer: to('load_balancer', blbId),
      protocol,
      port,
      target_groups,
    }) as const;
  const app = { kind: 'lb_target', tags: [], load_balancers: [to('load_balancer', 'lb-app')] } as const;
  const server = {
    ...app,
    name: 'i-web',
    target_group: 'sg-app',
    device: to('vm', 'i-web'),
    ip: '10.0.1.8',
  } as const;
  return [
    ...here(
      'blb',
      {
        ...named('load_balancer', 'lb-old', 'old'),
        ...balancer,
        tags: own('lb-old'),
        type: 'blb',
        scheme: 'internal',
        state: 'running',
        addresses: [inside('10.0.1.50')],
      },
      {
        ...named('load_balancer', 'lb-six', 'six'),
        ...balancer,
        tags: [],
        type: 'blb',
        scheme: 'internal',
        state: 'running',
        addresses: [inside('2400:da00:e000:1::53')],
      },
    ),
    ...here(
      'blb-listener',
      listener('lb-old', 'tcp', 53, ['lb-old']),
      listener('lb-old', 'udp', 53, ['lb-old']),
    ),
    ...here('blb-target', {
      kind: 'lb_target',
      ref: to('lb_target', 'lb-old', 'i-web'),
      id: 'lb-old:i-web',
      name: 'i-web',
      tags: [],
      target_group: 'lb-old',
      load_balancers: [to('load_balancer', 'lb-old')],
      protocol: undefined,
      port: undefined,
      device: to('vm', 'i-web'),
      ip: '10.0.1.8',
    }),
    ...here('appblb', {
      ...named('load_balancer', 'lb-app', 'app'),
      ...balancer,
      tags: own('lb-app'),
      type: 'appblb',
      scheme: 'external',
      state: 'stopped',
      addresses: [{ ip: '10.0.1.51', public_ip: '198.18.0.6' }],
    }),
    ...here('appblb-listener', listener('lb-app', 'https', 443, ['sg-app', 'ip_group-app'])),
    ...here(
      'appblb-target',
      {
        ...server,
        ref: to('lb_target', 'sg-app', 'i-web', 'http', '8080'),
        id: 'sg-app:i-web:http:8080',
        protocol: 'http',
        port: 8080,
      },
      {
        ...server,
        ref: to('lb_target', 'sg-app', 'i-web', 'tcp', '8081'),
        id: 'sg-app:i-web:tcp:8081',
        protocol: 'tcp',
        port: 8081,
      },
      {
        ...app,
        ref: to('lb_target', 'ip_group-app', 'm-1'),
        id: 'ip_group-app:m-1',
        name: '192.168.0.9',
        target_group: 'ip_group-app',
        protocol: 'http',
        port: 9000,
        device: undefined,
        ip: '192.168.0.9',
      },
    ),
  ];
}

function peering(): readonly Sourced[] {
  const side = <S extends string>(id: string, at: S) => ({
    kind: 'peer_connection' as const,
    ref: to('peer_connection', id, at),
    id,
    side: at,
    name: id,
    tags: [],
    local_region: region,
    local_owner: MAIN,
  });
  const both = { state: 'active', remote_region: region, remote_owner: MAIN } as const;
  return here(
    'peer-connection',
    { ...side('peerconn-in', 'requester'), ...both, tags: own('in'), local_vpc: core, remote_vpc: edge },
    { ...side('peerconn-in', 'accepter'), ...both, local_vpc: edge, remote_vpc: core },
    {
      ...side('peerconn-far', 'requester'),
      name: 'to Guangzhou',
      state: 'consulting',
      local_vpc: core,
      remote_vpc: to('vpc', 'vpc-gz'),
      remote_region: to('region', GUANGZHOU),
      remote_owner: BRANCH,
    },
  );
}

const at = (host: string, role: 'primary' | 'reader', port = 3306) => ({ host, port, role });

function data(): readonly Sourced[] {
  const common = { ...placed, vpc: core, subnets: [onA], security_groups: [], az: zoneA } as const;
  const mysql = { ...common, engine: 'mysql', version: '8.0', type: 'Standard' } as const;
  return [
    ...here(
      'rds',
      {
        ...named('rds', 'rdsm-orders', '订单'),
        ...mysql,
        tags: own('rdsm-orders'),
        role: 'primary',
        state: 'running',
        cluster: undefined,
        endpoints: [at('orders.rds.bj.baidubce.com', 'primary'), at('ro.rds.bj.baidubce.com', 'reader')],
        addresses: [{ ip: '10.0.1.60', public_ip: '198.18.0.7' }, inside('10.0.1.61')],
      },
      {
        ...named('rds', 'rdsmr-copy'),
        ...mysql,
        tags: [],
        az: undefined,
        role: 'replica',
        state: 'running',
        cluster: to('rds', 'rdsm-orders'),
        endpoints: [at('copy.rds.bj.baidubce.com', 'reader')],
        addresses: [inside('10.0.1.62')],
      },
      {
        ...named('rds', 'rdss-old'),
        ...common,
        tags: own('rdss-old'),
        engine: 'sqlserver',
        version: '2012',
        type: 'Singleton',
        role: 'single',
        state: 'failed',
        cluster: undefined,
        endpoints: [at('old.rds.bj.baidubce.com', 'primary')],
        addresses: [inside('10.0.1.63')],
      },
    ),
    ...here(
      'redis',
      {
        ...named('redis', 'scs-bj-sessions', 'sessions'),
        ...common,
        tags: own('scs-bj-sessions'),
        engine: 'redis',
        version: '6.0',
        role: 'cluster',
        state: 'running',
        type: 'cache.n1.micro',
        cluster: undefined,
        endpoints: [at('sessions.scs.bj.baidubce.com', 'primary', 6379)],
        addresses: [{ ip: '10.0.1.70', public_ip: '198.18.0.8' }],
      },
      {
        ...named('redis', 'scs-bj-new'),
        ...placed,
        tags: [],
        engine: 'memcache',
        version: '6.0',
        role: 'single',
        state: 'starting',
        type: 'cache.n1.micro',
        cluster: undefined,
        vpc: undefined,
        az: undefined,
        subnets: [],
        endpoints: [],
        addresses: [],
        security_groups: [],
      },
    ),
    ...here('k8s-cluster', {
      ...named('k8s_cluster', 'cce-main', 'main'),
      ...placed,
      tags: own('cce-main'),
      version: '1.30.1',
      state: 'running',
      vpc: core,
      subnets: [onA],
      endpoint: '10.0.1.80',
      service_cidrs: ['172.16.0.0/16'],
      security_groups: [web],
    }),
  ];
}

function elsewhere(): readonly Sourced[] {
  const regions = (account: string): readonly Sourced[] =>
    Object.entries(REGIONS).map(([id, name]) => [
      `${account} global`,
      'region',
      { ...named('region', id, name), tags: [] },
    ]);
  const south = to('region', GUANGZHOU);
  return [
    ...regions(MAIN),
    ...regions(BRANCH),
    [
      `${MAIN} global`,
      'csn',
      {
        ...named('cen', 'csn-all', '全国'),
        tags: own('csn-all'),
        region: undefined,
        owner: MAIN,
        type: 'csn',
        state: 'active',
        attachments: [
          { id: 'tgwAttach-1', vpc: core, owner: MAIN, state: 'attached' },
          { id: 'tgwAttach-2', vpc: undefined, owner: BRANCH, state: 'attaching' },
        ],
      },
    ],
    [
      `${MAIN} ${GUANGZHOU}`,
      'az',
      { ...named('az', 'cn-gz-a'), tags: [], region: south, zone_id: undefined },
    ],
    [
      `${MAIN} ${GUANGZHOU}`,
      'vpc',
      {
        ...named('vpc', 'vpc-gz', 'south'),
        tags: own('vpc-gz'),
        region: south,
        owner: undefined,
        cidrs: ['10.9.0.0/16'],
        is_default: false,
      },
    ],
    [
      `${MAIN} ${GUANGZHOU}`,
      'router',
      {
        ...named('router', 'rt-gz'),
        tags: [],
        region: south,
        owner: undefined,
        vpc: to('vpc', 'vpc-gz'),
        main: true,
        subnets: [],
        routes: [],
      },
    ],
    [`${BRANCH} ${BEIJING}`, 'az', { ...named('az', 'cn-bj-a'), tags: [], region, zone_id: undefined }],
    [
      `${BRANCH} ${BEIJING}`,
      'vpc',
      {
        ...named('vpc', 'vpc-theirs', 'theirs'),
        tags: [],
        ...placed,
        cidrs: ['10.0.0.0/16'],
        is_default: false,
      },
    ],
    [
      `${BRANCH} ${BEIJING}`,
      'router',
      {
        ...named('router', 'rt-theirs'),
        kind: 'router',
        tags: [],
        ...placed,
        vpc: to('vpc', 'vpc-theirs'),
        main: true,
        subnets: [],
        routes: [],
      },
    ],
    [
      `${BRANCH} ${GUANGZHOU}`,
      'peer-connection',
      {
        kind: 'peer_connection',
        ref: to('peer_connection', 'peerconn-far', 'accepter'),
        id: 'peerconn-far',
        name: 'peerconn-far',
        tags: [],
        side: 'accepter',
        state: 'consulting',
        local_vpc: to('vpc', 'vpc-gz'),
        local_region: south,
        local_owner: BRANCH,
        remote_vpc: core,
        remote_region: region,
        remote_owner: MAIN,
      },
    ],
  ];
}
