/**
 * What the end-to-end suite's two accounts hold, by names of our own: nothing here is an id of a cloud. A
 * builder makes it in a cloud and says which native ids came of it (`facts.ts`); `expected.ts` says which
 * records it must give.
 *
 * Names are unique over all types. An untagged resource has no name, so its record's name is its id.
 */
export type Tags = Readonly<Record<string, string>>;

export type PlaceName = 'hub' | 'far' | 'branch' | 'bare';

export const ACCOUNTS = { main: '123456789012', member: '210987654321' } as const;

export interface PlaceOf {
  readonly account: keyof typeof ACCOUNTS;
  readonly region: string;
  /** In the order of their names; a default VPC has a subnet in each. */
  readonly zones: readonly (readonly [name: string, id: string])[];
}

const VIRGINIA: PlaceOf['zones'] = [
  ['us-east-1a', 'use1-az6'],
  ['us-east-1b', 'use1-az1'],
  ['us-east-1c', 'use1-az2'],
  ['us-east-1d', 'use1-az4'],
  ['us-east-1e', 'use1-az3'],
  ['us-east-1f', 'use1-az5'],
];
const IRELAND: PlaceOf['zones'] = [
  ['eu-west-1a', 'euw1-az3'],
  ['eu-west-1b', 'euw1-az1'],
  ['eu-west-1c', 'euw1-az2'],
];

/** `bare` holds only what AWS itself puts into a region. */
export const PLACES: Readonly<Record<PlaceName, PlaceOf>> = {
  hub: { account: 'main', region: 'us-east-1', zones: VIRGINIA },
  far: { account: 'main', region: 'eu-west-1', zones: IRELAND },
  branch: { account: 'member', region: 'eu-west-1', zones: IRELAND },
  bare: { account: 'member', region: 'us-east-1', zones: VIRGINIA },
};
export const PLACE_NAMES = Object.keys(PLACES) as readonly PlaceName[];

export interface Vpc {
  readonly name: string;
  readonly place: PlaceName;
  readonly cidrs: readonly string[];
  readonly ipv6: boolean;
  /** Made by AWS, with its subnets. */
  readonly isDefault: boolean;
  readonly tags: Tags;
}

export interface Subnet {
  readonly name: string;
  readonly vpc: string;
  /** Its zone's letter. */
  readonly zone: string;
  readonly cidr: string;
  readonly ipv6: boolean;
  readonly isDefault: boolean;
  readonly tags: Tags;
}

/** No records of their own: what routes lead to. */
export interface Gateway {
  readonly name: string;
  readonly vpc: string;
  readonly type: 'internet_gateway' | 'egress_only_internet_gateway' | 'vpn_gateway' | 'carrier_gateway';
}

export interface PrefixList {
  readonly name: string;
  readonly place: PlaceName;
  readonly cidrs: readonly string[];
}

export type Hop = Gateway['type'] | 'nat_gateway' | 'vm' | 'nic' | 'peer_connection' | 'cen';

/** To a CIDR, or to the prefix list of that name. Local routes are not written down: every block of the VPC has one. */
export interface Route {
  readonly to: string;
  readonly hop: Hop;
  readonly target: string;
}

export interface RouteTable {
  readonly name: string;
  readonly vpc: string;
  /** Made by AWS together with the VPC. */
  readonly main: boolean;
  readonly subnets: readonly string[];
  readonly routes: readonly Route[];
  readonly tags: Tags;
}

/** `peer`: a CIDR, or the name of a group or prefix list. */
export interface GroupRule {
  readonly direction: 'ingress' | 'egress';
  readonly protocol: string;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly peer: string;
}

export interface SecurityGroup {
  readonly name: string;
  readonly vpc: string;
  /** Made by AWS together with the VPC. */
  readonly isDefault: boolean;
  /** Beside the rules that AWS makes. */
  readonly rules: readonly GroupRule[];
  readonly tags: Tags;
}

export interface Vm {
  readonly name: string;
  readonly subnet: string;
  readonly type: string;
  readonly groups: readonly string[];
  readonly state: 'running' | 'stopped' | 'terminated';
  readonly tags: Tags;
  /** Of its primary interface. */
  readonly nicTags: Tags;
}

/** Beside the primary interfaces of servers. */
export interface Nic {
  readonly name: string;
  readonly subnet: string;
  readonly groups: readonly string[];
  readonly ips: readonly string[];
  readonly ipv6: number;
  readonly vm: string | undefined;
  readonly tags: Tags;
}

