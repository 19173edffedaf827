import { Command, Option } from 'commander';
import type { Scope } from '../../collect/collector.ts';
import type { Commit } from '../../log/commit.ts';
import { commitsBack } from '../../log/history.ts';
import { statesOf } from '../../notify/deliver.ts';
import type { ObjectStore } from '../../store/store.ts';
import { outcomesText } from '../progress.ts';
import { table } from '../table.ts';
import type { Context } from './context.ts';
import { iso, jsonOption, nameOf, positive, selectedScopes, withScopeOptions } from './options.ts';
import type { ScopeOptions } from './options.ts';

interface LogOptions extends ScopeOptions {
  readonly limit: number;
  readonly json?: boolean;
}

export function logCommand({ store, print, json }: Context): Command {
  return withScopeOptions(new Command('log'))
    .description('The commits, newest first.')
    .addOption(new Option('--limit <n>', 'at most so many').argParser(positive).default(20))
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  tagsync log --account 111111111111 --region eu-west-1 --limit 5')
    .action(async ({ limit, ...options }: LogOptions) => {
      const opened = await store();
      const scopes = await selectedScopes(opened, options);
      const each = await Promise.all(scopes.map((scope) => newest(opened, scope, limit)));
      const commits = each
        .flat()
        .toSorted((a, b) => b.commit.at - a.commit.at)
        .slice(0, limit);
      if (options.json === true) {
        return json(
          commits.map(({ scope, commit }) => ({
            scope,
            version: commit.version,
            at: iso(commit.at),
            cause: commit.cause,
            runId: commit.runId,
            counts: commit.counts,
            outcomes: statesOf(commit),
          })),
        );
      }
      const header = ['at', 'scope', 'version', 'cause', 'changes', 'sources'];
      return print(table(header, commits.map(rowOf), [2]));
    });
}

interface Logged {
  readonly scope: Scope;
  readonly commit: Commit;
}

async function newest(store: ObjectStore, scope: Scope, limit: number): Promise<readonly Logged[]> {
  const found: Logged[] = [];
  for await (const commit of commitsBack(store, scope)) {
    found.push({ scope, commit });
    if (found.length === limit) break;
  }
  return found;
}

function rowOf({ scope, commit }: Logged): readonly string[] {
  const changes = Object.entries(commit.counts).map(
    ([source, { added, changed, removed }]) => `${source} +${added} ~${changed} -${removed}`,
  );
  return [
    iso(commit.at),
    nameOf(scope),
    String(commit.version),
    commit.cause,
    changes.join(', ') || 'outcomes only',
    outcomesText(Object.values(commit.sources)),
  ];
}
