/** Secrets of applications, good and bad, through the function's handler. */
import { testCredentials } from '../credentials.ts';
import { buildEstate } from './estate.ts';
import { BRANCH, MAIN, startStage } from './stage.ts';

testCredentials(
  async () =>
    startStage({
      estate: buildEstate(),
      config: { tenants: [{ subscriptions: { include: [MAIN, BRANCH] } }] },
    }),
  [
    {
      what: 'a secret that is wrong',
      env: () => ({ AZURE_CLIENT_SECRET: 'wrong' }),
      says: ['AADSTS7000215', 'takes the value of the secret, not its id'],
    },
    {
      what: 'an application that there is not',
      env: () => ({ AZURE_CLIENT_ID: '00000000-0000-4000-8000-000000000009' }),
      says: ['AADSTS700016', 'check clientId and tenantId'],
    },
    {
      what: 'a tenant that there is not',
      env: () => ({ AZURE_TENANT_ID: '00000000-0000-4000-8000-000000000009' }),
      says: ['AADSTS90002', 'check tenantId and cloud'],
    },
  ],
  // Two subscriptions, and the tenant.
  3,
);
