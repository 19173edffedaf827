/**
 * Azure on loopback: Resource Manager, Resource Graph and the tokens of Entra ID, as they are on the wire. Start it,
 * point the provider's `endpoint` and `authority` at `url`, give it `credentials(tenant)`.
 */
import { type Cloud, type CloudOptions, startCloud } from '../cloud/server.ts';
import { type State, azureDialect } from './dialect.ts';
import type { Application, Estate } from './estate.ts';
import { Identities } from './identities.ts';

export interface AzureOptions
  extends CloudOptions, Partial<Pick<State, 'pageSize' | 'graphPage' | 'graphQuota'>> {
  readonly estate: Estate;
  /** The cloud's wall clock: of tokens and of windows. */
  readonly wallClock?: () => number;
  /** Of the tokens that it takes, for it is one of several clouds. Default: that of the one for everybody. */
  readonly audience?: string;
}

export interface AzureCloud extends Cloud {
  readonly estate: Estate;
  readonly identities: Identities;
  /** The first application of the tenant. */
  credentials(tenant: string): Application & { readonly tenantId: string };
}

export async function startAzure({
  estate,
  wallClock = Date.now,
  pageSize = 200,
  graphPage = 1000,
  graphQuota,
  audience,
  ...options
}: AzureOptions): Promise<AzureCloud> {
  const identities = new Identities(estate, audience);
  const state = { estate, identities, wallClock, pageSize, graphPage, graphQuota };
  const cloud = await startCloud(azureDialect(state), options);
  return {
    ...cloud,
    estate,
    identities,
    credentials(tenant) {
      const [application] = estate.tenants[tenant]?.applications ?? [];
      if (application === undefined) throw new Error(`no application in tenant ${tenant}`);
      return { ...application, tenantId: tenant };
    },
  };
}
