import type { Collector } from '../collect/collector.ts';
import { GLOBAL } from '../collect/provider.ts';
import type { Unopened } from '../collect/provider.ts';
import type { Kind } from '../model/kinds.ts';
import { anyOf } from './patterns.ts';

/** What a run is asked to look at; empty lists mean all. */
export interface Selection {
  /** Ids or names. */
  readonly accounts: readonly string[];
  /** With wildcards; `global` is one of them. */
  readonly regions: readonly string[];
  readonly kinds: readonly Kind[];
  /** Collectors by name. */
  readonly sources: readonly string[];
}

export function collectorsOf<Api>(
  collectors: readonly Collector<Api>[],
  region: string,
  { kinds, sources }: Pick<Selection, 'kinds' | 'sources'>,
): readonly Collector<Api>[] {
  const scope = region === GLOBAL ? 'account' : 'region';
  const isWanted = ({ emits, name }: Collector<Api>): boolean =>
    (kinds.length === 0 || emits.some((kind) => kinds.includes(kind))) &&
    (sources.length === 0 || sources.includes(name));
  const ours = collectors.filter((collector) => collector.scope === scope);
  if (!ours.some(isWanted)) return [];
  // What tells whether the scope is still the same one is asked whatever is wanted.
  return ours.filter((collector) => isWanted(collector) || collector.anchor !== undefined);
}

export const isSelected = (
  { id, name }: Pick<Unopened, 'id' | 'name'>,
  { accounts }: Pick<Selection, 'accounts'>,
): boolean =>
  accounts.length === 0 || accounts.includes(id) || (name !== undefined && accounts.includes(name));

export const selectsRegion = ({ regions }: Pick<Selection, 'regions'>): ((region: string) => boolean) =>
  regions.length === 0 ? () => true : anyOf(regions);
