import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import { EMPTY } from './payload.ts';
import type { Payload } from './payload.ts';

/**
 * The table as it is read back: the same fields with upper-case keys, `null` for
 * a list that is empty.
 * https://github.com/deepflowio/deepflow/blob/main/server/controller/http/service/resource/domain_additional_resource_list.go
 */
const text = z.prefault(z.string(), '');
const listOf = <T extends z.ZodMiniType>(item: T) =>
  z.pipe(
    z.prefault(z.nullable(z.array(item)), null),
    z.transform((all) => all ?? []),
  );
const Vinterface = z.object({ NAME: text, MAC: text, SUBNET_UUID: text, IPS: listOf(z.string()) });
const Placed = z.object({ NAME: z.string(), UUID: z.string(), DOMAIN_UUID: z.string() });
const Subnet = z.extend(Placed, {
  VPC_UUID: z.string(),
  AZ_UUID: text,
  TYPE: z.number(),
  IS_VIP: z.prefault(z.boolean(), false),
  CIDRS: listOf(z.string()),
});
const Host = z.extend(Placed, {
  AZ_UUID: text,
  IP: z.string(),
  TYPE: z.number(),
  VINTERFACES: listOf(Vinterface),
});
const Chost = z.extend(Placed, {
  VPC_UUID: text,
  AZ_UUID: text,
  HOST_IP: text,
  TYPE: z.number(),
  VINTERFACES: listOf(Vinterface),
});
const Target = z.object({ IP: z.string(), PORT: z.number() });
const Listener = z.object({
  NAME: text,
  PROTOCOL: text,
  IP: text,
  PORT: z.number(),
  LB_TARGET_SERVERS: listOf(Target),
});
const Lb = z.object({
  NAME: z.string(),
  DOMAIN_UUID: z.string(),
  REGION_UUID: text,
  VPC_UUID: text,
  MODEL: z.number(),
  VINTERFACES: listOf(Vinterface),
  LB_LISTENERS: listOf(Listener),
});
const Peer = z.extend(Placed, {
  LOCAL_VPC_UUID: z.string(),
  LOCAL_REGION_UUID: z.string(),
  REMOTE_VPC_UUID: z.string(),
  REMOTE_REGION_UUID: z.string(),
});
const CloudTag = z.object({
  RESOURCE_TYPE: z.string(),
  RESOURCE_NAME: text,
  DOMAIN_UUID: z.string(),
  SUBDOMAIN_UUID: text,
  TAGS: listOf(z.object({ KEY: z.string(), VALUE: z.string() })),
});
const Table = z.object({
  AZS: listOf(Placed),
  VPCS: listOf(Placed),
  SUBNETS: listOf(Subnet),
  HOSTS: listOf(Host),
  CHOSTS: listOf(Chost),
  LBS: listOf(Lb),
  PEER_CONNECTIONS: listOf(Peer),
  CLOUD_TAGS: listOf(CloudTag),
});

/** Reads it; throws `invalid` for what this release cannot give back as it is. */
export function tableOf(value: unknown): Payload {
  if (value === undefined || value === null) return EMPTY;
  const read = Table.safeParse(value);
  if (!read.success) {
    const where = read.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new CloudError(
      'invalid',
      `DeepFlow: the table of additional resources is not what this release can read (${where})`,
    );
  }
  // Each key in lower case is the key of the PUT.
  return lower(read.data) as Payload;
}

function lower(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lower);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toLowerCase(), lower(member)]));
}

/** What reading back makes of a payload: every listener of a load balancer is given the targets of all of them. */
export function asReadBack(payload: Payload): Payload {
  const lbs = payload.lbs.map((lb) => {
    const all = lb.lb_listeners.flatMap(({ lb_target_servers: servers }) => servers);
    return {
      ...lb,
      lb_listeners: lb.lb_listeners.map((listener) => ({ ...listener, lb_target_servers: all })),
    };
  });
  return { ...payload, lbs };
}
