import { openStore } from '../store/open.ts';
import { proveCreateOnly } from '../store/probe.ts';
import { singleWriterStore } from '../store/single-writer.ts';
import type { ObjectStore } from '../store/store.ts';
import { environmentCredentials } from './aws-queue.ts';
import { loadConfig } from './config.ts';
import type { Config } from './config.ts';
import type { Io } from './io.ts';
import { createLog, isLevel } from './log.ts';
import type { Log } from './log.ts';
import { secretsOf } from './secrets.ts';

/** What reads the log and lists no cloud: its configuration, and the store. */
export interface Reader {
  readonly config: Config;
  readonly store: ObjectStore;
  readonly log: Log;
  readonly scrub: (text: string) => string;
}

/** Opens it; the store must honour create-only, since leases are made of that. */
export async function openReader(io: Io, path: string | undefined): Promise<Reader> {
  const { env, clock, readFile, readYaml } = io;
  const awsCredentials = io.awsCredentials ?? environmentCredentials(env);
  const secrets = secretsOf(io);
  const config = await loadConfig({ env, readFile, readYaml, path, resolve: secrets.resolve });
  const opened = openStore(config.store, { env, clock, ...(io.awsCredentials && { awsCredentials }) });
  if (!config.singleWriter) await proveCreateOnly(opened);
  const level = env['TAGSYNC_LOG_LEVEL'];
  const scrub = (text: string): string => secrets.scrub(text);
  return {
    config,
    store: config.singleWriter ? singleWriterStore(opened) : opened,
    log: createLog({
      write: io.write,
      scrub,
      now: () => clock.now(),
      level: isLevel(level) ? level : 'info',
    }),
    scrub,
  };
}
