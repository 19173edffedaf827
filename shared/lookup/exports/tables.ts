import type { Lookup } from '../lookup.ts';
import { COLUMNS, flatOf } from './flat.ts';
import type { Flat } from './flat.ts';
import { rowsOf } from './rows.ts';

/**
 * CSV by RFC 4180, with a header: for Vector (`enrichment_tables`, type `file`),
 * Fluent Bit and Logstash. `key` is the address where it means one thing, and
 * `<VPC id> <address>` in each of several VPCs that have it.
 * https://vector.dev/docs/reference/configuration/global-options/#enrichment_tables
 */
export function* csvOf(lookup: Lookup): Generator<string, void, undefined> {
  yield `${['key', ...COLUMNS].join(',')}\r\n`;
  for (const [key, flat] of keyed(lookup)) {
    yield `${[key, ...COLUMNS.map((column) => flat[column])].map(cell).join(',')}\r\n`;
  }
}

/**
 * A JSON object by the same keys: for Logstash's `translate` filter
 * (`dictionary_path`), whose values may be objects.
 * https://www.elastic.co/docs/reference/logstash/plugins/plugins-filters-translate
 */
export function* jsonOf(lookup: Lookup): Generator<string, void, undefined> {
  let before = '{\n';
  for (const [key, { tags, ...flat }] of keyed(lookup)) {
    const all: unknown = JSON.parse(tags);
    yield `${before}${JSON.stringify(key)}:${JSON.stringify({ ...flat, tags: all })}`;
    before = ',\n';
  }
  yield before === '{\n' ? '{}\n' : '\n}\n';
}

function* keyed(lookup: Lookup): Generator<readonly [string, Flat], void, undefined> {
  for (const row of rowsOf(lookup)) {
    const flat = flatOf(row);
    yield [row.alone ? row.address : `${flat.vpc_id || (row.space ?? '')} ${row.address}`, flat];
  }
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
