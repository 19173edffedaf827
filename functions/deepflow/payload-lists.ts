import { LISTS } from './payload.ts';
import type { Payload } from './payload.ts';

export function joined(...payloads: readonly Payload[]): Payload {
  const all = <K extends keyof Payload>(list: K): Payload[K] =>
    payloads.flatMap((payload) => [...payload[list]]) as unknown as Payload[K];
  return {
    azs: all('azs'),
    vpcs: all('vpcs'),
    subnets: all('subnets'),
    hosts: all('hosts'),
    chosts: all('chosts'),
    lbs: all('lbs'),
    peer_connections: all('peer_connections'),
    cloud_tags: all('cloud_tags'),
  };
}

/** Of the domains that are named; or, `others`, of all but those. */
export function ofDomains(payload: Payload, domains: ReadonlySet<string>, others = false): Payload {
  const own = <T extends { readonly domain_uuid: string }>(items: readonly T[]): readonly T[] =>
    items.filter(({ domain_uuid }) => domains.has(domain_uuid) !== others);
  return {
    azs: own(payload.azs),
    vpcs: own(payload.vpcs),
    subnets: own(payload.subnets),
    hosts: own(payload.hosts),
    chosts: own(payload.chosts),
    lbs: own(payload.lbs),
    peer_connections: own(payload.peer_connections),
    cloud_tags: own(payload.cloud_tags),
  };
}

export const sizeOf = (payload: Payload): number =>
  LISTS.reduce((sum, list) => sum + payload[list].length, 0);

/** The same whatever the order of lists and members: what two payloads that mean the same have in common. */
export const meaningOf = (payload: Payload): string => LISTS.map((list) => textOf(payload[list])).join('\n');

/** JSON, but that lists and members are in the order of their texts. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).toSorted().join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${textOf(member)}`);
  return `{${members.toSorted().join(',')}}`;
}
