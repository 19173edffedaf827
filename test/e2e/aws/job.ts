/** One run of the whole job, as the function runs it, and what it left in the store. */
import { createHandler } from '../../../shared/runtime/handler.ts';
import type { Answer } from '../../../shared/runtime/handler.ts';
import { systemClock } from '../../../shared/runtime/clock.ts';
import type { Scope } from '../../../shared/collect/collector.ts';
import type { Commit } from '../../../shared/log/commit.ts';
import { knownScopes, readHead } from '../../../shared/log/head.ts';
import { readChanges, readState } from '../../../shared/log/read.ts';
import { read } from '../../../shared/model/line.ts';
import { StoreConfig, openStore } from '../../../shared/store/open.ts';
import type { ObjectStore } from '../../../shared/store/store.ts';
import { aws } from '../../../functions/aws/provider.ts';
import { ACCOUNTS, PLACES, PLACE_NAMES } from './estate.ts';
import type { At, Cloud } from './cloud.ts';

export const SECRET = `whsec_${Buffer.from('a webhook secret for end to end').toString('base64')}`;

export interface Ran {
  readonly answer: Answer;
  /** Log and metric lines. */
  readonly output: string;
}

/** `settings`: of the provider, over those of the suite. */
export async function runJob(
  cloud: Cloud,
  webhook: string,
  event: unknown = null,
  settings: object = {},
): Promise<Ran> {
  let output = '';
  const env = {
    ...environmentOf(cloud),
    WEBHOOK_SECRET: SECRET,
    TAGSYNC_CONFIG: JSON.stringify(configOf(cloud, webhook, settings)),
  };
  const io = {
    env,
    clock: systemClock,
    readFile: async (path: string) => Promise.reject(new Error(`nobody may read ${path}`)),
    write: (text: string) => {
      output += text;
    },
  };
  const run = createHandler(aws, io);
  const answer = await run(event, { getRemainingTimeInMillis: () => 120_000 });
  return { answer, output };
}

/** What the vendor's clients read; the suite puts it into the process too. */
export function environmentOf(cloud: Cloud): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: cloud.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: cloud.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: cloud.credentials.secretAccessKey,
  };
}

function configOf(cloud: Cloud, webhook: string, settings: object): object {
  return {
    store: cloud.store,
    sinks: [{ type: 'webhook', name: 'controller', url: webhook, secret: '${env:WEBHOOK_SECRET}' }],
    providers: {
      aws: {
        accounts: [{ id: ACCOUNTS.main }, { name: 'branch office', ...cloud.role }],
        regions: { include: ['us-east-1', 'eu-west-*'], exclude: ['eu-west-2', 'eu-west-3'] },
        listenerRules: true,
        ...settings,
      },
    },
  };
}

export function storeOf(cloud: Cloud): ObjectStore {
  return openStore(StoreConfig.parse(cloud.store), { env: environmentOf(cloud), clock: systemClock });
}

export const AT_ALL: readonly At[] = ['main', 'member', ...PLACE_NAMES];

export function scopeOf(at: At): Scope {
  const place = at === 'main' || at === 'member' ? { account: at, region: 'global' } : PLACES[at];
  return { provider: 'aws', account: ACCOUNTS[place.account], region: place.region };
}

/** A stored record: its kind is part of its ref. */
export interface Found {
  readonly at: At;
  readonly source: string;
  readonly ref: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface State {
  readonly heads: ReadonlyMap<At, Commit>;
  readonly records: readonly Found[];
}

export async function stateOf(store: ObjectStore): Promise<State> {
  const heads = new Map<At, Commit>();
  const records: Found[] = [];
  for (const at of AT_ALL) {
    const scope = scopeOf(at);
    const head = await readHead(store, scope);
    if (head === undefined) continue;
    heads.set(at, head);
    for (const source of Object.keys(head.sources)) {
      for (const line of await readState(store, scope, head, source)) {
        const { ref, kind: _, ...fields } = read(line);
        records.push({ at, source, ref, fields });
      }
    }
  }
  return { heads, records };
}

export async function scopesIn(store: ObjectStore): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { account, region } of knownScopes(store, 'aws')) found.push(`${account} ${region}`);
  return found.toSorted();
}

export interface Moved {
  readonly at: At;
  readonly source: string;
  readonly ref: string;
  readonly op: 'added' | 'changed' | 'removed';
}

/** What the newest commits changed. */
export async function changesOf(
  store: ObjectStore,
  heads: ReadonlyMap<At, Commit>,
): Promise<readonly Moved[]> {
  const moved: Moved[] = [];
  for (const [at, head] of heads) {
    for (const [source, changes] of await readChanges(store, scopeOf(at), head)) {
      for (const { before, after } of changes) {
        const line = after ?? before;
        if (line === undefined) continue;
        const op = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
        moved.push({ at, source, ref: read(line).ref, op });
      }
    }
  }
  return moved;
}
