/**
 * VPC 2017-03-12: networks. Parameters and limits: tencentcloud-sdk-nodejs 4.1.313, vpc_models.d.ts.
 * https://cloud.tencent.com/document/api/215/15755
 */
import { productOf } from '../operation.ts';
import { paging } from '../paging.ts';
import { filtersOf, textOf } from '../parameters.ts';
import { refusal } from '../refusals.ts';
import { pairsOf } from '../rows/tags.ts';
import type { Policy } from '../rows/vpc.ts';
import { without } from '../rows/without.ts';

const { asked, list } = productOf('vpc', '2017-03-12');
const HUNDRED = { max: 100, usual: 20 } as const;
const asText = paging({ ...HUNDRED, as: 'text' });
const asNumber = paging(HUNDRED);
const both = paging(
  { ...HUNDRED, as: 'text' },
  { token: 'NextToken', size: 'MaxResults', max: 100, usual: 20 },
);
const ORDER = { OrderField: 'text', OrderDirection: 'text' } as const;

export const vpc = [
  list({
    name: 'DescribeVpcs',
    rows: ({ here }) => here.vpcs,
    put: (VpcSet) => ({ VpcSet }),
    paging: asText,
    parameters: { VpcIds: 'texts', Filters: 'filters', ...asText.shapes },
    by: { VpcIds: ({ VpcId }) => [VpcId] },
    filters: {
      'vpc-id': ({ VpcId }) => [VpcId],
      'vpc-name': ({ VpcName }) => [VpcName],
      'cidr-block': ({ CidrBlock }) => [CidrBlock],
      'is-default': ({ IsDefault }) => [String(IsDefault)],
    },
    tags: ({ TagSet }) => pairsOf(TagSet),
  }),
  list({
    name: 'DescribeSubnets',
    rows: ({ here }) => here.subnets,
    put: (SubnetSet) => ({ SubnetSet }),
    paging: both,
    parameters: { SubnetIds: 'texts', Filters: 'filters', ...both.shapes },
    by: { SubnetIds: ({ SubnetId }) => [SubnetId] },
    filters: {
      'subnet-id': ({ SubnetId }) => [SubnetId],
      'vpc-id': ({ VpcId }) => [VpcId],
      zone: ({ Zone }) => [Zone],
    },
    tags: ({ TagSet }) => pairsOf(TagSet),
  }),
  list({
    name: 'DescribeRouteTables',
    rows: ({ here }) => here.routeTables,
    put: (rows, { params }) => ({
      RouteTableSet:
        params['NeedRouterInfo'] === false ? rows.map((row) => ({ ...row, RouteSet: [] })) : rows,
    }),
    paging: asText,
    parameters: { RouteTableIds: 'texts', Filters: 'filters', NeedRouterInfo: 'flag', ...asText.shapes },
    read: ['NeedRouterInfo'],
    by: { RouteTableIds: ({ RouteTableId }) => [RouteTableId] },
    filters: {
      'route-table-id': ({ RouteTableId }) => [RouteTableId],
      'vpc-id': ({ VpcId }) => [VpcId],
      'association.main': ({ Main }) => [String(Main)],
    },
    tags: ({ TagSet }) => pairsOf(TagSet),
  }),
  list({
    name: 'DescribeSecurityGroups',
    rows: ({ here }) => here.securityGroups,
    put: (rows) => ({ SecurityGroupSet: rows.map((row) => without(row, 'ingress', 'egress')) }),
    paging: asText,
    parameters: { SecurityGroupIds: 'texts', Filters: 'filters', ...ORDER, ...asText.shapes },
    by: { SecurityGroupIds: ({ SecurityGroupId }) => [SecurityGroupId] },
    filters: {
      'security-group-id': ({ SecurityGroupId }) => [SecurityGroupId],
      'security-group-name': ({ SecurityGroupName }) => [SecurityGroupName],
    },
    tags: ({ TagSet }) => pairsOf(TagSet),
  }),
  asked('DescribeSecurityGroupPolicies', {
    parameters: { SecurityGroupId: 'text', Filters: 'filters' },
    required: ['SecurityGroupId'],
    ignored: ['Filters'],
    answer({ here, params, fault }) {
      const id = textOf(params, 'SecurityGroupId');
      const group = here.securityGroups.find(({ SecurityGroupId }) => SecurityGroupId === id);
      if (group === undefined) throw refusal('ResourceNotFound', `The SecurityGroup '${id}' does not exist.`);
      const { ingress, egress } = fault?.kind === 'empty' ? { ingress: [], egress: [] } : group;
      return {
        SecurityGroupPolicySet: {
          Version: '60',
          Egress: egress,
          Ingress: ingress,
          PolicyStatistics: {
            IngressIPv4TotalCount: ingress.length - sixes(ingress),
            IngressIPv6TotalCount: sixes(ingress),
            EgressIPv4TotalCount: egress.length - sixes(egress),
            EgressIPv6TotalCount: sixes(egress),
          },
        },
      };
    },
  }),
  list({
    name: 'DescribeAddresses',
    // Without `address-type` every type but `WanIP` is told: so the comment of that filter.
    rows: ({ here, params }) =>
      filtersOf(params).some(({ Name }) => Name === 'address-type')
        ? here.addresses
        : here.addresses.filter(({ AddressType }) => AddressType !== 'WanIP'),
    put: (AddressSet) => ({ AddressSet }),
    paging: asNumber,
    parameters: { AddressIds: 'texts', Filters: 'filters', ...asNumber.shapes },
    by: { AddressIds: ({ AddressId }) => [AddressId] },
    filters: {
      'address-id': ({ AddressId }) => [AddressId],
      'address-status': ({ AddressStatus }) => [AddressStatus],
      'address-type': ({ AddressType }) => [AddressType],
      'instance-id': ({ InstanceId }) => [InstanceId ?? undefined],
    },
    tags: ({ TagSet }) => pairsOf(TagSet),
  }),
  list({
    name: 'DescribeNetworkInterfaces',
    rows: ({ here }) => here.networkInterfaces,
    put: (NetworkInterfaceSet) => ({ NetworkInterfaceSet }),
    paging: asNumber,
    parameters: { NetworkInterfaceIds: 'texts', Filters: 'filters', ...asNumber.shapes },
    by: { NetworkInterfaceIds: ({ NetworkInterfaceId }) => [NetworkInterfaceId] },
    filters: {
      'network-interface-id': ({ NetworkInterfaceId }) => [NetworkInterfaceId],
      'vpc-id': ({ VpcId }) => [VpcId],
      'subnet-id': ({ SubnetId }) => [SubnetId],
      'attachment.instance-id': ({ Attachment }) => [Attachment?.InstanceId],
    },
    tags: ({ TagSet }) => pairsOf(TagSet),
  }),
];

const sixes = (policies: readonly Policy[]): number =>
  policies.filter(({ Ipv6CidrBlock = '' }) => Ipv6CidrBlock !== '').length;
