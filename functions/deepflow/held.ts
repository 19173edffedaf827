import type { Estate, Merged, Placed } from '../../shared/model/links/estate.ts';
import type { Models } from '../../shared/model/kinds.ts';
import { providerOf } from '../../shared/model/record.ts';
import type { Ref } from '../../shared/model/ref.ts';
import type { Config } from './config.ts';
import { groupsOf } from './domains.ts';
import type { Target } from './domains.ts';
import { holdsAddress } from './filling.ts';

/** What is sent as a server: servers, and what `offer` says. */
export type Device = Merged<'vm' | 'nat_gateway' | 'rds' | 'redis'>;

type HeldKind = 'az' | 'vpc' | 'subnet' | 'load_balancer' | Device['record']['kind'];

/** What a domain is made of: what its account holds, and the zones, VPCs and subnets of others that this is in. */
export interface Held {
  readonly zones: readonly Merged<'az'>[];
  readonly vpcs: readonly Merged<'vpc'>[];
  readonly subnets: readonly Merged<'subnet'>[];
  readonly devices: readonly Device[];
  readonly balancers: readonly Merged<'load_balancer'>[];
}

/** Of an account, in the regions of a target; what no scope holds any more is gone, whoever still refers to it. */
export const isHeldBy =
  (target: Target) =>
  ({ account, region, ref, standing }: Placed): boolean =>
    standing !== 'stale' &&
    account === target.account &&
    providerOf(ref) === target.provider &&
    target.holds(region);

export function heldBy(
  estate: Estate,
  target: Target,
  { offer }: Pick<Config, 'offer'>,
  leaveOut: (ref: string, why: string) => void,
): Held {
  const isHeld = isHeldBy(target);
  const held = <K extends HeldKind>(kind: K): readonly Merged<K>[] => [...estate.of(kind, isHeld)];
  const devices: readonly Device[] = [held('vm'), ...offer.map((kind) => held(kind))].flat();
  const balancers = held('load_balancer');

  // What is shared with this account is its owner's record, and needed here all the same.
  const vpcs = new Set<Ref<'vpc'>>(held('vpc').map(({ record }) => record.ref));
  const subnets = new Set<Ref<'subnet'>>(held('subnet').map(({ record }) => record.ref));
  const inVpc = groupsOf([...estate.of('subnet')], ({ record }) => record.vpc);
  for (const { record } of [...devices, ...balancers]) {
    const places = [record, ...estate.under('nic', record.ref).map((nic) => nic.record)];
    for (const place of places) {
      if (place.vpc !== undefined) vpcs.add(place.vpc);
      for (const subnet of subnetsOf(place, inVpc)) subnets.add(subnet);
    }
  }
  const subnetRecords = [...subnets].toSorted().flatMap((ref) => estate.get(ref) ?? []);
  for (const { record } of subnetRecords) if (estate.get(record.vpc) !== undefined) vpcs.add(record.vpc);
  const vpcRecords = [...vpcs].toSorted().flatMap((ref) => {
    const vpc = estate.get(ref);
    if (vpc === undefined) leaveOut(ref, 'no scope holds this VPC, so nothing in it can be sent');
    return vpc ?? [];
  });
  const zones = zonesOf(estate, held('az'), [...devices, ...held('subnet')]);
  return { zones, vpcs: vpcRecords, subnets: subnetRecords, devices, balancers };
}

/** Most clouds list the same zones to every account, so only one of those that see a zone holds it. */
function zonesOf(
  estate: Estate,
  held: readonly Merged<'az'>[],
  inside: readonly (Device | Merged<'subnet'>)[],
): readonly Merged<'az'>[] {
  const zones = new Set<Ref<'az'>>(held.map(({ record }) => record.ref));
  for (const { record } of inside) if ('az' in record && record.az !== undefined) zones.add(record.az);
  return [...zones].toSorted().flatMap((ref) => estate.get(ref) ?? []);
}

/** Those that it names; a database that names none is in those that its addresses lie in. */
function subnetsOf(
  place: Models['nic'] | (Device | Merged<'load_balancer'>)['record'],
  inVpc: ReadonlyMap<Ref<'vpc'>, readonly Merged<'subnet'>[]>,
): readonly Ref<'subnet'>[] {
  const named = 'subnets' in place ? place.subnets : place.subnet === undefined ? [] : [place.subnet];
  if (named.length > 0 || place.vpc === undefined) return named;
  const addresses = 'addresses' in place ? place.addresses : [{ ip: place.ip }];
  const all = inVpc.get(place.vpc) ?? [];
  return addresses.flatMap(({ ip }) =>
    ip === undefined
      ? []
      : all.filter(({ record }) => holdsAddress(record.cidrs, ip)).map(({ record }) => record.ref),
  );
}
