// Resources in the mix of a large region, half of them with Chinese names: the same number, the same record.
import type { Kind, Models, TagRecord } from '../shared/model/kinds.ts';
import type { Tag } from '../shared/model/parts.ts';
import { ref } from '../shared/model/ref.ts';

/** Records of each kind in a hundred: as many as a region of 5,000 servers and 7,000 interfaces has. */
export const MIX = {
  nic: 38,
  vm: 27,
  lb_target: 12,
  lb_listener: 8,
  security_group: 4,
  eip: 4,
  subnet: 3,
  load_balancer: 2,
  rds: 1,
  redis: 1,
} as const satisfies Partial<Record<Kind, number>>;

export type Mixed = keyof typeof MIX;
export const MIXED = Object.keys(MIX) as readonly Mixed[];

/** How many records of one kind there are among `all`, a multiple of 100. */
export function share(kind: Mixed, all: number): number {
  return (all / 100) * MIX[kind];
}

/** `count` records from number `from` on. */
export function records<K extends Mixed>(
  kind: K,
  region: string,
  from: number,
  count: number,
): readonly TagRecord<K>[] {
  return Array.from({ length: count }, (_, n) => MAKE[kind](region, from + n));
}

const OWNER = '111111111111';
const idOf = (prefix: string, region: string, n: number): string =>
  `${prefix}-0${hex(`${prefix}${region}`, n)}`;
const regionRef = (region: string) => ref('aws', 'region', region);
const vpcRef = (region: string, n: number) => ref('aws', 'vpc', idOf('vpc', region, n % 10));
const subnetRef = (region: string, n: number) => ref('aws', 'subnet', idOf('subnet', region, n % 100));
const groupRef = (region: string, n: number) => ref('aws', 'security_group', idOf('sg', region, n % 200));
const address = (n: number): string => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
const arnOf = (region: string, rest: string): string =>
  `arn:aws:elasticloadbalancing:${region}:${OWNER}:${rest}`;
const balancerArn = (region: string, n: number): string =>
  arnOf(region, `loadbalancer/app/lb-${n % 500}/${hex(`lb${region}`, n % 500)}`);
const groupArn = (region: string, n: number): string =>
  arnOf(region, `targetgroup/tg-${n % 1500}/${hex(`tg${region}`, n % 1500)}`);

const SERVICES = ['订单服务', '支付网关', '用户中心', '库存同步', '消息推送', '日志采集'];

function named(id: string, n: number): { readonly id: string; readonly name: string; readonly tags: Tag[] } {
  const chinese = n % 2 === 0;
  const service = SERVICES[n % SERVICES.length] ?? '';
  const name = chinese ? `生产环境-${service}-${n}号` : `prod-order-service-${n}`;
  const tags: Tag[] = [
    ['Name', name],
    ['environment', chinese ? '生产' : 'production'],
    ['team', `team-${n % 23}`],
    ['cost-center', `cc-${1000 + (n % 300)}`],
  ];
  if (n % 3 === 0) tags.push(['aws:autoscaling:groupName', `asg-web-${n % 50}`]);
  if (n % 4 === 0) tags.push(['负责人', '基础架构部/云平台组']);
  return { id, name, tags };
}

const placed = (region: string) => ({ region: regionRef(region), owner: OWNER });

