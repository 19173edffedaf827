import type { Collector, Scope } from '../../shared/collect/collector.ts';
import type { Kind, TagRecord } from '../../shared/model/kinds.ts';
import type { Kubernetes } from './client.ts';
import { actionsOf } from './kinds.ts';
import { objectsOf } from './pages.ts';
import type { Item, Reading } from './reading.ts';

/** A collector whose objects can be watched too. */
export interface ObjectCollector<K extends Kind = Kind, T = unknown>
  extends Collector<Kubernetes, K, Item<T>>, Reading<T> {}

interface Card<K extends Kind, T> extends Reading<T> {
  readonly name: string;
  readonly emits: readonly K[];
  readonly map: (object: T, scope: Scope, type: string) => Iterable<TagRecord<K>>;
}

/** One kind of object of one cluster, listed in all namespaces. */
export function objects<const K extends Kind, T>({ map, ...card }: Card<K, T>): ObjectCollector<K, T> {
  return {
    ...card,
    scope: 'account',
    paging: 'token',
    actions: actionsOf(card.object),
    list: (api) => objectsOf(api, card),
    map: (item, scope) => map(item.object, scope, item.type),
  };
}
