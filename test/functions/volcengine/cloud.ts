import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askIn, connect } from '../../../functions/volcengine/client.ts';
import type { Answer, Ask, Params, Volcengine } from '../../../functions/volcengine/client.ts';
import { createCalls, RETRY } from '../../../shared/collect/call.ts';
import type { Call } from '../../../shared/collect/call.ts';
import type { Clock } from '../../../shared/collect/clock.ts';
import type { Collector } from '../../../shared/collect/collector.ts';
import type { Caller } from '../../../shared/collect/limit.ts';
import type { ProviderPorts } from '../../../shared/collect/provider.ts';
import type { Kind, TagRecord } from '../../../shared/model/kinds.ts';
import { expectStorable } from '../../contract/collector.ts';

export const ACCOUNT = '2100000001';
export const REGION = 'cn-beijing';
export const NOW = Date.parse('2026-11-23T01:15:29Z');
export const SCOPE = { provider: 'volcengine', account: ACCOUNT, region: REGION };

/** Nothing is ever slept through. */
export const clock: Clock = {
  now: () => NOW,
  random: () => 0,
  sleep: (_ms, signal) =>
    new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    }),
};

/** Calls that go out once. */
export function callsOnce(): (caller: Caller) => Call {
  return createCalls({
    limits: [],
    policy: { ...RETRY, attempts: 1 },
    clock,
    signal: new AbortController().signal,
    onAttempt: () => {},
  });
}

export const call = callsOnce()({ ...SCOPE, principal: 'me' });
export const KEYS = { accessKeyId: 'AKLTFAKE', secretAccessKey: 'fake' };

export interface Got {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface Server {
  readonly url: string;
  readonly got: readonly Got[];
  close(): Promise<void>;
}

/** A server that says what it is told to. */
export async function serve(reply: (got: Got) => Reply): Promise<Server> {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const one = { method: request.method ?? '', url, headers: request.headers, body };
      got.push(one);
      const { status = 200, headers = {}, text } = reply(one);
      response.writeHead(status, { date: new Date(NOW).toUTCString(), ...headers }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    got,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const json = (Result: unknown): Reply => ({
  text: JSON.stringify({ ResponseMetadata: { RequestId: '1' }, Result }),
});

export const failing = (error: object, status = 400): Reply => ({
  status,
  text: JSON.stringify({ ResponseMetadata: { RequestId: '1', Error: error } }),
});

/** An `Ask` that goes to a server of this machine. */
export const askAt = (endpoint: string): Ask =>
  askIn(REGION, { call, clock, endpoint, credentials: async () => KEYS });

export const connectAt = (endpoint: string): Volcengine =>
  connect(ACCOUNT, REGION, { call, clock, endpoint, credentials: async () => KEYS });

/** A cloud that answers from a table, by action. */
export function fake(answers: Readonly<Record<string, (params: Params) => Answer>>): Volcengine {
  const ask: Ask = async (action, params) => {
    const answer = answers[action];
    if (answer === undefined) throw new Error(`not expected: ${action}`);
    return answer(params);
  };
  return { account: ACCOUNT, region: REGION, ask };
}

/** One list that fits on a page. */
export const page =
  (at: string, rows: readonly unknown[], total = 'TotalCount') =>
  (): Answer => ({ [at]: rows, [total]: rows.length });

/** What a collector makes of what the cloud answers. */
export async function recordsOf<K extends Kind, Item>(
  collector: Collector<Volcengine, K, Item>,
  answers: Readonly<Record<string, (params: Params) => Answer>>,
): Promise<readonly TagRecord[]> {
  const records: TagRecord[] = [];
  for await (const items of collector.list(fake(answers), SCOPE)) {
    for (const item of items) records.push(...collector.map(item, SCOPE));
  }
  for (const record of records) expectStorable(record, SCOPE);
  return records;
}

export function portsAt(env: ProviderPorts['env'] = {}, only: readonly string[] = []): ProviderPorts {
  return { calls: callsOnce(), clock, env, only };
}
