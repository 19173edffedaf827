import type { Config } from './config.ts';
import type { DeepflowDomain, Knowledge } from './controller-shapes.ts';
import { lineOf } from './part.ts';
import type { Payload } from './payload.ts';

type Named = { readonly uuid: string; readonly name: string };

/**
 * Of what one domain is to hold, what DeepFlow does not show: it was sent a moment
 * ago, or DeepFlow dropped it. A list that a release of DeepFlow does not tell is
 * not compared.
 */
export function unrecorded(
  payload: Payload,
  { VMs, AZs, VPCs, Networks, Hosts, LBs, PeerConnections }: Knowledge,
  idOf: (uuid: string) => string,
): readonly string[] {
  const missing = (
    what: string,
    wanted: readonly Named[],
    known: readonly { readonly lcuuid: string }[] | null | undefined,
  ): readonly string[] => {
    if (known === undefined) return [];
    const there = new Set((known ?? []).map(({ lcuuid }) => lcuuid));
    const names = wanted.filter(({ uuid }) => !there.has(idOf(uuid))).map(({ name }) => name);
    return lineOf(names, (count, some) => `${count} ${what} are not recorded yet: ${some}`);
  };
  // Its id is DeepFlow's own; names are unique here.
  const balancers = LBs?.map(({ name = '' }) => ({ lcuuid: name }));
  return [
    ...missing('servers', payload.chosts, VMs),
    ...missing('zones', payload.azs, AZs),
    ...missing('VPCs', payload.vpcs, VPCs),
    ...missing('subnets', payload.subnets, Networks),
    ...missing('hosts', payload.hosts, Hosts),
    ...missing(
      'load balancers',
      payload.lbs.map(({ name }) => ({ uuid: name, name })),
      LBs === undefined ? undefined : (balancers ?? null),
    ),
    ...missing('peerings', payload.peer_connections, PeerConnections),
  ];
}

/** Fewer rows of servers than were sent. More may be there: those that were deleted lately are counted. */
export const missingRows = (
  { chosts }: Payload,
  { VM_COUNT: rows = chosts.length }: Pick<DeepflowDomain, 'VM_COUNT'>,
): readonly string[] =>
  rows >= chosts.length ? [] : [`DeepFlow has recorded ${rows} of ${chosts.length} servers`];

/**
 * Without a network, an interface and a server among it, DeepFlow's recorder
 * touches nothing of a domain, and what it recorded before stays.
 * https://github.com/deepflowio/deepflow/tree/main/server/controller/recorder
 */
export function frozen(
  { subnets, hosts, chosts, lbs }: Payload,
  { VM_COUNT: rows = 0 }: Pick<DeepflowDomain, 'VM_COUNT'>,
  { create }: Pick<Config, 'create'>,
): { readonly outstanding: readonly string[]; readonly notes: readonly string[] } {
  const isConnected = [...hosts, ...chosts, ...lbs].some(({ vinterfaces }) => vinterfaces.length > 0);
  if (subnets.length > 0 && chosts.length > 0 && isConnected) return { outstanding: [], notes: [] };
  return rows === 0
    ? {
        outstanding: [],
        notes: ['no server with an interface is sent: without one, DeepFlow records nothing of the domain'],
      }
    : {
        outstanding: [
          `its last server is gone, and without one DeepFlow keeps all that it had, ${rows} servers: delete the domain${create === undefined ? '' : ', which is then made anew'}`,
        ],
        notes: [],
      };
}
