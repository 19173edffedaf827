import type { Address } from '../../../shared/model/parts.ts';
import { collector } from '../client.ts';
import { aliyunRef, link, links } from '../items.ts';
import type { NatGateway } from '../lists.ts';
import { natState } from '../states.ts';

/** Internet NAT gateways, and those between VPCs. */
export const natGateway = collector({
  name: 'nat-gateway',
  emits: ['nat_gateway'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeNatGateways'],

  async *list({ lists }) {
    yield* await lists.natGateways('nat-gateway');
  },

  *map(item, { region }) {
    const { NatGatewayId, NatGatewayPrivateInfo: inside } = item;
    yield {
      kind: 'nat_gateway',
      ref: aliyunRef('nat_gateway', NatGatewayId),
      id: NatGatewayId,
      name: item.Name ?? NatGatewayId,
      tags: item.Tags,
      region: aliyunRef('region', region),
      owner: undefined,
      vpc: link('vpc', item.VpcId),
      subnet: link('subnet', inside?.VswitchId),
      scheme: isInternal(item) ? 'internal' : 'external',
      state: natState(item.Status),
      addresses: addressesOf(item),
      nics: links('nic', [inside?.EniInstanceId]),
    };
  },
});

const isInternal = ({ NetworkType }: NatGateway): boolean => NetworkType === 'intranet';

/** Its own address, and each public one with the address inside that it is bound to. */
function addressesOf(item: NatGateway): Address[] {
  const own = item.NatGatewayPrivateInfo?.PrivateIpAddress;
  const bound = item.IpLists.map(({ IpAddress, PrivateIpAddress }) =>
    isInternal(item)
      ? { ip: PrivateIpAddress ?? IpAddress, public_ip: undefined }
      : { ip: PrivateIpAddress, public_ip: IpAddress },
  ).filter(({ ip, public_ip }) => ip !== undefined || public_ip !== undefined);
  const isAlone = own !== undefined && bound.every(({ ip }) => ip !== own);
  return isAlone ? [{ ip: own, public_ip: undefined }, ...bound] : bound;
}
