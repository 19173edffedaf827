/** The contract of stores over the driver of Azure Blob, as Microsoft's own emulator understands the protocol. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { azureBlobStore } from '../../shared/store/azure-blob.ts';
import { blobSigned } from '../../shared/store/azure-blob-signature.ts';
import { systemClock } from '../../shared/runtime/clock.ts';
import { testStore } from '../contract/store.ts';

/** The one account of every emulator: https://learn.microsoft.com/en-us/azure/storage/common/storage-use-azurite */
const ACCOUNT = 'devstoreaccount1';
const KEYS = {
  accessKeyId: ACCOUNT,
  secretAccessKey: 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
};
const BINARY = fileURLToPath(new URL('node_modules/azurite/dist/src/blob/main.js', import.meta.url));

let azurite: ChildProcess | undefined;
let endpoint = '';

beforeAll(async () => {
  const options = ['--inMemoryPersistence', '--blobPort', '0', '--disableTelemetry', '--silent'];
  const started = spawn(process.execPath, [BINARY, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  azurite = started;
  const port = await new Promise<string>((listening, failed) => {
    started.once('exit', () => failed(new Error('Azurite ended before it listened')));
    // Read to its end: who writes to nobody breaks.
    started.stdout.on('data', (chunk: Buffer) => {
      const [, found] = /listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(String(chunk)) ?? [];
      if (found !== undefined) listening(found);
    });
  });
  endpoint = `http://127.0.0.1:${port}/${ACCOUNT}`;
}, 60_000);
afterAll(() => azurite?.kill());

let containers = 0;

for (const prefix of ['', 'teams/net']) {
  testStore(
    `Azure Blob on Azurite, prefix "${prefix}"`,
    async () => {
      const container = `tags-${++containers}`;
      await create(container);
      const place = { account: ACCOUNT, container, prefix, endpoint };
      const store = azureBlobStore({ ...place, credentials: async () => KEYS, clock: systemClock });
      return { store, dispose: async () => {} };
    },
    { histories: 10 },
  );
}

async function create(container: string): Promise<void> {
  const { origin, pathname } = new URL(endpoint);
  const path = `${pathname}/${container}`;
  const request = { method: 'PUT', base: origin, path, query: { restype: 'container' }, headers: {} };
  const { url, headers } = await blobSigned({ ...request, body: new Uint8Array() }, KEYS, systemClock);
  const answer = await fetch(url, { method: 'PUT', headers });
  if (answer.status !== 201) throw new Error(`no container: HTTP ${answer.status} ${await answer.text()}`);
}
