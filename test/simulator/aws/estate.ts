/**
 * What the simulated cloud holds: plain data, close to the wire. Shapes are the
 * vendor's own SDK types; what an SDK type has no field for (the tags of kinds
 * whose tags come from another call) is beside it.
 *
 * Arrays are replaced, never changed in place: a listing that is under way keeps
 * the array it began with, and an index is good as long as its array is.
 */
import type {
  Address,
  AvailabilityZone,
  Instance,
  NatGateway,
  NetworkInterface,
  RouteTable,
  SecurityGroup,
  Subnet,
  TransitGateway,
  TransitGatewayVpcAttachment,
  Vpc,
  VpcPeeringConnection,
} from '@aws-sdk/client-ec2';
import type { Cluster } from '@aws-sdk/client-eks';
import type { LoadBalancerDescription } from '@aws-sdk/client-elastic-load-balancing';
import type {
  Listener,
  LoadBalancer,
  Rule,
  TargetGroup,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type {
  CacheCluster,
  CacheSubnetGroup,
  ReplicationGroup,
  ServerlessCache,
} from '@aws-sdk/client-elasticache';
import type { Account, Organization } from '@aws-sdk/client-organizations';
import type { DBCluster, DBInstance } from '@aws-sdk/client-rds';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

interface Tagged {
  readonly Tags: readonly Tag[];
}

export interface Resources {
  zones: readonly AvailabilityZone[];
  instances: readonly (Instance & { readonly ReservationId: string; readonly OwnerId: string })[];
  vpcs: readonly Vpc[];
  subnets: readonly Subnet[];
  routeTables: readonly RouteTable[];
  securityGroups: readonly SecurityGroup[];
  natGateways: readonly NatGateway[];
  addresses: readonly Address[];
  networkInterfaces: readonly NetworkInterface[];
  peerings: readonly VpcPeeringConnection[];
  transitGateways: readonly TransitGateway[];
  transitGatewayAttachments: readonly TransitGatewayVpcAttachment[];
  classicLoadBalancers: readonly (LoadBalancerDescription & Tagged)[];
  loadBalancers: readonly (LoadBalancer & Tagged)[];
  listeners: readonly (Listener & Tagged)[];
  rules: readonly (Rule & Tagged & { readonly ListenerArn: string })[];
  targetGroups: readonly (TargetGroup & Tagged)[];
  /** `Id` is the simulator's own: targets have no id in the API. */
  targets: readonly (TargetHealthDescription & { readonly Id: string; readonly TargetGroupArn: string })[];
  dbInstances: readonly DBInstance[];
  dbClusters: readonly DBCluster[];
  replicationGroups: readonly (ReplicationGroup & Tagged)[];
  cacheClusters: readonly (CacheCluster & Tagged)[];
  serverlessCaches: readonly (ServerlessCache & Tagged)[];
  cacheSubnetGroups: readonly (CacheSubnetGroup & Tagged)[];
  clusters: readonly Cluster[];
}

export type ResourceType = keyof Resources;
export type ResourceOf<T extends ResourceType> = Resources[T][number];

/** The field that identifies a resource inside its region. */
export const ID_OF = {
  zones: 'ZoneName',
  instances: 'InstanceId',
  vpcs: 'VpcId',
  subnets: 'SubnetId',
  routeTables: 'RouteTableId',
  securityGroups: 'GroupId',
  natGateways: 'NatGatewayId',
  addresses: 'AllocationId',
  networkInterfaces: 'NetworkInterfaceId',
  peerings: 'VpcPeeringConnectionId',
  transitGateways: 'TransitGatewayId',
  transitGatewayAttachments: 'TransitGatewayAttachmentId',
  classicLoadBalancers: 'LoadBalancerName',
  loadBalancers: 'LoadBalancerArn',
  listeners: 'ListenerArn',
  rules: 'RuleArn',
  targetGroups: 'TargetGroupArn',
  targets: 'Id',
  dbInstances: 'DBInstanceIdentifier',
  dbClusters: 'DBClusterIdentifier',
  replicationGroups: 'ReplicationGroupId',
  cacheClusters: 'CacheClusterId',
  serverlessCaches: 'ServerlessCacheName',
  cacheSubnetGroups: 'CacheSubnetGroupName',
  clusters: 'name',
} as const satisfies { readonly [T in ResourceType]: keyof ResourceOf<T> };

/** The field with the tags, where it is not `Tags`. */
export const TAGS_OF: Readonly<Partial<Record<ResourceType, string>>> = {
  networkInterfaces: 'TagSet',
  dbInstances: 'TagList',
  dbClusters: 'TagList',
  clusters: 'tags',
};

export interface RegionEstate extends Resources {
  /** As DescribeRegions says it; a region that is `not-opted-in` refuses every call. */
  optIn: 'opt-in-not-required' | 'opted-in' | 'not-opted-in';
}

export interface Role {
  readonly name: string;
  /** Accounts that may assume it. */
  readonly trusts: readonly string[];
  readonly externalId: string | undefined;
}

export interface AccountEstate {
  readonly id: string;
  name: string;
  roles: readonly Role[];
  readonly regions: Record<string, RegionEstate>;
}

export interface OrganizationEstate {
  readonly description: Organization;
  readonly managementAccount: string;
  accounts: readonly Account[];
}

export interface Estate {
  readonly accounts: Record<string, AccountEstate>;
  organization: OrganizationEstate | undefined;
}

/** One region of one account. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

export function regionOf(estate: Estate, { account, region }: Place): RegionEstate {
  const found = estate.accounts[account]?.regions[region];
  if (found === undefined) throw new Error(`the estate has no region ${region} in account ${account}`);
  return found;
}

export function idOf<T extends ResourceType>(type: T, resource: ResourceOf<T>): string {
  const id: unknown = (resource as Readonly<Record<string, unknown>>)[ID_OF[type]];
  if (typeof id !== 'string') throw new Error(`one of ${type} without ${ID_OF[type]}`);
  return id;
}

export function emptyRegion(optIn: RegionEstate['optIn'] = 'opt-in-not-required'): RegionEstate {
  const types = Object.keys(ID_OF) as ResourceType[];
  const arrays = Object.fromEntries(types.map((type) => [type, []]));
  return { ...(arrays as unknown as Resources), optIn };
}
