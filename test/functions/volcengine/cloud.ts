import { askIn, connect } from '../../../functions/volcengine/client.ts';
import type { Answer, Ask, Params, Volcengine } from '../../../functions/volcengine/client.ts';
import type { Collector } from '../../../shared/collect/collector.ts';
import type { ProviderPorts } from '../../../shared/collect/provider.ts';
import type { Kind, TagRecord } from '../../../shared/model/kinds.ts';
import { readWithstanding } from '../../fuzz/withstands.ts';
import { callsOnceBy, sleepless } from '../../support/once.ts';
import { serve as serveAt } from '../../support/serve.ts';
import type { Got, Reply, Server } from '../../support/serve.ts';

export const ACCOUNT = '2100000001';
export const REGION = 'cn-beijing';
export const NOW = Date.parse('2026-11-23T01:15:29Z');
export const SCOPE = { provider: 'volcengine', account: ACCOUNT, region: REGION };

/** Nothing is ever slept through. */
export const clock = sleepless(() => NOW);

export const callsOnce = () => callsOnceBy(clock);

export const call = callsOnce()({ ...SCOPE, principal: 'me' });
export const KEYS = { accessKeyId: 'AKLTFAKE', secretAccessKey: 'fake' };

/** A server that says what it is told to. */
export const serve = (reply: (got: Got) => Reply): Promise<Server> => serveAt(NOW, reply);

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
  return over(ask);
}

const over = (ask: Ask): Volcengine => ({ account: ACCOUNT, region: REGION, ask });

/** One list that fits on a page. */
export const page =
  (at: string, rows: readonly unknown[], total = 'TotalCount') =>
  (): Answer => ({ [at]: rows, [total]: rows.length });

/** What a collector makes of what the cloud answers, which it is also read damaged. */
export const recordsOf = <K extends Kind, Item>(
  collector: Collector<Volcengine, K, Item>,
  answers: Readonly<Record<string, (params: Params) => Answer>>,
): Promise<readonly TagRecord[]> => readWithstanding(collector, SCOPE, fake(answers).ask, over);

export function portsAt(env: ProviderPorts['env'] = {}, only: readonly string[] = []): ProviderPorts {
  return { calls: callsOnce(), clock, env, only };
}
