import { SingleBar } from 'cli-progress';
import type { Attempted } from '../collect/call.ts';
import type { Scope } from '../collect/collector.ts';
import type { ScopeReport } from '../sync/sync.ts';
import type { Output } from './commands/context.ts';
import type { Observer } from './ports.ts';

export interface Progress extends Observer {
  stop(): void;
}

const SILENT: Progress = {
  planned: () => {},
  page: () => {},
  synced: () => {},
  attempted: () => {},
  stop: () => {},
};

/** Milliseconds between two lines that say that something is still going on. */
const EVERY = 5_000;

export interface ProgressPorts {
  readonly output: Output;
  readonly quiet: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** One bar on a terminal; elsewhere a line per scope, and one now and then between them. */
export function createProgress({ output, quiet, now }: ProgressPorts): Progress {
  if (quiet) return SILENT;
  const show = output.isTTY === true ? bar(output) : lines(output, now);
  const counts = { scopes: 0, done: 0, pages: 0, calls: 0, throttled: 0 };
  const records = new Map<string, number>();
  const update = (): void => {
    show.update({ ...counts, records: [...records.values()].reduce((sum, n) => sum + n, 0) });
  };
  return {
    planned() {
      counts.scopes++;
      update();
    },
    page(scope, page) {
      counts.pages++;
      records.set(`${nameOf(scope)}/${page.source}`, page.records);
      update();
    },
    attempted({ outcome }: Attempted) {
      counts.calls++;
      if (outcome === 'throttled') counts.throttled++;
    },
    synced(report) {
      counts.done++;
      show.scope(report);
      update();
    },
    stop: () => show.stop(),
  };
}

interface Counts {
  readonly scopes: number;
  readonly done: number;
  readonly pages: number;
  readonly calls: number;
  readonly throttled: number;
  readonly records: number;
}

interface Show {
  update(counts: Counts): void;
  scope(report: ScopeReport): void;
  stop(): void;
}

function bar(output: Output): Show {
  const single = new SingleBar({
    format: '{bar} {value}/{total} scopes  {records} records  {calls} calls  {throttled} throttled',
    stream: output as NodeJS.WriteStream,
    barsize: 24,
    clearOnComplete: true,
    gracefulExit: false, // it would swallow the interrupt
    linewrap: true,
  });
  const start = { records: 0, calls: 0, throttled: 0 };
  single.start(0, 0, start);
  return {
    update({ scopes, done, ...counts }) {
      single.setTotal(scopes);
      single.update(done, counts);
    },
    scope: () => {},
    stop: () => single.stop(),
  };
}

function lines(output: Output, now: () => number): Show {
  let last = now();
  const say = (text: string): void => {
    last = now();
    output.write(`${text}\n`);
  };
  return {
    update({ scopes, done, pages, calls, throttled, records }) {
      if (now() - last < EVERY) return;
      say(
        `… ${done} of ${scopes} scopes, ${records} records in ${pages} pages, ${calls} calls, ${throttled} throttled`,
      );
    },
    scope({ scope, sources }) {
      const records = sources.reduce((sum, { count }) => sum + (count ?? 0), 0);
      say(`${nameOf(scope)}: ${records} records, ${outcomesText(sources)}`);
    },
    stop: () => {},
  };
}

/** `12 unchanged, 1 kept`. */
export function outcomesText(sources: readonly { readonly outcome: string }[]): string {
  const counts = new Map<string, number>();
  for (const { outcome } of sources) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].map(([outcome, n]) => `${n} ${outcome}`).join(', ') || 'nothing';
}

const nameOf = ({ provider, account, region }: Scope): string => `${provider}/${account}/${region}`;
