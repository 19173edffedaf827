import { readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { AwsCredentials } from '../store/sigv4.ts';
import { systemClock } from './clock.ts';
import type { CliIo, Knock } from './commands/context.ts';
import { replaceFile } from './replace-file.ts';
import { verifyTls } from './verified-tls.ts';

/** The process that a command really runs in. `awsCredentials`: asked where the environment holds no keys. */
export function processIo(awsCredentials: () => Promise<AwsCredentials>): CliIo {
  const { env, stdout, stderr } = process;
  verifyTls(env);
  const hasKeys = Boolean(env['AWS_ACCESS_KEY_ID'] && env['AWS_SECRET_ACCESS_KEY']);
  // A reader that has enough (`tagsync log | head`) is no error.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    stdout,
    stderr,
    stdin: process.stdin,
    env,
    clock: systemClock,
    readFile: (path) => readFile(path, 'utf8'),
    writeFile: (path, text, { replace }) =>
      replace ? replaceFile(path, text) : writeFile(path, text, { flag: 'wx' }),
    knock,
    signal: new AbortController().signal,
    untilStopped,
    ...(hasKeys ? {} : { awsCredentials }),
  };
}

/** The second time it is meant as it always is: the listeners are gone. */
function untilStopped(): AbortSignal {
  const stop = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const)
    process.once(name, () => stop.abort(new Error(`told to stop by ${name}`)));
  return stop.signal;
}

const PATIENCE_MS = 10_000;

export const knock: Knock = (url, tls) =>
  new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:';
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const port = Number(url.port || (secure ? 443 : 80));
    const servername = /^[\d.]+$|:/.test(host) ? {} : { servername: host };
    const socket = secure ? connectTls({ ...tls, ...servername, host, port }) : connect({ host, port });
    socket.setTimeout(PATIENCE_MS, () => {
      socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }));
    });
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      socket.end();
      resolve();
    });
    socket.once('error', reject);
  });
