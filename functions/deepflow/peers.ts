import { connectionsOf } from '../../shared/model/links/connection.ts';
import type { Estate } from '../../shared/model/links/estate.ts';
import { ownId } from './ids.ts';
import type { PeerConnection } from './payload.ts';
import { NAME, uniqueNames } from './safe.ts';
import type { Content } from './own.ts';

/**
 * Peerings both of whose VPCs are in this domain, and recorded there: DeepFlow
 * looks them up in what it has recorded. One that leads out of the account
 * cannot be carried.
 */
export function peersOf(
  estate: Estate,
  { origins }: Pick<Content, 'origins'>,
  {
    domain,
    region,
    recorded,
  }: { readonly domain: string; readonly region: string; readonly recorded: ReadonlySet<string> },
): { readonly peers: readonly PeerConnection[]; readonly waiting: readonly string[] } {
  const byRef = new Map([...origins].map(([uuid, { ref }]) => [ref, uuid]));
  const found = connectionsOf(estate).flatMap((connection) => {
    const { id, name, requester, accepter } = connection;
    const local = byRef.get(requester.vpc ?? '-');
    const remote = byRef.get(accepter.vpc ?? '-');
    const both = local !== undefined && remote !== undefined && local !== remote;
    return both ? [{ id, name, local, remote }] : [];
  });
  // Of all of them: one that waits changes nobody's name when it comes.
  const names = uniqueNames(found, NAME);
  const named = found.map((one, n) => ({ ...one, name: names[n] ?? one.id }));
  const isReady = ({ local, remote }: (typeof named)[number]): boolean =>
    recorded.has(local) && recorded.has(remote);
  const peers = named.filter(isReady).map(({ id, name, local, remote }) => ({
    name,
    uuid: ownId(domain, `peering ${id}`),
    domain_uuid: domain,
    local_vpc_uuid: local,
    local_region_uuid: region,
    remote_vpc_uuid: remote,
    remote_region_uuid: region,
  }));
  return { peers, waiting: named.filter((one) => !isReady(one)).map(({ name }) => name) };
}
