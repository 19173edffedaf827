import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import type { Scope } from '../../collect/collector.ts';
import { forget, whatIsHeld } from '../../log/forget.ts';
import type { Held } from '../../log/forget.ts';
import { DECISIONS } from '../../log/write.ts';
import { SIZES } from '../scope-run.ts';
import type { Context } from './context.ts';
import { jsonOption, nameOf, selectedScopes } from './options.ts';
import { Refused } from './refused.ts';

interface ForgetOptions {
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** Milliseconds. Reading what goes and writing one commit. */
const MAX_RUN = 600_000;

const HELP = `
Examples:
  tagsync forget aws/111111111111/eu-west-1          says what would go
  tagsync forget aws/111111111111/eu-west-1 --yes    lets it go

A scope that leaves the configuration is not a deletion: its records stand until this command takes them. It is
one commit: sinks hear of each removal, and what stood before can be read back within the retention. A scope
that the configuration still names comes back with the next sync.`;

export function forgetCommand({ io, store, print, json, note }: Context): Command {
  return new Command('forget')
    .description('Takes all records out of a scope that is no longer synced.')
    .argument('<provider/account/region>', 'the scope, as "tagsync status" names it')
    .option('--yes', 'do it; without, it is only said what would go')
    .addOption(jsonOption())
    .addHelpText('after', HELP)
    .action(async (name: string, { yes = false, json: asJson = false }: ForgetOptions) => {
      const opened = await store();
      const scope = (await selectedScopes(opened, everywhere)).find((one) => nameOf(one) === name);
      if (scope === undefined) {
        throw new Refused(`${opened.url} holds no scope ${name}: "tagsync status" names those there are`);
      }
      const ports = {
        store: opened,
        now: () => io.clock.now(),
        maxRun: MAX_RUN,
        sizes: SIZES,
        decisions: DECISIONS,
        newRunId: randomUUID,
      };
      const held = await whatIsHeld(ports, scope);
      const done = yes && held?.forgotten === false ? await forget(scope, ports) : undefined;
      if (asJson) return json({ scope, forgotten: done !== undefined, ...(done ?? held) });
      print(textOf(scope, done ?? held, done !== undefined));
      if (!yes && held?.forgotten === false) note('nothing was changed: --yes lets it go');
    });
}

const everywhere = { provider: [], account: [], region: [] };

function textOf(scope: Scope, held: Held | undefined, isDone: boolean): string {
  if (held === undefined) return `${nameOf(scope)}: nothing was ever committed`;
  if (held.forgotten && !isDone) return `${nameOf(scope)}: was forgotten in version ${held.version}`;
  const counts = Object.entries(held.counts).filter(([, count]) => count > 0);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const what = counts.map(([source, count]) => `${source} ${count}`).join(', ');
  const head = isDone ? `${all} records went in version ${held.version}` : `${all} records would go`;
  return `${nameOf(scope)}: ${head}${what === '' ? '' : `: ${what}`}`;
}
