/**
 * What the body of a PUT, or of a PATCH as YAML, is read into: `json.Unmarshal` into AdditionalResource of
 * https://github.com/deepflowio/deepflow/blob/main/server/controller/model/model.go. A member that is missing or `null`
 * is Go's zero value; one of another type is an error; whether a key is known is asked elsewhere.
 */
import * as z from 'zod/mini';
import type { Payload } from '../../../../functions/deepflow/payload.ts';
import { Refused } from './refused.ts';

const or = <T extends z.ZodMiniType, Zero>(type: T, zero: Zero) =>
  z.pipe(
    z.optional(z.nullable(type)),
    z.transform((value) => value ?? zero),
  );
const text = or(z.string(), '');
const number = or(z.int(), 0);
const listOf = <T extends z.ZodMiniType>(item: T) => or(z.array(item), [] as z.output<T>[]);

const Vinterface = z.object({ name: text, mac: text, subnet_uuid: text, ips: listOf(z.string()) });
const named = { name: text, uuid: text, domain_uuid: text };
const Target = z.object({ ip: text, port: number });
const Listener = z.object({
  name: text,
  protocol: text,
  ip: text,
  port: number,
  lb_target_servers: listOf(Target),
});
const Body = z.object({
  azs: listOf(z.object(named)),
  vpcs: listOf(z.object(named)),
  subnets: listOf(
    z.object({
      ...named,
      vpc_uuid: text,
      az_uuid: text,
      type: number,
      is_vip: or(z.boolean(), false),
      cidrs: listOf(z.string()),
    }),
  ),
  hosts: listOf(
    z.object({ ...named, az_uuid: text, ip: text, type: number, vinterfaces: listOf(Vinterface) }),
  ),
  chosts: listOf(
    z.object({
      ...named,
      vpc_uuid: text,
      az_uuid: text,
      host_ip: text,
      type: number,
      vinterfaces: listOf(Vinterface),
    }),
  ),
  lbs: listOf(
    z.object({
      name: text,
      domain_uuid: text,
      region_uuid: text,
      vpc_uuid: text,
      model: number,
      vinterfaces: listOf(Vinterface),
      lb_listeners: listOf(Listener),
    }),
  ),
  peer_connections: listOf(
    z.object({
      ...named,
      local_vpc_uuid: text,
      local_region_uuid: text,
      remote_vpc_uuid: text,
      remote_region_uuid: text,
    }),
  ),
  cloud_tags: listOf(
    z.object({
      resource_type: text,
      resource_name: text,
      domain_uuid: text,
      subdomain_uuid: text,
      tags: listOf(z.object({ key: text, value: text })),
    }),
  ),
});

export function shaped(value: unknown): Payload {
  const read = Body.safeParse(value ?? {});
  if (read.success) return read.data as Payload;
  const where = read.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new Refused('INVALID_PARAMETERS', `cannot unmarshal ${where}`);
}

/** What is stored where nothing was said: a LAN, a KVM host, and bare metal. */
export function withDefaults(payload: Payload): Payload {
  return {
    ...payload,
    subnets: payload.subnets.map((one) => ({ ...one, type: orElse(one.type, 4) as 3 | 4 })),
    hosts: payload.hosts.map((one) => ({ ...one, type: orElse(one.type, 3) })),
    chosts: payload.chosts.map((one) => ({ ...one, type: orElse(one.type, 2) })),
    lbs: payload.lbs.map((lb) => ({
      ...lb,
      lb_listeners: lb.lb_listeners.map((one) => ({
        ...one,
        name: one.name === '' ? `${one.ip}-${one.port}` : one.name,
      })),
    })),
  };
}

const orElse = (type: number, other: number): number => (type === 0 ? other : type);
