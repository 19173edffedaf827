/** Answers of Azure Resource Manager, written by hand, and what collectors make of them. */
import type { Answer, Ask, Asked, Azure } from '../../../functions/azure/client.ts';
import { connect } from '../../../functions/azure/connect.ts';
import type { Collector } from '../../../shared/collect/collector.ts';
import type { Kind, TagRecord } from '../../../shared/model/kinds.ts';
import { encodePart } from '../../../shared/model/ref.ts';
import { readWithstanding } from '../../fuzz/withstands.ts';

export const SUB = 'subid';
const scope = { provider: 'azure', account: SUB, region: 'global' };
export const RG = `/subscriptions/${SUB}/resourceGroups/rg1/providers`;
export const NET = `${RG}/Microsoft.Network`;
export const ref = (kind: string, id: string): string => `azure/${kind}/${encodePart(id.toLowerCase())}`;

type Answers = Readonly<Record<string, readonly unknown[]>>;

type Body = (asked: Asked) => Promise<Answer['body']>;

/** Lists of Azure Resource Manager, by the ends of their paths; those that are not given are empty. */
export const answering = (answers: Answers): Azure => over(bodies(answers));

function bodies(answers: Answers): Body {
  return async ({ at }) => {
    const found = Object.entries(answers).find(([end]) => at.endsWith(`/${end}`));
    return { value: found?.[1] ?? [] };
  };
}

function over(bodyOf: Body): Azure {
  const ask: Ask = async (asked) => ({ body: await bodyOf(asked), headers: new Headers() });
  return connect(SUB, ask, () => true, undefined);
}

/** The records of a list that the answers tell, which it is also read damaged. */
export const read = <K extends Kind, Item>(
  collector: Collector<Azure, K, Item>,
  answers: Answers,
): Promise<readonly TagRecord[]> => readWithstanding(collector, scope, bodies(answers), over);
