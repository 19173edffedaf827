import { Command, Option } from 'commander';
import { deadline } from '../clock.ts';
import { runJob } from '../job.ts';
import type { JobReport, JobRequest } from '../ports.ts';
import { createProgress } from '../progress.ts';
import type { Progress } from '../progress.ts';
import { acceptedOf } from '../request.ts';
import { openSession } from '../session.ts';
import type { Context, ExitCode } from './context.ts';
import { kindRows } from './kind-rows.ts';
import type { KindRow } from './kind-rows.ts';
import { jsonOption, kindOption, nameOf, withScopeOptions } from './options.ts';
import type { ScopeOptions } from './options.ts';
import { Refused } from './refused.ts';
import { selectedProviders } from './selected-providers.ts';
import { exitCodeOf, jsonOf, textOf } from './sync-report.ts';
import type { Synced } from './sync-report.ts';

interface SyncOptions extends ScopeOptions {
  readonly kind: JobRequest['kinds'];
  readonly dryRun?: boolean;
  readonly acceptRemovals: JobRequest['accept'];
  readonly json?: boolean;
}

/** Milliseconds. No run of a command takes longer; it stops listing a while before. */
const MAX_RUN = 3_600_000;
const RESERVE = 120_000;

const HELP = `
Examples:
  tagsync sync
  tagsync sync --dry-run --region "eu-*" --kind vm --kind nic
  tagsync sync --accept-removals rds:3f9a0c77be21

Removals that wait are named by "tagsync status", with the digest that accepts exactly them.`;

export function syncCommand(context: Context, end: (code: ExitCode) => void): Command {
  return withScopeOptions(new Command('sync'))
    .description('Lists what the configuration names, stores what changed, and tells the sinks.')
    .addOption(kindOption())
    .option('--dry-run', 'say what would be written; write and send nothing')
    .addOption(
      new Option('--accept-removals <kind>:<digest>', 'let go of removals that wait (repeatable)')
        .argParser((value: string, before: JobRequest['accept']) => [...before, acceptedOf(value)])
        .default([], 'none'),
    )
    .addOption(jsonOption())
    .addHelpText('after', HELP)
    .action(async (options: SyncOptions) => {
      const names = await selectedProviders(context, options);
      const synced = await sideBySide(context, names, options);
      const reports = synced.map(({ report }) => report);
      if (reports.every(({ scopes, failures }) => scopes.length === 0 && failures.length === 0)) {
        throw new Refused(
          'nothing to sync: no account, region and kind of the configuration is selected: check --account, --region and --kind',
        );
      }
      end(exitCodeOf(reports));
      if (options.json === true) context.json(jsonOf(synced));
      else context.print(textOf(synced, options.dryRun === true));
    });
}

/** Every provider at once, under one progress. One that cannot start is told when the others are done. */
async function sideBySide(
  context: Context,
  names: readonly string[],
  options: SyncOptions,
): Promise<readonly Synced[]> {
  const { stderr, clock } = context.io;
  const quiet = options.json === true;
  const progress = createProgress({ output: stderr, quiet, now: () => clock.now() });
  const runs = names.map((name) => syncProvider(context, name, options, progress));
  const ended = await Promise.allSettled(runs);
  progress.stop();
  return ended.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

async function syncProvider(
  context: Context,
  name: string,
  options: SyncOptions,
  progress: Progress,
): Promise<Synced> {
  const { io } = context;
  const provider = await context.provider(name);
  const { config: path, verbose = false } = context.options();
  const write = (text: string): void => void (verbose && io.stderr.write(text));
  const time = deadline(io.clock, MAX_RUN - RESERVE);
  try {
    const session = await openSession(
      provider,
      { ...io, write, secrets: context.secrets },
      { signal: time.signal, maxRun: MAX_RUN, observer: progress, path, readOnly: options.dryRun === true },
    );
    const request: JobRequest = {
      cause: 'sync',
      accounts: options.account,
      regions: options.region,
      kinds: options.kind,
      sources: [],
      accept: options.acceptRemovals,
      dryRun: options.dryRun === true,
      byEvent: false,
    };
    const run: JobReport = await runJob(provider, session.config, request, session.ports);
    session.tell(run);
    const report = {
      ...run,
      scopes: run.scopes.toSorted((a, b) => (nameOf(a.scope) < nameOf(b.scope) ? -1 : 1)),
    };
    const rows: readonly KindRow[] = await kindRows(provider, report.scopes, session.ports.store);
    return { provider, report, rows };
  } finally {
    time.clear();
  }
}