const MAKE: { readonly [K in Mixed]: (region: string, n: number) => Models[K] } = {
  nic: (region, n) => ({
    kind: 'nic',
    ref: ref('aws', 'nic', idOf('eni', region, n)),
    ...named(idOf('eni', region, n), n),
    owner: OWNER,
    vpc: vpcRef(region, n),
    subnet: subnetRef(region, n),
    device: ref('aws', 'vm', idOf('i', region, n)),
    usage: 'interface',
    mac: `02:${(hex(region, n).match(/../g) ?? []).slice(0, 5).join(':')}`,
    addresses: [
      { ip: address(n), public_ip: n % 10 === 0 ? `198.18.${(n >> 8) & 255}.${n & 255}` : undefined },
      ...(n % 5 === 0 ? [{ ip: `2001:db8::${n.toString(16)}`, public_ip: undefined }] : []),
    ],
    security_groups: [groupRef(region, n), groupRef(region, n + 7)],
  }),
  vm: (region, n) => ({
    kind: 'vm',
    ref: ref('aws', 'vm', idOf('i', region, n)),
    ...named(idOf('i', region, n), n),
    ...placed(region),
    vpc: vpcRef(region, n),
    subnet: subnetRef(region, n),
    az: ref('aws', 'az', OWNER, `${region}a`),
    state: n % 11 === 0 ? 'stopped' : 'running',
    type: 'm7i.large',
    ip: address(n),
    hostname: `ip-${address(n).replaceAll('.', '-')}.${region}.compute.internal`,
    created: '2024-01-01T00:00:00.000Z',
    security_groups: [groupRef(region, n)],
  }),
  lb_target: (region, n) => ({
    kind: 'lb_target',
    ref: ref('aws', 'lb_target', groupArn(region, n), idOf('i', region, n), '8080'),
    id: idOf('i', region, n),
    name: idOf('i', region, n),
    tags: [],
    target_group: groupArn(region, n),
    load_balancers: [ref('aws', 'load_balancer', balancerArn(region, n))],
    protocol: 'HTTP',
    port: 8080,
    device: ref('aws', 'vm', idOf('i', region, n)),
    ip: undefined,
  }),
  lb_listener: (region, n) => {
    const arn = `${balancerArn(region, n).replace(':loadbalancer/', ':listener/')}/${hex(`l${region}`, n)}`;
    return {
      kind: 'lb_listener',
      ref: ref('aws', 'lb_listener', arn),
      ...named(arn, n),
      load_balancer: ref('aws', 'load_balancer', balancerArn(region, n)),
      protocol: 'HTTP',
      port: 80 + (n % 3),
      target_groups: [groupArn(region, n), groupArn(region, n + 1)],
    };
  },
  security_group: (region, n) => ({
    kind: 'security_group',
    ref: ref('aws', 'security_group', idOf('sg', region, n)),
    ...named(idOf('sg', region, n), n),
    ...placed(region),
    vpc: vpcRef(region, n),
    rules: [22, 80, 443, 3306, 6379, 8080].map((port, k) => ({
      direction: k === 5 ? 'egress' : 'ingress',
      action: 'allow',
      protocol: 'tcp',
      from_port: port,
      to_port: port,
      peer: `10.${k}.0.0/16`,
      priority: undefined,
    })),
  }),
  eip: (region, n) => ({
    kind: 'eip',
    ref: ref('aws', 'eip', idOf('eipalloc', region, n)),
    ...named(idOf('eipalloc', region, n), n),
    ...placed(region),
    ip: `198.18.${(n >> 8) & 255}.${n & 255}`,
    private_ip: address(n),
    nic: ref('aws', 'nic', idOf('eni', region, n)),
    device: ref('aws', 'vm', idOf('i', region, n)),
  }),
  subnet: (region, n) => ({
    kind: 'subnet',
    ref: ref('aws', 'subnet', idOf('subnet', region, n)),
    ...named(idOf('subnet', region, n), n),
    ...placed(region),
    vpc: vpcRef(region, n),
    az: ref('aws', 'az', OWNER, `${region}a`),
    cidrs: [`10.${n & 255}.0.0/24`, `2001:db8:${n.toString(16)}::/64`],
  }),
  load_balancer: (region, n) => {
    const arn = arnOf(region, `loadbalancer/app/lb-${n}/${hex(`lb${region}`, n)}`);
    return {
      kind: 'load_balancer',
      ref: ref('aws', 'load_balancer', arn),
      ...named(arn, n),
      ...placed(region),
      type: 'application',
      scheme: 'internal',
      state: 'running',
      vpc: vpcRef(region, n),
      subnets: [subnetRef(region, n), subnetRef(region, n + 1)],
      hostname: `internal-lb-${n}-${hex(region, n)}.${region}.elb.amazonaws.com`,
      addresses: [],
      security_groups: [groupRef(region, n)],
    };
  },
  rds: (region, n) => ({ ...database('rds', region, n), kind: 'rds', engine: 'mysql', role: 'single' }),
  redis: (region, n) => ({ ...database('redis', region, n), kind: 'redis', engine: 'valkey', role: 'node' }),
};

function database<K extends 'rds' | 'redis'>(kind: K, region: string, n: number) {
  const name = `${kind}-${n}`;
  return {
    ref: ref('aws', kind, OWNER, region, name),
    ...named(name, n),
    ...placed(region),
    version: '8.0.39',
    state: 'running' as const,
    type: 'r7g.large',
    cluster: undefined,
    vpc: vpcRef(region, n),
    az: ref('aws', 'az', OWNER, `${region}a`),
    subnets: [subnetRef(region, n), subnetRef(region, n + 1)],
    endpoints: [
      { host: `${name}.${hex(region, n)}.${region}.amazonaws.com`, port: 3306, role: 'primary' as const },
    ],
    addresses: [],
    security_groups: [groupRef(region, n)],
  };
}

/** Sixteen hex digits that look like chance, so that no list comes in the order of its refs. */
function hex(seed: string, n: number): string {
  let hash = 0x811c9dc5 ^ n;
  for (let at = 0; at < seed.length; at++) hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01000193);
  return [1, 2]
    .map((half) => {
      let t = Math.imul(hash + half * 0x6d2b79f5 + n, 0x85ebca6b);
      t = Math.imul(t ^ (t >>> 13), 0xc2b2ae35);
      return ((t ^ (t >>> 16)) >>> 0).toString(16).padStart(8, '0');
    })
    .join('');
}
