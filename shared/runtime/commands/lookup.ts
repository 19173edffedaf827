import { Command, Option } from 'commander';
import { openLookup, plainResult } from '../../lookup/lookup.ts';
import type { Answer, Lookup, Result } from '../../lookup/lookup.ts';
import { printable } from '../table.ts';
import type { Context, ExitCode } from './context.ts';
import { jsonOption } from './options.ts';
import { enrich } from './enrich.ts';
import { Refused } from './refused.ts';
import { pointOf } from './times.ts';

interface LookupOptions {
  readonly vpc?: string;
  readonly at?: string;
  readonly json?: boolean;
  readonly field: readonly string[];
  readonly vpcField?: string;
}

const HELP = `
Examples:
  tagsync lookup 10.0.1.5 --vpc vpc-0123456789abcdef0
  tagsync lookup 2001:db8::1 --at 2026-03-03T09:00:00Z --json
  flows | tagsync lookup --field src_ip --field dst_ip --vpc-field vpc > enriched

With --field, JSON lines go from standard input to standard output, each with <field>_labels beside the field. Lines
that are not JSON, and addresses that are none, go through as they are. Exit code 2: an address was unknown or ambiguous.`;

const repeated = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export function lookupCommand(context: Context, end: (code: ExitCode) => void): Command {
  return new Command('lookup')
    .description(
      'What addresses belong to, with the tags of each; or JSON lines, enriched on the way through.',
    )
    .argument('[addresses...]', 'IPv4 or IPv6')
    .option('--vpc <id>', 'the VPC, or the cluster, that the addresses are seen in')
    .addOption(new Option('--at <when>', 'as it was then: a time (ISO 8601), or a duration before now'))
    .addOption(jsonOption())
    .addOption(
      new Option('--field <name>', 'of JSON lines: a field with an address (repeatable)')
        .argParser(repeated)
        .default([], 'none'),
    )
    .option('--vpc-field <name>', 'of JSON lines: the field with the VPC')
    .addHelpText('after', HELP)
    .action(async (addresses: readonly string[], options: LookupOptions) => {
      if ((addresses.length === 0) === (options.field.length === 0)) {
        throw new Refused('name addresses, or with --field the fields of JSON lines that hold them');
      }
      const lookup = await openedAt(context, options.at);
      if (options.field.length > 0) return enrich(context, lookup, options);
      const results = addresses.map((address) => lookup.lookup(address, { vpc: options.vpc }));
      if (options.json === true) context.json(results.map(plainResult));
      else context.print(results.map(textOf).join('\n\n'));
      if (results.some(({ status }) => status !== 'found')) end(2);
    });
}

/** Everything is there but what cannot be read: of that, it is said. */
export async function openedAt(context: Context, at: string | undefined): Promise<Lookup> {
  const { io, note } = context;
  const point = at === undefined ? undefined : pointOf(at, io.clock.now());
  if (point !== undefined && !('time' in point)) {
    throw new Refused(`"${at}" is a version of one scope: a lookup asks all of them, write a time`);
  }
  const store = await context.store();
  const lookup = await openLookup({ store, at: point?.time });
  for (const { what, error } of lookup.problems()) {
    note(`${what} is left out: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (lookup.scopes().length === 0) {
    throw new Refused(
      `${store.url} holds nothing${at === undefined ? '' : ' of then'}: "tagsync sync" writes a log`,
    );
  }
  return lookup;
}

function textOf(result: Result): string {
  const { address } = result;
  if (result.status === 'unknown')
    return `${address}: nothing that is known holds it, and no subnet or VPC has it`;
  if (result.status === 'found') return answerText(result.answer);
  const { answers } = result;
  const head = `${address} is ambiguous: ${answers.length} places have it; name one with --vpc`;
  return [head, ...answers.map((answer) => `\n${answerText(answer)}`)].join('\n');
}

function answerText({ address, space, block, labels }: Answer): string {
  const where = space === undefined ? '' : ` in ${space}`;
  const head = `${address}${where}${block === undefined ? '' : `: no interface has it; it is in ${block}`}`;
  const rows = labels.flatMap(({ role, kind, id, name, tags, standing }) => {
    const called = name === id ? id : `${id} ${JSON.stringify(name)}`;
    const doubt = standing === 'current' ? '' : `  (${standing})`;
    return [
      `  ${role.padEnd(10)}  ${kind.padEnd(16)}  ${called}${doubt}`,
      ...(tags.length === 0
        ? []
        : [`${' '.repeat(32)}${tags.map(([key, value]) => `${key}=${value}`).join('  ')}`]),
    ];
  });
  return [head, ...rows].map(printable).join('\n');
}
