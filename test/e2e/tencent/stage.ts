/** The simulated cloud, a store and a controller; and one run of the whole job over them, as the function runs it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { tencent } from '../../../functions/tencent/provider.ts';
import type { Scope } from '../../../shared/collect/collector.ts';
import type { Commit } from '../../../shared/log/commit.ts';
import { knownScopes, readHead } from '../../../shared/log/head.ts';
import { readChanges, readState } from '../../../shared/log/read.ts';
import { read } from '../../../shared/model/line.ts';
import type { Answer } from '../../../shared/runtime/handler.ts';
import { StoreConfig, openStore } from '../../../shared/store/open.ts';
import { type Tencent, type TencentOptions, startTencent } from '../../simulator/tencent/server.ts';
import { type WebhookReceiver, startWebhook } from '../../simulator/webhook.ts';
import { realTiming, virtualTiming } from '../timing.ts';

export const MAIN = '100000000001';
export const BRANCH = '100000000002';
export const GUANGZHOU = 'ap-guangzhou';
export const SHANGHAI = 'ap-shanghai';
export const SINGAPORE = 'ap-singapore';
export const ROLE = 'tagsync-reader';
export const EXTERNAL_ID = 'an:external/id';

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

export interface Stage {
  readonly cloud: Tencent;
  readonly webhook: WebhookReceiver;
  run(event?: unknown): Promise<Ran>;
  /** Of the newest run, also of one that ended in an error. */
  output(): string;
  records(): Promise<readonly Found[]>;
  heads(): Promise<ReadonlyMap<string, Commit>>;
  /** What the newest commit of a scope changed: `<source> <ref> <op>`. */
  moves(at: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface StageOptions extends TencentOptions {
  /** Of the provider's section; `endpoint` is added. */
  readonly config?: object;
  /** The environment's credentials; default: a key of the main account. */
  readonly env?: (cloud: Tencent) => Readonly<Record<string, string>>;
  /** On virtual time, and without a controller. */
  readonly virtual?: boolean;
}

export async function startStage(options: StageOptions): Promise<Stage> {
  const { config = {}, env: given, virtual = false } = options;
  const timing = virtual ? virtualTiming() : realTiming();
  const cloud = await startTencent({ ...timing.cloud, ...options });
  const webhook = await startWebhook({ secret: SECRET });
  const folder = await mkdtemp(path.join(tmpdir(), 'tagsync-tencent-'));
  const { secretId, secretKey } = cloud.credentials(MAIN);
  const url = pathToFileURL(folder).href;
  const sink = { type: 'webhook', name: 'controller', url: webhook.url, secret: '${env:WEBHOOK_SECRET}' };
  const env = {
    ...(given?.(cloud) ?? { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey }),
    WEBHOOK_SECRET: SECRET,
    TAGSYNC_CONFIG: JSON.stringify({
      store: url,
      sinks: virtual ? [] : [sink],
      providers: { tencent: { ...config, endpoint: cloud.url } },
    }),
  };
  let output = '';
  const store = openStore(StoreConfig.parse(url), { env, clock: timing.clock });

  async function heads(): Promise<ReadonlyMap<string, Commit>> {
    const found = new Map<string, Commit>();
    for await (const { account, region } of knownScopes(store, 'tencent')) {
      const head = await readHead(store, { provider: 'tencent', account, region });
      if (head !== undefined) found.set(`${account} ${region}`, head);
    }
    return found;
  }

  return {
    cloud,
    webhook,
    heads,
    output: () => output,
    async run(event = null) {
      output = '';
      const io = {
        env,
        readFile: (file: string) => Promise.reject(new Error(`nobody may read ${file}`)),
        write: (text: string) => {
          output += text;
        },
      };
      const answer = await timing.invoke(tencent, io, event);
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
      const head = (await heads()).get(at);
      if (head === undefined) throw new Error(`nothing is stored of ${at}`);
      const changes = await readChanges(store, scopeOf(at), head);
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
    async close() {
      await webhook.close();
      await cloud.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function scopeOf(at: string): Scope {
  const [account = '', region = ''] = at.split(' ');
  return { provider: 'tencent', account, region };
}

/** Sources of a scope that are not well, with what is the matter: `<source> <outcome> <reason>`. */
export function unwell(head: Commit | undefined): readonly string[] {
  return Object.entries(head?.sources ?? {})
    .filter(([, { outcome }]) => outcome !== 'complete')
    .map(([source, { outcome, reason }]) => `${source} ${outcome} ${reason}`)
    .toSorted();
}

export const byRef = (found: readonly Found[]): Record<string, unknown> =>
  Object.fromEntries(found.map(({ at, source, ref, fields }) => [`${at} ${source} ${ref}`, fields]));
