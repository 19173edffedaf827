/**
 * EC2, query protocol 2016-11-15.
 *
 * Page sizes: `MaxResults` 5–1000, route tables 5–100 (botocore ec2/2016-11-15 service-2.json;
 * DescribeInstances: "between 5 and 1000" in its earlier revisions). DescribeRegions,
 * DescribeAvailabilityZones and DescribeAddresses have no paging (SDK request types).
 * Filters: the names below are those of each operation's doc comment in the SDK; another name is
 * answered as EC2 answers an unknown filter.
 */
import {
  DescribeAddresses$,
  DescribeAvailabilityZones$,
  DescribeInstances$,
  DescribeNatGateways$,
  DescribeNetworkInterfaces$,
  DescribeRegions$,
  DescribeRouteTables$,
  DescribeSecurityGroups$,
  DescribeSubnets$,
  DescribeTransitGatewayVpcAttachments$,
  DescribeTransitGateways$,
  DescribeVpcPeeringConnections$,
  DescribeVpcs$,
  type DescribeAvailabilityZonesRequest,
  type DescribeRegionsRequest,
  type Filter,
  type Region,
} from '@aws-sdk/client-ec2';
import { AwsFailure } from '../errors.ts';
import { type RegionEstate, type ResourceOf, type ResourceType, idOf } from '../estate.ts';
import { type Operation, type Service, listing, operation } from '../operation.ts';
import type { Paging } from '../paging.ts';
import { type Input, listOf, only, refuseUnsimulated } from './parameters.ts';

const pages = (max: number): Paging => ({
  size: 'MaxResults',
  token: 'NextToken',
  next: 'NextToken',
  min: 5,
  max,
  usual: max,
});

type Filters<Row> = Readonly<Record<string, (row: Row) => string | undefined>>;

interface Described<T extends ResourceType> {
  readonly schema: unknown;
  readonly type: T;
  /** Parameter with ids, and the member of the answer that holds the list. */
  readonly ids: string;
  readonly set: string;
  /** EC2's code for an id it does not know. */
  readonly notFound: string;
  readonly max?: number;
  readonly filters?: Filters<ResourceOf<T>>;
  /** The list as the answer shapes it, where that is not the rows themselves. */
  readonly shaped?: (rows: readonly ResourceOf<T>[]) => readonly object[];
}

function described<T extends ResourceType>(of: Described<T>): Operation {
  const { type, ids, set, notFound, shaped } = of;
  const id = (row: ResourceOf<T>): string => idOf(type, row);
  return listing<Input, ResourceOf<T>>(of.schema, 'ec2', {
    paging: pages(of.max ?? 1000),
    id,
    rows: (input, { here }) => {
      if (input[ids] !== undefined && input['MaxResults'] !== undefined) {
        const message = `The parameter ${ids} cannot be used with the parameter maxResults`;
        throw new AwsFailure([400, 'InvalidParameterCombination'], message);
      }
      refuseUnsimulated(input, ['GroupNames']);
      const rows: readonly ResourceOf<T>[] = here[type];
      const wanted = only(rows, id, listOf(input, ids), unknownId(notFound));
      return filtered(
        wanted,
        (input['Filters'] ?? input['Filter']) as readonly Filter[] | undefined,
        of.filters,
      );
    },
    page: (rows) => ({ [set]: shaped === undefined ? rows : shaped(rows) }),
  });
}

const unknownId =
  (code: string) =>
  (id: string): AwsFailure =>
    new AwsFailure([400, code], `The ID '${id}' does not exist`);

function filtered<Row>(
  rows: readonly Row[],
  filters: readonly Filter[] | undefined,
  known: Filters<Row> = {},
): readonly Row[] {
  if (filters === undefined || filters.length === 0) return rows;
  const tests = filters.map(({ Name = '', Values = [] }) => {
    const field = known[Name];
    if (field === undefined) throw new AwsFailure('bad-value', `The filter '${Name}' is invalid`);
    return (row: Row) => Values.includes(field(row) ?? '');
  });
  return rows.filter((row) => tests.every((test) => test(row)));
}

/** One reservation may hold several instances; a page may cut one in two. */
function reservations(rows: RegionEstate['instances']): object[] {
  const groups: { ReservationId: string; OwnerId: string; Groups: never[]; Instances: object[] }[] = [];
  for (const instance of rows) {
    const last = groups.at(-1);
    if (last?.ReservationId === instance.ReservationId) last.Instances.push(instance);
    else {
      const { ReservationId, OwnerId } = instance;
      groups.push({ ReservationId, OwnerId, Groups: [], Instances: [instance] });
    }
  }
  return groups;
}

const describeRegions = operation<DescribeRegionsRequest>(DescribeRegions$, 'ec2', (input, { account }) => {
  const all = Object.entries(account.regions).map(([RegionName, { optIn }]): Region => ({
    RegionName,
    Endpoint: `ec2.${RegionName}.amazonaws.com`,
    OptInStatus: optIn,
  }));
  const wanted = only(
    all,
    ({ RegionName }) => RegionName ?? '',
    input.RegionNames,
    unknownId('InvalidParameterValue'),
  );
  const shown = wanted.filter(
    ({ OptInStatus }) => input.AllRegions === true || OptInStatus !== 'not-opted-in',
  );
  return {
    Regions: filtered(shown, input.Filters, {
      'opt-in-status': (row) => row.OptInStatus,
      'region-name': (row) => row.RegionName,
    }),
  };
});

