import type { Merged } from '../../shared/model/links/estate.ts';
import { cidrOf, prefixOf } from '../../shared/model/links/prefix.ts';
import type { Ref } from '../../shared/model/ref.ts';
import type { Filling, PlacedSubnets } from './filling.ts';
import type { Held } from './held.ts';
import { ownId } from './ids.ts';
import type { Az, Subnet, Vpc } from './payload.ts';
import { SHORT_NAME, uniqueNames } from './safe.ts';

/** Zones, VPCs and subnets of a domain, and how what is in them finds them. */
export interface Places {
  readonly azs: readonly Az[];
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  /** The zone's, or that of none. */
  readonly azOf: (az: Ref<'az'> | undefined) => string;
  /** By the cloud's own id. */
  readonly azNamed: (id: string) => string | undefined;
  readonly vpcIds: ReadonlyMap<Ref<'vpc'>, string>;
  readonly subnetsByRef: PlacedSubnets;
}

/** The id of the zone for what has none of its own; it also keeps the domain's part of the table from being empty. */
export const nowhereOf = (domain: string): string => ownId(domain, 'no zone');

export function placesOf(filling: Filling, { zones, vpcs, subnets }: Held): Places {
  const { domain, target } = filling;
  const azs = zonesOf(filling, zones);
  const azIds = new Map(zones.map(({ record }, n) => [record.ref, azs[n]?.uuid ?? '']));
  const nowhere: Az = { name: `${target.provider} no zone`, uuid: nowhereOf(domain), domain_uuid: domain };
  const sent = vpcsOf(filling, vpcs);
  const vpcIds = new Map(vpcs.map(({ record }, n) => [record.ref, sent[n]?.uuid ?? '']));
  const placed = subnets.flatMap((subnet) => placedIn(filling, vpcIds, subnet));
  const sentSubnets = subnetsOf(filling, { placed, azIds, vpcIds });
  return {
    azs: [nowhere, ...azs],
    vpcs: sent,
    subnets: sentSubnets,
    azOf: (az) => (az === undefined ? undefined : azIds.get(az)) ?? nowhere.uuid,
    azNamed: (id) => azs[zones.findIndex(({ record }) => record.id === id)]?.uuid,
    vpcIds,
    subnetsByRef: new Map(
      placed.map(({ subnet: { record }, cidrs }, n) => [
        record.ref,
        { uuid: sentSubnets[n]?.uuid ?? '', id: record.id, vpc: record.vpc, cidrs },
      ]),
    ),
  };
}

function zonesOf({ idOf, domain, note }: Filling, zones: readonly Merged<'az'>[]): readonly Az[] {
  const names = namesOf(zones, SHORT_NAME);
  return zones.map((zone, n) => {
    const uuid = idOf(zone);
    note(uuid, zone);
    return { name: names[n] ?? '', uuid, domain_uuid: domain };
  });
}

function vpcsOf({ idOf, domain, longest, note }: Filling, vpcs: readonly Merged<'vpc'>[]): readonly Vpc[] {
  const names = namesOf(vpcs, longest);
  return vpcs.map((vpc, n) => {
    const uuid = idOf(vpc, 'vpc');
    note(uuid, vpc);
    return { name: names[n] ?? '', uuid, domain_uuid: domain };
  });
}

interface Placed {
  readonly subnet: Merged<'subnet'>;
  /** Canonical, each once. */
  readonly cidrs: readonly string[];
}

function placedIn(
  { leaveOut }: Filling,
  vpcIds: Places['vpcIds'],
  subnet: Merged<'subnet'>,
): readonly Placed[] {
  const { ref, vpc, cidrs: written } = subnet.record;
  const cidrs = written.flatMap((cidr) => {
    const prefix = prefixOf(cidr);
    if (prefix === undefined) leaveOut(ref, `${cidr} is no CIDR block`);
    return prefix === undefined ? [] : [cidrOf(prefix)];
  });
  if (vpcIds.has(vpc)) return [{ subnet, cidrs: [...new Set(cidrs)] }];
  leaveOut(ref, `its VPC ${vpc} cannot be sent`);
  return [];
}

function subnetsOf(
  { idOf, domain, longest, note }: Filling,
  {
    placed,
    azIds,
    vpcIds,
  }: {
    readonly placed: readonly Placed[];
    readonly azIds: ReadonlyMap<Ref<'az'>, string>;
    readonly vpcIds: Places['vpcIds'];
  },
): readonly Subnet[] {
  const names = namesOf(
    placed.map(({ subnet }) => subnet),
    longest,
  );
  return placed.map(({ subnet, cidrs }, n): Subnet => {
    const { vpc, az } = subnet.record;
    const uuid = idOf(subnet, 'subnet');
    note(uuid, subnet);
    return {
      name: names[n] ?? '',
      uuid,
      domain_uuid: domain,
      vpc_uuid: vpcIds.get(vpc) ?? '',
      az_uuid: (az === undefined ? undefined : azIds.get(az)) ?? '',
      type: 4,
      is_vip: false,
      cidrs,
    };
  });
}

export const namesOf = (resources: readonly Merged[], longest: number): readonly string[] =>
  uniqueNames(
    resources.map(({ record: { name, id } }) => ({ name, id })),
    longest,
  );
