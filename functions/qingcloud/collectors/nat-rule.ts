import { collector } from '../client.ts';
import { addressesById } from '../eips.ts';
import { dnatOf, rulesOf, snatOf } from '../nat-rules.ts';

/** Rules of all gateways in two lists; what is forwarded names its public address by an id. */
export const natRule = collector({
  name: 'nat-rule',
  emits: ['nat_rule'],
  scope: 'region',
  paging: 'offset',
  actions: ['iaas:DescribeNFVs', 'ecm:DescribeEips', 'iaas:DescribeSnatRules', 'iaas:DescribeDnatRules'],

  async *list({ ask, size, lists }) {
    const [gateways, eips] = await Promise.all([lists.gateways('nat-rule'), lists.eips('nat-rule')]);
    yield* rulesOf({ ask, size }, gateways, addressesById(eips));
  },

  *map(item, scope) {
    if ('snat' in item) yield* snatOf(item.snat, scope);
    else yield* dnatOf(item.dnat, item.public_ip);
  },
});
