import { FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { collector } from '../client.ts';
import { entriesOf } from '../nat-entries.ts';
import { dnatRule, snatRules } from '../nat-rules.ts';
import type { Dnat, Snat } from '../nat-rules.ts';

/** SNAT and DNAT entries: one call each for all tables of a gateway. */
export const natRule = collector({
  name: 'nat-rule',
  emits: ['nat_rule'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeNatGateways', 'vpc:DescribeSnatTableEntries', 'vpc:DescribeForwardTableEntries'],

  async *list(api): AsyncGenerator<Item[], void, undefined> {
    for (const page of await api.lists.natGateways('nat-rule')) {
      for await (const { gateway, snat, dnat } of inParallel(page, FAN_OUT, ({ NatGatewayId }) =>
        entriesOf(api, NatGatewayId),
      )) {
        yield* snat.map((some) => some.map((entry) => ({ gateway, snat: entry, dnat: undefined })));
        yield* dnat.map((some) => some.map((entry) => ({ gateway, snat: undefined, dnat: entry })));
      }
    }
  },

  *map({ gateway, snat, dnat }) {
    if (snat !== undefined) yield* snatRules(gateway, snat);
    if (dnat !== undefined) yield dnatRule(gateway, dnat);
  },
});

interface Item {
  readonly gateway: string;
  readonly snat: Snat | undefined;
  readonly dnat: Dnat | undefined;
}
