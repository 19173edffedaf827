import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import type { Scope } from '../../collect/collector.ts';
import { loggedScopes } from '../../log/history.ts';
import { repair } from '../../log/repair.ts';
import { verifyScope } from '../../log/verify.ts';
import type { Finding, Verified } from '../../log/verify.ts';
import type { ObjectStore } from '../../store/store.ts';
import type { Context, ExitCode } from './context.ts';
import { jsonOption, nameOf } from './options.ts';

interface VerifyOptions {
  readonly quarantine?: boolean;
  readonly json?: boolean;
}

const HELP = `
Example:
  tagsync verify --quarantine

What --quarantine does to a corrupt object: it is copied to quarantine/<key> first. Data is deleted after a
commit of cause "repair" that resets the sources standing on it; a commit is replaced by one that repeats the
version below. Sources that were reset are kept with reason "quarantined" and filled by the next complete list;
sinks get one snapshot event.`;

export function verifyCommand(context: Context, end: (code: ExitCode) => void): Command {
  return new Command('verify')
    .description('Reads every commit and every data object, adds up every state, and names what is corrupt.')
    .option('--quarantine', 'set aside what is corrupt, so that the next sync can go on')
    .addOption(jsonOption())
    .addHelpText('after', HELP)
    .action(async ({ quarantine = false, json: asJson = false }: VerifyOptions) => {
      const store = await context.store();
      const all: object[] = [];
      let open = 0;
      for await (const { scope, versions } of loggedScopes(store)) {
        const verified = await verifyScope(store, scope, versions);
        if (!asJson) context.print(summaryOf(scope, verified));
        const left = verified.findings.filter(({ past }) => !past);
        const repaired =
          quarantine && left.length > 0 ? await mend(context, store, scope, left, asJson) : undefined;
        if (repaired === undefined) open += left.length;
        all.push({ scope, ...verified, repaired: repaired ?? null });
      }
      if (asJson) context.json(all);
      else if (all.length === 0) context.note(`${store.url} holds no log yet`);
      if (open > 0 && !asJson) {
        context.note(`${open} corrupt: nothing was changed; "tagsync verify --quarantine" sets them aside`);
      }
      end(open > 0 ? 1 : 0);
    });
}

function summaryOf(scope: Scope, { commits, objects, findings }: Verified): string {
  const sound = findings.length === 0 ? 'all sound' : `${findings.length} corrupt`;
  const head = `${nameOf(scope)}: ${commits} commits, ${objects} data objects, ${sound}`;
  return [head, ...findings.map((finding) => `  ${lineOf(finding)}`)].join('\n');
}

function lineOf({ key, what, first, last, sources, past }: Finding): string {
  const versions = first === last ? `version ${first}` : `versions ${first} to ${last}`;
  const present = sources.length === 0 ? 'nothing present' : sources.join(', ');
  const rest = past
    ? 'only the past needs it, nothing is left to do'
    : `needed by ${versions}, and by ${present}`;
  return `${key}: ${what} (${rest})`;
}

async function mend(
  { io, print }: Context,
  store: ObjectStore,
  scope: Scope,
  findings: readonly Finding[],
  silent: boolean,
): Promise<object> {
  const ports = { store, now: () => io.clock.now(), newRunId: randomUUID };
  const { setAside, version, reset } = await repair(scope, findings, ports);
  if (!silent) {
    for (const [key, copy] of setAside) print(`  ${key} is now ${copy}`);
    if (version !== undefined) {
      print(`  version ${version} resets ${reset.join(', ') || 'nothing'}: the next sync fills it`);
    }
  }
  return { setAside: Object.fromEntries(setAside), version: version ?? null, reset };
}
