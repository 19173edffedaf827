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
): readonly PeerConnection[] {
  const byRef = new Map([...origins].map(([uuid, { ref }]) => [ref, uuid]));
  const found = connectionsOf(estate).flatMap((connection) => {
    const { id, name, requester, accepter } = connection;
    const local = byRef.get(requester.vpc ?? '-');
    const remote = byRef.get(accepter.vpc ?? '-');
    const both = local !== undefined && remote !== undefined && local !== remote;
    return both && recorded.has(local) && recorded.has(remote) ? [{ id, name, local, remote }] : [];
  });
  const names = uniqueNames(found, NAME);
  return found.map(({ id, local, remote }, n) => ({
    name: names[n] ?? id,
    uuid: ownId(domain, `peering ${id}`),
    domain_uuid: domain,
    local_vpc_uuid: local,
    local_region_uuid: region,
    remote_vpc_uuid: remote,
    remote_region_uuid: region,
  }));
}
