/**
 * Lists of Azure Resource Manager: paths, versions and parameters as in the specifications of
 * https://github.com/Azure/azure-rest-api-specs (specification/<service>/resource-manager/…/stable/<version>).
 * None of them takes a page size; the service cuts as it likes, and `nextLink` says where it goes on.
 */
import type { Estate, Resource, SubscriptionEstate } from './estate.ts';

export interface ListOperation {
  /** As roles spell it. */
  readonly action: string;
  /** With `{subscription}`, `{group}` and names of its own; compared without regard to case. */
  readonly path: string;
  readonly versions: readonly string[];
  /** Parameters beside `api-version` and the token. */
  readonly parameters: readonly string[];
  /** The parent that has to be there, as its path. */
  readonly parent?: string;
  readonly rows: (asked: ListAsked) => readonly unknown[];
  /** Some answer `nextLink: null` on the last page. */
  readonly says?: 'null';
  /** Those of machines have been seen as small as this. */
  readonly pageSize?: number;
}

export interface ListAsked {
  readonly estate: Estate;
  readonly tenant: string;
  readonly subscription: SubscriptionEstate | undefined;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** As Azure Resource Manager writes a resource: what it lacks is absent. */
function shown(row: Resource): unknown {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'power'));
}

function ofType(type: string, { subscription }: ListAsked): readonly Resource[] {
  return (subscription?.resources ?? []).filter((row) => same(row.type, type));
}

const inSubscription = (
  type: string,
  versions: readonly string[],
  more: Partial<ListOperation> = {},
): ListOperation => ({
  action: `${type}/read`,
  path: `/subscriptions/{subscription}/providers/${type}`,
  versions,
  parameters: [],
  rows: (asked) => ofType(type, asked).map(shown),
  ...more,
});

const NETWORK = ['2023-11-01', '2025-05-01', '2025-07-01', '2026-01-01'];
const COMPUTE = ['2024-07-01', '2024-11-01', '2026-04-01'];
const SETS = 'Microsoft.Compute/virtualMachineScaleSets';
const SET_PUBLIC_IP = `${SETS}/virtualMachines/networkInterfaces/ipConfigurations/publicIPAddresses`;

const network = (name: string): ListOperation => inSubscription(`Microsoft.Network/${name}`, NETWORK);

/** An answer of a version before `first` does not have `fields`, at any depth. */
const since = (first: string, list: ListOperation, fields: readonly string[]): ListOperation => ({
  ...list,
  rows: (asked) =>
    (asked.query.get('api-version') ?? '') >= first
      ? list.rows(asked)
      : list.rows(asked).map((row) => without(row, fields)),
});

const without = (row: unknown, fields: readonly string[]): unknown =>
  JSON.parse(JSON.stringify(row, (name, value) => (fields.includes(name) ? undefined : value)));

/** `{ statuses }` as `VirtualMachineInstanceView` has it; a provisioning state comes first. */
const view = (power: string | undefined) => ({
  statuses: [
    { code: 'ProvisioningState/succeeded', level: 'Info', displayStatus: 'Provisioning succeeded' },
    ...(power === undefined ? [] : [{ code: power, level: 'Info', displayStatus: power }]),
  ],
});

/** Children of one set are in no list of the subscription. */
const ofSet = (end: string, versions: readonly string[], rows: ListOperation['rows']): ListOperation => ({
  action: `${SETS}/${end}/read`,
  path: `/subscriptions/{subscription}/resourceGroups/{group}/providers/${SETS}/{set}/${end}`,
  parent: `/subscriptions/{subscription}/resourceGroups/{group}/providers/${SETS}/{set}`,
  versions,
  parameters: end === 'virtualMachines' ? ['$expand'] : [],
  rows,
});

function childrenOf(type: string, { subscription, path }: ListAsked): readonly Resource[] {
  const set = `/subscriptions/${path['subscription']}/resourceGroups/${path['group']}/providers/${SETS}/${path['set']}/`;
  return (subscription?.resources ?? []).filter(
    (row) => same(row.type, type) && row.id.toLowerCase().startsWith(set.toLowerCase()),
  );
}

