import * as z from 'zod/mini';
import { some } from '../../shared/collect/wire.ts';
import { whole } from '../../shared/collect/gather.ts';
import { API } from './apis.ts';
import type { Address } from '../../shared/model/parts.ts';
import type { Baidu } from './client.ts';
import { id, said, tags } from './items.ts';
import type { Server } from './lists.ts';
import { markedPages, ofEach, orNothing } from './pages.ts';

const Ip = z.object({ privateIpAddress: said, publicIpAddress: said });

/** SDK type Eni. */
export const Interface = z.object({
  eniId: id,
  name: said,
  instanceId: said,
  macAddress: said,
  vpcId: said,
  subnetId: said,
  privateIpSet: some(Ip),
  ipv6PrivateIpSet: some(Ip),
  securityGroupIds: some(said),
  enterpriseSecurityGroupIds: some(said),
  tags,
});
export type Interface = z.infer<typeof Interface>;

export type Item =
  | { readonly kind: 'elastic'; readonly nic: Interface }
  | { readonly kind: 'primary'; readonly server: Server };

/**
 * Elastic ones, VPC by VPC (the API has no other way: https://cloud.baidu.com/doc/VPC/s/Okknfjt6o), and the first ones
 * of servers, which come with these; unless they are listed as elastic ones too.
 */
export async function* interfacesOf(api: Baidu): AsyncGenerator<readonly Item[], void, undefined> {
  const [vpcs, servers] = await Promise.all([api.lists.vpcs('nic'), api.lists.servers('nic')]);
  const seen = new Set<string | undefined>();
  const listed = ofEach(vpcs.flat(), ({ vpcId }) =>
    whole(
      markedPages(orNothing(api, 'enis'), API.interfaces, { params: { vpcId }, at: 'enis', item: Interface }),
    ),
  );
  for await (const page of listed) {
    for (const nic of page) seen.add(nic.eniId).add(nic.macAddress?.toLowerCase());
    yield page.map((nic): Item => ({ kind: 'elastic', nic }));
  }
  const isFirst = ({ nicInfo, status }: Server): boolean => {
    if (nicInfo === undefined || status === 'Deleted') return false;
    const { eniId, macAddress } = nicInfo;
    const known = [eniId, macAddress?.toLowerCase()].filter((one) => one !== undefined);
    return !known.some((one) => seen.has(one));
  };
  for (const page of servers) {
    yield page.filter(isFirst).map((server): Item => ({ kind: 'primary', server }));
  }
}

/** Of an elastic one: IPv4 and IPv6, each with its public address. */
export function elasticAddresses({ privateIpSet, ipv6PrivateIpSet }: Interface): readonly Address[] {
  return [...privateIpSet, ...ipv6PrivateIpSet].flatMap((ip) =>
    ip.privateIpAddress === undefined ? [] : [{ ip: ip.privateIpAddress, public_ip: ip.publicIpAddress }],
  );
}
