import type { Scope } from '../collect/collector.ts';
import { Lines } from '../model/lines.ts';
import type { Entry } from './commit.ts';
import { readHead } from './head.ts';
import type { Listed } from './proposal.ts';
import { readState } from './read.ts';
import { write } from './write.ts';
import type { LogPorts } from './write.ts';

/** What a scope holds, by source; `undefined`: nothing was ever committed of it. */
export interface Held {
  readonly version: number;
  readonly counts: Readonly<Record<string, number>>;
  /** It was forgotten, and nobody has synced it since. */
  readonly forgotten: boolean;
}

export async function whatIsHeld(
  { store }: Pick<LogPorts, 'store'>,
  scope: Scope,
): Promise<Held | undefined> {
  const head = await readHead(store, scope);
  if (head === undefined) return undefined;
  const counts = Object.entries(head.sources).map(([source, { count }]) => [source, count ?? 0] as const);
  return { version: head.version, counts: Object.fromEntries(counts), forgotten: head.cause === 'forget' };
}

/**
 * Takes every record out of a scope that nobody will sync any more, as one
 * commit: a scope that leaves the configuration is no deletion, this is. Sinks
 * hear of each removal, and what stood before can be read until retention takes
 * it. A run under way that read an older base finds its lists superseded.
 * Throws `Corrupt` where what would go cannot be read.
 */
export async function forget(
  scope: Scope,
  ports: LogPorts & { readonly newRunId: () => string },
): Promise<Held | undefined> {
  const startedAt = ports.now();
  const base = await readHead(ports.store, scope);
  if (base === undefined) return undefined;
  const proposals: Listed[] = [];
  for (const source of Object.keys(base.sources)) {
    const before = await readState(ports.store, scope, base, source);
    const changes = [...before].map((line) => ({ before: line, after: undefined }));
    proposals.push({ source, status: 'listed', state: Lines.NONE, changes, after: NOTHING });
  }
  const run = { scope, runId: ports.newRunId(), startedAt, cause: 'forget', base } as const;
  const { version } = await write(run, proposals, ports);
  const counts = proposals.map(({ source, changes }) => [source, changes.length] as const);
  return { version, counts: Object.fromEntries(counts), forgotten: true };
}

const NOTHING: Listed['after'] & Pick<Entry, 'digest'> = {
  outcome: 'complete',
  reason: null,
  pending: null,
  digest: Lines.NONE.digest,
  count: 0,
  bytes: 0,
};
