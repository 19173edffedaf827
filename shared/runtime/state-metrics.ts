import type { Scope } from '../collect/collector.ts';
import type { Commit } from '../log/commit.ts';
import { knownScopes, readHead, readHint } from '../log/head.ts';
import { knownSinks, readCursor } from '../notify/cursor.ts';
import type { ObjectStore } from '../store/store.ts';

/** How one scope stands: its newest commit, when it was last checked, and how far each sink has come. */
export interface Standing {
  readonly scope: Scope;
  readonly head: Commit;
  /** Milliseconds since 1970, noted at most once an hour; `undefined`: never. */
  readonly checkedAt: number | undefined;
  /** The last version that it acknowledged, by name of the sink. */
  readonly sinks: ReadonlyMap<string, number>;
}

/** Every scope that is not forgotten, from the store alone. */
export async function standingsOf(store: ObjectStore): Promise<readonly Standing[]> {
  const sinks = await knownSinks(store);
  const standings: Standing[] = [];
  for await (const scope of knownScopes(store)) {
    const [head, hint, ...cursors] = await Promise.all([
      readHead(store, scope),
      readHint(store, scope),
      ...sinks.map(async (sink) => [sink, await readCursor(store, sink, scope)] as const),
    ]);
    if (head === undefined || head.cause === 'forget') continue;
    const known = cursors.filter((cursor): cursor is [string, number] => cursor[1] !== undefined);
    standings.push({ scope, head, checkedAt: hint?.checkedAt, sinks: new Map(known) });
  }
  return standings;
}

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number];

/**
 * Text for Prometheus, of what stands in the log. `docs/prometheus-rules.yml` is made for these names.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function stateMetrics(standings: readonly Standing[], now: number): string {
  const sources = standings.flatMap(({ scope, head }) =>
    Object.entries(head.sources).map(([source, entry]) => ({ labels: { ...scope, source }, entry })),
  );
  const seconds = (since: number): number => Math.max(0, now - since) / 1000;
  const kept = sources.filter(({ entry }) => entry.outcome === 'kept' || entry.outcome === 'held');
  return [
    metric(
      'tagsync_source_records',
      'Records of a source, as they stand.',
      sources.flatMap(({ labels, entry }): Sample[] => (entry.count === null ? [] : [[labels, entry.count]])),
    ),
    metric(
      'tagsync_source_kept_seconds',
      'How long a source has been kept or held; there is none for sources that are well.',
      kept.map(({ labels, entry }): Sample => [
        { ...labels, outcome: entry.outcome, reason: entry.reason ?? '' },
        seconds(entry.since),
      ]),
    ),
    metric(
      'tagsync_source_pending_removals',
      'Removals that wait for a person or for more listings.',
      sources.flatMap(({ labels, entry }): Sample[] =>
        entry.pending === null ? [] : [[labels, entry.pending.count]],
      ),
    ),
    metric(
      'tagsync_scope_version',
      'The number of the newest commit.',
      standings.map(({ scope, head }): Sample => [{ ...scope }, head.version]),
    ),
    metric(
      'tagsync_scope_unchecked_seconds',
      'How long ago the scope was checked, as far as the store says: it is noted once an hour.',
      standings.flatMap(({ scope, checkedAt }): Sample[] =>
        checkedAt === undefined ? [] : [[{ ...scope }, seconds(checkedAt)]],
      ),
    ),
    metric(
      'tagsync_sink_behind_versions',
      'Commits that a sink has not acknowledged yet.',
      standings.flatMap(({ scope, head, sinks }) =>
        [...sinks].map(([sink, version]): Sample => [
          { ...scope, sink },
          Math.max(0, head.version - version),
        ]),
      ),
    ),
  ].join('');
}

function metric(name: string, help: string, samples: readonly Sample[]): string {
  const lines = samples.map(([labels, value]) => `${name}{${labelsOf(labels)}} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('')}`;
}

const labelsOf = (labels: Labels): string =>
  Object.entries(labels)
    .map(
      ([name, value]) =>
        `${name}="${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`,
    )
    .join(',');
