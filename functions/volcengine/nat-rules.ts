import * as z from 'zod/mini';
import type { Models } from '../../shared/model/kinds.ts';
import { id, link, said, volcengineRef } from './items.ts';

/** SDK type SnatEntryForDescribeSnatEntriesOutput of natgateway. Private gateways have a `NatIpId` instead of an address. */
export const Snat = z.object({
  SnatEntryId: id,
  SnatEntryName: said,
  NatGatewayId: id,
  SubnetId: said,
  SourceCidr: said,
  EipAddress: said,
});
export type Snat = z.infer<typeof Snat>;

/** SDK type DnatEntryForDescribeDnatEntriesOutput; ports are text, `any` among them. */
export const Dnat = z.object({
  DnatEntryId: id,
  DnatEntryName: said,
  NatGatewayId: id,
  Protocol: said,
  ExternalIp: said,
  ExternalPort: said,
  InternalIp: said,
  InternalPort: said,
});
export type Dnat = z.infer<typeof Dnat>;

/** One record for each public address that the rule may use. */
export function* snatOf(entry: Snat): Generator<Models['nat_rule']> {
  const { SnatEntryId, SnatEntryName = SnatEntryId, EipAddress } = entry;
  for (const ip of EipAddress?.split(/[,;&]\s*/) ?? [undefined]) {
    yield {
      kind: 'nat_rule',
      ref: volcengineRef('nat_rule', SnatEntryId, ...(ip === undefined ? [] : [ip])),
      id: SnatEntryId,
      name: SnatEntryName,
      tags: [],
      nat_gateway: volcengineRef('nat_gateway', entry.NatGatewayId),
      direction: 'snat',
      protocol: 'all',
      public_ip: ip,
      public_port: undefined,
      private_ip: entry.SourceCidr,
      private_port: undefined,
      subnet: link('subnet', entry.SubnetId),
    };
  }
}

export function dnatOf(entry: Dnat): Models['nat_rule'] {
  const { DnatEntryId, DnatEntryName = DnatEntryId, Protocol } = entry;
  return {
    kind: 'nat_rule',
    ref: volcengineRef('nat_rule', DnatEntryId),
    id: DnatEntryId,
    name: DnatEntryName,
    tags: [],
    nat_gateway: volcengineRef('nat_gateway', entry.NatGatewayId),
    direction: 'dnat',
    protocol: Protocol === undefined || Protocol === 'any' ? 'all' : Protocol.toLowerCase(),
    public_ip: entry.ExternalIp,
    public_port: portOf(entry.ExternalPort),
    private_ip: entry.InternalIp,
    private_port: portOf(entry.InternalPort),
    subnet: undefined,
  };
}

const portOf = (port: string | undefined): string | undefined => (port === 'any' ? undefined : port);
