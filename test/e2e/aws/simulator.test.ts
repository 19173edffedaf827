import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { startAws } from '../../simulator/aws/server.ts';
import { ACCOUNTS, ESTATE } from './estate.ts';
import type { Cloud } from './cloud.ts';
import { EXTERNAL_ID, REGIONS, ROLE, buildOnSimulator, emptyAccounts } from './on-simulator.ts';
import { testCloud } from './suite.ts';

testCloud(async (): Promise<Cloud> => {
  const estate = emptyAccounts();
  const facts = buildOnSimulator(ESTATE, estate);
  const server = await startAws({ estate, buckets: { '*': undefined } });
  const folder = await mkdtemp(path.join(tmpdir(), 'tagsync-e2e-'));
  return {
    name: 'simulator',
    endpoint: server.url,
    facts,
    differences: new Set(),
    regions: REGIONS,
    credentials: server.credentials(ACCOUNTS.main),
    role: { roleArn: `arn:aws:iam::${ACCOUNTS.member}:role/${ROLE}`, externalId: EXTERNAL_ID },
    store: pathToFileURL(folder).href,
    kept: {},
    apply: async (_change, after) => {
      buildOnSimulator(after, estate, facts);
    },
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
});
