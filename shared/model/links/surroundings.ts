import type { Ref } from '../ref.ts';
import { connectionWith } from './connection.ts';
import type { Estate, Merged } from './estate.ts';
import { follow, labelOf } from './label.ts';
import type { Label } from './label.ts';
import { censOf, natsOf, routerOf } from './network.ts';

/** What every address of a subnet belongs to: zone, subnet, its VPC and region, router, NAT gateways, peerings, transit networks. */
export function aroundSubnet(estate: Estate, subnet: Merged<'subnet'>): readonly Label[] {
  const { record } = subnet;
  const router = routerOf(estate, record);
  return distinctLabels([
    labelOf('place', subnet),
    ...labels('place', follow(estate, subnet, record.az)),
    ...aroundVpc(estate, subnet, record.vpc),
    ...labels('place', follow(estate, subnet, record.region)),
    ...labels('path', router),
    ...natsOf(estate, record).map((nat) => labelOf('path', nat)),
  ]);
}

/** What every address of a VPC belongs to. */
export function aroundVpc(
  estate: Estate,
  from: Pick<Merged, 'standing'>,
  ref: Ref<'vpc'> | undefined,
): readonly Label[] {
  const vpc = follow(estate, from, ref);
  if (ref === undefined) return [];
  return distinctLabels([
    ...labels('place', vpc),
    ...(vpc === undefined ? [] : labels('place', follow(estate, vpc, vpc.record.region))),
    ...peeringsOf(estate, ref),
    ...censOf(estate, ref).map((cen) => labelOf('path', cen)),
  ]);
}

/** Each peering once, by the side that is this VPC's where it is listed, with the tags of both. */
function peeringsOf(estate: Estate, vpc: Ref<'vpc'>): readonly Label[] {
  const seen = new Set<string>();
  const sides = estate.under('peer_connection', vpc);
  const own = sides.filter(({ record }) => record.local_vpc === vpc);
  return [...own, ...sides].flatMap((side) => {
    if (seen.has(side.record.ref)) return [];
    const connection = connectionWith(estate, side);
    for (const { record } of [connection.requester, connection.accepter]) {
      if (record !== undefined) seen.add(record.record.ref);
    }
    return [{ ...labelOf('path', side), tags: connection.tags }];
  });
}

export function labels(role: Label['role'], one: Merged | undefined): readonly Label[] {
  return one === undefined ? [] : [labelOf(role, one)];
}

export function distinctLabels(all: readonly Label[]): readonly Label[] {
  const found = new Map<string, Label>();
  for (const label of all) if (!found.has(label.ref)) found.set(label.ref, label);
  return [...found.values()];
}
