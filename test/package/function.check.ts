import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../shared/runtime/clock.ts';
import { knownScopes, readHead } from '../../shared/log/head.ts';
import { openStore } from '../../shared/store/open.ts';
import { generateEstate } from '../simulator/aws/generate.ts';
import { startAws } from '../simulator/aws/server.ts';
import { root, run } from './run.ts';

const ACCOUNT = '111122223333';
const REGIONS = ['eu-west-1', 'us-east-1'];

let cloud: Awaited<ReturnType<typeof startAws>>;
let folder: string;

beforeAll(async () => {
  const estate = generateEstate({ seed: 'bundle', accounts: [ACCOUNT], regions: REGIONS });
  cloud = await startAws({ estate, buckets: { '*': undefined } });
  folder = await mkdtemp(path.join(tmpdir(), 'tagsync-function-'));
});

afterAll(async () => {
  await cloud.close();
  await rm(folder, { recursive: true });
});

/** Starts the function in a process of its own, once, and says what each source came to. */
async function synced(file: string, name: string): Promise<Readonly<Record<string, unknown>>> {
  const store = path.join(folder, name);
  const { accessKeyId, secretAccessKey } = cloud.credentials(ACCOUNT);
  const env = {
    AWS_ENDPOINT_URL: cloud.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    TAGSYNC_CONFIG: JSON.stringify({ store: pathToFileURL(store).href, providers: { aws: {} } }),
  };
  const start =
    `const { handler } = await import(${JSON.stringify(pathToFileURL(path.join(root, file)).href)});` +
    'await handler(null, { getRemainingTimeInMillis: () => 120_000 });';
  await run(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', start], { env });
  const opened = openStore({ type: 'file', path: store }, { env: {}, clock: systemClock });
  const found: Record<string, unknown> = {};
  for await (const scope of knownScopes(opened, 'aws')) {
    const head = await readHead(opened, scope);
    for (const [source, { outcome, reason, count, digest }] of Object.entries(head?.sources ?? {})) {
      found[`${scope.region} ${source}`] = { outcome, reason, count, digest };
    }
  }
  return found;
}

describe('the bundle', () => {
  it('lists what the sources list, to the byte', async () => {
    const bundled = await synced('dist/functions/aws.mjs', 'bundled');
    expect(Object.keys(bundled).length).toBeGreaterThan(20);
    expect(bundled['us-east-1 vm']).toMatchObject({ outcome: 'complete', reason: null });
    expect(bundled).toEqual(await synced('functions/aws/handler.ts', 'sources'));
  });
});
