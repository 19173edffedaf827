import { GLOBAL } from '../../../shared/collect/provider.ts';
import type { Models, TagRecord } from '../../../shared/model/kinds.ts';
import type { Tag } from '../../../shared/model/parts.ts';
import { ref } from '../../../shared/model/ref.ts';
import type { Lists } from './log-of.ts';

export const ACCOUNT = '111122223333';
export const REGION_NAME = 'eu-west-1';
export const SCOPE = { provider: 'aws', account: ACCOUNT, region: REGION_NAME } as const;

const region = ref('aws', 'region', REGION_NAME);
const zone = ref('aws', 'az', ACCOUNT, `${REGION_NAME}a`);
const placed = { region, owner: ACCOUNT };

export interface Plan {
  readonly vpcs: number;
  readonly servers: readonly {
    readonly name: string;
    readonly vpc: number;
    readonly tags: readonly Tag[];
    readonly isPublic?: boolean;
  }[];
}

export const az: Models['az'] = {
  kind: 'az',
  ref: zone,
  id: `${REGION_NAME}a`,
  name: `${REGION_NAME}a`,
  tags: [],
  region,
  zone_id: 'euw1-az1',
};

export const vpcOf = (n: number): Models['vpc'] => ({
  kind: 'vpc',
  ref: ref('aws', 'vpc', `vpc-${n}`),
  id: `vpc-${n}`,
  name: `vpc ${n}`,
  tags: [],
  ...placed,
  cidrs: [`10.${n}.0.0/16`],
  is_default: false,
});

export const subnetOf = (n: number): Models['subnet'] => ({
  kind: 'subnet',
  ref: ref('aws', 'subnet', `subnet-${n}`),
  id: `subnet-${n}`,
  name: `subnet ${n}`,
  tags: [],
  ...placed,
  vpc: ref('aws', 'vpc', `vpc-${n}`),
  az: zone,
  cidrs: [`10.${n}.1.0/24`, `2001:db8:${n}::/64`],
});

export const serverOf = (n: number, { name, vpc, tags }: Plan['servers'][number]): Models['vm'] => ({
  kind: 'vm',
  ref: ref('aws', 'vm', `i-${n}`),
  id: `i-${n}`,
  name,
  tags,
  ...placed,
  vpc: ref('aws', 'vpc', `vpc-${vpc}`),
  subnet: ref('aws', 'subnet', `subnet-${vpc}`),
  az: zone,
  state: 'running',
  type: undefined,
  ip: `10.${vpc}.1.${n + 10}`,
  hostname: undefined,
  created: undefined,
  security_groups: [],
});

export const nicOf = (n: number, { vpc, isPublic = false }: Plan['servers'][number]): Models['nic'] => ({
  kind: 'nic',
  ref: ref('aws', 'nic', `eni-${n}`),
  id: `eni-${n}`,
  name: `eni-${n}`,
  tags: [],
  owner: ACCOUNT,
  vpc: ref('aws', 'vpc', `vpc-${vpc}`),
  subnet: ref('aws', 'subnet', `subnet-${vpc}`),
  device: ref('aws', 'vm', `i-${n}`),
  usage: 'interface',
  mac: `0a:00:00:00:00:${n.toString(16).padStart(2, '0')}`,
  addresses: [{ ip: `10.${vpc}.1.${n + 10}`, public_ip: isPublic ? `198.51.100.${n + 1}` : undefined }],
  security_groups: [],
});

/** Lists of a region as AWS's collectors are called. */
export function listsOf(
  { vpcs, servers }: Plan,
  more: Readonly<Record<string, readonly TagRecord[] | Error>> = {},
): Lists {
  const each = Array.from({ length: vpcs }, (_, n) => n);
  return {
    az: [az],
    vpc: each.map(vpcOf),
    subnet: each.map(subnetOf),
    vm: servers.map((server, n) => serverOf(n, server)),
    nic: servers.map((server, n) => nicOf(n, server)),
    ...more,
  };
}

export const CLUSTER = 'prod';
export const CLUSTER_SCOPE = { provider: 'kubernetes', account: CLUSTER, region: GLOBAL } as const;
const cluster = ref('kubernetes', 'cluster', CLUSTER);

export interface ClusterPlan {
  readonly namespaces: readonly { readonly name: string; readonly tags: readonly Tag[] }[];
  /** The servers, by number, that its nodes run on. */
  readonly nodes: readonly number[];
}

/** Lists of a cluster as its collectors are called. */
export const clusterLists = ({ namespaces, nodes }: ClusterPlan): Lists => ({
  node: nodes.map((n): Models['node'] => ({
    kind: 'node',
    ref: ref('kubernetes', 'node', CLUSTER, `node-uid-${n}`),
    id: `node-uid-${n}`,
    name: `node-${n}`,
    tags: [],
    cluster,
    vm: ref('aws', 'vm', `i-${n}`),
    hostname: undefined,
    pod_cidrs: [],
  })),
  namespace: namespaces.map(({ name, tags }): Models['namespace'] => ({
    kind: 'namespace',
    ref: ref('kubernetes', 'namespace', CLUSTER, `uid of ${name}`),
    id: `uid of ${name}`,
    name,
    tags,
    cluster,
  })),
});