export interface Nat {
  readonly name: string;
  readonly subnet: string;
  /** The address of a public one. */
  readonly eip: string | undefined;
  readonly tags: Tags;
}

/** `on`: the server or NAT gateway that it leads to. */
export interface Eip {
  readonly name: string;
  readonly place: PlaceName;
  readonly on: { readonly vm: string } | { readonly nat: string } | undefined;
  readonly tags: Tags;
}

export interface Peering {
  readonly name: string;
  readonly requester: string;
  readonly accepter: string;
  readonly accepted: boolean;
  /** Each side has tags of its own. */
  readonly requesterTags: Tags;
  readonly accepterTags: Tags;
}

export interface TransitGateway {
  readonly name: string;
  readonly place: PlaceName;
  readonly attachments: readonly {
    readonly name: string;
    readonly vpc: string;
    readonly subnets: readonly string[];
  }[];
  readonly tags: Tags;
}

export interface ClassicBalancer {
  readonly name: string;
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
  readonly internal: boolean;
  readonly listeners: readonly {
    readonly protocol: string;
    readonly port: number;
    readonly to: readonly [protocol: string, port: number];
  }[];
  readonly vms: readonly string[];
  readonly tags: Tags;
}

export interface Balancer {
  readonly name: string;
  readonly type: 'application' | 'network';
  readonly internal: boolean;
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
  readonly tags: Tags;
}

export interface Listener {
  readonly name: string;
  readonly balancer: string;
  readonly protocol: string;
  readonly port: number;
  /** The default action forwards to these, by weight if there are several. */
  readonly forward: readonly (readonly [group: string, weight: number])[];
  readonly rules: readonly { readonly path: string; readonly forward: string }[];
  readonly tags: Tags;
}

export interface TargetGroup {
  readonly name: string;
  readonly vpc: string;
  readonly protocol: string;
  readonly port: number;
  readonly type: 'instance' | 'ip';
  /** Servers by name, or addresses. */
  readonly targets: readonly (readonly [id: string, port: number])[];
}

/** Neither has a record: networks of databases and caches. */
export interface SubnetGroup {
  readonly name: string;
  readonly subnets: readonly string[];
}

export interface DbCluster {
  readonly name: string;
  readonly engine: string;
  readonly version: string;
  readonly subnetGroup: string;
  readonly groups: readonly string[];
  readonly tags: Tags;
}

export interface Db {
  readonly name: string;
  readonly engine: string;
  readonly version: string;
  readonly type: string;
  readonly zone: string;
  readonly subnetGroup: string;
  readonly groups: readonly string[];
  readonly cluster: string | undefined;
  readonly writer: boolean;
  readonly replicaOf: string | undefined;
  readonly tags: Tags;
}

export interface CacheGroup {
  readonly name: string;
  readonly engine: string;
  readonly version: string;
  readonly type: string;
  readonly nodes: number;
  readonly subnetGroup: string;
  readonly groups: readonly string[];
  readonly tags: Tags;
}

export interface Cache {
  readonly name: string;
  readonly engine: string;
  readonly version: string;
  readonly type: string;
  readonly nodes: number;
  readonly zone: string;
  readonly subnetGroup: string;
  readonly groups: readonly string[];
  readonly tags: Tags;
}

export interface ServerlessCache {
  readonly name: string;
  readonly engine: string;
  readonly version: string;
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
  readonly tags: Tags;
}

export interface Cluster {
  readonly name: string;
  readonly version: string;
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
  readonly serviceCidr: string;
  readonly tags: Tags;
}

export interface Estate {
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly gateways: readonly Gateway[];
  readonly prefixLists: readonly PrefixList[];
  readonly routeTables: readonly RouteTable[];
  readonly groups: readonly SecurityGroup[];
  readonly vms: readonly Vm[];
  readonly nics: readonly Nic[];
  readonly eips: readonly Eip[];
  readonly nats: readonly Nat[];
  readonly peerings: readonly Peering[];
  readonly transitGateways: readonly TransitGateway[];
  readonly classicBalancers: readonly ClassicBalancer[];
  readonly balancers: readonly Balancer[];
  readonly targetGroups: readonly TargetGroup[];
  readonly listeners: readonly Listener[];
  readonly subnetGroups: readonly SubnetGroup[];
  readonly dbClusters: readonly DbCluster[];
  readonly dbs: readonly Db[];
  readonly cacheGroups: readonly CacheGroup[];
  readonly caches: readonly Cache[];
  readonly serverlessCaches: readonly ServerlessCache[];
  readonly clusters: readonly Cluster[];
}

