import { Command } from 'commander';
import type { Scope } from '../../collect/collector.ts';
import { readHead, readHint } from '../../log/head.ts';
import { statesOf } from '../../notify/deliver.ts';
import type { SourceState } from '../../notify/event.ts';
import type { ObjectStore } from '../../store/store.ts';
import { table } from '../table.ts';
import { adviceOnHeld, adviceOnKept } from './advice.ts';
import type { Context, ExitCode } from './context.ts';
import { iso, jsonOption, nameOf, selectedScopes, withScopeOptions } from './options.ts';
import type { ScopeOptions } from './options.ts';

interface Standing {
  readonly scope: Scope;
  readonly version: number;
  /** Of the last commit; nothing changed since. */
  readonly at: string;
  /** Noted at most once an hour; `null`: never. */
  readonly checkedAt: string | null;
  readonly sources: Readonly<Record<string, SourceState>>;
}

export function statusCommand(context: Context, end: (code: ExitCode) => void): Command {
  const { print, json, store } = context;
  return withScopeOptions(new Command('status'))
    .description('How every source stands, from the store alone: no cloud is asked.')
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  tagsync status --provider aws --region "eu-*"')
    .action(async (options: ScopeOptions & { readonly json?: boolean }) => {
      const opened = await store();
      const scopes = await selectedScopes(opened, options);
      const standings = (await Promise.all(scopes.map((scope) => standingOf(opened, scope)))).flat();
      const states = standings.flatMap(({ sources }) => Object.values(sources));
      const inTheWay = await obstacles(context, opened, scopes);
      const isAmiss = states.some(({ outcome }) => outcome === 'kept' || outcome === 'held');
      end(isAmiss || inTheWay.length > 0 ? 2 : 0);
      if (options.json === true) return json(standings);
      print(
        table(
          ['scope', 'source', 'outcome', 'since', 'count', 'reason', 'last checked'],
          standings.flatMap(rowsOf),
          [4],
        ),
      );
      for (const line of [...(await advice(context, standings)), ...inTheWay]) print(line);
    });
}

async function standingOf(store: ObjectStore, scope: Scope): Promise<readonly Standing[]> {
  const [head, hint] = await Promise.all([readHead(store, scope), readHint(store, scope)]);
  if (head === undefined || head.cause === 'forget') return [];
  const checkedAt = hint === undefined ? null : iso(hint.checkedAt);
  return [{ scope, version: head.version, at: iso(head.at), checkedAt, sources: statesOf(head) }];
}

function rowsOf({ scope, checkedAt, sources }: Standing): readonly (readonly string[])[] {
  return Object.entries(sources)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([source, { outcome, since, count, reason, pending }]) => [
      nameOf(scope),
      source,
      outcome,
      since,
      count === null ? 'never' : String(count),
      pending === null ? (reason ?? '') : `${pending.count} removals wait (${pending.digest.slice(0, 12)})`,
      checkedAt ?? 'never',
    ]);
}

/** What keeps somebody from being told of what was listed. */
async function obstacles(
  { provider }: Context,
  store: ObjectStore,
  scopes: readonly Scope[],
): Promise<readonly string[]> {
  const names = [...new Set(scopes.map((scope) => scope.provider))];
  const known = await Promise.all(names.map((name) => provider(name).catch(() => undefined)));
  return (await Promise.all(known.map(async (one) => (await one?.obstacles?.(store)) ?? []))).flat();
}

/** One line for each source that needs a person. */
async function advice({ provider }: Context, standings: readonly Standing[]): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { scope, sources } of standings) {
    // The log may be of a provider that this installation does not have.
    const known = await provider(scope.provider).catch(() => undefined);
    for (const [source, { outcome, reason, pending }] of Object.entries(sources)) {
      const collector = known?.collectors.find(({ name }) => name === source);
      const say = (what: string): void => void lines.push(`${nameOf(scope)} ${source}: ${what}`);
      if (outcome === 'kept') say(adviceOnKept(reason, collector));
      if (pending !== null) say(adviceOnHeld(collector?.emits[0] ?? source, pending));
    }
  }
  return lines;
}
