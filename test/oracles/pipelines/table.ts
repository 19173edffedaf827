// The tables of an estate in whose cells is everything that a cell may hold, and what the documentation shows of them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { exported } from '../../../shared/lookup/exports/formats.ts';
import { openLookup } from '../../../shared/lookup/lookup.ts';
import type { TagRecord } from '../../../shared/model/kinds.ts';
import { made, to } from '../../support/estate.ts';
import { organization } from '../../support/organization.ts';

const require = createRequire(import.meta.url);
const {
  parse,
}: { readonly parse: (text: string, options: object) => readonly ParsedRow[] } = require('csv-parse/sync');

export type Row = Readonly<Record<string, string>>;
interface ParsedRow {
  readonly record: Row;
  /** As it is in the document. */
  readonly raw: string;
}

export const DOCS = path.join(path.dirname(new URL(import.meta.url).pathname), '../../../docs');
const PAGE = readFileSync(path.join(DOCS, 'lookup.md'), 'utf8');

/** The one block of a language that begins so. */
export function shown(language: string, beginning: string): string {
  const [text, ...more] = [...PAGE.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, own, block = '']) =>
    own === language && block.startsWith(beginning) ? [block] : [],
  );
  if (text === undefined || more.length > 0)
    throw new Error(`docs/lookup.md has not one block of ${language} that begins with ${beginning}`);
  return text;
}

const at = (...ips: readonly string[]) => ips.map((ip) => ({ ip, public_ip: undefined }));
/** Everything that a cell may hold; and an address that two VPCs have. */
const ESTATE: readonly TagRecord[] = [
  made('region', 'r1'),
  made('vpc', 'v1', { tags: [['团队', '平台 🚀']] }),
  made('vpc', 'v2'),
  made('vm', 'i1', {
    name: 'a "b", c\r\nd\\',
    vpc: to('vpc', 'v1'),
    tags: [
      ['k', 'x,"y"\n\\/ \t\u0001'],
      ['empty', ''],
    ],
  }),
  made('nic', 'n1', {
    vpc: to('vpc', 'v1'),
    device: to('vm', 'i1'),
    addresses: at('10.0.0.1', '2001:db8::1'),
  }),
  made('vm', 'i2', { vpc: to('vpc', 'v1') }),
  made('nic', 'n2', { vpc: to('vpc', 'v1'), device: to('vm', 'i2'), addresses: at('10.0.0.2') }),
  made('vm', 'i3', { vpc: to('vpc', 'v2'), name: '"' }),
  made('nic', 'n3', { vpc: to('vpc', 'v2'), device: to('vm', 'i3'), addresses: at('10.0.0.2') }),
];

export async function documentOf(format: 'csv' | 'json'): Promise<string> {
  const { store, run } = organization();
  await run('a1/r1', { all: ESTATE });
  return [...exported(await openLookup({ store }), format)].join('');
}

export const KEYS = ['10.0.0.1', '2001:db8::1', 'v1 10.0.0.2', 'v2 10.0.0.2'];

/** Read by csv-parse. */
export const rowsOf = (csv: string): readonly ParsedRow[] => parse(csv, { columns: true, raw: true });
