import * as z from 'zod/mini';
import { sharedList } from '../../shared/collect/shared-list.ts';
import { maybe, text, whole as wholeNumber } from '../../shared/collect/wire.ts';
import { pagesOf } from '../../shared/collect/gather.ts';
import type { Pages } from '../../shared/collect/gather.ts';
import type { Ask } from './client.ts';
import { id, said, tags, within } from './items.ts';
import { isZero, numberedPages, tokenPages } from './pages.ts';

/** SDK type DescribeNatGatewaysResponseBodyNatGatewaysNatGateway. */
export const NatGateway = z.object({
  NatGatewayId: id,
  Name: said,
  VpcId: said,
  NetworkType: said,
  Status: said,
  IpLists: within('IpList', z.object({ IpAddress: said, PrivateIpAddress: said })),
  NatGatewayPrivateInfo: maybe(z.object({ EniInstanceId: said, PrivateIpAddress: said, VswitchId: said })),
  Tags: tags,
});
export type NatGateway = z.infer<typeof NatGateway>;

/** SDK type DescribeLoadBalancersResponseBodyLoadBalancersLoadBalancer of slb. */
export const Clb = z.object({
  LoadBalancerId: id,
  LoadBalancerName: said,
  LoadBalancerStatus: said,
  Address: said,
  AddressType: said,
  VpcId: said,
  VSwitchId: said,
  Tags: tags,
});
export type Clb = z.infer<typeof Clb>;

const Backed = maybe(z.object({ MasterSlaveServerGroupId: said }));

/** SDK type DescribeLoadBalancerListenersResponseBodyListeners. */
export const ClbListener = z.object({
  LoadBalancerId: id,
  ListenerPort: wholeNumber,
  ListenerProtocol: text,
  Description: said,
  VServerGroupId: said,
  BackendServerPort: maybe(wholeNumber),
  HTTPListenerConfig: maybe(z.object({ ListenerForward: said })),
  TCPListenerConfig: Backed,
  UDPListenerConfig: Backed,
  Tags: tags,
});
export type ClbListener = z.infer<typeof ClbListener>;

/** SDK type DescribeCensResponseBodyCensCen. */
export const Cen = z.object({ CenId: id, Name: said, Status: said, Tags: tags });
export type Cen = z.infer<typeof Cen>;

/** Lists that several collectors stand on. `reader` is the name of the collector that asks. */
export interface Lists {
  cens(reader: string): Promise<Pages<Cen>>;
  natGateways(reader: string): Promise<Pages<NatGateway>>;
  clbs(reader: string): Promise<Pages<Clb>>;
  clbListeners(reader: string): Promise<Pages<ClbListener>>;
}

/** Largest pages: SDK types DescribeCensRequest, DescribeNatGatewaysRequest, DescribeLoadBalancersRequest, DescribeLoadBalancerListenersRequest. */
export function listsOf({ ask, region: RegionId }: { readonly ask: Ask; readonly region: string }): Lists {
  return {
    cens: sharedList(() =>
      pagesOf(
        numberedPages(ask, {
          action: 'cen:DescribeCens',
          params: {},
          at: 'Cens.Cen',
          item: Cen,
          size: 50,
          keyOf: ({ CenId }) => CenId,
        }),
      ),
    ),
    natGateways: sharedList(() =>
      pagesOf(
        numberedPages(ask, {
          action: 'vpc:DescribeNatGateways',
          params: { RegionId },
          at: 'NatGateways.NatGateway',
          item: NatGateway,
          size: 50,
          keyOf: ({ NatGatewayId }) => NatGatewayId,
        }),
      ),
    ),
    clbs: sharedList(() =>
      pagesOf(
        numberedPages(ask, {
          action: 'slb:DescribeLoadBalancers',
          params: { RegionId },
          at: 'LoadBalancers.LoadBalancer',
          item: Clb,
          size: 100,
          keyOf: ({ LoadBalancerId }) => LoadBalancerId,
        }),
      ),
    ),
    clbListeners: sharedList(() =>
      pagesOf(
        tokenPages(withListeners(ask), {
          action: 'slb:DescribeLoadBalancerListeners',
          params: { RegionId },
          at: 'Listeners',
          item: ClbListener,
          size: 100,
        }),
      ),
    ),
  };
}

/** "Not returned if there is no listener", says SDK type DescribeLoadBalancerListenersResponseBody: its total or its token tells. */
function withListeners(ask: Ask): Ask {
  return async (action, params) => {
    const answer = await ask(action, params);
    const isEmpty = isZero(answer['TotalCount']) || Boolean(answer['NextToken']);
    return answer['Listeners'] === undefined && isEmpty ? { ...answer, Listeners: [] } : answer;
  };
}
