import * as z from 'zod/mini';
import { sharedList } from '../../shared/collect/shared-list.ts';
import { maybe, some, whole as wholeNumber } from '../../shared/collect/wire.ts';
import { whole } from '../../shared/collect/gather.ts';
import type { Ask } from './client.ts';
import { id, said, tags } from './items.ts';
import { countedIn, offsetPages } from './pages.ts';
import { PrivateNat } from './private-nats.ts';

/** SDK type ZoneInfo of region. */
const Zone = z.object({ Zone: id, ZoneName: said, ZoneId: said });
export type Zone = z.infer<typeof Zone>;

/** SDK type NatGateway. */
const NatGateway = z.object({
  NatGatewayId: id,
  NatGatewayName: said,
  VpcId: said,
  SubnetId: said,
  State: said,
  PublicIpAddressSet: some(z.object({ PublicIpAddress: said })),
  TagSet: tags,
});
export type NatGateway = z.infer<typeof NatGateway>;

/** SDK type LoadBalancer of clb. `Forward`: 1 for application load balancers, 0 for classic ones. */
const LoadBalancer = z.object({
  LoadBalancerId: id,
  LoadBalancerName: said,
  LoadBalancerType: said,
  Forward: wholeNumber,
  Status: maybe(wholeNumber),
  Isolation: maybe(wholeNumber),
  VpcId: said,
  SubnetId: said,
  LoadBalancerVips: some(z.string()),
  AddressIPv6: said,
  Domain: said,
  LoadBalancerDomain: said,
  SecureGroups: some(z.string()),
  Tags: tags,
});
export type LoadBalancer = z.infer<typeof LoadBalancer>;

/** Lists that several collectors stand on. `reader` is the name of the collector that asks. */
export interface Lists {
  zones(reader: string): Promise<readonly Zone[]>;
  natGateways(reader: string): Promise<readonly NatGateway[]>;
  privateNats(reader: string): Promise<readonly PrivateNat[]>;
  loadBalancers(reader: string): Promise<readonly LoadBalancer[]>;
}

export function listsOf(ask: Ask): Lists {
  return {
    // Of databases: the list of servers leaves out zones where none are on sale any more.
    zones: sharedList(async () => {
      const action = 'region:DescribeZones';
      return countedIn(await ask(action, { Product: 'cdb' }), 'ZoneSet', Zone, action).items;
    }),
    natGateways: sharedList(() =>
      whole(
        offsetPages(ask, {
          action: 'vpc:DescribeNatGateways',
          at: 'NatGatewaySet',
          item: NatGateway,
          size: 100,
          keyOf: ({ NatGatewayId }) => NatGatewayId,
        }),
      ),
    ),
    // The largest page is not documented; that of all other lists of this API is 100.
    privateNats: sharedList(() =>
      whole(
        offsetPages(ask, {
          action: 'vpc:DescribePrivateNatGateways',
          at: 'PrivateNatGatewaySet',
          item: PrivateNat,
          size: 100,
          keyOf: ({ NatGatewayId }) => NatGatewayId,
        }),
      ),
    ),
    loadBalancers: sharedList(() =>
      whole(
        offsetPages(ask, {
          action: 'clb:DescribeLoadBalancers',
          at: 'LoadBalancerSet',
          item: LoadBalancer,
          size: 100,
          keyOf: ({ LoadBalancerId }) => LoadBalancerId,
        }),
      ),
    ),
  };
}
