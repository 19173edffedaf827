import { whole } from '../../../shared/collect/gather.ts';
import type * as z from 'zod/mini';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { addressesBehind } from '../nat-ports.ts';
import { Dnat, dnatRule, Snat, snatRules } from '../nat-rules.ts';
import { followingPages, inProject } from '../pages.ts';
import { mayRead } from '../probe.ts';

interface Item {
  readonly snat: z.infer<typeof Snat> | undefined;
  readonly dnat: z.infer<typeof Dnat> | undefined;
  /** The address of the port that it names. */
  readonly behind: string | undefined;
}

/** Most rules for what comes in name a port, and its address is told by the list of ports only. */
export const natRule = collector({
  name: 'nat-rule',
  emits: ['nat_rule'],
  scope: 'region',
  paging: 'token',
  actions: [API.snatRules.action, API.dnatRules.action, API.ports.action],
  // Ports that may not be read would take away the addresses of rules that stand.
  mayRead: mayRead(API.ports),

  list: (api) =>
    inProject(api, async function* (ids) {
      const size = 2000;
      const [snats, dnats] = await Promise.all([
        whole(followingPages(api, API.snatRules, { ids, at: 'snat_rules', item: Snat, size })),
        whole(followingPages(api, API.dnatRules, { ids, at: 'dnat_rules', item: Dnat, size })),
      ]);
      yield snats.map((snat): Item => ({ snat, dnat: undefined, behind: undefined }));
      const addresses = await addressesBehind(dnats, () => api.lists.ports(`nat-rule ${ids.project_id}`));
      yield dnats.map((dnat): Item => ({ snat: undefined, dnat, behind: addresses.get(dnat.port_id) }));
    }),

  *map({ snat, dnat, behind }) {
    if (snat !== undefined) yield* snatRules(snat);
    if (dnat !== undefined) yield dnatRule(dnat, behind);
  },
});
