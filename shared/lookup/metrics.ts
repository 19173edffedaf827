import type { Lookup } from './lookup.ts';

export interface Served {
  /** Since the log was last read without a problem. */
  readonly ageMs: number;
  /** Addresses that were asked for, by what came of them. */
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * Text for Prometheus, of the index and of what was asked of it.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function lookupMetrics(lookup: Lookup, { ageMs, counts }: Served): string {
  const lines = [
    '# HELP tagsync_lookup_records Records in the index.',
    '# TYPE tagsync_lookup_records gauge',
    `tagsync_lookup_records ${lookup.estate.size}`,
    '# HELP tagsync_lookup_scopes Scopes in the index.',
    '# TYPE tagsync_lookup_scopes gauge',
    `tagsync_lookup_scopes ${lookup.scopes().length}`,
    '# HELP tagsync_lookup_problems What could not be read and stands as it was.',
    '# TYPE tagsync_lookup_problems gauge',
    `tagsync_lookup_problems ${lookup.problems().length}`,
    '# HELP tagsync_lookup_refresh_age_seconds Since the log was last read.',
    '# TYPE tagsync_lookup_refresh_age_seconds gauge',
    `tagsync_lookup_refresh_age_seconds ${ageMs / 1000}`,
    '# HELP tagsync_lookup_answers_total Addresses that were asked for, by what came of them.',
    '# TYPE tagsync_lookup_answers_total counter',
    ...['found', 'ambiguous', 'unknown', 'invalid'].map(
      (status) => `tagsync_lookup_answers_total{status="${status}"} ${counts.get(status) ?? 0}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}
