import { pagesOf } from '../../shared/collect/gather.ts';
import type { Aliyun } from './client.ts';
import { unlessGone } from './items.ts';
import { DnatEntry, SnatEntry } from './nat-rules.ts';
import { numberedPages } from './pages.ts';

/** Of one gateway, in their pages; none if it went away since it was listed. */
export async function entriesOf(api: Aliyun, gateway: string) {
  const [snat, dnat] = await Promise.all([snatOf(api, gateway), dnatOf(api, gateway)]);
  return { gateway, snat, dnat };
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
