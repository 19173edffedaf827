import { sharedList } from '../../shared/collect/shared-list.ts';
import { listType } from './arm.ts';
import type { Ask, Azure } from './client.ts';
import type { Graph } from './graph.ts';
import { locationsOf } from './locations.ts';
import { isOf } from './passed-over.ts';
import type { PassedOver } from './passed-over.ts';
import { mayReadBy } from './may-read.ts';
import { probe } from './probe.ts';
import { joined } from './reading.ts';
import type { Reading } from './reading.ts';
import { TYPE_NAMES } from './resources.ts';
import type { TypeName } from './resources.ts';

/** The graph, and its answer to the one question about a whole group of subscriptions. */
export interface Shared {
  readonly graph: Graph;
  readonly first: () => ReturnType<Graph>;
}

/** A client for one subscription, for one run. Without a graph: by the lists of Azure Resource Manager. */
export function connect(
  subscription: string,
  ask: Ask,
  wants: (region: string) => boolean,
  shared: Shared | undefined,
): Azure {
  const locations = sharedList(() => locationsOf({ subscription, ask }, wants));
  const read = shared === undefined ? byLists(subscription, ask, wants) : byGraph(subscription, shared);
  const rows = new Map<string, PassedOver>();
  const places = new Map<string, PassedOver>();
  const newest = new Map<string, () => readonly TypeName[]>();
  const mayRead = mayReadBy((action) => probe({ ask, subscription }, action));
  return {
    subscription,
    ask,
    locations: (reader) => noted(places, reader, locations(reader)),
    read: async (reader, types) => {
      const found = await noted(rows, reader, read(reader, types));
      newest.set(reader, () => types.filter((name) => found.all(name).length === 0));
      return found;
    },
    // Lists of Azure Resource Manager have said themselves what may not be read.
    mayRead: async (reader) => (shared === undefined ? undefined : mayRead(newest.get(reader)?.() ?? [])),
    passesOver: (reader, ref) => [rows, places].some((last) => isOf(last.get(reader) ?? NOTHING, ref)),
  };
}

const NOTHING: PassedOver = new Map();

/** Of each reader: what its newest list passed over. */
async function noted<T extends { readonly passedOver: PassedOver }>(
  last: Map<string, PassedOver>,
  reader: string,
  list: Promise<T>,
): Promise<T> {
  const found = await list;
  last.set(reader, found.passedOver);
  return found;
}

/** First what all have asked for together; then what this reader wants to know, once more and alone. */
function byGraph(subscription: string, { graph, first }: Shared): Azure['read'] {
  const readers = new Set<string>();
  return async (reader, types) => {
    const isFirst = !readers.has(reader);
    readers.add(reader);
    const of = await (isFirst ? first() : graph([subscription], types));
    return of(subscription);
  };
}

function byLists(subscription: string, ask: Ask, wants: (region: string) => boolean): Azure['read'] {
  const ports = { subscription, ask, wants };
  const listOf = (name: TypeName, reader: string): Promise<Reading> => {
    const list = lists.get(name);
    if (list === undefined) throw new Error(`no list of ${name}`);
    return list(reader);
  };
  const lists: ReadonlyMap<TypeName, (reader: string) => Promise<Reading>> = new Map(
    TYPE_NAMES.map((name) => [
      name,
      sharedList(() => listType(ports, name, () => listOf('scaleSet', `of ${name}`))),
    ]),
  );
  return async (reader, types) => {
    const found = await Promise.all(types.map(async (name) => [name, await listOf(name, reader)] as const));
    return joined(new Map(found));
  };
}
