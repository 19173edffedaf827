/**
 * As far as they are read: `Server` and `ManagedInstance` of specification/sql, `Server` of specification/mysql and
 * specification/postgresql, `RedisResource` of specification/redis, `Cluster` of specification/redisenterprise, in
 * https://github.com/Azure/azure-rest-api-specs.
 */
import * as z from 'zod/mini';
import { maybe, whole } from '../../../shared/collect/wire.ts';
import { maybeId, resource, said } from '../items.ts';

export const SqlServer = resource(z.object({ fullyQualifiedDomainName: said, version: said, state: said }));

export const SqlInstance = resource(
  z.object({
    fullyQualifiedDomainName: said,
    databaseFormat: said,
    state: said,
    subnetId: maybeId,
    requestedLogicalAvailabilityZone: said,
  }),
);

/** MySQL and PostgreSQL, flexible servers. */
export const FlexibleServer = resource(
  z.object({
    fullyQualifiedDomainName: said,
    version: said,
    minorVersion: said,
    state: said,
    replicationRole: said,
    availabilityZone: said,
    highAvailability: maybe(z.object({ mode: said })),
    network: maybe(z.object({ delegatedSubnetResourceId: maybeId })),
  }),
);
export type FlexibleServer = z.infer<typeof FlexibleServer>;

export const Cache = resource(
  z.object({
    redisVersion: said,
    provisioningState: said,
    hostName: said,
    port: maybe(whole),
    sslPort: maybe(whole),
    enableNonSslPort: maybe(z.boolean()),
    subnetId: maybeId,
    staticIP: said,
    shardCount: maybe(whole),
    sku: maybe(z.object({ name: said, family: said, capacity: maybe(whole) })),
  }),
);

export const CacheCluster = resource(z.object({ redisVersion: said, resourceState: said, hostName: said }));
