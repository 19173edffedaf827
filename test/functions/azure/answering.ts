/** Answers of Azure Resource Manager, written by hand, and what collectors make of them. */
import type { Ask, Azure } from '../../../functions/azure/client.ts';
import { connect } from '../../../functions/azure/connect.ts';
import type { Collector } from '../../../shared/collect/collector.ts';
import type { Kind, TagRecord } from '../../../shared/model/kinds.ts';
import { encodePart } from '../../../shared/model/ref.ts';
import { collect } from '../../contract/collector.ts';

export const SUB = 'subid';
const scope = { provider: 'azure', account: SUB, region: 'global' };
export const RG = `/subscriptions/${SUB}/resourceGroups/rg1/providers`;
export const NET = `${RG}/Microsoft.Network`;
export const ref = (kind: string, id: string): string => `azure/${kind}/${encodePart(id.toLowerCase())}`;

type Answers = Readonly<Record<string, readonly unknown[]>>;

/** Lists of Azure Resource Manager, by the ends of their paths; those that are not given are empty. */
export function answering(answers: Answers): Azure {
  const ask: Ask = async ({ at }) => {
    const found = Object.entries(answers).find(([end]) => at.endsWith(`/${end}`));
    return { body: { value: found?.[1] ?? [] }, headers: new Headers() };
  };
  return connect(SUB, ask, () => true, undefined);
}

export const read = <K extends Kind, Item>(
  collector: Collector<Azure, K, Item>,
  answers: Answers,
): Promise<readonly TagRecord[]> => collect(collector, answering(answers), scope);
