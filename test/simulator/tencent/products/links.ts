/**
 * VPC 2017-03-12: NAT, peering, cloud connect networks. Parameters and limits: tencentcloud-sdk-nodejs 4.1.313,
 * vpc_models.d.ts. The limits of peerings, of private NAT gateways and of CCN are not documented and taken to be the
 * product's usual ones.
 */
import { type Context, productOf } from '../operation.ts';
import { paging } from '../paging.ts';
import { textOf } from '../parameters.ts';
import { refusal } from '../refusals.ts';
import type { PrivateNat } from '../rows/links.ts';
import { pairsOf } from '../rows/tags.ts';
import { without } from '../rows/without.ts';

const { list } = productOf('vpc', '2017-03-12');
const asNumber = paging({ max: 100, usual: 20 });
const ORDER = { OrderField: 'text', OrderDirection: 'text' } as const;

export const links = [
  list({
    name: 'DescribeNatGateways',
    rows: ({ here }) => here.natGateways,
    put: (NatGatewaySet) => ({ NatGatewaySet, VerboseLevel: 'DETAIL' }),
    paging: asNumber,
    parameters: { NatGatewayIds: 'texts', Filters: 'filters', ...asNumber.shapes },
    by: { NatGatewayIds: ({ NatGatewayId }) => [NatGatewayId] },
    filters: { 'nat-gateway-id': ({ NatGatewayId }) => [NatGatewayId], 'vpc-id': ({ VpcId }) => [VpcId] },
    tags: ({ TagSet }) => pairsOf(TagSet),
  }),
  list({
    name: 'DescribeNatGatewayDestinationIpPortTranslationNatRules',
    rows: ({ here }) => here.dnatRules,
    put: (NatGatewayDestinationIpPortTranslationNatRuleSet) => ({
      NatGatewayDestinationIpPortTranslationNatRuleSet,
    }),
    paging: asNumber,
    parameters: { NatGatewayIds: 'texts', Filters: 'filters', ...asNumber.shapes },
    by: { NatGatewayIds: ({ NatGatewayId }) => [NatGatewayId] },
    filters: { 'nat-gateway-id': ({ NatGatewayId }) => [NatGatewayId], 'vpc-id': ({ VpcId }) => [VpcId] },
  }),
  list({
    name: 'DescribeNatGatewaySourceIpTranslationNatRules',
    rows({ here, params }) {
      const id = textOf(params, 'NatGatewayId');
      if (!here.natGateways.some(({ NatGatewayId }) => NatGatewayId === id)) {
        throw refusal('ResourceNotFound', `The NatGateway '${id}' does not exist.`);
      }
      return here.snatRules.filter(({ NatGatewayId }) => NatGatewayId === id);
    },
    put: (SourceIpTranslationNatRuleSet) => ({ SourceIpTranslationNatRuleSet }),
    paging: asNumber,
    parameters: { NatGatewayId: 'text', Filters: 'filters', ...asNumber.shapes },
    required: ['NatGatewayId'],
    read: ['NatGatewayId'],
    filters: { 'resource-id': ({ ResourceId }) => [ResourceId] },
  }),
  list({
    name: 'DescribePrivateNatGateways',
    rows: ({ here }) => here.privateNats,
    put: (rows) => ({ PrivateNatGatewaySet: rows.map((row) => without(row, 'snats', 'dnats')) }),
    paging: asNumber,
    parameters: { NatGatewayIds: 'texts', Filters: 'filters', ...ORDER, ...asNumber.shapes },
    by: { NatGatewayIds: ({ NatGatewayId }) => [NatGatewayId] },
    filters: { NatGatewayId: ({ NatGatewayId }) => [NatGatewayId], VpcId: ({ VpcId }) => [VpcId] },
    tags: ({ TagSet }) => pairsOf(TagSet),
  }),
  privateRules('DescribePrivateNatGatewayTranslationNatRules', 'TranslationNatRuleSet', ({ snats }) => snats),
  privateRules(
    'DescribePrivateNatGatewayDestinationIpPortTranslationNatRules',
    'LocalDestinationIpPortTranslationNatRuleSet',
    ({ dnats }) => dnats,
  ),
  list({
    name: 'DescribeVpcPeeringConnections',
    rows: ({ here }) => here.peerings,
    put: (PeerConnectionSet) => ({ PeerConnectionSet }),
    paging: asNumber,
    parameters: { PeeringConnectionIds: 'texts', Filters: 'filters', ...ORDER, ...asNumber.shapes },
    by: { PeeringConnectionIds: ({ PeeringConnectionId }) => [PeeringConnectionId] },
    filters: {
      'vpc-id': ({ SourceVpcId, PeerVpcId }) => [SourceVpcId, PeerVpcId],
      state: ({ State }) => [State],
      'peering-connection-name': ({ PeeringConnectionName }) => [PeeringConnectionName],
    },
  }),
  list({
    name: 'DescribeCcns',
    rows: ({ account }) => account.ccns,
    put: (CcnSet) => ({ CcnSet }),
    paging: asNumber,
    parameters: { CcnIds: 'texts', Filters: 'filters', ...ORDER, ...asNumber.shapes },
    by: { CcnIds: ({ CcnId }) => [CcnId] },
    filters: { 'ccn-id': ({ CcnId }) => [CcnId], state: ({ State }) => [State] },
    tags: ({ TagSet }) => pairsOf(TagSet),
  }),
  list({
    name: 'DescribeCcnAttachedInstances',
    rows: ({ account }) => account.ccnAttachments,
    put: (InstanceSet) => ({ InstanceSet }),
    paging: asNumber,
    parameters: { CcnId: 'text', Filters: 'filters', ...ORDER, ...asNumber.shapes },
    by: { CcnId: ({ CcnId }) => [CcnId] },
    filters: {
      'ccn-id': ({ CcnId }) => [CcnId],
      'instance-type': ({ InstanceType }) => [InstanceType],
      'instance-region': ({ InstanceRegion }) => [InstanceRegion],
      'instance-id': ({ InstanceId }) => [InstanceId],
    },
  }),
];

/** Of one private gateway, which has to be named. `at`: what the answer calls them. */
function privateRules(
  name: string,
  at: string,
  rowsOf: (gateway: PrivateNat) => readonly Pick<PrivateNat['snats'][number], 'OriginalIp'>[],
) {
  return list({
    name,
    rows: (context) => rowsOf(privateNatIn(context)),
    put: (rows) => ({ [at]: rows }),
    paging: asNumber,
    parameters: { NatGatewayId: 'text', Filters: 'filters', ...asNumber.shapes },
    required: ['NatGatewayId'],
    read: ['NatGatewayId'],
    filters: { OriginalIp: ({ OriginalIp }) => [OriginalIp] },
  });
}

function privateNatIn({ here, params }: Context): PrivateNat {
  const id = textOf(params, 'NatGatewayId');
  const found = here.privateNats.find(({ NatGatewayId }) => NatGatewayId === id);
  if (found === undefined) throw refusal('ResourceNotFound', `The NatGateway '${id}' does not exist.`);
  return found;
}
