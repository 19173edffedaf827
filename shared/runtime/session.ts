import { randomUUID } from 'node:crypto';
import { RETRY } from '../collect/call.ts';
import type { Provider } from '../collect/provider.ts';
import { webhookSink } from '../notify/webhook.ts';
import { openStore } from '../store/open.ts';
import { proveCreateOnly } from '../store/probe.ts';
import { singleWriterStore } from '../store/single-writer.ts';
import type { ObjectStore } from '../store/store.ts';
import { environmentCredentials, queueOf } from './aws-queue.ts';
import type { AwsSigned } from './aws-signed.ts';
import { loadConfig, parseAt } from './config.ts';
import type { Config } from './config.ts';
import type { Io } from './io.ts';
import { createLog, isLevel } from './log.ts';
import type { Log } from './log.ts';
import { tagFilter } from './patterns.ts';
import type { JobPorts, JobReport, Observer } from './ports.ts';
import { secretsOf } from './secrets.ts';
import { tell } from './tell.ts';

export interface SessionOptions {
  /** Aborted when the run's time is up. */
  readonly signal: AbortSignal;
  /** Milliseconds a run may take in all. */
  readonly maxRun: number;
  readonly observer?: Observer;
  /** `--config`. */
  readonly path?: string | undefined;
  /** The store is only read: nothing is proved about it. */
  readonly readOnly?: boolean;
}

/** A configuration, opened. */
export interface Session<ProviderConfig> {
  readonly config: ProviderConfig;
  readonly whole: Config;
  readonly ports: JobPorts;
  readonly log: Log;
  readonly fanOut: Config['fanOut'];
  readonly queue: AwsSigned;
  readonly scrub: (text: string) => string;
  /** Log lines of what a run came to. */
  readonly tell: (report: JobReport) => void;
}

const SILENT: Observer = { planned: () => {}, page: () => {}, synced: () => {}, attempted: () => {} };

/** Loads the configuration, opens store and sinks, and proves that the store can hold the log. */
export async function openSession<ProviderConfig, Api>(
  provider: Provider<ProviderConfig, Api>,
  io: Io,
  options: SessionOptions,
): Promise<Session<ProviderConfig>> {
  const { env, clock, readFile, readYaml } = io;
  const awsCredentials = io.awsCredentials ?? environmentCredentials(env);
  const secrets = secretsOf(io);
  const whole = await loadConfig({
    env,
    readFile,
    readYaml,
    path: options.path,
    resolve: secrets.resolve,
  });
  const config = parseAt(
    provider.config,
    whole.providers[provider.name] ?? {},
    ['providers', provider.name],
    whole.where,
  );
  const level = env['TAGSYNC_LOG_LEVEL'];
  const log = createLog({
    write: io.write,
    scrub: (text) => secrets.scrub(text),
    now: () => clock.now(),
    level: isLevel(level) ? level : 'info',
  });
  const opened = openStore(whole.store, { env, clock, ...(io.awsCredentials && { awsCredentials }) });
  const store = await proven(opened, whole.singleWriter, options.readOnly ?? false);
  const sinks = whole.sinks.map(({ timeoutSeconds, ...sink }) =>
    webhookSink({ ...sink, timeoutMs: timeoutSeconds * 1000, clock, env }),
  );
  const ports: JobPorts = {
    store,
    sinks,
    clock,
    env,
    signal: options.signal,
    guard: whole.guard,
    retention: whole.retention,
    keepTag: tagFilter(whole.tags),
    memoryBytes: whole.memoryBytes,
    maxRun: options.maxRun,
    slowMs: options.maxRun / 2,
    retry: RETRY,
    newRunId: randomUUID,
    observer: options.observer ?? SILENT,
    warn: log.warn,
  };
  return {
    config,
    whole,
    ports,
    log,
    fanOut: whole.fanOut,
    queue: queueOf(whole.fanOut?.queueUrl, { env, clock, credentials: awsCredentials }),
    scrub: (text) => secrets.scrub(text),
    tell: (report) => tell(log, report),
  };
}

async function proven(store: ObjectStore, singleWriter: boolean, readOnly: boolean): Promise<ObjectStore> {
  if (singleWriter) return singleWriterStore(store);
  if (!readOnly) await proveCreateOnly(store);
  return store;
}
