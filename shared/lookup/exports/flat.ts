import { providerOf } from '../../model/record.ts';
import type { Kind } from '../../model/kinds.ts';
import type { Tag } from '../../model/parts.ts';
import type { Label } from '../../model/links/label.ts';
import type { Row } from './rows.ts';

/** A row as one level of texts: what tables of log pipelines can hold. */
export interface Flat {
  readonly address: string;
  readonly provider: string;
  readonly account: string;
  readonly region: string;
  readonly zone: string;
  readonly vpc_id: string;
  readonly vpc_name: string;
  readonly subnet_id: string;
  readonly subnet_name: string;
  readonly device_kind: string;
  readonly device_id: string;
  readonly device_name: string;
  readonly interface_id: string;
  readonly security_groups: string;
  readonly router_id: string;
  readonly nat_gateways: string;
  readonly load_balancers: string;
  readonly peer_connections: string;
  readonly cens: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly node: string;
  readonly pod: string;
  readonly workload: string;
  readonly services: string;
  readonly ingresses: string;
  /** `kept`, `held` or `stale`: of what the address belongs to, something is not as sure as the rest. */
  readonly doubt: string;
  /** The tags of all, as a JSON object: nearer ones win over farther ones of the same key. */
  readonly tags: string;
}

const DEVICES: ReadonlySet<Kind> = new Set([
  'pod',
  'vm',
  'rds',
  'redis',
  'load_balancer',
  'nat_gateway',
  'k8s_cluster',
  'node',
  'service',
  'ingress',
]);

export function flatOf({ address, answer: { labels } }: Row): Flat {
  const ids = (kind: Kind): string =>
    listed(labels.filter((label) => label.kind === kind).map(({ id }) => id));
  const names = (kind: Kind): string =>
    listed(labels.filter((label) => label.kind === kind).map(({ name }) => name));
  const first = (kind: Kind): Label | undefined => labels.find((label) => label.kind === kind);
  const device = deviceOf(labels);
  const holder = labels[0];
  return {
    address,
    provider: holder === undefined ? '' : providerOf((first('vpc') ?? holder).ref),
    account: (device ?? holder)?.account ?? '',
    region: first('region')?.id ?? '',
    zone: first('az')?.id ?? '',
    vpc_id: first('vpc')?.id ?? '',
    vpc_name: first('vpc')?.name ?? '',
    subnet_id: first('subnet')?.id ?? '',
    subnet_name: first('subnet')?.name ?? '',
    device_kind: device?.kind ?? '',
    device_id: device?.id ?? '',
    device_name: device?.name ?? '',
    interface_id: first('nic')?.id ?? '',
    security_groups: ids('security_group'),
    router_id: first('router')?.id ?? '',
    nat_gateways: ids('nat_gateway'),
    load_balancers: ids('load_balancer'),
    peer_connections: ids('peer_connection'),
    cens: ids('cen'),
    cluster: first('cluster')?.name ?? '',
    namespace: first('namespace')?.name ?? '',
    node: first('node')?.name ?? '',
    pod: first('pod')?.name ?? '',
    workload: labels.findLast(({ kind }) => kind === 'workload')?.name ?? '',
    services: names('service'),
    ingresses: names('ingress'),
    doubt: labels.find(({ standing }) => standing !== 'current')?.standing ?? '',
    tags: JSON.stringify(Object.fromEntries(tagsOf(labels))),
  };
}

/** What a person would call the owner of the address. */
export function deviceOf(labels: readonly Label[]): Label | undefined {
  const own = labels.filter(({ role, kind }) => role === 'self' && DEVICES.has(kind));
  return own.find(({ kind }) => kind === 'pod') ?? own[0];
}

/** Of one address: the nearest resource that has a key gives its value. */
export function tagsOf(labels: readonly Label[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const ordered: readonly Tag[] = labels.flatMap(({ tags }) => tags);
  for (const [key, value] of ordered) if (!found.has(key)) found.set(key, value);
  return found;
}

const listed = (texts: readonly string[]): string => [...new Set(texts)].join(' ');

/** Those of a table, in their order. */
export const COLUMNS: readonly (keyof Flat)[] = [
  'address',
  'provider',
  'account',
  'region',
  'zone',
  'vpc_id',
  'vpc_name',
  'subnet_id',
  'subnet_name',
  'device_kind',
  'device_id',
  'device_name',
  'interface_id',
  'security_groups',
  'router_id',
  'nat_gateways',
  'load_balancers',
  'peer_connections',
  'cens',
  'cluster',
  'namespace',
  'node',
  'pod',
  'workload',
  'services',
  'ingresses',
  'doubt',
  'tags',
];
