import { askIn, connect } from '../../../functions/tencent/client.ts';
import type { Answer, Ask, Params, Tencent } from '../../../functions/tencent/client.ts';
import { listsOf } from '../../../functions/tencent/lists.ts';
import type { Collector } from '../../../shared/collect/collector.ts';
import type { ProviderPorts } from '../../../shared/collect/provider.ts';
import type { Kind, TagRecord } from '../../../shared/model/kinds.ts';
import { readWithstanding } from '../../fuzz/withstands.ts';
import { callsOnceBy, sleepless } from '../../support/once.ts';
import { serve as serveAt } from '../../support/serve.ts';
import type { Got, Reply, Server } from '../../support/serve.ts';

export const ACCOUNT = '100000000001';
export const REGION = 'ap-guangzhou';
export const NOW = Date.parse('2026-11-23T01:15:26Z');
export const SCOPE = { provider: 'tencent', account: ACCOUNT, region: REGION };

/** Nothing is ever slept through. */
export const clock = sleepless(() => NOW);

export const callsOnce = () => callsOnceBy(clock);

export const call = callsOnce()({ ...SCOPE, principal: 'me' });
export const KEYS = { accessKeyId: 'AKIDfake', secretAccessKey: 'fake' };

/** A server that says what it is told to. */
export const serve = (reply: (got: Got) => Reply): Promise<Server> => serveAt(NOW, reply);

export const json = (response: unknown): Reply => ({ text: JSON.stringify({ Response: response }) });
export const failing = (Code: string, Message = 'no'): Reply => json({ Error: { Code, Message } });

/** An `Ask` that goes to a server of this machine. */
export const askAt = (endpoint: string): Ask =>
  askIn(REGION, { call, clock, endpoint, credentials: async () => KEYS });

export const connectAt = (endpoint: string): Tencent =>
  connect(ACCOUNT, REGION, { call, clock, endpoint, credentials: async () => KEYS });

export interface Asked {
  readonly action: string;
  readonly params: Params;
}

export interface Fake {
  readonly api: Tencent;
  readonly asked: Asked[];
}

type Answers = Readonly<Record<string, (params: Params) => Answer | Promise<Answer>>>;

/** A cloud that answers from a table, by action. */
export function fake(answers: Answers): Fake {
  const asked: Asked[] = [];
  const ask: Ask = async (action, params) => {
    asked.push({ action, params: { ...params } });
    const answer = answers[action];
    if (answer === undefined) throw new Error(`not expected: ${action}`);
    return answer(params);
  };
  return { api: over(ask), asked };
}

const over = (ask: Ask): Tencent => ({ account: ACCOUNT, region: REGION, ask, lists: listsOf(ask) });

/** One page of a list, as its parameters ask for it. */
export const paged =
  (at: string, rows: readonly unknown[]) =>
  (params: Params): Answer => {
    const [from, size] = [Number(params['Offset']), Number(params['Limit'])];
    return { TotalCount: rows.length, [at]: rows.slice(from, from + size) };
  };

/** What a collector makes of what the cloud answers, which it is also read damaged. */
export const recordsOf = <K extends Kind, Item>(
  collector: Collector<Tencent, K, Item>,
  answers: Answers,
): Promise<readonly TagRecord[]> => readWithstanding(collector, SCOPE, fake(answers).api.ask, over);

export function portsAt(env: ProviderPorts['env'] = {}, only: readonly string[] = []): ProviderPorts {
  return { calls: callsOnce(), clock, env, only };
}
