import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../shared/runtime/clock.ts';
import { knownScopes, readHead } from '../../shared/log/head.ts';
import { openStore } from '../../shared/store/open.ts';
import { generateEstate as awsEstate } from '../simulator/aws/generate.ts';
import { startAws } from '../simulator/aws/server.ts';
import { generateEstate as huaweiEstate } from '../simulator/huawei/generate.ts';
import { startHuawei } from '../simulator/huawei/server.ts';
import { root, run } from './run.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tagsync-function-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

interface Given {
  readonly provider: 'aws' | 'huawei';
  /** Names the store. */
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  readonly config: object;
}

/** Starts the function in a process of its own, once, and says what each source came to. */
async function synced(
  file: string,
  { provider, name, env, config }: Given,
): Promise<Readonly<Record<string, unknown>>> {
  const store = path.join(folder, name);
  const document = { store: pathToFileURL(store).href, ...config };
  const start =
    `const { handler } = await import(${JSON.stringify(pathToFileURL(path.join(root, file)).href)});` +
    'await handler(null, { getRemainingTimeInMillis: () => 120_000 });';
  await run(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', start], {
    env: { ...env, TAGSYNC_CONFIG: JSON.stringify(document) },
  });
  const opened = openStore({ type: 'file', path: store }, { env: {}, clock: systemClock });
  const found: Record<string, unknown> = {};
  for await (const scope of knownScopes(opened, provider)) {
    const head = await readHead(opened, scope);
    for (const [source, { outcome, reason, count, digest }] of Object.entries(head?.sources ?? {})) {
      found[`${scope.region} ${source}`] = { outcome, reason, count, digest };
    }
  }
  return found;
}

describe('the bundle', () => {
  it('lists what the sources list, to the byte', async () => {
    const account = '111122223333';
    const estate = awsEstate({ seed: 'bundle', accounts: [account], regions: ['eu-west-1', 'us-east-1'] });
    const cloud = await startAws({ estate, buckets: { '*': undefined } });
    try {
      const { accessKeyId, secretAccessKey } = cloud.credentials(account);
      const env = {
        AWS_ENDPOINT_URL: cloud.url,
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
      };
      const given = { provider: 'aws', env, config: { providers: { aws: {} } } } as const;
      const bundled = await synced('dist/functions/aws.mjs', { ...given, name: 'bundled' });
      expect(Object.keys(bundled).length).toBeGreaterThan(20);
      expect(bundled['us-east-1 vm']).toMatchObject({ outcome: 'complete', reason: null });
      expect(bundled).toEqual(await synced('functions/aws/handler.ts', { ...given, name: 'sources' }));
    } finally {
      await cloud.close();
    }
  });

  it('finds the parts that it loads when they are needed: a signer, and what writes an export', async () => {
    const account = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
    const estate = huaweiEstate({ seed: 'bundle', accounts: [account], regions: ['cn-north-4'] });
    const cloud = await startHuawei({ estate });
    try {
      const { accessKeyId, secretAccessKey } = cloud.credentials(account);
      const keys = { accessKeyId: '${env:HUAWEI_ID}', secretAccessKey: '${env:HUAWEI_SECRET}' };
      const found = await synced('dist/functions/huawei.mjs', {
        provider: 'huawei',
        name: 'parts',
        env: { HUAWEI_ID: accessKeyId, HUAWEI_SECRET: secretAccessKey },
        config: {
          providers: { huawei: { endpoint: cloud.url, accounts: [keys] } },
          exports: [{ format: 'csv', name: 'addresses.csv' }],
        },
      });
      expect(found['cn-north-4 vm']).toMatchObject({ outcome: 'complete', reason: null });
      const csv = await readFile(path.join(folder, 'parts', 'exports', 'addresses.csv'), 'utf8');
      expect(csv.split('\n').length).toBeGreaterThan(20);
    } finally {
      await cloud.close();
    }
  });
});
