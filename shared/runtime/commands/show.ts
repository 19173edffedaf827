import { Command, Option } from 'commander';
import type { Scope } from '../../collect/collector.ts';
import type { Commit } from '../../log/commit.ts';
import { readState } from '../../log/read.ts';
import { read } from '../../model/line.ts';
import type { Stored } from '../../model/line.ts';
import { KINDS, isKind } from '../../model/shapes.ts';
import type { ObjectStore } from '../../store/store.ts';
import { printable } from '../table.ts';
import { createJsonList } from './json-list.ts';
import type { Context } from './context.ts';
import { iso, jsonOption, nameOf, selectedScopes, withScopeOptions } from './options.ts';
import type { ScopeOptions } from './options.ts';
import { Refused } from './refused.ts';
import { checkPoint, commitOf, pointOf } from './times.ts';

interface ShowOptions extends ScopeOptions {
  readonly at?: string;
  readonly json?: boolean;
}

/** Which records; a ref names its provider too. */
interface Wanted {
  readonly provider: string | undefined;
  readonly fits: (ref: string) => boolean;
}

export function showCommand(context: Context): Command {
  const { io, store, note } = context;
  return withScopeOptions(new Command('show'))
    .description('Records as they were at a time: one by its ref, or all of a kind.')
    .argument('<ref or kind>', 'such as aws/vm/i-0123456789abcdef0, or vm')
    .addOption(
      new Option('--at <when>', 'a time (ISO 8601), a duration before now, or a version of one scope'),
    )
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  tagsync show aws/vm/i-0123456789abcdef0 --at 2026-03-03T09:00:00Z')
    .action(async (text: string, options: ShowOptions) => {
      const wanted = wantedOf(text);
      const opened = await store();
      const provider = wanted.provider === undefined ? options.provider : [wanted.provider];
      const scopes = await selectedScopes(opened, { ...options, provider });
      const point = options.at === undefined ? { time: io.clock.now() } : pointOf(options.at, io.clock.now());
      checkPoint(point, scopes);
      const list = options.json === true ? createJsonList(context) : undefined;
      let found = 0;
      for (const scope of scopes) {
        const commit = await commitOf(opened, scope, point);
        if (commit === undefined) {
          note(`${nameOf(scope)}: nothing of then is kept, or nothing was there yet`);
          continue;
        }
        for await (const record of recordsOf(opened, scope, commit, wanted)) {
          if (list !== undefined) list.add(record);
          else context.print(textOf(record, scope, commit, found++ > 0));
        }
      }
      list?.finish();
      if (list === undefined && found === 0) {
        throw new Refused(
          `there was no ${text} then: "tagsync changes --since 30d" tells when it came or went`,
        );
      }
    });
}

function wantedOf(text: string): Wanted {
  if (isKind(text)) return { provider: undefined, fits: (ref) => ref.split('/', 2)[1] === text };
  const [provider = '', kind = '', id] = text.split('/');
  if (id !== undefined && isKind(kind)) return { provider, fits: (ref) => ref === text };
  throw new Refused(
    `"${text}" is neither a ref (provider/kind/id) nor a kind: kinds are ${KINDS.join(', ')}`,
  );
}

async function* recordsOf(
  store: ObjectStore,
  scope: Scope,
  commit: Commit,
  { fits }: Wanted,
): AsyncGenerator<Stored, void, undefined> {
  for (const source of Object.keys(commit.sources)) {
    const lines = await readState(store, scope, commit, source);
    for (let n = 0; n < lines.size; n++) if (fits(lines.ref(n))) yield read(lines.line(n));
  }
}

function textOf({ ref, ...fields }: Stored, scope: Scope, commit: Commit, again: boolean): string {
  const head = `${ref}  (${nameOf(scope)}, version ${commit.version} of ${iso(commit.at)})`;
  const shown = Object.entries(fields).filter(([field]) => field !== 'kind');
  const lines = shown.map(([field, value]) => `  ${field}: ${valueText(value)}`);
  return [...(again ? [''] : []), ...[head, ...lines].map(printable)].join('\n');
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '-';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
