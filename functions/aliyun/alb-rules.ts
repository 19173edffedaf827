import * as z from 'zod/mini';
import { maybe, some } from '../../shared/collect/wire.ts';
import type { Aliyun } from './client.ts';
import { id, said } from './items.ts';
import { tokenPages } from './pages.ts';

const Forward = maybe(z.object({ ServerGroupTuples: some(z.object({ ServerGroupId: said })) }));
/** Of a listener or of a rule: only what forwards is read. */
export const Actions = some(z.object({ ForwardGroupConfig: Forward }));

/** SDK type ListRulesResponseBodyRules. */
const Rule = z.object({ ListenerId: id, RuleActions: Actions });

/** All rules of a region in one list. */
export async function groupsByListener({
  ask,
  region: RegionId,
}: Aliyun): Promise<ReadonlyMap<string, readonly string[]>> {
  const groups = new Map<string, string[]>();
  const pages = tokenPages(ask, {
    action: 'alb:ListRules',
    params: { RegionId },
    at: 'Rules',
    item: Rule,
    size: 100,
  });
  for await (const page of pages) {
    for (const { ListenerId, RuleActions } of page) {
      groups.set(ListenerId, [...(groups.get(ListenerId) ?? []), ...groupsIn(RuleActions)]);
    }
  }
  return groups;
}

export function groupsIn(actions: z.infer<typeof Actions>): readonly string[] {
  return actions
    .flatMap(({ ForwardGroupConfig }) => ForwardGroupConfig?.ServerGroupTuples ?? [])
    .flatMap(({ ServerGroupId }) => ServerGroupId ?? []);
}
