import { collector } from '../client.ts';
import { Dnat, dnatOf, Snat, snatOf } from '../nat-rules.ts';
import { numberedPages } from '../pages.ts';

const SNAT = 'natgateway:DescribeSnatEntries';
const DNAT = 'natgateway:DescribeDnatEntries';

/** Rules of every gateway of the region in one list each: a gateway's id may be left out. */
export const natRule = collector({
  name: 'nat-rule',
  emits: ['nat_rule'],
  scope: 'region',
  paging: 'offset',
  actions: [SNAT, DNAT],

  async *list({ ask }): AsyncGenerator<Item[], void, undefined> {
    const sources = numberedPages(ask, {
      action: SNAT,
      at: 'SnatEntries',
      item: Snat,
      keyOf: ({ SnatEntryId }) => SnatEntryId,
    });
    for await (const page of sources) yield page.map((snat) => ({ snat }));
    const forwarding = numberedPages(ask, {
      action: DNAT,
      at: 'DnatEntries',
      item: Dnat,
      keyOf: ({ DnatEntryId }) => DnatEntryId,
    });
    for await (const page of forwarding) yield page.map((dnat) => ({ dnat }));
  },

  *map(item) {
    if ('dnat' in item) yield dnatOf(item.dnat);
    else yield* snatOf(item.snat);
  },
});

type Item = { readonly dnat: Dnat } | { readonly snat: Snat };
