import { whole } from '../../../shared/collect/gather.ts';
import * as z from 'zod/mini';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { id, said } from '../items.ts';
import { PrivateDnat, privateDnatRule, PrivateSnat, privateSnatRules } from '../nat-rules.ts';
import { inProject, markedPages } from '../pages.ts';

/** SDK type TransitIp. */
const TransitIp = z.object({ id, ip_address: said });

interface Item {
  readonly snat: z.infer<typeof PrivateSnat> | undefined;
  readonly dnat: z.infer<typeof PrivateDnat> | undefined;
  readonly transitIp: string | undefined;
}

/** Rules for what comes in name the transit address by its id. */
export const privateNatRule = collector({
  name: 'private-nat-rule',
  emits: ['nat_rule'],
  scope: 'region',
  paging: 'token',
  actions: [API.privateSnatRules.action, API.privateDnatRules.action, API.transitIps.action],

  list: (api) =>
    inProject(api, async function* (ids) {
      const every = { ids, size: 2000 };
      const [snats, dnats, ips] = await Promise.all([
        whole(markedPages(api, API.privateSnatRules, { ...every, at: 'snat_rules', item: PrivateSnat })),
        whole(markedPages(api, API.privateDnatRules, { ...every, at: 'dnat_rules', item: PrivateDnat })),
        whole(markedPages(api, API.transitIps, { ...every, at: 'transit_ips', item: TransitIp })),
      ]);
      const addresses = new Map<string | undefined, string | undefined>(
        ips.map((ip) => [ip.id, ip.ip_address]),
      );
      yield snats.map((snat): Item => ({ snat, dnat: undefined, transitIp: undefined }));
      yield dnats.map((dnat): Item => ({
        snat: undefined,
        dnat,
        transitIp: addresses.get(dnat.transit_ip_id),
      }));
    }),

  *map({ snat, dnat, transitIp }) {
    if (snat !== undefined) yield* privateSnatRules(snat);
    if (dnat !== undefined) yield privateDnatRule(dnat, transitIp);
  },
});