const describeZones = operation<DescribeAvailabilityZonesRequest>(
  DescribeAvailabilityZones$,
  'ec2',
  (input, { here }) => ({
    AvailabilityZones: filtered(
      only(
        here.zones,
        ({ ZoneName }) => ZoneName ?? '',
        input.ZoneNames,
        unknownId('InvalidParameterValue'),
      ).filter(({ OptInStatus }) => input.AllAvailabilityZones === true || OptInStatus !== 'not-opted-in'),
      input.Filters,
      {
        'zone-type': (row) => row.ZoneType,
        'opt-in-status': (row) => row.OptInStatus,
        state: (row) => row.State,
        'region-name': (row) => row.RegionName,
      },
    ),
  }),
);

const describeAddresses = operation<Input>(DescribeAddresses$, 'ec2', (input, { here }) => {
  refuseUnsimulated(input, ['AllocationIds', 'PublicIps']);
  return {
    Addresses: filtered(here.addresses, input['Filters'] as readonly Filter[] | undefined, {
      domain: (row) => row.Domain,
      'allocation-id': (row) => row.AllocationId,
    }),
  };
});

export const ec2: Service = {
  name: 'ec2',
  signingName: 'ec2',
  protocol: 'ec2',
  version: '2016-11-15',
  xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  target: '',
  operations: [
    describeRegions,
    describeZones,
    describeAddresses,
    described({
      schema: DescribeInstances$,
      type: 'instances',
      ids: 'InstanceIds',
      set: 'Reservations',
      notFound: 'InvalidInstanceID.NotFound',
      shaped: reservations,
      filters: {
        'instance-state-name': (row) => row.State?.Name,
        'vpc-id': (row) => row.VpcId,
        'subnet-id': (row) => row.SubnetId,
      },
    }),
    described({
      schema: DescribeVpcs$,
      type: 'vpcs',
      ids: 'VpcIds',
      set: 'Vpcs',
      notFound: 'InvalidVpcID.NotFound',
      filters: { 'owner-id': (row) => row.OwnerId, state: (row) => row.State },
    }),
    described({
      schema: DescribeSubnets$,
      type: 'subnets',
      ids: 'SubnetIds',
      set: 'Subnets',
      notFound: 'InvalidSubnetID.NotFound',
      filters: { 'owner-id': (row) => row.OwnerId, 'vpc-id': (row) => row.VpcId },
    }),
    described({
      schema: DescribeRouteTables$,
      type: 'routeTables',
      ids: 'RouteTableIds',
      set: 'RouteTables',
      notFound: 'InvalidRouteTableID.NotFound',
      max: 100,
      filters: { 'owner-id': (row) => row.OwnerId, 'vpc-id': (row) => row.VpcId },
    }),
    described({
      schema: DescribeSecurityGroups$,
      type: 'securityGroups',
      ids: 'GroupIds',
      set: 'SecurityGroups',
      notFound: 'InvalidGroup.NotFound',
      filters: { 'owner-id': (row) => row.OwnerId, 'vpc-id': (row) => row.VpcId },
    }),
    described({
      schema: DescribeNatGateways$,
      type: 'natGateways',
      ids: 'NatGatewayIds',
      set: 'NatGateways',
      notFound: 'NatGatewayNotFound',
      filters: { state: (row) => row.State, 'vpc-id': (row) => row.VpcId },
    }),
    described({
      schema: DescribeNetworkInterfaces$,
      type: 'networkInterfaces',
      ids: 'NetworkInterfaceIds',
      set: 'NetworkInterfaces',
      notFound: 'InvalidNetworkInterfaceID.NotFound',
      filters: {
        'owner-id': (row) => row.OwnerId,
        'vpc-id': (row) => row.VpcId,
        status: (row) => row.Status,
      },
    }),
    described({
      schema: DescribeVpcPeeringConnections$,
      type: 'peerings',
      ids: 'VpcPeeringConnectionIds',
      set: 'VpcPeeringConnections',
      notFound: 'InvalidVpcPeeringConnectionID.NotFound',
      filters: { 'status-code': (row) => row.Status?.Code },
    }),
    described({
      schema: DescribeTransitGateways$,
      type: 'transitGateways',
      ids: 'TransitGatewayIds',
      set: 'TransitGateways',
      notFound: 'InvalidTransitGatewayID.NotFound',
      filters: { 'owner-id': (row) => row.OwnerId, state: (row) => row.State },
    }),
    described({
      schema: DescribeTransitGatewayVpcAttachments$,
      type: 'transitGatewayAttachments',
      ids: 'TransitGatewayAttachmentIds',
      set: 'TransitGatewayVpcAttachments',
      notFound: 'InvalidTransitGatewayAttachmentID.NotFound',
      filters: { state: (row) => row.State, 'transit-gateway-id': (row) => row.TransitGatewayId },
    }),
  ],
};