/** More than DescribeInstances gives on one page. */
export const FLEET = 1005;

/** What EC2 takes in a tag: anything in Unicode, keys of 128 and values of 256 characters. */
const odd = (name: string): Tags => ({
  Name: `${name} 生产环境 🚀 <&>"'`,
  '团队 / owner': '数据平台',
  '+=._:/@-': '',
  '🐳': 'a\u00a0b  c',
  '<tag attr="&amp;">': ']]> </item> &lt;',
  ['k'.repeat(128)]: '长'.repeat(256),
  name: 'not the name',
});

/** What the other services take: letters, digits, spaces and `_.:/=+-@`. */
const plain = (name: string): Tags => ({
  Name: `${name} 生产`,
  '团队/owner': '数据平台 _.:/=+-@',
  empty: '',
  ['k'.repeat(128)]: '长'.repeat(256),
  own: name,
});

const named = (name: string): Tags => ({ Name: name, own: name });

const letterOf = (zone: string): string => zone.slice(-1);

/** What every account has in every region: https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html */
const given = (place: PlaceName) => ({
  vpc: {
    name: `default-${place}`,
    place,
    cidrs: ['172.31.0.0/16'],
    ipv6: false,
    isDefault: true,
    tags: {},
  } satisfies Vpc,
  subnets: PLACES[place].zones.map(([zone], n): Subnet => ({
    name: `default-${place}-${letterOf(zone)}`,
    vpc: `default-${place}`,
    zone: letterOf(zone),
    cidr: `172.31.${n * 16}.0/20`,
    ipv6: false,
    isDefault: true,
    tags: {},
  })),
});

const mainTable = (vpc: string, routes: readonly Route[] = [], tags: Tags = {}): RouteTable => ({
  name: `${vpc}.main`,
  vpc,
  main: true,
  subnets: [],
  routes,
  tags,
});

const defaultGroup = (vpc: string, tags: Tags = {}): SecurityGroup => ({
  name: `${vpc}.default`,
  vpc,
  isDefault: true,
  rules: [],
  tags,
});

const subnet = (name: string, vpc: string, zone: string, cidr: string, tags: Tags, ipv6 = false): Subnet => ({
  name,
  vpc,
  zone,
  cidr,
  ipv6,
  isDefault: false,
  tags,
});

const vm = (name: string, at: string, rest: Partial<Vm> = {}): Vm => ({
  name,
  subnet: at,
  type: 't3.nano',
  groups: ['web'],
  state: 'running',
  tags: named(name),
  nicTags: {},
  ...rest,
});

const fleet = Array.from({ length: FLEET }, (_, n): Vm => {
  const name = `fleet-${String(n + 1).padStart(4, '0')}`;
  return vm(name, 'core-fleet', { tags: { Name: `${name} 舰队`, n: String(n + 1) } });
});

