/**
 * Resource Groups Tagging API: JSON 1.1, 2017-01-26. GetResources tells the tags of every resource that has
 * any, by ARN.
 *
 * ResourcesPerPage 1–100, ResourceTypeFilters `service[:type]` matched on the ARN, an empty PaginationToken at
 * the end: SDK types `GetResourcesInput`, `GetResourcesOutput`. ARN formats: "Resource types defined by" of each
 * service in https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
import { GetResources$, type ResourceTagMapping } from '@aws-sdk/client-resource-groups-tagging-api';
import { type RegionEstate, type ResourceOf, type ResourceType, idOf } from '../estate.ts';
import { tagsOf } from '../mutate.ts';
import { type Context, type Service, listing } from '../operation.ts';
import { type Input, listOf, refuseUnsimulated } from './parameters.ts';

/** `service:type` and what stands between the account and the id; `undefined`: its id is its ARN, or it has none. */
const ARNS: Readonly<Record<ResourceType, readonly [service: string, prefix: string] | 'arn' | undefined>> = {
  zones: undefined,
  targets: undefined,
  instances: ['ec2', 'instance/'],
  vpcs: ['ec2', 'vpc/'],
  subnets: ['ec2', 'subnet/'],
  routeTables: ['ec2', 'route-table/'],
  securityGroups: ['ec2', 'security-group/'],
  natGateways: ['ec2', 'natgateway/'],
  addresses: ['ec2', 'elastic-ip/'],
  networkInterfaces: ['ec2', 'network-interface/'],
  peerings: ['ec2', 'vpc-peering-connection/'],
  transitGateways: ['ec2', 'transit-gateway/'],
  transitGatewayAttachments: ['ec2', 'transit-gateway-attachment/'],
  classicLoadBalancers: ['elasticloadbalancing', 'loadbalancer/'],
  loadBalancers: 'arn',
  listeners: 'arn',
  rules: 'arn',
  targetGroups: 'arn',
  dbInstances: ['rds', 'db:'],
  dbClusters: ['rds', 'cluster:'],
  replicationGroups: ['elasticache', 'replicationgroup:'],
  cacheClusters: ['elasticache', 'cluster:'],
  serverlessCaches: ['elasticache', 'serverlesscache:'],
  cacheSubnetGroups: ['elasticache', 'subnetgroup:'],
  clusters: ['eks', 'cluster/'],
};

type Owned = ResourceOf<ResourceType> & { readonly OwnerId?: string };

function arnOf(type: ResourceType, row: Owned, account: string, region: string): string | undefined {
  const id = idOf(type, row);
  const format = ARNS[type];
  if (format === undefined) return undefined;
  if (format === 'arn') return id;
  return `arn:aws:${format[0]}:${region}:${row.OwnerId ?? account}:${format[1]}${id}`;
}

/** `ec2:instance` of an ARN; the type ends at the first `/` or `:`. */
function typeOf(type: ResourceType): string {
  const format = ARNS[type];
  if (format === undefined) return '';
  if (format !== 'arn') return `${format[0]}:${format[1].slice(0, -1)}`;
  const names = {
    loadBalancers: 'loadbalancer',
    listeners: 'listener',
    rules: 'listener-rule',
    targetGroups: 'targetgroup',
  };
  return `elasticloadbalancing:${names[type as keyof typeof names]}`;
}

interface Made {
  readonly from: readonly (readonly unknown[])[];
  readonly rows: readonly ResourceTagMapping[];
}

const made = new WeakMap<RegionEstate, Map<string, Made>>();

/** Made once per set of types, until one of their arrays is replaced. */
function mappings(filters: readonly string[] | undefined, { here, account, region }: Context): Made['rows'] {
  const wanted = (type: string): boolean =>
    type !== '' && (filters?.some((filter) => filter === type || type.startsWith(`${filter}:`)) ?? true);
  const types = (Object.keys(ARNS) as ResourceType[]).filter((type) => wanted(typeOf(type)));
  const key = types.join();
  const from = types.map((type) => here[type]);
  const memory = made.get(here) ?? new Map<string, Made>();
  made.set(here, memory);
  const known = memory.get(key);
  if (known?.from.every((array, index) => array === from[index])) return known.rows;
  const rows = types.flatMap((type) =>
    (here[type] as readonly Owned[]).flatMap((row) => {
      const tags = Object.entries(tagsOf(row)).map(([Key, Value]) => ({ Key, Value }));
      const ResourceARN = arnOf(type, row, account.id, region);
      return tags.length === 0 || ResourceARN === undefined ? [] : [{ ResourceARN, Tags: tags }];
    }),
  );
  memory.set(key, { from, rows });
  return rows;
}

export const tagging: Service = {
  name: 'tagging',
  signingName: 'tagging',
  protocol: 'json',
  version: '2017-01-26',
  xmlNamespace: '',
  target: 'ResourceGroupsTaggingAPI_20170126',
  operations: [
    listing<Input, ResourceTagMapping>(GetResources$, 'tag', {
      paging: {
        size: 'ResourcesPerPage',
        token: 'PaginationToken',
        next: 'PaginationToken',
        min: 1,
        max: 100,
        usual: 50,
        end: '',
      },
      rows: (input, context) => {
        refuseUnsimulated(input, [
          'TagFilters',
          'TagsPerPage',
          'IncludeComplianceDetails',
          'ResourceARNList',
        ]);
        return mappings(listOf(input, 'ResourceTypeFilters'), context);
      },
      id: ({ ResourceARN }) => ResourceARN ?? '',
      page: (ResourceTagMappingList) => ({ ResourceTagMappingList }),
    }),
  ],
};
