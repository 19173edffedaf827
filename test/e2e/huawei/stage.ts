/** The simulated cloud, a store and a controller; and one run of the whole job over them, as the function runs it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { huawei } from '../../../functions/huawei/provider.ts';
import type { Scope } from '../../../shared/collect/collector.ts';
import type { Commit } from '../../../shared/log/commit.ts';
import { knownScopes, readHead } from '../../../shared/log/head.ts';
import { readChanges, readState } from '../../../shared/log/read.ts';
import { read } from '../../../shared/model/line.ts';
import type { Answer } from '../../../shared/runtime/handler.ts';
import { StoreConfig, openStore } from '../../../shared/store/open.ts';
import type { Estate } from '../../simulator/huawei/estate.ts';
import { type HuaweiCloud, type HuaweiOptions, startHuawei } from '../../simulator/huawei/server.ts';
import { type WebhookReceiver, startWebhook } from '../../simulator/webhook.ts';
import { realTiming, virtualTiming } from '../timing.ts';

export const MAIN = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
export const BRANCH = 'f9e8d7c6b5a4938271605f4e3d2c1b0a';
export const BEIJING = 'cn-north-4';
export const SHANGHAI = 'cn-east-3';
export const AGENCY = 'tagsync-reader';

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
  readonly cloud: HuaweiCloud;
  readonly webhook: WebhookReceiver;
  run(event?: unknown): Promise<Ran>;
  records(): Promise<readonly Found[]>;
  heads(): Promise<ReadonlyMap<string, Commit>>;
  /** What the newest commit of a scope changed: `<source> <ref> <op>`. */
  moves(at: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface StageOptions extends Partial<HuaweiOptions> {
  readonly estate: Estate;
  /** Of the provider's section; `endpoint` is added. */
  readonly config: object;
  /** On virtual time, and without a controller. */
  readonly virtual?: boolean;
}

export async function startStage({ config, virtual = false, ...options }: StageOptions): Promise<Stage> {
  const timing = virtual ? virtualTiming() : realTiming();
  const cloud = await startHuawei({ ...timing.cloud, ...options });
  const webhook = await startWebhook({ secret: SECRET });
  const folder = await mkdtemp(path.join(tmpdir(), 'tagsync-huawei-'));
  const { accessKeyId, secretAccessKey } = cloud.credentials(MAIN);
  const url = pathToFileURL(folder).href;
  const env = {
    HUAWEICLOUD_SDK_AK: accessKeyId,
    HUAWEICLOUD_SDK_SK: secretAccessKey,
    WEBHOOK_SECRET: SECRET,
    TAGSYNC_CONFIG: JSON.stringify({
      store: url,
      sinks: virtual
        ? []
        : [{ type: 'webhook', name: 'controller', url: webhook.url, secret: '${env:WEBHOOK_SECRET}' }],
      providers: { huawei: { ...config, endpoint: cloud.url } },
    }),
  };
  const store = openStore(StoreConfig.parse(url), { env, clock: timing.clock });

  async function heads(): Promise<ReadonlyMap<string, Commit>> {
    const found = new Map<string, Commit>();
    for await (const { account, region } of knownScopes(store, 'huawei')) {
      const head = await readHead(store, { provider: 'huawei', account, region });
      if (head !== undefined) found.set(`${account} ${region}`, head);
    }
    return found;
  }

  return {
    cloud,
    webhook,
    heads,
    async run(event = null) {
      let output = '';
      const io = {
        env,
        readFile: (file: string) => Promise.reject(new Error(`nobody may read ${file}`)),
        write: (text: string) => {
          output += text;
        },
      };
      const answer = await timing.invoke(huawei, io, event);
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

export function scopeOf(at: string): Scope {
  const [account = '', region = ''] = at.split(' ');
  return { provider: 'huawei', account, region };
}

/** Sources of a scope that are not well, with what is the matter: `<source> <outcome> <reason>`. */
export function unwell(head: Commit | undefined): readonly string[] {
  return Object.entries(head?.sources ?? {})
    .filter(([, { outcome }]) => outcome !== 'complete')
    .map(([source, { outcome, reason }]) => `${source} ${outcome} ${reason}`)
    .toSorted();
}
