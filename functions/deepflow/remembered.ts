import { isRead } from './controller-shapes.ts';
import type { Knowledge, KnownResource } from './controller-shapes.ts';
import { ofDomains } from './payload-lists.ts';
import type { Payload } from './payload.ts';
import { tagsIn } from './tags.ts';
import type { TagPlace } from './tags.ts';

/**
 * What a task knows; where it says nothing (the controller was started anew, or
 * another replica answers), what the table shows was recorded once. Without it,
 * tags would be taken away each time a task has not run yet.
 */
export function knownOrRemembered(known: Knowledge, table: Payload, domain: string): Knowledge {
  if (isRead(known)) return known;
  const own = ofDomains(table, new Set([domain]));
  const inVpcs = [...own.chosts, ...own.lbs];
  const cards = [...own.hosts, ...inVpcs].flatMap(({ vinterfaces }) => vinterfaces);
  return {
    ...known,
    VMs: [...taggedIn(table, { resource_type: 'chost', domain_uuid: domain, subdomain_uuid: '' })],
    AZs: placed([...own.hosts, ...own.chosts].map(({ az_uuid: az }) => az)),
    VPCs: placed([
      ...inVpcs.map(({ vpc_uuid: vpc }) => vpc),
      ...own.peer_connections.flatMap((peer) => [peer.local_vpc_uuid, peer.remote_vpc_uuid]),
    ]),
    Networks: placed(cards.map(({ subnet_uuid: subnet }) => subnet)),
  };
}

/** Names that tags in the table are read back under. */
export const taggedIn = (table: Payload, place: TagPlace): readonly KnownResource[] =>
  tagsIn(table, place).map(({ resource_name: name }) => ({ lcuuid: '', name }));

const placed = (ids: readonly string[]) => [...new Set(ids)].map((lcuuid) => ({ lcuuid }));
