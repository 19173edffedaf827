import type { Lookup } from '../lookup.ts';
import { PROMETHEUS } from './choice.ts';
import type { Format, PrometheusOptions } from './choice.ts';
import { attributesOf } from './otel.ts';
import { targetsOf } from './prometheus.ts';
import { csvOf, jsonOf } from './tables.ts';

/** What a document of the format is sent as. */
export const MEDIA: Readonly<Record<Format, string>> = {
  prometheus: 'application/json',
  otel: 'application/json',
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json',
};

/** The document, piece by piece. */
export function exported(
  lookup: Lookup,
  format: Format,
  prometheus: PrometheusOptions = PROMETHEUS,
): Iterable<string> {
  switch (format) {
    case 'prometheus':
      return listed(targetsOf(lookup, prometheus));
    case 'otel':
      return listed(attributesOf(lookup));
    case 'csv':
      return csvOf(lookup);
    case 'json':
      return jsonOf(lookup);
    default:
      return format satisfies never;
  }
}

/** A JSON array. */
function* listed(items: Iterable<object>): Generator<string, void, undefined> {
  let before = '[\n';
  for (const item of items) {
    yield before + JSON.stringify(item);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
