import * as z from 'zod/mini';
import type { Models } from '../../shared/model/kinds.ts';
import { aliyunRef, id, link, said } from './items.ts';

/**
 * SDK type DescribeSnatTableEntriesResponseBodySnatTableEntriesSnatTableEntry. Its `NatGatewayId`, and that of a DNAT
 * entry, is not read: whoever asked for a gateway's entries knows it, and the response examples are without it.
 */
export const SnatEntry = z.object({
  SnatEntryId: id,
  SnatEntryName: said,
  SnatIp: said,
  SourceCIDR: said,
  SourceVSwitchId: said,
});

export type Snat = z.infer<typeof SnatEntry>;

/** SDK type DescribeForwardTableEntriesResponseBodyForwardTableEntriesForwardTableEntry. */
export const DnatEntry = z.object({
  ForwardEntryId: id,
  ForwardEntryName: said,
  IpProtocol: said,
  ExternalIp: said,
  ExternalPort: said,
  InternalIp: said,
  InternalPort: said,
});

export type Dnat = z.infer<typeof DnatEntry>;

type Rule = Models['nat_rule'];

/** An entry may use several addresses, separated by commas: one rule for each. */
export function snatRules(gateway: string, entry: Snat): readonly Rule[] {
  const { SnatEntryId, SnatIp } = entry;
  const addresses = SnatIp === undefined ? [undefined] : SnatIp.split(',').map((ip) => ip.trim());
  return addresses.map((ip) => ({
    kind: 'nat_rule',
    ref:
      ip === undefined || addresses.length === 1
        ? aliyunRef('nat_rule', SnatEntryId)
        : aliyunRef('nat_rule', SnatEntryId, ip),
    id: SnatEntryId,
    name: entry.SnatEntryName ?? SnatEntryId,
    tags: [],
    nat_gateway: aliyunRef('nat_gateway', gateway),
    direction: 'snat',
    protocol: 'all',
    public_ip: ip,
    public_port: undefined,
    private_ip: entry.SourceCIDR,
    private_port: undefined,
    subnet: link('subnet', entry.SourceVSwitchId),
  }));
}

export function dnatRule(gateway: string, entry: Dnat): Rule {
  const protocol = entry.IpProtocol?.toLowerCase() ?? 'any';
  return {
    kind: 'nat_rule',
    ref: aliyunRef('nat_rule', entry.ForwardEntryId),
    id: entry.ForwardEntryId,
    name: entry.ForwardEntryName ?? entry.ForwardEntryId,
    tags: [],
    nat_gateway: aliyunRef('nat_gateway', gateway),
    direction: 'dnat',
    protocol: protocol === 'any' ? 'all' : protocol,
    public_ip: entry.ExternalIp,
    public_port: portOf(entry.ExternalPort),
    private_ip: entry.InternalIp,
    private_port: portOf(entry.InternalPort),
    subnet: undefined,
  };
}

/** A port, a range (`10/20`), or `any`. */
function portOf(port: string | undefined): string | undefined {
  return port?.toLowerCase() === 'any' ? undefined : port;
}
