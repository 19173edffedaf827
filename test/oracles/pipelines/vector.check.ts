/** Vector: its settings as TOML, the table and the program that is shown by its own language (VRL, as WebAssembly). */
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { KEYS, documentOf, rowsOf, shown } from './table.ts';

const require = createRequire(import.meta.url);
const toml: { readonly parse: (text: string) => unknown } = require('smol-toml');
const vrl: {
  readonly check: (program: string) => { readonly errors: readonly { readonly message: string }[] };
  readonly execute: (program: string, event: unknown) => { readonly event: unknown };
} = require('@bpinternal/verel');

const settings = toml.parse(shown('toml', '# Vector\n')) as {
  readonly transforms: Readonly<Record<string, { readonly source: string }>>;
};
const LOOKUP = 'get_enrichment_table_record("tagsync", { "key": .src_ip })';

it('is set by options that it has', () => {
  // https://vector.dev/docs/reference/configuration/global-options/#enrichment_tables and
  // https://vector.dev/docs/reference/configuration/transforms/remap/
  expect(settings).toEqual({
    enrichment_tables: {
      tagsync: {
        type: 'file',
        file: { path: expect.stringMatching(/^\/.+\.csv$/), encoding: { type: 'csv' } },
      },
    },
    transforms: { tagged: { type: 'remap', inputs: ['flows'], source: expect.any(String) } },
  });
});

it('reads every cell as it was, and the program that is shown adds what a row tells', async () => {
  const csv = await documentOf('csv');
  const { source = '' } = settings.transforms['tagged'] ?? {};
  // The function that searches a table is Vector's own, beside its language: a row stands for what it finds.
  expect(source.split(LOOKUP)).toHaveLength(2);
  const program = source.replace(LOOKUP, 'parse_json(.row)');
  expect(vrl.check(program).errors).toEqual([]);
  const rows = rowsOf(csv);
  const [columns = ''] = csv.split('\r\n', 1);
  const names = vrl.execute('. = parse_csv!(.line)', { line: columns }).event as readonly string[];
  expect(rows.map(({ record }) => record['key'])).toEqual(KEYS);
  for (const { record, raw } of rows) {
    const cells = vrl.execute('. = parse_csv!(.line)', { line: raw.replace(/\r\n$/, '') })
      .event as readonly string[];
    const row = Object.fromEntries(names.map((name, n) => [name, cells[n]]));
    expect(row).toEqual(record);
    const event = { src_ip: record['address'] };
    expect(vrl.execute(program, { ...event, row: JSON.stringify(row) }).event).toMatchObject({
      ...event,
      src: { ...row, tags: JSON.parse(record['tags'] ?? '') as unknown },
    });
  }
  expect(vrl.execute(program, { src_ip: '192.0.2.1', row: 'none' }).event).not.toHaveProperty('src');
});
