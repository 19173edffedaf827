/** A simulated cloud, a store and a controller; and one run of the whole job over them, as the function runs it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import type { Scope } from '../../shared/collect/collector.ts';
import type { Provider } from '../../shared/collect/provider.ts';
import type { Commit } from '../../shared/log/commit.ts';
import { knownScopes, readHead } from '../../shared/log/head.ts';
import { readChanges, readState } from '../../shared/log/read.ts';
import { read } from '../../shared/model/line.ts';
import type { Answer } from '../../shared/runtime/handler.ts';
import { StoreConfig, openStore } from '../../shared/store/open.ts';
import type { Cloud } from '../simulator/cloud/server.ts';
import { type WebhookReceiver, startWebhook } from '../simulator/webhook.ts';
import { type Timing, realTiming, virtualTiming } from './timing.ts';

const SECRET = `whsec_${Buffer.from('a webhook secret for end to end').toString('base64')}`;

export interface Ran {
  readonly answer: Answer;
  /** Log and metric lines. */
  readonly output: string;
}

/** One stored record. */
export interface Found {
  /** `<account> <region>` */
  readonly at: string;
  readonly source: string;
  readonly ref: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface Stage<C extends Cloud = Cloud> {
  readonly cloud: C;
  readonly webhook: WebhookReceiver;
  /** Other credentials from the next run on; gives back what takes them away again. */
  give(credentials: Readonly<Record<string, string>>): () => void;
  run(event?: unknown): Promise<Ran>;
  /** From the next run on: another section of the provider. */
  configure(config: object): void;
  /** Virtual time goes on between two runs. */
  pass(ms: number): Promise<void>;
  /** By the clock of the job. */
  now(): number;
  /** Of the newest run, also of one that ended in an error. */
  output(): string;
  records(): Promise<readonly Found[]>;
  /** By `<account> <region>`. */
  heads(): Promise<ReadonlyMap<string, Commit>>;
  /** What the newest commit of a scope changed: `<source> <ref> <op>`. */
  moves(at: string): Promise<readonly string[]>;
  /** Sources of a scope that are not well, with what is the matter: `<source> <outcome> <reason, if any>`. */
  unwell(at: string): Promise<readonly string[]>;
  /** The same of all scopes, each line with its scope before it. */
  allUnwell(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** What tests of every cloud may ask for. */
export interface Staging {
  /** Of the provider's section; where the cloud is, is added. Default: nothing. */
  readonly config?: object;
  /** On virtual time, and without a controller. */
  readonly virtual?: boolean;
}

/** What is particular to a cloud. */
export interface Staged<Config, Api, C extends Cloud> extends Staging {
  readonly provider: Provider<Config, Api>;
  readonly start: (time: Timing['cloud']) => Promise<C>;
  /** The environment's credentials. */
  readonly env: (cloud: C) => Readonly<Record<string, string>>;
  /** Where the cloud is, for the provider's section; default: `endpoint`. */
  readonly where?: (url: string) => object;
}

export async function stageOf<Config, Api, C extends Cloud>({
  provider,
  start,
  env: credentials,
  where = (endpoint) => ({ endpoint }),
  config = {},
  virtual = false,
}: Staged<Config, Api, C>): Promise<Stage<C>> {
  const timing = virtual ? virtualTiming() : realTiming();
  const cloud = await start(timing.cloud);
  const webhook = await startWebhook({ secret: SECRET });
  const folder = await mkdtemp(path.join(tmpdir(), `tagsync-${provider.name}-`));
  const url = pathToFileURL(folder).href;
  const sink = { type: 'webhook', name: 'controller', url: webhook.url, secret: '${env:WEBHOOK_SECRET}' };
  const configOf = (section: object): string =>
    JSON.stringify({
      store: url,
      sinks: virtual ? [] : [sink],
      providers: { [provider.name]: { ...section, ...where(cloud.url) } },
    });
  const env: Record<string, string> = {
    ...credentials(cloud),
    WEBHOOK_SECRET: SECRET,
    TAGSYNC_CONFIG: configOf(config),
  };
  const store = openStore(StoreConfig.parse(url), { env, clock: timing.clock });
  let output = '';
  const io = {
    env,
    readFile: (file: string) => Promise.reject(new Error(`nobody may read ${file}`)),
    write: (text: string) => {
      output += text;
    },
  };

  function scopeOf(at: string): Scope {
    const [account = '', region = ''] = at.split(' ');
    return { provider: provider.name, account, region };
  }

  async function heads(): Promise<ReadonlyMap<string, Commit>> {
    const found = new Map<string, Commit>();
    for await (const scope of knownScopes(store, provider.name)) {
      const head = await readHead(store, scope);
      if (head !== undefined) found.set(`${scope.account} ${scope.region}`, head);
    }
    return found;
  }

  async function headOf(at: string): Promise<Commit> {
    const head = (await heads()).get(at);
    if (head === undefined) throw new Error(`nothing is stored of ${at}`);
    return head;
  }

  return {
    cloud,
    webhook,
    heads,
    output: () => output,
    configure(section) {
      env['TAGSYNC_CONFIG'] = configOf(section);
    },
    give(given) {
      const before = { ...env };
      Object.assign(env, given);
      return () => {
        for (const name of Object.keys(given)) delete env[name];
        Object.assign(env, before);
      };
    },
    pass: async (ms) => timing.pass(ms),
    now: () => timing.clock.now(),
    async run(event = null) {
      output = '';
      const answer = await timing.invoke(provider, io, event);
      return { answer, output };
    },
    async records() {
      const records: Found[] = [];
      for (const [at, head] of await heads()) {
        for (const source of Object.keys(head.sources)) {
          for (const line of await readState(store, scopeOf(at), head, source)) {
            const { ref, kind: _, ...fields } = read(line);
            records.push({ at, source, ref, fields });
          }
        }
      }
      return records;
    },
    async moves(at) {
      const changes = await readChanges(store, scopeOf(at), await headOf(at));
      return [...changes]
        .flatMap(([source, list]) =>
          list.map(({ before, after }) => {
            const line = after ?? before;
            const op = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
            return `${source} ${line === undefined ? '' : read(line).ref} ${op}`;
          }),
        )
        .toSorted();
    },
    unwell: async (at) => unwellIn(await headOf(at)),
    allUnwell: async () =>
      [...(await heads())].flatMap(([at, head]) => unwellIn(head).map((line) => `${at} ${line}`)),
    async close() {
      await webhook.close();
      await cloud.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function unwellIn({ sources }: Commit): readonly string[] {
  return Object.entries(sources)
    .filter(([, { outcome }]) => outcome !== 'complete')
    .map(([source, { outcome, reason }]) => [source, outcome, ...(reason === null ? [] : [reason])].join(' '))
    .toSorted();
}

/** Started before the tests of the suite that asks for it, and closed after them. */
export function staged<S extends Stage>(start: () => Promise<S>): () => S {
  let started: S | undefined;
  beforeAll(async () => {
    started = await start();
  }, 60_000);
  afterAll(() => started?.close());
  return () => {
    if (started === undefined) throw new Error('the stage did not start');
    return started;
  };
}

export const byRef = (found: readonly Found[]): Record<string, Found['fields']> =>
  Object.fromEntries(found.map(({ at, source, ref, fields }) => [`${at} ${source} ${ref}`, fields]));