export const LISTS: readonly ListOperation[] = [
  {
    action: 'Microsoft.Resources/subscriptions/read',
    path: '/subscriptions',
    versions: ['2022-12-01'],
    parameters: [],
    rows: ({ estate, tenant }) =>
      Object.values(estate.subscriptions)
        .filter((one) => one.tenant === tenant)
        .map(subscriptionRow),
  },
  {
    action: 'Microsoft.Resources/subscriptions/locations/read',
    path: '/subscriptions/{subscription}/locations',
    versions: ['2022-12-01'],
    parameters: ['includeExtendedLocations'],
    rows: ({ subscription }) =>
      (subscription?.locations ?? []).map(({ name, displayName, regionType, zones }) => ({
        id: `/subscriptions/${subscription?.id}/locations/${name}`,
        name,
        type: 'Region',
        displayName,
        regionalDisplayName: displayName,
        metadata: { regionType, regionCategory: 'Recommended' },
        ...(Object.keys(zones).length > 0 && {
          availabilityZoneMappings: Object.entries(zones).map(([logicalZone, physicalZone]) => ({
            logicalZone,
            physicalZone,
          })),
        }),
      })),
  },
  {
    action: 'Microsoft.Management/managementGroups/descendants/read',
    path: '/providers/Microsoft.Management/managementGroups/{group}/descendants',
    versions: ['2020-05-01'],
    parameters: [],
    rows: ({ estate, tenant, path }) =>
      (estate.tenants[tenant]?.groups ?? [])
        .filter(({ id }) => same(id, path['group'] ?? ''))
        .flatMap(({ id, subscriptions }) => [
          descendant('Microsoft.Management/managementGroups', `${id}-below`, id),
          ...subscriptions.map((one) =>
            descendant('Microsoft.Management/managementGroups/subscriptions', one, id),
          ),
        ]),
  },
  network('virtualNetworks'),
  network('networkInterfaces'),
  network('publicIPAddresses'),
  network('publicIPPrefixes'),
  // As `routeTable.json` of azure-rest-api-specs has them: `stable/2025-05-01` does not have next hops, `2025-07-01` does.
  since('2025-07-01', network('routeTables'), ['nextHop']),
  network('networkSecurityGroups'),
  network('applicationSecurityGroups'),
  network('natGateways'),
  network('privateEndpoints'),
  network('virtualWans'),
  network('virtualHubs'),
  network('loadBalancers'),
  network('applicationGateways'),
  {
    action: 'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections/read',
    path: '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network/virtualHubs/{hub}/hubVirtualNetworkConnections',
    parent:
      '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network/virtualHubs/{hub}',
    versions: NETWORK,
    parameters: [],
    rows: (asked) => {
      const { subscription, group, hub } = asked.path;
      const above = `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Network/virtualHubs/${hub}/`;
      return ofType(HUB_CONNECTION, asked)
        .filter(({ id }) => id.toLowerCase().startsWith(above.toLowerCase()))
        .map(({ id, name, properties }) => ({ id, name, etag: 'W/"0"', properties }));
    },
  },
  inSubscription('Microsoft.Compute/virtualMachines', COMPUTE, {
    parameters: ['statusOnly', '$filter'],
    pageSize: 50,
    rows: (asked) =>
      ofType('Microsoft.Compute/virtualMachines', asked).map((row) =>
        asked.query.get('statusOnly') === 'true'
          ? {
              id: row.id,
              name: row.name,
              type: row.type,
              location: row.location,
              properties: { instanceView: view(row.power) },
            }
          : shown(row),
      ),
  }),
  inSubscription(SETS, COMPUTE),
  ofSet('virtualMachines', COMPUTE, (asked) =>
    childrenOf(`${SETS}/virtualMachines`, asked).map((row) => {
      const expand = asked.query.get('$expand') === 'instanceView';
      return {
        ...Object(shown(row)),
        properties: { ...row.properties, ...(expand && { instanceView: view(row.power) }) },
      };
    }),
  ),
  // Served by Microsoft.Network, which tells neither place nor tags nor type.
  ofSet('networkInterfaces', ['2018-10-01'], (asked) =>
    childrenOf(`${SETS}/virtualMachines/networkInterfaces`, asked).map(({ id, name, properties }) => ({
      id,
      name,
      etag: 'W/"0"',
      properties,
    })),
  ),
  ofSet('publicIPAddresses', ['2018-10-01'], (asked) =>
    childrenOf(SET_PUBLIC_IP, asked).map(({ id, name, properties }) => ({
      id,
      name,
      etag: 'W/"0"',
      properties,
    })),
  ),
  inSubscription('Microsoft.ContainerService/managedClusters', ['2025-05-01', '2026-06-01']),
  inSubscription('Microsoft.Sql/servers', ['2021-11-01', '2025-01-01']),
  // As `stable/2021-11-01/ManagedInstances.json` of azure-rest-api-specs has them, and `stable/2025-01-01`.
  since('2025-01-01', inSubscription('Microsoft.Sql/managedInstances', ['2021-11-01', '2025-01-01']), [
    'databaseFormat',
    'requestedLogicalAvailabilityZone',
  ]),
  inSubscription('Microsoft.DBforMySQL/flexibleServers', ['2023-12-30']),
  inSubscription('Microsoft.DBforPostgreSQL/flexibleServers', ['2025-08-01']),
  inSubscription('Microsoft.Cache/redis', ['2024-11-01']),
  inSubscription('Microsoft.Cache/redisEnterprise', ['2025-07-01'], { says: 'null' }),
];

export const HUB_CONNECTION = 'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections';

const descendant = (type: string, name: string, parent: string) => ({
  id: `/${type.toLowerCase().endsWith('subscriptions') ? 'subscriptions' : 'providers/Microsoft.Management/managementGroups'}/${name}`,
  type,
  name,
  properties: {
    displayName: name,
    parent: { id: `/providers/Microsoft.Management/managementGroups/${parent}` },
  },
});

export const subscriptionRow = ({ id, tenant, name, state }: SubscriptionEstate) => ({
  id: `/subscriptions/${id}`,
  subscriptionId: id,
  tenantId: tenant,
  displayName: name,
  state,
  authorizationSource: 'RoleBased',
});
