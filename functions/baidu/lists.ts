import * as z from 'zod/mini';
import { maybe, some } from '../../shared/collect/wire.ts';
import { sharedList } from '../../shared/collect/shared-list.ts';
import { pagesOf } from '../../shared/collect/gather.ts';
import { API } from './apis.ts';
import type { Api } from './apis.ts';
import type { Baidu } from './client.ts';
import { id, said, tags } from './items.ts';
import { markedPages, ofBothFamilies } from './pages.ts';

/** SDK type VPC. */
export const Vpc = z.object({
  vpcId: id,
  name: said,
  cidr: said,
  ipv6Cidr: said,
  secondaryCidr: some(said),
  isDefault: maybe(z.boolean()),
  tags,
});

const Inside = z.object({ privateIp: said, eip: said, primary: maybe(z.union([z.string(), z.boolean()])) });

/** SDK type InstanceModel of bcc, with its first interface. */
export const Server = z.object({
  id,
  name: said,
  hostname: said,
  spec: said,
  instanceType: said,
  status: said,
  createTime: said,
  internalIp: said,
  publicIp: said,
  zoneName: said,
  vpcId: said,
  subnetId: said,
  ipv6: said,
  nicInfo: maybe(
    z.object({
      eniId: said,
      name: said,
      macAddress: said,
      vpcId: said,
      subnetId: said,
      ips: some(Inside),
      ipv6s: some(Inside),
      securityGroups: some(said),
      enterpriseSecurityGroups: some(said),
    }),
  ),
  tags,
});
export type Server = z.infer<typeof Server>;

/** SDK types BLBModel and AppBLBModel; `ipv6` is of the answer that makes one, CreateLoadBalanceResult. */
export const Balancer = z.object({
  blbId: id,
  name: said,
  address: said,
  ipv6: said,
  publicIp: said,
  publicIpv6: said,
  status: said,
  vpcId: said,
  subnetId: said,
  tags,
});
export type Balancer = z.infer<typeof Balancer>;

/** SDK type NAT. `eips` are of SNAT; a gateway of the enhanced kind has its addresses in `bindEips`. */
export const NatGateway = z.object({
  id,
  name: said,
  vpcId: said,
  status: said,
  eips: some(said),
  dnatEips: some(said),
  bindEips: some(said),
  tags,
});

type Pages<Item> = readonly (readonly Item[])[];

/** Lists that several collectors stand on. `reader` is the name of the collector that asks. */
export interface Lists {
  vpcs(reader: string): Promise<Pages<z.infer<typeof Vpc>>>;
  servers(reader: string): Promise<Pages<Server>>;
  balancers(reader: string): Promise<Pages<Balancer>>;
  appBalancers(reader: string): Promise<Pages<Balancer>>;
  natGateways(reader: string): Promise<Pages<z.infer<typeof NatGateway>>>;
}

/** Without the VPC nothing is left out: the vendor's SDK sends the name without a value, and the page says "none is all". https://cloud.baidu.com/doc/VPC/s/Tjwvyukbd */
const EVERY_VPC = { vpcId: '' };

type Listing = Pick<Baidu, 'ask' | 'pageSize'>;

export function listsOf(api: Listing): Lists {
  return {
    vpcs: sharedList(() => pagesOf(markedPages(api, API.vpcs, { at: 'vpcs', item: Vpc }))),
    servers: sharedList(() => pagesOf(markedPages(api, API.servers, { at: 'instances', item: Server }))),
    balancers: sharedList(() => pagesOf(balancersOf(api, API.balancers))),
    appBalancers: sharedList(() => pagesOf(balancersOf(api, API.appBalancers))),
    natGateways: sharedList(() =>
      pagesOf(markedPages(api, API.natGateways, { params: EVERY_VPC, at: 'nats', item: NatGateway })),
    ),
  };
}

/** Of either address family. */
function balancersOf(api: Listing, operation: Api): AsyncIterable<readonly Balancer[]> {
  const listed = { at: 'blbList', item: Balancer };
  return ofBothFamilies(api, operation, listed, { type: 'ipv6' }, ({ blbId }) => blbId);
}
