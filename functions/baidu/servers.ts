import * as z from 'zod/mini';
import { maybe, some } from '../../shared/collect/wire.ts';
import type { Address } from '../../shared/model/parts.ts';
import type { Server } from './lists.ts';
import { id, said, tags } from './items.ts';

/** `primary` is the text `true`. */
export function ipOf({ internalIp, nicInfo }: Server): string | undefined {
  const ips = nicInfo?.ips ?? [];
  return (ips.find(({ primary }) => String(primary) === 'true') ?? ips[0])?.privateIp ?? internalIp;
}

/** Ordinary groups and those of the enterprise. */
export function groupsOf({ nicInfo }: Server): readonly (string | undefined)[] {
  return [...(nicInfo?.securityGroups ?? []), ...(nicInfo?.enterpriseSecurityGroups ?? [])];
}

/** Of the first interface: IPv4 and IPv6, each with its public address. */
export function addressesOf({ internalIp, publicIp, ipv6, nicInfo }: Server): readonly Address[] {
  const listed = [...(nicInfo?.ips ?? []), ...(nicInfo?.ipv6s ?? [])].flatMap(({ privateIp, eip }) =>
    privateIp === undefined && eip === undefined ? [] : [{ ip: privateIp, public_ip: eip }],
  );
  const known = new Set(listed.map(({ ip }) => ip));
  const [first] =
    listed.length === 0 && internalIp !== undefined ? [{ ip: internalIp, public_ip: publicIp }] : [];
  return [
    ...(first === undefined ? [] : [first]),
    ...listed,
    ...(ipv6 === undefined || known.has(ipv6) ? [] : [{ ip: ipv6, public_ip: undefined }]),
  ];
}

/** SDK type InstanceModel of bbc. */
export const Metal = z.object({
  id,
  name: said,
  hostname: said,
  status: said,
  createTime: said,
  internalIp: said,
  publicIp: said,
  flavorId: said,
  zone: said,
  tags,
});
export type Metal = z.infer<typeof Metal>;

/** SDK type BbcNetworkModel. */
export const MetalNetwork = z.object({
  bbcId: id,
  vpc: maybe(z.object({ vpcId: said })),
  subnet: maybe(z.object({ subnetId: said, zoneName: said })),
});
export type MetalNetwork = z.infer<typeof MetalNetwork>;

/** SDK type GetInstanceEniResult of bbc. */
export const MetalInterface = z.object({
  macAddress: said,
  privateIpSet: some(z.object({ privateIpAddress: said, publicIpAddress: said, ipv6Address: said })),
});
export type MetalInterface = z.infer<typeof MetalInterface>;

/** Of its one interface; where that is not told, those of the instance. */
export function metalAddresses(
  { internalIp, publicIp }: Metal,
  { privateIpSet }: Pick<MetalInterface, 'privateIpSet'>,
): readonly Address[] {
  const listed = privateIpSet.flatMap(({ privateIpAddress: ip, publicIpAddress, ipv6Address }) => {
    const public_ip = publicIpAddress ?? (ip === internalIp ? publicIp : undefined);
    return [
      ...(ip === undefined && public_ip === undefined ? [] : [{ ip, public_ip }]),
      ...(ipv6Address === undefined ? [] : [{ ip: ipv6Address, public_ip: undefined }]),
    ];
  });
  const isTold = listed.some(({ ip }) => ip === internalIp) || internalIp === undefined;
  const own = { ip: internalIp, public_ip: publicIp };
  return isTold ? listed : [own, ...listed];
}
