/** Azure on the stage: its names, its credentials, how it starts. */
import { azure } from '../../../functions/azure/provider.ts';
import type { Estate } from '../../simulator/azure/estate.ts';
import { type AzureCloud, type AzureOptions, startAzure } from '../../simulator/azure/server.ts';
import { type Stage as OneStage, type Staging, stageOf } from '../stage.ts';

export const TENANT = '7e4a4700-0000-4000-8000-000000000001';
export const MAIN = '50b50000-0000-4000-8000-00000000000a';
export const BRANCH = '50b50000-0000-4000-8000-00000000000b';

export type Stage = OneStage<AzureCloud>;

export interface StageOptions extends Partial<AzureOptions>, Staging {
  readonly estate: Estate;
}

export async function startStage({ config = {}, virtual = false, ...options }: StageOptions): Promise<Stage> {
  return stageOf({
    provider: azure,
    config,
    virtual,
    start: async (time) => startAzure({ ...time, ...options }),
    where: (url) => ({ endpoint: url, authority: url }),
    env: (cloud) => {
      const { tenantId, clientId, clientSecret } = cloud.credentials(TENANT);
      return { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret };
    },
  });
}
