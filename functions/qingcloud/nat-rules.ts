import * as z from 'zod/mini';
import { maybe, some, whole } from '../../shared/collect/wire.ts';
import { inBatches } from '../../shared/collect/parallel.ts';
import type { Scope } from '../../shared/collect/collector.ts';
import type { Models } from '../../shared/model/kinds.ts';
import type { Pages } from '../../shared/collect/gather.ts';
import { id, qingcloudRef, said, subnetRef } from './items.ts';
import { offsetPages } from './pages.ts';
import type { Asking } from './pages.ts';

/** https://docsv3.qingcloud.com/development_docs/api/command_list/nfv/describe_snat_rules/ */
const Snat = z.object({
  snat_id: id,
  natgw_id: id,
  name: said,
  enable: maybe(whole),
  /** 0: a network, 1: a server. */
  target_type: maybe(whole),
  target_id: said,
  target_ip: said,
  eips: some(z.object({ eip_id: said, eip_addr: said })),
});

/** https://docsv3.qingcloud.com/development_docs/api/command_list/nfv/describe_dnat_rules/ : ports are texts. */
const Dnat = z.object({
  dnat_id: id,
  natgw_id: id,
  name: said,
  enable: maybe(whole),
  eip_id: said,
  public_port: said,
  private_ip: said,
  private_port: said,
  protocol: said,
});

export type NatRule =
  | { readonly snat: z.infer<typeof Snat> }
  | { readonly dnat: z.infer<typeof Dnat>; readonly public_ip: string | undefined };

/** As many gateways as one request may name, for a query that anything on the way lets pass. */
const NAMED = 100;

/** Rules of these gateways; their lists want to be told whose. */
export async function* rulesOf(
  asking: Asking,
  gateways: Pages<{ readonly nfv_id: string }>,
  addresses: ReadonlyMap<string, string>,
): AsyncGenerator<readonly NatRule[], void, undefined> {
  const ids = gateways.flat().map(({ nfv_id }) => nfv_id);
  for (const natgw_ids of inBatches(ids, NAMED)) {
    const source = offsetPages(asking, {
      action: 'iaas:DescribeSnatRules',
      params: { natgw_ids },
      at: 'snat_set',
      item: Snat,
      keyOf: ({ snat_id }) => snat_id,
    });
    for await (const page of source) yield page.map((snat) => ({ snat }));
    const forwarding = offsetPages(asking, {
      action: 'iaas:DescribeDnatRules',
      params: { natgw_ids },
      at: 'dnat_set',
      item: Dnat,
      keyOf: ({ dnat_id }) => dnat_id,
    });
    for await (const page of forwarding)
      yield page.map((dnat) => ({ dnat, public_ip: addresses.get(dnat.eip_id ?? '') }));
  }
}

/** One record for each public address that the rule may use; one that is switched off rules nothing. */
export function* snatOf(
  snat: z.infer<typeof Snat>,
  place: Scope,
): Generator<Models['nat_rule'], void, undefined> {
  if (snat.enable === 0) return;
  for (const { eip_id, eip_addr } of snat.eips) {
    yield {
      kind: 'nat_rule',
      ref: qingcloudRef('nat_rule', snat.snat_id, eip_id ?? eip_addr ?? ''),
      id: snat.snat_id,
      name: snat.name ?? snat.snat_id,
      tags: [],
      nat_gateway: qingcloudRef('nat_gateway', snat.natgw_id),
      direction: 'snat',
      protocol: 'all',
      public_ip: eip_addr,
      public_port: undefined,
      private_ip: snat.target_ip,
      private_port: undefined,
      subnet:
        snat.target_type === 0 && snat.target_id !== undefined ? subnetRef(place, snat.target_id) : undefined,
    };
  }
}

export function* dnatOf(
  dnat: z.infer<typeof Dnat>,
  public_ip: string | undefined,
): Generator<Models['nat_rule'], void, undefined> {
  if (dnat.enable === 0) return;
  yield {
    kind: 'nat_rule',
    ref: qingcloudRef('nat_rule', dnat.dnat_id),
    id: dnat.dnat_id,
    name: dnat.name ?? dnat.dnat_id,
    tags: [],
    nat_gateway: qingcloudRef('nat_gateway', dnat.natgw_id),
    direction: 'dnat',
    protocol: dnat.protocol?.toLowerCase() ?? 'all',
    public_ip,
    public_port: dnat.public_port,
    private_ip: dnat.private_ip,
    private_port: dnat.private_port,
    subnet: undefined,
  };
}
