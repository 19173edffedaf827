/** What collectors make of items as the SDK gives them, and of such items damaged. */
import type { Aws } from '../../../functions/aws/client.ts';
import type { Collector, Scope } from '../../../shared/collect/collector.ts';
import type { Kind, TagRecord } from '../../../shared/model/kinds.ts';
import { recordsOf as mapped } from '../../contract/collector.ts';
import { inTypes } from '../../fuzz/mutate.ts';
import { mapWithstanding } from '../../fuzz/withstands.ts';

export const recordsOf = <K extends Kind, Item>(
  collector: Collector<Aws, K, Item>,
  item: Item,
  scope: Scope,
): readonly TagRecord<K>[] =>
  mapWithstanding(collector.name, scope, item, inTypes, (one) => mapped(collector, one, scope));