export const ESTATE: Estate = {
  vpcs: [
    ...PLACE_NAMES.map((place) => given(place).vpc),
    {
      name: 'core',
      place: 'hub',
      cidrs: ['10.0.0.0/16', '10.1.0.0/16', '100.64.0.0/20'],
      ipv6: true,
      isDefault: false,
      tags: odd('core'),
    },
    { name: 'edge', place: 'hub', cidrs: ['10.2.0.0/16'], ipv6: false, isDefault: false, tags: {} },
    {
      name: 'distant',
      place: 'far',
      cidrs: ['10.20.0.0/16'],
      ipv6: false,
      isDefault: false,
      tags: named('distant'),
    },
    {
      name: 'office',
      place: 'branch',
      cidrs: ['10.30.0.0/16'],
      ipv6: false,
      isDefault: false,
      tags: odd('office'),
    },
  ],
  subnets: [
    ...PLACE_NAMES.flatMap((place) => given(place).subnets),
    subnet('core-a', 'core', 'a', '10.0.1.0/24', odd('core-a'), true),
    subnet('core-b', 'core', 'b', '10.0.2.0/24', named('core-b')),
    subnet('core-c', 'core', 'c', '10.1.1.0/24', {}),
    subnet('core-fleet', 'core', 'a', '10.0.16.0/20', named('core-fleet')),
    subnet('core-spare', 'core', 'b', '10.0.9.0/24', named('core-spare')),
    subnet('distant-a', 'distant', 'a', '10.20.1.0/24', odd('distant-a')),
    subnet('distant-b', 'distant', 'b', '10.20.2.0/24', named('distant-b')),
    subnet('office-a', 'office', 'a', '10.30.1.0/24', odd('office-a')),
  ],
  gateways: [
    { name: 'core-igw', vpc: 'core', type: 'internet_gateway' },
    { name: 'core-eigw', vpc: 'core', type: 'egress_only_internet_gateway' },
    { name: 'core-vgw', vpc: 'core', type: 'vpn_gateway' },
    { name: 'core-cagw', vpc: 'core', type: 'carrier_gateway' },
  ],
  prefixLists: [{ name: 'offices', place: 'hub', cidrs: ['192.0.2.0/24', '198.51.100.0/24'] }],
  routeTables: [
    ...PLACE_NAMES.map((place) => mainTable(`default-${place}`)),
    mainTable('core', [{ to: '203.0.113.0/24', hop: 'vpn_gateway', target: 'core-vgw' }], odd('core.main')),
    mainTable('edge'),
    mainTable('distant'),
    mainTable('office'),
    {
      name: 'core-public',
      vpc: 'core',
      main: false,
      subnets: ['core-a', 'core-b'],
      routes: [
        { to: '0.0.0.0/0', hop: 'internet_gateway', target: 'core-igw' },
        { to: '::/0', hop: 'egress_only_internet_gateway', target: 'core-eigw' },
        { to: '10.2.0.0/16', hop: 'peer_connection', target: 'core-edge' },
        { to: '10.20.0.0/16', hop: 'peer_connection', target: 'core-distant' },
        { to: '10.30.0.0/16', hop: 'peer_connection', target: 'core-office' },
        { to: '192.168.0.0/16', hop: 'cen', target: 'backbone' },
        { to: 'offices', hop: 'cen', target: 'backbone' },
        { to: '10.99.0.0/16', hop: 'nic', target: 'appliance' },
        { to: '10.98.0.0/16', hop: 'carrier_gateway', target: 'core-cagw' },
      ],
      tags: odd('core-public'),
    },
    {
      name: 'core-private',
      vpc: 'core',
      main: false,
      subnets: ['core-c', 'core-fleet'],
      routes: [
        { to: '0.0.0.0/0', hop: 'nat_gateway', target: 'nat-public' },
        { to: '10.97.0.0/16', hop: 'vm', target: 'web-1' },
      ],
      tags: {},
    },
  ],
  groups: [
    ...PLACE_NAMES.map((place) => defaultGroup(`default-${place}`)),
    defaultGroup('core', odd('core.default')),
    defaultGroup('edge'),
    defaultGroup('distant'),
    defaultGroup('office'),
    {
      name: 'web',
      vpc: 'core',
      isDefault: false,
      rules: [
        { direction: 'ingress', protocol: 'tcp', from: 80, to: 80, peer: '0.0.0.0/0' },
        { direction: 'ingress', protocol: 'tcp', from: 80, to: 80, peer: '::/0' },
        { direction: 'ingress', protocol: 'tcp', from: 443, to: 8443, peer: '10.0.0.0/8' },
        { direction: 'ingress', protocol: 'udp', from: 53, to: 53, peer: 'offices' },
        { direction: 'ingress', protocol: 'icmp', from: undefined, to: undefined, peer: '10.0.0.0/8' },
        { direction: 'ingress', protocol: 'all', from: undefined, to: undefined, peer: 'web' },
        { direction: 'egress', protocol: 'tcp', from: 5432, to: 5432, peer: 'database' },
      ],
      tags: odd('web'),
    },
    {
      name: 'database',
      vpc: 'core',
      isDefault: false,
      rules: [{ direction: 'ingress', protocol: 'tcp', from: 5432, to: 5432, peer: 'web' }],
      tags: {},
    },
    { name: 'distant-all', vpc: 'distant', isDefault: false, rules: [], tags: named('distant-all') },
    { name: 'office-all', vpc: 'office', isDefault: false, rules: [], tags: odd('office-all') },
  ],
  vms: [
    vm('web-1', 'core-a', { type: 'm5.large', tags: odd('web-1'), nicTags: odd('web-1.eth0') }),
    vm('web-2', 'core-b', { groups: ['web', 'database'], nicTags: named('web-2.eth0') }),
    vm('unnamed', 'core-c', { tags: {} }),
    vm('asleep', 'core-c', { state: 'stopped' }),
    vm('gone', 'core-c', { state: 'terminated' }),
    vm('distant-1', 'distant-a', { groups: ['distant-all'], tags: odd('distant-1') }),
    vm('office-1', 'office-a', {
      groups: ['office-all'],
      tags: odd('office-1'),
      nicTags: odd('office-1.eth0'),
    }),
    ...fleet,
  ],
  nics: [
    {
      name: 'appliance',
      subnet: 'core-a',
      groups: ['web'],
      ips: ['10.0.1.200', '10.0.1.201'],
      ipv6: 1,
      vm: undefined,
      tags: odd('appliance'),
    },
    {
      name: 'web-2.eth1',
      subnet: 'core-b',
      groups: ['database'],
      ips: ['10.0.2.200'],
      ipv6: 0,
      vm: 'web-2',
      tags: {},
    },
  ],
  eips: [
    { name: 'eip-web', place: 'hub', on: { vm: 'web-1' }, tags: odd('eip-web') },
    { name: 'eip-nat', place: 'hub', on: { nat: 'nat-public' }, tags: named('eip-nat') },
    { name: 'eip-idle', place: 'hub', on: undefined, tags: odd('eip-idle') },
    { name: 'eip-office', place: 'branch', on: undefined, tags: {} },
  ],
  nats: [
    { name: 'nat-public', subnet: 'core-a', eip: 'eip-nat', tags: odd('nat-public') },
    { name: 'nat-private', subnet: 'core-b', eip: undefined, tags: {} },
  ],
  peerings: [
    {
      name: 'core-edge',
      requester: 'core',
      accepter: 'edge',
      accepted: true,
      requesterTags: odd('core-edge'),
      accepterTags: odd('core-edge'),
    },
    {
      name: 'core-distant',
      requester: 'core',
      accepter: 'distant',
      accepted: true,
      requesterTags: odd('core-distant'),
      accepterTags: named('from core'),
    },
    {
      name: 'core-office',
      requester: 'core',
      accepter: 'office',
      accepted: true,
      requesterTags: odd('core-office'),
      accepterTags: named('from the hub'),
    },
    {
      name: 'office-distant',
      requester: 'office',
      accepter: 'distant',
      accepted: false,
      requesterTags: {},
      accepterTags: {},
    },
  ],
  transitGateways: [
    {
      name: 'backbone',
      place: 'hub',
      attachments: [
        { name: 'backbone-core', vpc: 'core', subnets: ['core-b'] },
        { name: 'backbone-edge', vpc: 'edge', subnets: [] },
      ],
      tags: odd('backbone'),
    },
    { name: 'lonely', place: 'far', attachments: [], tags: {} },
  ],
  classicBalancers: [
    {
      name: 'classic-shop',
      subnets: ['core-a'],
      groups: ['web'],
      internal: false,
      listeners: [
        { protocol: 'HTTP', port: 80, to: ['HTTP', 8080] },
        { protocol: 'HTTP', port: 81, to: ['HTTP', 8080] },
        { protocol: 'TCP', port: 25, to: ['TCP', 2525] },
      ],
      vms: ['web-1', 'web-2'],
      tags: plain('classic-shop'),
    },
    {
      name: 'classic-inner',
      subnets: ['core-b'],
      groups: ['database'],
      internal: true,
      listeners: [{ protocol: 'TCP', port: 6000, to: ['TCP', 6000] }],
      vms: [],
      tags: {},
    },
  ],
  balancers: [
    {
      name: 'shop',
      type: 'application',
      internal: false,
      subnets: ['core-a', 'core-b'],
      groups: ['web'],
      tags: plain('shop'),
    },
    { name: 'wire', type: 'network', internal: true, subnets: ['core-a'], groups: [], tags: {} },
  ],
  targetGroups: [
    {
      name: 'shop-blue',
      vpc: 'core',
      protocol: 'HTTP',
      port: 80,
      type: 'instance',
      targets: [
        ['web-1', 80],
        ['web-1', 81],
        ['web-2', 80],
      ],
    },
    {
      name: 'shop-green',
      vpc: 'core',
      protocol: 'HTTP',
      port: 80,
      type: 'instance',
      targets: [['web-2', 8080]],
    },
    {
      name: 'shop-api',
      vpc: 'core',
      protocol: 'HTTP',
      port: 8080,
      type: 'ip',
      targets: [['10.0.1.200', 8080]],
    },
    {
      name: 'wire-tcp',
      vpc: 'core',
      protocol: 'TCP',
      port: 7000,
      type: 'ip',
      targets: [['10.0.2.200', 7000]],
    },
    { name: 'unused', vpc: 'core', protocol: 'HTTP', port: 80, type: 'instance', targets: [['web-1', 80]] },
  ],
  listeners: [
    {
      name: 'shop:80',
      balancer: 'shop',
      protocol: 'HTTP',
      port: 80,
      forward: [
        ['shop-blue', 90],
        ['shop-green', 10],
      ],
      rules: [{ path: '/api/*', forward: 'shop-api' }],
      tags: plain('shop:80'),
    },
    {
      name: 'shop:8080',
      balancer: 'shop',
      protocol: 'HTTP',
      port: 8080,
      forward: [['shop-green', 1]],
      rules: [],
      tags: {},
    },
    {
      name: 'wire:7000',
      balancer: 'wire',
      protocol: 'TCP',
      port: 7000,
      forward: [['wire-tcp', 1]],
      rules: [],
      tags: plain('wire:7000'),
    },
  ],
  subnetGroups: [{ name: 'core-data', subnets: ['core-b', 'core-c'] }],
  dbClusters: [
    {
      name: 'aurora',
      engine: 'aurora-postgresql',
      version: '15.4',
      subnetGroup: 'core-data',
      groups: ['database'],
      tags: plain('aurora'),
    },
  ],
  dbs: [
    {
      name: 'orders',
      engine: 'postgres',
      version: '15.4',
      type: 'db.t3.micro',
      zone: 'b',
      subnetGroup: 'core-data',
      groups: ['database'],
      cluster: undefined,
      writer: true,
      replicaOf: undefined,
      tags: plain('orders'),
    },
    {
      name: 'aurora-1',
      engine: 'aurora-postgresql',
      version: '15.4',
      type: 'db.r5.large',
      zone: 'b',
      subnetGroup: 'core-data',
      groups: ['database'],
      cluster: 'aurora',
      writer: true,
      replicaOf: undefined,
      tags: {},
    },
    {
      name: 'aurora-2',
      engine: 'aurora-postgresql',
      version: '15.4',
      type: 'db.r5.large',
      zone: 'c',
      subnetGroup: 'core-data',
      groups: ['database'],
      cluster: 'aurora',
      writer: false,
      replicaOf: undefined,
      tags: plain('aurora-2'),
    },
    {
      name: 'orders-replica',
      engine: 'postgres',
      version: '15.4',
      type: 'db.t3.micro',
      zone: 'c',
      subnetGroup: 'core-data',
      groups: ['database'],
      cluster: undefined,
      writer: false,
      replicaOf: 'orders',
      tags: plain('orders-replica'),
    },
  ],
  cacheGroups: [
    {
      name: 'sessions',
      engine: 'valkey',
      version: '7.2.6',
      type: 'cache.t4g.micro',
      nodes: 2,
      subnetGroup: 'core-data',
      groups: ['database'],
      tags: plain('sessions'),
    },
  ],
  caches: [
    {
      name: 'lone-cache',
      engine: 'redis',
      version: '7.1',
      type: 'cache.t4g.micro',
      nodes: 1,
      zone: 'b',
      subnetGroup: 'core-data',
      groups: ['database'],
      tags: plain('lone-cache'),
    },
    {
      name: 'pages',
      engine: 'memcached',
      version: '1.6.22',
      type: 'cache.t4g.micro',
      nodes: 2,
      zone: 'b',
      subnetGroup: 'core-data',
      groups: [],
      tags: {},
    },
  ],
  serverlessCaches: [
    {
      name: 'bursts',
      engine: 'valkey',
      version: '8.0',
      subnets: ['core-b', 'core-c'],
      groups: ['database'],
      tags: plain('bursts'),
    },
  ],
  clusters: [
    {
      name: 'apps',
      version: '1.31',
      subnets: ['core-a', 'core-b'],
      groups: ['web'],
      serviceCidr: '172.20.0.0/16',
      tags: plain('apps'),
    },
  ],
};

/** The one of that name; every name is in the estate, or the test is wrong. */
export function find<T extends { readonly name: string }>(all: readonly T[], name: string): T {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`the estate has no ${name}`);
  return found;
}

export function placeOfVpc(estate: Estate, vpc: string): PlaceName {
  return find(estate.vpcs, vpc).place;
}

export function placeOfSubnet(estate: Estate, name: string): PlaceName {
  return placeOfVpc(estate, find(estate.subnets, name).vpc);
}

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/accessing-elasticache.html */
export const portOf = (engine: string): number => (engine === 'memcached' ? 11211 : 6379);

/** The zones of a replication group's first and second member. */
export const MEMBER_ZONES = ['b', 'c'] as const;
