import type { Aliyun, Answer } from '../../../functions/aliyun/client.ts';
import { listsOf } from '../../../functions/aliyun/lists.ts';
import { aliyun } from '../../../functions/aliyun/provider.ts';
import type { Params } from '../../../functions/aliyun/signature.ts';
import type { TagRecord } from '../../../shared/model/kinds.ts';
import { readWithstanding } from '../../fuzz/withstands.ts';

export const ACCOUNT = '1234567890123456';
export const REGION = 'cn-hangzhou';

type Answers = Readonly<Record<string, Answer | ((params: Params) => Answer | Promise<Answer>)>>;

/** What a collector makes of these answers, which it is also read damaged; an action that has none may not be asked. */
export async function recordsOf(name: string, answers: Answers): Promise<readonly TagRecord[]> {
  const collector = aliyun.collectors.find((one) => one.name === name);
  if (collector === undefined) throw new Error(`no collector ${name}`);
  const ask: Aliyun['ask'] = async (action, params) => {
    const answer = answers[action];
    if (answer === undefined) throw new Error(`${name} asks for ${action}`);
    return typeof answer === 'function' ? answer(params) : answer;
  };
  const scope = { provider: 'aliyun', account: ACCOUNT, region: REGION };
  return readWithstanding(collector, scope, ask, (over) => ({
    account: ACCOUNT,
    region: REGION,
    ask: over,
    lists: listsOf({ ask: over, region: REGION }),
  }));
}
