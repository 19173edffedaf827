/** An answer that never ends is left where it is longer than any: with a name, and without its bytes in memory. */
import { Agent } from 'node:http';
import { fileURLToPath } from 'node:url';
import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { expect, it, onTestFinished, vi } from 'vitest';
import { connect as connectAws } from '../../functions/aws/client.ts';
import { ownCredentials } from '../../functions/aws/credentials.ts';
import { controllerAt } from '../../functions/deepflow/controller.ts';
import { connect as connectCluster } from '../../functions/kubernetes/client.ts';
import { eksKeys } from '../../functions/kubernetes/eks-keys.ts';
import { OBJECTS } from '../../functions/kubernetes/kinds.ts';
import { Pod } from '../../functions/kubernetes/objects.ts';
import { httpTransport } from '../../functions/kubernetes/transport.ts';
import { watch } from '../../functions/kubernetes/watch-stream.ts';
import { MOST } from '../../shared/collect/body.ts';
import type { Call } from '../../shared/collect/call.ts';
import { exchange } from '../../shared/collect/exchange.ts';
import { Corrupt } from '../../shared/log/commit.ts';
import { unpack } from '../../shared/log/data.ts';
import { post } from '../../shared/notify/webhook-post.ts';
import { awsSigned } from '../../shared/runtime/aws-signed.ts';
import { systemClock } from '../../shared/runtime/clock.ts';
import { azureBlobStore } from '../../shared/store/azure-blob.ts';
import { ossStore } from '../../shared/store/oss.ts';
import { s3Store } from '../../shared/store/s3.ts';
import { TooLong } from '../../shared/store/store.ts';
import type { ObjectStore } from '../../shared/store/store.ts';
import { startEndless } from '../support/endless.ts';

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: Buffer.from('a secret key').toString('base64') };
const ROLE = 'arn:aws:iam::111122223333:role/reader';
const credentials = async () => KEYS;
const clock = systemClock;
const { signal } = new AbortController();
const once: Call = (_, attempt) => attempt(signal);
const MEGABYTE = 2 ** 20;
/** What both ends may hold in their buffers beside what was read: sockets of the loopback take some megabytes. */
const UNDERWAY = 32 * MEGABYTE;
const mostBytes = MEGABYTE;

const STORES: Readonly<Record<string, (endpoint: string) => ObjectStore>> = {
  S3: (endpoint) =>
    s3Store({ bucket: 'b', prefix: '', region: 'eu-west-1', endpoint, pathStyle: true, credentials, clock }),
  OSS: (endpoint) =>
    ossStore({
      bucket: 'b',
      prefix: '',
      region: 'cn-hangzhou',
      endpoint,
      pathStyle: true,
      credentials,
      clock,
    }),
  'Azure Blob': (endpoint) =>
    azureBlobStore({ account: 'a', container: 'c', prefix: '', endpoint, credentials, clock }),
};

const INVALID: unknown = expect.objectContaining({ name: 'CloudError', reason: 'invalid' });

