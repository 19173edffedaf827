import { Command } from 'commander';
import type { Context } from './context.ts';
import { jsonOption, nameOf, selectedScopes, withScopeOptions } from './options.ts';
import type { ScopeOptions } from './options.ts';
import { trim } from '../upkeep.ts';
import type { ObjectStore } from '../../store/store.ts';
import type { Trimmed } from '../upkeep.ts';

interface GcOptions extends ScopeOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const HELP = `
Example:
  tagsync gc --dry-run

Every sync does this once a day for its scopes; by hand it is needed for scopes that nobody syncs any more, or
to see what a shorter "retention" would let go of. The newest version of a scope always stays, and what a sink
has not been told yet stays for "retention.maxLagDays".`;

export function gcCommand({ io, config, store, print, json }: Context): Command {
  return withScopeOptions(new Command('gc'))
    .description('Lets go of versions older than the retention, and of data that no version names.')
    .option('--dry-run', 'say what would go; delete nothing')
    .addOption(jsonOption())
    .addHelpText('after', HELP)
    .action(async ({ dryRun = false, json: asJson = false, ...options }: GcOptions) => {
      const opened = await store();
      const { retention, sinks } = await config();
      const target = dryRun ? withoutDeleting(opened) : opened;
      const all: object[] = [];
      for (const scope of await selectedScopes(opened, options)) {
        const ports = { store: target, sinks, retention, now: () => io.clock.now() };
        const trimmed = await trim(scope, ports);
        all.push({ scope, dryRun, ...trimmed });
        if (!asJson) print(`${nameOf(scope)}: ${textOf(trimmed, dryRun)}`);
      }
      if (asJson) json(all);
    });
}

const textOf = ({ commits, orphans }: Trimmed, dryRun: boolean): string =>
  `${commits} versions and ${orphans} objects of dead runs ${dryRun ? 'would go' : 'went'}`;

const withoutDeleting = (store: ObjectStore): ObjectStore => ({ ...store, delete: async () => {} });
