/** Collectors over given answers: what is read of them, without a wire. */
import type { Answer, Huawei } from '../../../functions/huawei/client.ts';
import { connect } from '../../../functions/huawei/client.ts';
import { listsOf } from '../../../functions/huawei/lists.ts';
import type { Collector } from '../../../shared/collect/collector.ts';
import type { Kind, TagRecord } from '../../../shared/model/kinds.ts';
import { readWithstanding } from '../../fuzz/withstands.ts';

export const PROJECT = '0'.repeat(31) + '1';
export const ACCOUNT = 'a'.repeat(32);
export const scope = { provider: 'huawei', account: ACCOUNT, region: 'cn-north-4' };

/** A connection whose answers are given. */
function over(ask: Huawei['ask']): Huawei {
  const api = connect(
    ACCOUNT,
    'cn-north-4',
    async () => [{ id: PROJECT, name: 'cn-north-4', domain: ACCOUNT }],
    {
      call: () => Promise.reject(new Error('nothing is asked for over the wire')),
      credentials: () => Promise.reject(new Error('no credentials')),
      clock: { now: () => 0, random: () => 0, sleep: () => Promise.resolve() },
      domain: 'example.com',
      endpoint: undefined,
    },
  );
  const given = { ...api, ask, find: ask };
  return { ...given, lists: listsOf(given) };
}

/** By the end of the path. */
function answering(answers: Readonly<Record<string, Answer>>): Huawei['ask'] {
  return async ({ path }, { params }) => {
    const found = Object.entries(answers).find(([end]) => path.endsWith(end));
    if (found === undefined) throw new Error(`no answer for ${path}`);
    return params?.['marker'] === undefined ? found[1] : emptied(found[1]);
  };
}

/** The page after the last one: its lists are there, and empty. */
const emptied = (answer: Answer): Answer =>
  Object.fromEntries(Object.entries(answer).map(([at, value]) => [at, Array.isArray(value) ? [] : value]));

/** The records of a list that the answers tell, which it is also read damaged. */
export const read = <K extends Kind, Item>(
  collector: Collector<Huawei, K, Item>,
  answers: Readonly<Record<string, Answer>>,
): Promise<readonly TagRecord[]> => readWithstanding(collector, scope, answering(answers), over);

/** The first of them. */
export const one = async <K extends Kind, Item>(
  collector: Collector<Huawei, K, Item>,
  answers: Readonly<Record<string, Answer>>,
): Promise<TagRecord | undefined> => (await read(collector, answers))[0];
