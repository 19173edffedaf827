import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { LEASE, takeLease } from '../../shared/log/lease.ts';
import type { Lease, LeasePorts } from '../../shared/log/lease.ts';
import { NotHeld } from '../../shared/log/lease-claim.ts';
import { ConfigError, parseAt } from '../../shared/runtime/config.ts';
import type { Publish } from '../../shared/runtime/commands/extensions.ts';
import { openReader } from '../../shared/runtime/reader.ts';
import { Config } from './config.ts';
import { controllerAt } from './controller.ts';
import type { Controller } from './controller.ts';
import { filesIn } from './files.ts';
import type { Files } from './files.ts';
import { publish as publishOnce } from './publish.ts';
import type { Published } from './publish.ts';
import { noting } from './unanswered.ts';

/** What is outstanding may be recorded by then: DeepFlow's tasks run once a minute. */
const AGAIN_MS = 60_000;
/** A lease is renewed well before it ends. */
const LASTS_MS = 5 * 60_000;

/** Opens what the configuration names, and publishes to it. */
export const publish: Publish = async (io, { path, dryRun, untilMs, signal, note }) => {
  const { config: whole, store, log } = await openReader(io, path);
  if (whole.deepflow === undefined)
    throw new ConfigError(`${whole.where}: deepflow: is missing: docs/deepflow.md says what it takes`);
  const config = parseAt(Config, whole.deepflow, ['deepflow'], whole.where);
  if (!config.publisher && !dryRun) {
    throw new ConfigError(
      `${whole.where}: deepflow.publisher: is not true: each write replaces the table of the whole organisation, so set it in the one place that publishes`,
    );
  }
  const { clock } = io;
  const timeoutMs = config.timeoutSeconds * 1000;
  const controller = controllerAt({ url: config.url, org: config.org, timeoutMs, clock, signal });
  const told = (published: Published): void => log.info('published', summaryOf(published));
  return publishing(
    config,
    { dryRun, untilMs, signal, note, told },
    { store, controller, files: filesIn(store), clock },
  );
};

interface Asked {
  readonly dryRun: boolean;
  readonly untilMs: number;
  readonly signal: AbortSignal;
  readonly note: (line: string) => void;
  readonly told: (published: Published) => void;
}

/**
 * Publishes, and again each minute while something is outstanding and time is
 * left. Only one place may: the configuration says which, and of two that say so
 * the lease lets one.
 */
export async function publishing(
  config: Config,
  { dryRun, untilMs, signal, note, told }: Asked,
  {
    store,
    controller,
    files,
    clock,
  }: Pick<LeasePorts, 'store' | 'clock'> & { readonly controller: Controller; readonly files: Files },
): Promise<Published> {
  const token = randomUUID();
  const holder = `tagsync publish on ${hostname()}, process ${process.pid}`;
  const name = `DeepFlow organisation ${config.org} at ${new URL(config.url).host}`;
  const requestMs = config.timeoutSeconds * 1000;
  const terms = { ...LEASE, lastsMs: Math.max(LASTS_MS, 3 * requestMs) };
  const lease: Lease | undefined = dryRun
    ? undefined
    : await takeLease({ name, holder, token }, { store, clock, terms });
  /** For as long as one more request may take, answer included. */
  const stillHeld = async (): Promise<void> => {
    if (lease === undefined) return;
    if (lease.isHeld() && lease.until() - clock.now() <= requestMs) await lease.renew();
    if (!lease.isHeld()) throw new NotHeld(name, undefined);
  };
  let mayStillHappen = false;
  const watched = noting(controller, () => (mayStillHappen = true));
  try {
    for (;;) {
      const published = await publishOnce(
        config,
        { dryRun },
        { store, controller: watched, files, stillHeld },
      );
      told(published);
      const isDone = dryRun || published.domains.every(({ outstanding }) => outstanding.length === 0);
      if (isDone || clock.now() + AGAIN_MS > untilMs) return published;
      const waiting = published.domains.flatMap(({ outstanding }) => outstanding);
      note(`outstanding: ${waiting.slice(0, 3).join('; ')}: again in a minute`);
      await clock.sleep(AGAIN_MS, signal);
      await lease?.renew();
    }
  } finally {
    // What was not answered may still be done: until the lease ends by itself, nobody writes what that would replace.
    if (!mayStillHappen) await lease?.release();
  }
}

function summaryOf({ outcome, foreign, domains }: Published): Readonly<Record<string, unknown>> {
  const outstanding = domains.flatMap((domain) => domain.outstanding);
  return {
    outcome,
    foreign,
    domains: domains.map(({ name, domain, items, tags }) => ({ name, domain, items, tags })),
    outstanding,
    notes: domains.reduce((sum, { notes }) => sum + notes.length, 0),
  };
}
