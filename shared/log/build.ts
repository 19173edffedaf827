import type { Lines } from '../model/lines.ts';
import { MAPPER } from '../model/shapes.ts';
import { countsOf } from '../sync/diff.ts';
import { FORMAT, named } from './commit.ts';
import type { Cause, Commit, Data, Entry } from './commit.ts';
import { pack, packLines } from './data.ts';
import type { DataObject } from './data.ts';
import { encodePatch } from './patch.ts';
import type { Listed, Proposal } from './proposal.ts';
import { sinceOf } from './since.ts';

/** When changes stay inside a commit, and when a source gets a new snapshot. */
export interface Sizes {
  /** Changes up to this many bytes lie inside the commit. */
  readonly inlineBytes: number;
  readonly maxSegments: number;
  /** Changes since the snapshot may grow to this share of its bytes. */
  readonly maxShare: number;
  /** Milliseconds. An older segment is folded into a snapshot by whoever commits next. */
  readonly maxSegmentAge: number;
}

export interface Draft {
  readonly head: Commit | undefined;
  readonly proposals: readonly Proposal[];
  /** States that a snapshot is due for and that no proposal holds. */
  readonly refreshed: ReadonlyMap<string, Lines>;
  readonly runId: string;
  readonly cause: Cause;
  readonly now: number;
  readonly sizes: Sizes;
  readonly name: (sha256: string) => string;
}

export interface Built {
  readonly commit: Commit;
  readonly objects: readonly DataObject[];
}

/** The commit after `head`, and the data objects to be written before it. */
export async function build(draft: Draft): Promise<Built> {
  const { head, proposals, sizes, refreshed } = draft;
  const version = (head?.version ?? 0) + 1;
  const at = Math.max(draft.now, (head?.at ?? 0) + 1);
  const objects: DataObject[] = [];
  const add = async (packing: Promise<DataObject>): Promise<Data> => {
    const object = await packing;
    objects.push(object);
    return object.data;
  };
  const snapshot = async (state: Lines): Promise<Pick<Entry, 'snapshot' | 'segments'>> => ({
    snapshot: await add(packLines(state, draft.name)),
    segments: [],
  });

  const changed = proposals.filter((proposal): proposal is Listed => hasChanges(proposal));
  // The first records of a source are its snapshot: they need no second copy as changes.
  const first = changed
    .filter(
      (p) => (head?.sources[p.source]?.count ?? 0) === 0 && sizeOf(p) > sizes.inlineBytes * sizes.maxShare,
    )
    .map(({ source }) => source);
  const patched = changed.filter(({ source }) => !first.includes(source));
  const patch = encodePatch(new Map(patched.map((p) => [p.source, p.changes])));
  const changes: Commit['changes'] =
    patch.length <= sizes.inlineBytes
      ? { inline: Buffer.from(patch).toString(), first }
      : { data: await add(pack(patch, draft.name)), first };

  const sources: Record<string, Entry> = { ...head?.sources };
  for (const [source, state] of refreshed) {
    const entry = sources[source];
    if (entry !== undefined) sources[source] = { ...entry, ...(await snapshot(state)) };
  }
  for (const proposal of proposals) {
    const entry = transition(sources[proposal.source], proposal, version, at);
    sources[proposal.source] = entry;
    if (proposal.status === 'failed' || proposal.state === undefined || !hasChanges(proposal)) continue;
    const data = 'data' in changes ? changes.data : null;
    const segments = [...entry.segments, { version, at, size: sizeOf(proposal), data }];
    const whole = first.includes(proposal.source) || isDue({ ...entry, segments }, sizes, at);
    sources[proposal.source] = { ...entry, ...(whole ? await snapshot(proposal.state) : { segments }) };
  }

  const commit: Commit = {
    format: FORMAT,
    mapper: MAPPER,
    version,
    runId: draft.runId,
    at,
    cause: draft.cause,
    replaced: [],
    sources,
    counts: Object.fromEntries(changed.map(({ source, changes: all }) => [source, countsOf(all)])),
    changes,
  };
  const kept = named(commit);
  const replaced = head === undefined ? [] : [...named(head)].filter((key) => !kept.has(key));
  return { commit: { ...commit, replaced }, objects };
}

/** Segments that outgrow their share of the snapshot, are many, or are old, become a snapshot. */
export function isDue({ bytes, segments }: Entry, sizes: Sizes, now: number): boolean {
  const grown = segments.reduce((sum, { size }) => sum + size, 0);
  const old = segments.some(({ at }) => at < now - sizes.maxSegmentAge);
  return (
    old || segments.length > sizes.maxSegments || grown > Math.max(bytes, sizes.inlineBytes) * sizes.maxShare
  );
}

const hasChanges = (proposal: Proposal): boolean =>
  proposal.status === 'listed' && proposal.changes.length > 0;

const sizeOf = ({ changes }: Listed): number =>
  changes.reduce((sum, { before, after }) => sum + (before?.length ?? 0) + (after?.length ?? 0), 0);

const NEVER: Omit<Entry, 'since'> = {
  outcome: 'complete',
  reason: null,
  pending: null,
  count: null,
  bytes: 0,
  digest: null,
  observedAt: 0,
  snapshot: null,
  segments: [],
};

/** What the log says of a source after a proposal was put on it. */
function transition(entry: Entry | undefined, proposal: Proposal, version: number, at: number): Entry {
  const base = entry ?? { ...NEVER, since: at };
  const { outcome, reason } = proposal.after;
  const since = sinceOf(base, outcome, at);
  if (proposal.status === 'failed') return { ...base, outcome, reason, since };
  return { ...base, ...proposal.after, since, observedAt: version };
}
