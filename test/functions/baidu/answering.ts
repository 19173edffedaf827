/** What collectors read, from answers that are written down. */
import type { Answer, Baidu } from '../../../functions/baidu/client.ts';
import { connect } from '../../../functions/baidu/client.ts';
import { listsOf } from '../../../functions/baidu/lists.ts';
import type { Collector } from '../../../shared/collect/collector.ts';
import type { Kind, TagRecord } from '../../../shared/model/kinds.ts';
import { readWithstanding } from '../../fuzz/withstands.ts';

const ACCOUNT = 'a'.repeat(32);
const scope = { provider: 'baidu', account: ACCOUNT, region: 'bj' };

/** By the end of the path; or what it is of a page, by its marker, and of one thing, by its id. */
export type Answers = Readonly<
  Record<string, Answer | ((marker: string | undefined, id?: string) => Answer)>
>;

/** A connection whose answers are given. */
function over(ask: Baidu['ask']): Baidu {
  const api = connect(ACCOUNT, 'bj', {
    call: () => Promise.reject(new Error('nothing is asked for over the wire')),
    credentials: () => Promise.reject(new Error('no credentials')),
    clock: { now: () => 0, random: () => 0, sleep: () => Promise.resolve() },
    domain: 'example.com',
    endpoint: undefined,
  });
  const given = { ...api, ask, find: ask };
  return { ...given, lists: listsOf(given) };
}

/** What is not given is an empty list. */
function answering(answers: Answers): Baidu['ask'] {
  return async ({ path, host }, { params, ids }) => {
    const found = Object.entries(answers).find(([end]) => `${host}${path}`.endsWith(end));
    // Of IPv6 there is nothing here, unless both lists are to tell the same.
    const isSecond =
      !('both' in answers) && (params?.['type'] === 'ipv6' || params?.['ipVersion'] === 'ipv6');
    if (found === undefined) return { ...NOTHING };
    const [, given] = found;
    const answer = typeof given === 'function' ? given(said(params?.['marker']), ids?.['instanceId']) : given;
    return { isTruncated: false, ...answer, ...(isSecond && { blbList: [], eipList: [] }) };
  };
}

function said(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const NOTHING = {
  isTruncated: false,
  vpcs: [],
  instances: [],
  enis: [],
  rules: [],
  routeRules: [],
  networkInfo: [],
};

/** The records of a list that the answers tell, which it is also read damaged. */
export const read = <K extends Kind, Item>(
  collector: Collector<Baidu, K, Item>,
  answers: Answers,
): Promise<readonly TagRecord[]> => readWithstanding(collector, scope, answering(answers), over);

export const one = async <K extends Kind, Item>(
  collector: Collector<Baidu, K, Item>,
  answers: Answers,
): Promise<TagRecord | undefined> => (await read(collector, answers))[0];
