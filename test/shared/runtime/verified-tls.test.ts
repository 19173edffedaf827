/** Whoever runs the command or the function cannot switch the verification of certificates off. */
import { execFile } from 'node:child_process';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { certificates } from '../../support/certificates.ts';
import { root } from '../../contract/tree.ts';

const run = promisify(execFile);

async function serving(): Promise<string> {
  const { serverCert: cert, serverKey: key } = certificates();
  const server = createServer({ cert, key }, (_, answer) => answer.end('secret'));
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** What `fetch` of an unknown authority's host comes to in a process of its own, once `first` has run. */
async function fetched(url: string, first: string): Promise<string> {
  const script = `${first}
process.stdout.write(await fetch(${JSON.stringify(url)}).then((answer) => answer.text(), (error) => String(error.cause.code)));`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const env = { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_NO_WARNINGS: '1' };
  return (await run(process.execPath, args, { cwd: root, env })).stdout;
}

const from = (file: string): string => JSON.stringify(path.join(root, 'shared/runtime', file));

test.each([
  ['the function', `(await import(${from('io.ts')})).lambdaIo();`],
  ['the command', `(await import(${from('process-io.ts')})).processIo(async () => ({}));`],
])('a host that nobody vouches for is not spoken to by %s', async (_, start) => {
  const url = await serving();
  expect(await fetched(url, '')).toBe('secret'); // Node alone would
  expect(await fetched(url, start)).toMatch(/CERT|VERIFY/);
});
