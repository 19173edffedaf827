import { whole } from '../../shared/collect/gather.ts';
import type { Models } from '../../shared/model/kinds.ts';
import type { Ask } from './client.ts';
import { numberedPages } from './pages.ts';
import { Listener, listenerOf, targetsOf } from './server-groups.ts';
import type { Group } from './server-groups.ts';

/** A listener among all groups of the region, or a group with its members. */
export type Item =
  | { readonly listener: Listener; readonly groups: readonly Group[] }
  | { readonly group: Group };

/** Those of all load balancers of the region in one list. */
export async function listenersOf(ask: Ask, product: 'alb' | 'clb'): Promise<readonly Listener[]> {
  return whole(
    numberedPages(ask, {
      action: `${product}:DescribeListeners`,
      at: 'Listeners',
      item: Listener,
      keyOf: ({ ListenerId }) => ListenerId,
    }),
  );
}

export function* itemsOf(
  listeners: readonly Listener[],
  groups: readonly Group[],
): Generator<Item[], void, undefined> {
  yield listeners.map((listener) => ({ listener, groups }));
  yield groups.map((group) => ({ group }));
}

export function* recordsOf(item: Item): Generator<Models['lb_listener' | 'lb_target'], void, undefined> {
  if ('group' in item) yield* targetsOf(item.group);
  else yield listenerOf(item.listener, item.groups);
}
