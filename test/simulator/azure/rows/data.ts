/**
 * Databases and caches: `Server` and `ManagedInstance` of specification/sql, `Server` of specification/mysql and
 * specification/postgresql, `RedisResource` of specification/redis, `Cluster` of specification/redisenterprise, in
 * https://github.com/Azure/azure-rest-api-specs.
 */
import type { Resource } from '../estate.ts';
import { type Given, type Place, row, to } from './place.ts';

interface Reached extends Given {
  readonly endpoints?: readonly string[];
  readonly state?: string;
}

const connections = (endpoints: readonly string[] = []) =>
  endpoints.map((id, n) => ({
    id: `connection-${n}`,
    properties: { privateEndpoint: to(id), privateLinkServiceConnectionState: { status: 'Approved' } },
  }));

/** A state of their own is all that servers say. */
const STATED = { provisioningState: undefined } as const;

export const sqlServer = (place: Place, { endpoints, state = 'Ready', ...given }: Reached): Resource =>
  row(
    place,
    'Microsoft.Sql/servers',
    given,
    {
      administratorLogin: 'admin',
      version: '12.0',
      ...STATED,
      state,
      fullyQualifiedDomainName: `${given.name}.database.windows.example`,
      privateEndpointConnections: connections(endpoints),
      publicNetworkAccess: 'Disabled',
    },
    { kind: 'v12.0' },
  );

export const sqlInstance = (
  place: Place,
  {
    endpoints,
    subnet,
    zone,
    state = 'Ready',
    ...given
  }: Reached & { readonly subnet: string; readonly zone?: string },
): Resource =>
  row(
    place,
    'Microsoft.Sql/managedInstances',
    given,
    {
      fullyQualifiedDomainName: `${given.name}.1a2b.database.windows.example`,
      subnetId: subnet,
      state,
      databaseFormat: 'SQLServer2022',
      vCores: 8,
      zoneRedundant: false,
      requestedLogicalAvailabilityZone: zone ?? 'NoPreference',
      privateEndpointConnections: connections(endpoints),
    },
    { sku: { name: 'GP_Gen5', tier: 'GeneralPurpose', family: 'Gen5', capacity: 8 } },
  );

const flexible =
  (type: string, host: string, version: object, sku: string) =>
  (
    place: Place,
    {
      endpoints,
      subnet,
      zone,
      role = 'None',
      doubled = false,
      state = 'Ready',
      ...given
    }: Reached & {
      readonly subnet?: string;
      readonly zone?: string;
      readonly role?: string;
      readonly doubled?: boolean;
    },
  ): Resource =>
    row(
      place,
      type,
      given,
      {
        ...version,
        ...STATED,
        state,
        fullyQualifiedDomainName: `${given.name}.${host}.example`,
        replicationRole: role,
        ...(zone !== undefined && { availabilityZone: zone }),
        highAvailability: { mode: doubled ? 'ZoneRedundant' : 'Disabled' },
        network: {
          publicNetworkAccess: 'Disabled',
          ...(subnet !== undefined && { delegatedSubnetResourceId: subnet }),
        },
        privateEndpointConnections: connections(endpoints),
      },
      { sku: { name: sku, tier: 'GeneralPurpose' } },
    );

export const mysql = flexible(
  'Microsoft.DBforMySQL/flexibleServers',
  'mysql',
  { version: '8.0.21' },
  'Standard_D2ds_v4',
);
export const postgresql = flexible(
  'Microsoft.DBforPostgreSQL/flexibleServers',
  'postgres',
  { version: '16', minorVersion: '4' },
  'Standard_D4ds_v5',
);

/** The place of a cache is written as people read it. */
export const cache = (
  place: Place,
  {
    endpoints,
    subnet,
    ip,
    shards,
    state = 'Succeeded',
    ...given
  }: Reached & { readonly subnet?: string; readonly ip?: string; readonly shards?: number },
): Resource =>
  row(
    place,
    'Microsoft.Cache/redis',
    given,
    {
      provisioningState: state,
      redisVersion: '6.0.14',
      sku: { name: 'Premium', family: 'P', capacity: 1 },
      enableNonSslPort: false,
      hostName: `${given.name}.redis.cache.windows.example`,
      port: 6379,
      sslPort: 6380,
      ...(shards !== undefined && { shardCount: shards }),
      ...(subnet !== undefined && { subnetId: subnet, staticIP: ip }),
      privateEndpointConnections: connections(endpoints),
    },
    { location: DISPLAYED[place.location] ?? place.location },
  );

const DISPLAYED: Readonly<Record<string, string>> = { westeurope: 'West Europe', eastus: 'East US' };

export const cacheCluster = (place: Place, { endpoints, state = 'Running', ...given }: Reached): Resource =>
  row(
    place,
    'Microsoft.Cache/redisEnterprise',
    given,
    {
      resourceState: state,
      redisVersion: '7.4',
      hostName: `${given.name}.${place.location}.redis.azure.example`,
      privateEndpointConnections: connections(endpoints),
    },
    { sku: { name: 'Balanced_B5' }, kind: 'v2' },
  );
