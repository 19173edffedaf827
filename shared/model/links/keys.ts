import type { TagRecord } from '../kinds.ts';
import type { Ref } from '../ref.ts';
import { providerOf } from '../record.ts';
import { canonical } from './address.ts';

/** What a join knows of the records that it looks for. Each kind of record is found under its own. */
export type Key = string;

/** Of an address in a VPC, or in no VPC that is known. */
export const addressKey = (vpc: Ref<'vpc'> | undefined, ip: string): Key => `${vpc ?? ''} ${canonical(ip)}`;
/** The main router of a VPC. */
export const mainKey = (vpc: Ref<'vpc'>): Key => `main ${vpc}`;
/** Of what is named by its native id alone. */
export const nativeKey = (ref: string, id: string): Key => `${providerOf(ref)} ${id}`;
/** Of what a Kubernetes object calls by its name; of all in a namespace, by the namespace's. */
export const namedKey = (cluster: Ref<'cluster'>, name: string): Key => `${cluster} ${name}`;

/** The keys under which readers look for a record. */
export function keysOf(record: TagRecord): readonly Key[] {
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
      return [...addressKeys(record), ...(record.device === undefined ? [] : [record.device])];
    case 'load_balancer':
    case 'rds':
    case 'redis':
      return addressKeys(record);
    case 'lb_listener':
      return [record.load_balancer];
    case 'lb_target':
      return [
        ...record.load_balancers,
        ...(record.device === undefined ? [] : [record.device]),
        ...(record.ip === undefined ? [] : [canonical(record.ip)]),
      ];
    case 'peer_connection':
      return [record.local_vpc, ...(record.remote_vpc === undefined ? [] : [record.remote_vpc])];
    case 'cen':
      return [...new Set(record.attachments.flatMap(({ vpc }) => vpc ?? []))];
    case 'k8s_cluster':
      return record.endpoint === undefined ? [] : [record.endpoint];
    case 'node':
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
    case 'region':
    case 'az':
    case 'vpc':
    case 'vm':
    case 'security_group':
    case 'eip':
    case 'cluster':
      return [];
    default:
      return record satisfies never;
  }
}

function addressKeys({
  vpc,
  addresses,
}: TagRecord<'nic' | 'load_balancer' | 'rds' | 'redis'>): readonly Key[] {
  return addresses.flatMap(({ ip, public_ip }) => [
    ...(ip === undefined ? [] : [addressKey(vpc, ip)]),
    ...(public_ip === undefined ? [] : [addressKey(undefined, public_ip)]),
  ]);
}
