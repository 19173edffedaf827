import type { TagRecord } from '../kinds.ts';
import type { Address } from '../parts.ts';
import { kindOf } from '../record.ts';
import { ref } from '../ref.ts';
import type { Ref } from '../ref.ts';

/** Where an address means one thing: a VPC, or a cluster for what lives on a network of its own. */
export type Space = Ref<'vpc'> | Ref<'cluster'>;

/** The addresses that a resource holds, and the blocks whose addresses are in it. */
export interface Places {
  /** Of its private addresses and its blocks; `undefined`: nobody tells. */
  readonly space: Space | undefined;
  readonly addresses: readonly Address[];
  readonly blocks: readonly string[];
}

export function placesOf(record: TagRecord): Places {
  switch (record.kind) {
    case 'nic':
      return { space: record.vpc ?? clusterOf(record.device), addresses: record.addresses, blocks: NONE };
    case 'load_balancer':
    case 'nat_gateway':
    case 'rds':
    case 'redis':
      return { space: record.vpc, addresses: record.addresses, blocks: NONE };
    case 'vm':
      // Its interface says the same, where interfaces are listed.
      return { space: record.vpc, addresses: privately([record.ip]), blocks: NONE };
    case 'eip':
      return { space: undefined, addresses: publicly([record.ip]), blocks: NONE };
    case 'service':
      return {
        space: record.cluster,
        addresses: [...privately(record.cluster_ips), ...publicly(record.external_ips)],
        blocks: NONE,
      };
    case 'ingress':
      return { space: record.cluster, addresses: publicly(record.external_ips), blocks: NONE };
    case 'vpc':
      return { space: record.ref, addresses: NONE, blocks: record.cidrs };
    case 'subnet':
      return { space: record.vpc, addresses: NONE, blocks: record.cidrs };
    case 'node':
      return { space: record.cluster, addresses: NONE, blocks: record.pod_cidrs };
    case 'k8s_cluster':
      return { space: record.vpc, addresses: NONE, blocks: record.service_cidrs };
    case 'region':
    case 'az':
    case 'router':
    case 'security_group':
    case 'nat_rule':
    case 'lb_listener':
    case 'lb_target':
    case 'peer_connection':
    case 'cen':
    case 'cluster':
    case 'namespace':
    case 'workload':
    case 'replica_set':
    case 'pod':
      return NOWHERE;
    default:
      return record satisfies never;
  }
}

/** The cluster of a pod or a node: its id is the first part of theirs. */
export function clusterOf(device: string | undefined): Ref<'cluster'> | undefined {
  const kind = device === undefined ? undefined : kindOf(device);
  if (device === undefined || (kind !== 'pod' && kind !== 'node')) return undefined;
  const [provider = '', , cluster = ''] = device.split('/').map(decodeURIComponent);
  return ref(provider, 'cluster', cluster);
}

const NONE: readonly never[] = [];
const NOWHERE: Places = { space: undefined, addresses: NONE, blocks: NONE };

const privately = (ips: readonly (string | undefined)[]): readonly Address[] =>
  ips.flatMap((ip) => (ip === undefined ? [] : [{ ip, public_ip: undefined }]));
const publicly = (ips: readonly string[]): readonly Address[] =>
  ips.map((public_ip) => ({ ip: undefined, public_ip }));