/** Who reads answers whole, how much at most, and what is said of more. */
const READERS: readonly (readonly [string, number, unknown, (url: string) => Promise<unknown>])[] = [
  [
    'a cloud',
    MOST.page,
    INVALID,
    (url) => exchange({ method: 'GET', url: new URL(url), headers: {} }, 'List', signal),
  ],
  [
    'a secret of AWS',
    MOST.page,
    INVALID,
    (url) =>
      awsSigned({ service: 'ssm', region: 'r', credentials, clock, env: { AWS_ENDPOINT_URL: url } })('T', {}),
  ],
  [
    'a page of AWS',
    MOST.page,
    INVALID,
    (url) =>
      endpointOf(url, () =>
        connectAws('eu-west-1', {
          account: '1',
          listenerRules: false,
          call: once,
          credentials,
          clock,
        }).ec2.send(new DescribeVpcsCommand()),
      ),
  ],
  [
    'whoever issues a role for EKS',
    MOST.page,
    expect.objectContaining({ name: 'CloudError' }),
    (url) => endpointOf(url, eksKeys({ cluster: 'c', region: 'r', roleArn: ROLE, ...KEYS }, {})),
  ],
  [
    'whoever issues a role for a web identity',
    MOST.page,
    expect.objectContaining({ name: 'CloudError' }),
    (url) => {
      vi.stubEnv('AWS_ROLE_ARN', ROLE);
      vi.stubEnv('AWS_WEB_IDENTITY_TOKEN_FILE', fileURLToPath(import.meta.url));
      return endpointOf(url, ownCredentials({}, 'eu-west-1', clock));
    },
  ],
  [
    'DeepFlow',
    mostBytes,
    INVALID,
    (url) => controllerAt({ url, org: 1, timeoutMs: 60_000, clock, signal, mostBytes }).domains(),
  ],
  ['a cluster', mostBytes, INVALID, (url) => clusterAt(url).get('nodes:list', '/api/v1/nodes')],
  ['a watch of a cluster', MOST.page, INVALID, (url) => eventOf(clusterAt(url))],
  ...Object.entries(STORES).flatMap(([name, at]) => [
    [`an object of ${name}`, 1000, expect.any(TooLong), (url: string) => at(url).get('k', 1000)] as const,
    [
      `a list of ${name}`,
      MOST.page,
      expect.any(TooLong),
      (url: string) => at(url).list({ prefix: '', startAfter: '', limit: 10 }),
    ] as const,
    [
      `data in ${name}`,
      1000,
      expect.any(Corrupt),
      (url: string) => unpack(at(url), { key: 'data/k', sha256: '', size: 1000 }),
    ] as const,
  ]),
];

it.each(READERS)('an answer of %s', { timeout: 120_000 }, async (_, most, refusal, read) => {
  const endless = await startEndless();
  const error = await read(endless.url).then(
    () => expect.unreachable('it never ends'),
    (thrown: unknown) => thrown,
  );
  expect(error).toEqual(refusal);
  expect(String(error)).toMatch(/more than \d+ bytes|holds something else/);
  expect(endless.sent()).toBeLessThan(most + UNDERWAY);
});

/** Readers whose HTTP client unpacks what says that it is packed; the others take it for a text that is none. */
const UNPACKING = /^(a cloud|a secret|DeepFlow|an object|a list|data)/;

it.each(READERS.filter(([name]) => UNPACKING.test(name)))(
  'a packed answer of %s, of which a little is much',
  { timeout: 120_000 },
  async (_, most, refusal, read) => {
    const endless = await startEndless({ packed: true });
    const before = process.memoryUsage().rss;
    await expect(read(endless.url)).rejects.toEqual(refusal);
    expect(process.memoryUsage().rss - before).toBeLessThan(4 * most + 8 * UNDERWAY);
  },
);

it('a refusal of a webhook is read as far as a person would', { timeout: 60_000 }, async () => {
  const endless = await startEndless({ status: 503 });
  const agent = new Agent();
  onTestFinished(() => agent.destroy());
  const event = { headers: {}, body: Buffer.from('{}'), timeoutMs: 30_000, signal };
  const { status, excerpt } = await post({ ...event, url: new URL(endless.url), agent });
  expect(status).toBe(503);
  expect(excerpt.length).toBeLessThan(MEGABYTE);
  expect(endless.sent()).toBeLessThan(UNDERWAY);
});

function clusterAt(url: string): ReturnType<typeof connectCluster> {
  const agent = new Agent();
  const transport = httpTransport({ server: new URL(url), access: async () => ({ headers: {}, agent }) });
  const cluster = { id: 'c', name: 'c', endpoint: undefined };
  return connectCluster(cluster, { call: once, transport, keepAnnotation: () => false, mostBytes });
}

/** The first thing that a watch says. */
async function eventOf(cluster: ReturnType<typeof clusterAt>): Promise<unknown> {
  const watching = { apiVersion: 'v1', version: '1', initial: false, seconds: 60, signal };
  for await (const event of watch(cluster, { object: OBJECTS.pod, schema: Pod }, watching, () => {}))
    return event;
  return undefined;
}

/** The SDK looks for its endpoint there. */
function endpointOf<T>(url: string, work: () => Promise<T>): Promise<T> {
  vi.stubEnv('AWS_ENDPOINT_URL', url);
  onTestFinished(() => void vi.unstubAllEnvs());
  return work();
}
