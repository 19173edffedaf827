import type { Kind, Models, TagRecord } from '../kinds.ts';
import type { Ref } from '../ref.ts';

type IsRef<T> = T extends Ref ? true : false;
type Member<T> = T extends readonly (infer E)[] ? E : T;
/** The fields of a record that state another resource's identity. */
type Linking<R> = {
  [F in keyof R]-?: true extends IsRef<NonNullable<Member<NonNullable<R[F]>>>> ? F : never;
}[keyof R];
type Links<R> = Readonly<Record<Exclude<Linking<R>, 'ref'>, true>>;

const placed = { region: true } as const;
const database = {
  ...placed,
  cluster: true,
  vpc: true,
  az: true,
  subnets: true,
  security_groups: true,
} as const;
const clustered = { cluster: true } as const;

/** Every field that links, kind by kind. Forgetting one does not compile. */
const LINKS: { readonly [K in Kind]: Links<Models[K]> } = {
  region: {},
  az: placed,
  vpc: placed,
  subnet: { ...placed, vpc: true, az: true },
  vm: { ...placed, vpc: true, subnet: true, az: true, security_groups: true },
  nic: { vpc: true, subnet: true, device: true, security_groups: true },
  router: { ...placed, vpc: true, subnets: true },
  security_group: { ...placed, vpc: true },
  nat_gateway: { ...placed, vpc: true, subnet: true, nics: true },
  nat_rule: { nat_gateway: true, subnet: true },
  eip: { ...placed, nic: true, device: true },
  load_balancer: { ...placed, vpc: true, subnets: true, security_groups: true },
  lb_listener: { load_balancer: true },
  lb_target: { load_balancers: true, device: true },
  peer_connection: { local_vpc: true, local_region: true, remote_vpc: true, remote_region: true },
  cen: placed,
  rds: database,
  redis: database,
  k8s_cluster: { ...placed, vpc: true, subnets: true, security_groups: true },
  cluster: {},
  node: { ...clustered, vm: true },
  namespace: clustered,
  service: clustered,
  ingress: clustered,
  workload: { ...clustered, owner: true },
  replica_set: { ...clustered, owner: true },
  pod: { ...clustered, owner: true },
};

/** Every other resource that a record states. */
export function refsOf(record: TagRecord): readonly Ref[] {
  const found = new Set<Ref>();
  const values: Readonly<Record<string, Ref | readonly Ref[] | undefined>> = Object(record);
  for (const field of Object.keys(LINKS[record.kind])) {
    const value = values[field];
    if (typeof value === 'string') found.add(value);
    else for (const ref of value ?? []) found.add(ref);
  }
  if (record.kind === 'cen') for (const { vpc } of record.attachments) if (vpc !== undefined) found.add(vpc);
  return [...found];
}
