import { inParallel } from '../../../shared/collect/parallel.ts';
import { pagesOf } from '../../../shared/collect/gather.ts';
import { collector, FAN_OUT } from '../client.ts';
import type { Aliyun } from '../client.ts';
import { unlessGone } from '../items.ts';
import { DnatEntry, SnatEntry, dnatRule, snatRules } from '../nat-rules.ts';
import type { Dnat, Snat } from '../nat-rules.ts';
import { numberedPages } from '../pages.ts';

/** SNAT and DNAT entries: one call each for all tables of a gateway. */
export const natRule = collector({
  name: 'nat-rule',
  emits: ['nat_rule'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeNatGateways', 'vpc:DescribeSnatTableEntries', 'vpc:DescribeForwardTableEntries'],

  async *list(api): AsyncGenerator<Item[], void, undefined> {
    for (const page of await api.lists.natGateways('nat-rule')) {
      for await (const [snat, dnat] of inParallel(page, FAN_OUT, ({ NatGatewayId }) =>
        entriesOf(api, NatGatewayId),
      )) {
        yield* snat.map((some) => some.map((entry) => ({ snat: entry, dnat: undefined })));
        yield* dnat.map((some) => some.map((entry) => ({ snat: undefined, dnat: entry })));
      }
    }
  },

  *map({ snat, dnat }) {
    if (snat !== undefined) yield* snatRules(snat);
    if (dnat !== undefined) yield dnatRule(dnat);
  },
});

interface Item {
  readonly snat: Snat | undefined;
  readonly dnat: Dnat | undefined;
}

function entriesOf(api: Aliyun, NatGatewayId: string) {
  return Promise.all([snatOf(api, NatGatewayId), dnatOf(api, NatGatewayId)]);
}

async function snatOf({ ask, region: RegionId }: Aliyun, NatGatewayId: string) {
  const pages = numberedPages(ask, {
    action: 'vpc:DescribeSnatTableEntries',
    params: { RegionId, NatGatewayId },
    at: 'SnatTableEntries.SnatTableEntry',
    item: SnatEntry,
    size: 50,
    keyOf: ({ SnatEntryId }) => SnatEntryId,
  });
  return (await unlessGone(GONE, pagesOf(pages))) ?? [];
}

async function dnatOf({ ask, region: RegionId }: Aliyun, NatGatewayId: string) {
  const pages = numberedPages(ask, {
    action: 'vpc:DescribeForwardTableEntries',
    params: { RegionId, NatGatewayId },
    at: 'ForwardTableEntries.ForwardTableEntry',
    item: DnatEntry,
    size: 50,
    keyOf: ({ ForwardEntryId }) => ForwardEntryId,
  });
  return (await unlessGone(GONE, pagesOf(pages))) ?? [];
}

const GONE = /^InvalidNatGatewayId\.NotFound/;
