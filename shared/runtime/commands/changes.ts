import { Command } from 'commander';
import type { Scope } from '../../collect/collector.ts';
import type { Commit } from '../../log/commit.ts';
import { readCommit, readFloor, readHead } from '../../log/head.ts';
import { commitsAfter } from '../../log/history.ts';
import { readChanges } from '../../log/read.ts';
import { read, refOf } from '../../model/line.ts';
import type { ObjectStore } from '../../store/store.ts';
import type { Change } from '../../sync/diff.ts';
import { printable } from '../table.ts';
import type { Context } from './context.ts';
import { differenceText, differencesOf } from './fields.ts';
import { createJsonList } from './json-list.ts';
import { iso, jsonOption, kindOption, nameOf, selectedScopes, withScopeOptions } from './options.ts';
import type { ScopeOptions } from './options.ts';
import { checkPoint, commitOf, pointOf } from './times.ts';
import type { Point } from './times.ts';

interface ChangesOptions extends ScopeOptions {
  readonly since: string;
  readonly kind: readonly string[];
  readonly json?: boolean;
}

export function changesCommand(context: Context): Command {
  const { io, store, note } = context;
  return withScopeOptions(new Command('changes'))
    .description('Every record that was added, changed or removed since then, oldest first, field by field.')
    .requiredOption(
      '--since <when>',
      'a time (ISO 8601), a duration before now (2h, 7d), or a version of one scope',
    )
    .addOption(kindOption())
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  tagsync changes --since 2h --kind vm')
    .action(async ({ since, kind, ...options }: ChangesOptions) => {
      const opened = await store();
      const scopes = await selectedScopes(opened, options);
      const point = pointOf(since, io.clock.now());
      checkPoint(point, scopes);
      const list = options.json === true ? createJsonList(context) : undefined;
      for (const scope of scopes) {
        const from = await start(opened, scope, point, note);
        for await (const commit of commitsAfter(opened, scope, from)) {
          if (commit.cause === 'repair')
            note(`${nameOf(scope)} ${commit.version}: a repair: records were cut out, not removed`);
          for (const [source, changes] of await readChanges(opened, scope, commit)) {
            for (const change of changes) {
              const ref = refOf(change.after ?? change.before);
              if (kind.length > 0 && !kind.includes(ref.split('/', 2)[1] ?? '')) continue;
              if (list !== undefined) list.add(entryOf(scope, commit, source, change, ref));
              else context.print(textOf(scope, commit, change, ref));
            }
          }
        }
      }
      list?.finish();
    });
}

/** The last version that is not asked for. */
async function start(store: ObjectStore, scope: Scope, point: Point, note: Context['note']): Promise<number> {
  const commit = await commitOf(store, scope, point);
  if (commit !== undefined) return commit.version;
  const floor = await readFloor(store, scope);
  const head = await readHead(store, scope);
  if ('version' in point && head !== undefined && point.version > head.version) return point.version;
  if (floor > 1) {
    const oldest = await readCommit(store, scope, floor);
    const at = oldest === undefined ? '' : ` of ${iso(oldest.at)}`;
    note(`${nameOf(scope)}: nothing older than version ${floor}${at} is kept: the list begins there`);
    return floor - 1;
  }
  return 0;
}

const OPS = { added: '+', changed: '~', removed: '-' } as const;

function opOf({ before, after }: Change): keyof typeof OPS {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}

function entryOf(scope: Scope, { version, at }: Commit, source: string, change: Change, ref: string): object {
  const { before, after } = change;
  return {
    op: opOf(change),
    ref,
    scope,
    source,
    version,
    at: iso(at),
    before: before === undefined ? null : read(before),
    after: after === undefined ? null : read(after),
    differences: before === undefined || after === undefined ? [] : differencesOf(change),
  };
}

function textOf(scope: Scope, { version, at }: Commit, change: Change, ref: string): string {
  const op = opOf(change);
  const head = `${iso(at)} ${nameOf(scope)} ${version} ${OPS[op]} ${ref}`;
  if (op !== 'changed') {
    const { name } = read(change.after ?? change.before);
    return printable(name === '' ? head : `${head} ${JSON.stringify(name)}`);
  }
  return [head, ...differencesOf(change).map((one) => `    ${differenceText(one)}`)]
    .map(printable)
    .join('\n');
}
