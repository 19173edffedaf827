import { whole } from '../../../shared/collect/gather.ts';
import type * as z from 'zod/mini';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { Dnat, dnatRule, Snat, snatRules } from '../nat-rules.ts';
import { markedPages, ofEach, orNothing } from '../pages.ts';

interface Item {
  readonly natId: string;
  readonly snat: readonly z.infer<typeof Snat>[];
  readonly dnat: readonly z.infer<typeof Dnat>[];
}

/** Of both kinds, gateway by gateway: the API has no other way. */
export const natRule = collector({
  name: 'nat-rule',
  emits: ['nat_rule'],
  scope: 'region',
  paging: 'token',
  actions: [API.natGateways.action, API.snatRules.action, API.dnatRules.action],

  async *list(api) {
    const gateways = (await api.lists.natGateways('nat-rule')).flat();
    const asking = orNothing(api, 'rules');
    yield* ofEach(gateways, async ({ id: natId }): Promise<readonly Item[]> => {
      const listed = { ids: { natId }, at: 'rules' };
      const [snat, dnat] = await Promise.all([
        whole(markedPages(asking, API.snatRules, { ...listed, item: Snat })),
        whole(markedPages(asking, API.dnatRules, { ...listed, item: Dnat })),
      ]);
      return [{ natId, snat, dnat }];
    });
  },

  *map({ natId, snat, dnat }) {
    for (const rule of snat) yield* snatRules(natId, rule);
    for (const rule of dnat) yield dnatRule(natId, rule);
  },
});
