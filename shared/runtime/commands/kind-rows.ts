import { readCommit } from '../../log/head.ts';
import { readChanges, readState } from '../../log/read.ts';
import { refOf } from '../../model/line.ts';
import { KINDS, isKind } from '../../model/shapes.ts';
import type { Counts } from '../../notify/event.ts';
import type { ObjectStore } from '../../store/store.ts';
import { countsOf } from '../../sync/diff.ts';
import type { Change } from '../../sync/diff.ts';
import type { ScopeReport } from '../../sync/sync.ts';
import type { Outcome, SourceReport } from '../../sync/report.ts';
import type { AnyProvider } from './context.ts';

/** One kind over all scopes of a run. `kind`: several, joined by `+`, where a source cannot be told apart. */
export interface KindRow extends Counts {
  readonly kind: string;
  /** `null`: never completed anywhere. */
  readonly count: number | null;
  /** Every outcome of its sources, and of how many. */
  readonly outcomes: Readonly<Record<string, number>>;
}

interface Part extends Counts {
  readonly kind: string;
  readonly count: number | null;
  readonly outcome: string;
}

/** The run's sources by kind. A source that gives several kinds is looked up in the log it was written to. */
export async function kindRows(
  provider: AnyProvider,
  scopes: readonly ScopeReport[],
  store: ObjectStore,
): Promise<readonly KindRow[]> {
  const parts: Part[] = [];
  for (const report of scopes) {
    for (const source of report.sources) {
      const kinds = provider.collectors.find(({ name }) => name === source.source)?.emits ?? [source.source];
      parts.push(
        ...(kinds.length === 1
          ? [partOf(kinds[0] ?? '', source)]
          : await apart(kinds, report, source, store)),
      );
    }
  }
  const kinds = [...new Set(parts.map(({ kind }) => kind))].toSorted((a, b) => rank(a) - rank(b));
  return kinds.map((kind) =>
    sumOf(
      kind,
      parts.filter((part) => part.kind === kind),
    ),
  );
}

const rank = (kind: string): number => (isKind(kind) ? KINDS.indexOf(kind) : KINDS.length);

function sumOf(kind: string, parts: readonly Part[]): KindRow {
  const row = { added: 0, changed: 0, removed: 0 };
  const outcomes: Record<string, number> = {};
  let count: number | null = null;
  for (const part of parts) {
    row.added += part.added;
    row.changed += part.changed;
    row.removed += part.removed;
    if (part.count !== null) count = (count ?? 0) + part.count;
    outcomes[part.outcome] = (outcomes[part.outcome] ?? 0) + 1;
  }
  const inOrder = Object.entries(outcomes).toSorted(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return { kind, count, ...row, outcomes: Object.fromEntries(inOrder) };
}

/** What needs a person comes last, where the eye ends. */
const ORDER: readonly string[] = [
  'written',
  'unchanged',
  'superseded',
  'unsupported',
  'held',
  'kept',
] satisfies Outcome[];

function partOf(kind: string, { count, counts, outcome }: SourceReport): Part {
  const { added, changed, removed } = counts;
  return { kind, count, added, changed, removed, outcome };
}

async function apart(
  kinds: readonly string[],
  { scope, version, committed }: ScopeReport,
  source: SourceReport,
  store: ObjectStore,
): Promise<readonly Part[]> {
  const { added, changed, removed } = source.counts;
  const isChanged = added + changed + removed > 0;
  const together = [partOf(kinds.join('+'), source)];
  if (isChanged && !committed) return together;
  const commit = source.count === null ? undefined : await readCommit(store, scope, version);
  if (commit === undefined)
    return source.count === null ? kinds.map((kind) => partOf(kind, source)) : together;
  const state = await readState(store, scope, commit, source.source);
  const refs = Array.from({ length: state.size }, (_, n) => state.ref(n));
  const changes = isChanged ? ((await readChanges(store, scope, commit)).get(source.source) ?? []) : [];
  return kinds.map((kind) => ({
    ...countsOf(changes.filter((change) => kindOf(refOfChange(change)) === kind)),
    kind,
    count: refs.filter((ref) => kindOf(ref) === kind).length,
    outcome: source.outcome,
  }));
}

const kindOf = (ref: string): string => ref.split('/', 2)[1] ?? '';
const refOfChange = (change: Change): string => refOf(change.after ?? change.before);
