import type { TagRecord } from '../kinds.ts';
import type { Ref } from '../ref.ts';
import { providerOf } from '../record.ts';
import { canonical } from './address.ts';
import { placesOf } from './places.ts';
import type { Space } from './places.ts';
import { cidrOf, prefixOf } from './prefix.ts';

/** What a join knows of the records that it looks for. Each kind of record is found under its own. */
export type Key = string;

/** Of an address in a space; `undefined`: a public one, or one whose space nobody tells. */
export const addressKey = (space: Space | undefined, ip: string): Key => `@${space ?? ''} ${canonical(ip)}`;
/** Of an address, whatever its space. */
export const anywhereKey = (ip: string): Key => `@* ${canonical(ip)}`;
/** Of a block of addresses in a space; its host bits are zero. */
export const blockKey = (space: Space | undefined, cidr: string): Key => `/${space ?? ''} ${cidr}`;
export const anyBlockKey = (cidr: string): Key => `/* ${cidr}`;
/** Of a kind of which there are few: every one. */
export const ALL: Key = 'all';
/** The keys of addresses and blocks: one question is asked of every kind. */
export const isOfEveryKind = (key: Key): boolean => key.startsWith('@') || key.startsWith('/');

/** The main router of a VPC. */
export const mainKey = (vpc: Ref<'vpc'>): Key => `main ${vpc}`;
/** Of what is named by its native id alone. */
export const nativeKey = (ref: string, id: string): Key => `${providerOf(ref)} ${id}`;
/** Of what a Kubernetes object calls by its name; of all in a namespace, by the namespace's. */
export const namedKey = (cluster: Ref<'cluster'>, name: string): Key => `${cluster} ${name}`;

/** The keys under which readers look for a record. */
export function keysOf(record: TagRecord): readonly Key[] {
  return [...joinKeys(record), ...placeKeys(record)];
}

/** Of its addresses and blocks, each in its space and anywhere. */
function placeKeys(record: TagRecord): readonly Key[] {
  const { space, addresses, blocks } = placesOf(record);
  return [
    ...addresses.flatMap(({ ip, public_ip }) => [
      ...(ip === undefined ? [] : [addressKey(space, ip), anywhereKey(ip)]),
      ...(public_ip === undefined ? [] : [addressKey(undefined, public_ip), anywhereKey(public_ip)]),
    ]),
    ...blocks.flatMap((block) => {
      const prefix = prefixOf(block);
      if (prefix === undefined) return [];
      const cidr = cidrOf(prefix);
      return [blockKey(space, cidr), anyBlockKey(cidr)];
    }),
  ];
}

function joinKeys(record: TagRecord): readonly Key[] {
  switch (record.kind) {
    case 'subnet':
      return [record.vpc];
    case 'router':
      return [...record.subnets, ...(record.main ? [mainKey(record.vpc)] : [])];
    case 'nat_gateway':
      return [nativeKey(record.ref, record.id), ...(record.vpc === undefined ? [] : [record.vpc])];
    case 'nat_rule':
      return [record.nat_gateway];
    case 'nic':
      return record.device === undefined ? [] : [record.device];
    case 'lb_listener':
      return [record.load_balancer];
    case 'lb_target':
      return [
        ...record.load_balancers,
        ...(record.device === undefined ? [] : [record.device]),
        ...(record.ip === undefined ? [] : [canonical(record.ip)]),
      ];
    case 'peer_connection':
      return [...new Set([record.local_vpc, record.remote_vpc ?? record.local_vpc])];
    case 'cen':
      return [...new Set(record.attachments.flatMap(({ vpc }) => vpc ?? []))];
    case 'k8s_cluster':
      return record.endpoint === undefined ? [] : [record.endpoint];
    case 'node':
      return [
        record.cluster,
        namedKey(record.cluster, record.name),
        ...(record.vm === undefined ? [] : [record.vm]),
      ];
    case 'namespace':
      return [namedKey(record.cluster, record.name)];
    case 'service':
    case 'ingress':
    case 'workload':
      return [namedKey(record.cluster, record.namespace)];
    case 'replica_set':
      return record.owner === undefined ? [] : [record.owner];
    case 'pod':
      return [
        namedKey(record.cluster, record.namespace),
        ...(record.owner === undefined ? [] : [record.owner]),
        ...(record.node === undefined ? [] : [`node ${namedKey(record.cluster, record.node)}`]),
      ];
    case 'eip':
      return [
        ...(record.nic === undefined ? [] : [record.nic]),
        ...(record.device === undefined ? [] : [record.device]),
      ];
    case 'vpc':
      return [record.id];
    case 'cluster':
      return [record.id, ALL];
    case 'region':
    case 'az':
    case 'vm':
    case 'security_group':
    case 'load_balancer':
    case 'rds':
    case 'redis':
      return [];
    default:
      return record satisfies never;
  }
}
