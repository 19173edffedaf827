import type { Models, TagRecord } from '../kinds.ts';
import { isRefOf } from '../record.ts';
import type { Ref } from '../ref.ts';
import type { Estate, Merged } from './estate.ts';
import { textOf } from './address.ts';
import { addressKey, mainKey, nativeKey } from './keys.ts';
import { covers, prefixOf } from './prefix.ts';

/** The route table of a subnet: the one that names it, else the main one of its VPC. */
export function routerOf(estate: Estate, subnet: Models['subnet']): Merged<'router'> | undefined {
  const [explicit] = estate.under('router', subnet.ref);
  return explicit ?? estate.under('router', mainKey(subnet.vpc))[0];
}

/**
 * The NAT gateways that traffic of a subnet leaves through: those that an active
 * route of its router leads to, and those with an SNAT rule for it.
 */
export function natsOf(estate: Estate, subnet: Models['subnet']): readonly Merged<'nat_gateway'>[] {
  const routes = routerOf(estate, subnet)?.record.routes ?? [];
  const routed = routes.flatMap(({ hop, target, active }) =>
    hop === 'nat_gateway' && active && target !== undefined
      ? estate.under('nat_gateway', nativeKey(subnet.ref, target))
      : [],
  );
  const inVpc = estate.under('nat_gateway', subnet.vpc);
  const ruled = inVpc.filter(({ record }) => rulesOf(estate, record).some((rule) => leads(rule, subnet)));
  return distinct([...routed, ...ruled]);
}

function leads(
  { direction, subnet, private_ip }: Models['nat_rule'],
  { ref, cidrs }: Models['subnet'],
): boolean {
  if (direction !== 'snat') return false;
  if (subnet !== undefined) return subnet === ref;
  const prefix = private_ip === undefined ? undefined : prefixOf(private_ip);
  return (
    prefix !== undefined &&
    cidrs.some((cidr) => {
      const own = prefixOf(cidr);
      return own !== undefined && covers(prefix, own);
    })
  );
}

/** The NAT gateways of a VPC with a rule for one address alone (DNAT to it, SNAT from it), by that address. */
export function natsByAddress(
  estate: Estate,
  vpc: Ref<'vpc'>,
): ReadonlyMap<string, readonly Merged<'nat_gateway'>[]> {
  const found = new Map<string, Merged<'nat_gateway'>[]>();
  for (const nat of estate.under('nat_gateway', vpc)) {
    const ips = rulesOf(estate, nat.record).flatMap(({ private_ip = '' }) => hostOf(private_ip));
    for (const ip of new Set(ips)) found.set(ip, [...(found.get(ip) ?? []), nat]);
  }
  return found;
}

/** An address, or the block that is one. */
function hostOf(text: string): readonly string[] {
  const prefix = prefixOf(text);
  return prefix !== undefined && prefix.length === prefix.address.length * 32 ? [textOf(prefix.address)] : [];
}

function rulesOf(estate: Estate, nat: Models['nat_gateway']): readonly Models['nat_rule'][] {
  return estate.under('nat_rule', nat.ref).map(({ record }) => record);
}

/**
 * The interfaces that hold an address as seen from a VPC: its own, else those of
 * the one peered VPC that has it. Several peered ones are not guessed among.
 */
export function nicsAt(estate: Estate, vpc: Ref<'vpc'>, ip: string): readonly Merged<'nic'>[] {
  const own = estate.under('nic', addressKey(vpc, ip));
  if (own.length > 0) return own;
  const found = peersOf(estate, vpc).flatMap((peer) => {
    const nics = estate.under('nic', addressKey(peer, ip));
    return nics.length === 0 ? [] : [nics];
  });
  return found.length === 1 ? (found[0] ?? []) : [];
}

export function peersOf(estate: Estate, vpc: Ref<'vpc'>): readonly Ref<'vpc'>[] {
  const peers = estate.under('peer_connection', vpc).flatMap(({ record: { local_vpc, remote_vpc } }) => {
    if (local_vpc !== vpc) return [local_vpc];
    return remote_vpc === undefined || remote_vpc === vpc ? [] : [remote_vpc];
  });
  return [...new Set(peers)];
}

/** The interfaces of a load balancer's target: itself, its device's, or those that hold its address. */
export function nicsOfTarget(estate: Estate, target: Models['lb_target']): readonly Merged<'nic'>[] {
  const { device, ip, load_balancers } = target;
  const byAddress = (): readonly Merged<'nic'>[] => {
    if (ip === undefined) return [];
    const vpcs = new Set(load_balancers.flatMap((ref) => estate.get(ref)?.record.vpc ?? []));
    return distinct([...vpcs].flatMap((vpc) => nicsAt(estate, vpc, ip)));
  };
  if (device === undefined) return byAddress();
  const own = nicsOf(estate, device);
  const there = own.filter(({ record }) => ip === undefined || record.addresses.some((one) => one.ip === ip));
  if (there.length > 0) return there;
  return own.length > 0 ? own : byAddress();
}

/** Of a device; an interface is its own. */
export function nicsOf(estate: Estate, device: Ref): readonly Merged<'nic'>[] {
  const nic = isRefOf('nic', device) ? estate.get<'nic'>(device) : undefined;
  return nic === undefined ? estate.under('nic', device) : [nic];
}

/** Where a device is: as it says itself, else where its interfaces are, if all of them are in one VPC. */
export function vpcOf(estate: Estate, { ref, vpc }: InVpc): Ref<'vpc'> | undefined {
  if (vpc !== undefined) return vpc;
  const [one, ...more] = new Set(estate.under('nic', ref).map(({ record }) => record.vpc));
  return more.length === 0 ? one : undefined;
}

type InVpc = { readonly ref: Ref; readonly vpc: Ref<'vpc'> | undefined };

/** The transit networks that a VPC is attached to. */
export const censOf = (estate: Estate, vpc: Ref<'vpc'>): readonly Merged<'cen'>[] => estate.under('cen', vpc);

export function distinct<T extends Merged>(merged: readonly T[]): readonly T[] {
  return [...new Map(merged.map((one) => [one.record.ref, one])).values()];
}

/** The subnet of a device that may have several: the one that its address is in. */
export function whereOf(estate: Estate, record: TagRecord, ip: string | undefined): Where {
  if (!('vpc' in record)) return { vpc: undefined, subnet: undefined };
  if ('subnet' in record && record.subnet !== undefined) return { vpc: record.vpc, subnet: record.subnet };
  const subnets = 'subnets' in record ? record.subnets : [];
  const wanted = ip === undefined ? undefined : prefixOf(ip);
  const around = subnets.filter((ref) =>
    estate.get(ref)?.record.cidrs.some((cidr) => {
      const prefix = prefixOf(cidr);
      return prefix !== undefined && wanted !== undefined && covers(prefix, wanted);
    }),
  );
  const [subnet, ...more] = around.length > 0 ? around : subnets;
  return { vpc: record.vpc, subnet: more.length === 0 ? subnet : undefined };
}

export type Where = Pick<Models['nic'], 'vpc' | 'subnet'>;
