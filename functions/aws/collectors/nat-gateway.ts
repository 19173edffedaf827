import { DescribeNatGatewaysCommand } from '@aws-sdk/client-ec2';
import { collector } from '../client.ts';
import { awsRef, idOf, link, links, nameOf, paged, tagsOf } from '../items.ts';
import { natState } from '../states.ts';

export const natGateway = collector({
  name: 'nat-gateway',
  emits: ['nat_gateway'],
  scope: 'region',
  paging: 'token',
  actions: ['ec2:DescribeNatGateways'],

  list: ({ ec2 }) =>
    paged(
      'ec2:DescribeNatGateways',
      (NextToken) => ec2.send(new DescribeNatGatewaysCommand({ NextToken, MaxResults: 1000 })),
      ({ NatGateways, NextToken }) => [NatGateways, NextToken],
    ),

  *map(
    { NatGatewayId, VpcId, SubnetId, State: state, ConnectivityType, NatGatewayAddresses, Tags },
    { region },
  ) {
    // Terminated, and listed for a while yet (SDK type NatGateway).
    if (state === 'deleted') return;
    const id = idOf(NatGatewayId, 'ec2:DescribeNatGateways');
    const addresses = NatGatewayAddresses ?? [];
    yield {
      kind: 'nat_gateway',
      ref: awsRef('nat_gateway', id),
      id,
      name: nameOf(Tags, id),
      tags: tagsOf(Tags),
      region: awsRef('region', region),
      owner: undefined,
      vpc: link('vpc', VpcId),
      // A regional NAT gateway has none.
      subnet: link('subnet', SubnetId),
      scheme: ConnectivityType === 'private' ? 'internal' : 'external',
      state: natState(state),
      addresses: addresses.flatMap(({ PrivateIp, PublicIp }) =>
        PrivateIp || PublicIp ? { ip: PrivateIp || undefined, public_ip: PublicIp || undefined } : [],
      ),
      nics: links('nic', [...new Set(addresses.map(({ NetworkInterfaceId }) => NetworkInterfaceId))]),
    };
  },
});
