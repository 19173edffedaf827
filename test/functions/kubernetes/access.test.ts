import { createHash, createHmac } from 'node:crypto';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accountOf, connectionOf } from '../../../functions/kubernetes/accounts.ts';
import type { Kubernetes } from '../../../functions/kubernetes/client.ts';
import { clusterOf } from '../../../functions/kubernetes/collectors/cluster.ts';
import { Config } from '../../../functions/kubernetes/config.ts';
import type { Cluster as Entry } from '../../../functions/kubernetes/config.ts';
import type { Connection } from '../../../functions/kubernetes/connection.ts';
import { eksToken } from '../../../functions/kubernetes/eks.ts';
import { inCluster } from '../../../functions/kubernetes/in-cluster.ts';
import { httpTransport } from '../../../functions/kubernetes/transport.ts';
import { RETRY, createCalls } from '../../../shared/collect/call.ts';
import { systemClock } from '../../../shared/runtime/clock.ts';
import { Cluster } from '../../simulator/kubernetes/cluster.ts';
import { startKubernetes } from '../../simulator/kubernetes/server.ts';
import type { KubernetesServer } from '../../simulator/kubernetes/server.ts';
import { certificates } from '../../support/certificates.ts';
import { serve } from '../../support/serve.ts';

const clock = { ...systemClock, now: () => time };
let time = 1_000_000;
let folder = '';
let server: KubernetesServer;
const others: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tagsync-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(async () => {
  await server?.close();
  for (const other of others.splice(0)) await other.close();
});

const { ca: CA, serverCert, serverKey, clientCert, clientKey } = certificates();
const b64 = (text: string): string => Buffer.from(text).toString('base64');
const tls = { key: serverKey, cert: serverCert, ca: CA };

async function start(options: Parameters<typeof startKubernetes>[1] = {}): Promise<string> {
  server = await startKubernetes(new Cluster(), options);
  return server.url;
}

const entry = (fields: object): Entry => {
  const [found] = Config.parse({ clusters: [{ id: 'c1', ...fields }] }).clusters;
  if (found === undefined) throw new Error('one cluster in, one cluster out');
  return found;
};

async function uidBy(cluster: Entry, env: Readonly<Record<string, string>> = {}): Promise<string> {
  return (await clusterOf(clientBy(cluster, env))).uid;
}

function clientBy(cluster: Entry, env: Readonly<Record<string, string>> = {}): Kubernetes {
  const calls = createCalls({
    limits: [],
    policy: { ...RETRY, attempts: 1 },
    clock: systemClock,
    signal: AbortSignal.timeout(10_000),
    onAttempt: () => {},
  });
  const account = accountOf(cluster, () => false, { calls, clock, env });
  const call = calls({ provider: 'kubernetes', account: 'c1', region: 'global', principal: 'c1' });
  return account.connect('global', call);
}

const kubeconfig = (url: string, cluster: object, user: object): string =>
  JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'here',
      contexts: [
        { name: 'here', context: { cluster: 'c', user: 'u' } },
        { name: 'elsewhere', context: { cluster: 'gone', user: 'u' } },
      ],
      clusters: [{ name: 'c', cluster: { server: url, ...cluster } }],
      users: [{ name: 'u', user }],
    },
    null,
    2,
  );
const ca = { 'certificate-authority-data': b64(CA) };

describe('a kubeconfig', () => {
  it.each([
    ['a token', { token: 'good' }, 'Bearer good'],
    ['a user and a password', { username: 'ann', password: 'secret' }, `Basic ${b64('ann:secret')}`],
    [
      'a plugin',
      {
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1',
          command: process.execPath,
          args: ['-e', 'console.log(JSON.stringify({status:{token:"from-plugin"}}))'],
        },
      },
      'Bearer from-plugin',
    ],
  ])('with %s', async (_, user, authorization) => {
    const url = await start({ tls });
    expect(await uidBy(entry({ kubeconfig: kubeconfig(url, ca, user) }))).toBe('c-kube-system');
    expect(server.headers.at(-1)?.authorization).toBe(authorization);
  });

  it('of a server without TLS, on this machine only', async () => {
    const url = await start();
    const user = { token: 'good' };
    expect(await uidBy(entry({ kubeconfig: kubeconfig(url, {}, user) }))).toBe('c-kube-system');
    expect(server.headers.at(-1)?.authorization).toBe('Bearer good');
    await expect(uidBy(entry({ kubeconfig: kubeconfig('http://10.0.0.1:8080', {}, user) }))).rejects.toThrow(
      /kubeconfig: expected the https URL of an API server/,
    );
  });

  it('with a client certificate, in the file or beside it', async () => {
    const url = await start({ tls: { ...tls, requestCert: true, rejectUnauthorized: true } });
    const inside = { 'client-certificate-data': b64(clientCert), 'client-key-data': b64(clientKey) };
    expect(await uidBy(entry({ kubeconfig: kubeconfig(url, ca, inside) }))).toBe('c-kube-system');
    for (const [name, text] of [
      ['ca.pem', CA],
      ['c.pem', clientCert],
      ['k.pem', clientKey],
    ] as const)
      await writeFile(path.join(folder, name), text);
    const file = path.join(folder, 'config');
    await writeFile(
      file,
      kubeconfig(
        url,
        { 'certificate-authority': 'ca.pem' },
        { 'client-certificate': 'c.pem', 'client-key': 'k.pem' },
      ),
    );
    expect(await uidBy(entry({ kubeconfig: file }))).toBe('c-kube-system');
    const without = entry({ kubeconfig: kubeconfig(url, ca, {}) });
    await expect(uidBy(without)).rejects.toMatchObject({ name: 'CloudError' });
  });

  it('of a user who acts as another one', async () => {
    const url = await start({ tls });
    const user = {
      token: 'good',
      as: 'reader',
      'as-uid': '7',
      'as-groups': ['a', 'b'],
      'as-user-extra': { 'example.com/Team': ['x', 'y'], plain: ['z'] },
    };
    expect(await uidBy(entry({ kubeconfig: kubeconfig(url, ca, user) }))).toBe('c-kube-system');
    const { headers } = server;
    const acting = Object.entries(headers.at(-1) ?? {}).filter(([name]) => name.startsWith('impersonate-'));
    expect(Object.fromEntries(acting)).toEqual({
      'impersonate-user': 'reader',
      'impersonate-uid': '7',
      'impersonate-group': 'a, b', // as Node joins what comes twice
      'impersonate-extra-example.com%2fteam': 'x, y',
      'impersonate-extra-plain': 'z',
    });
  });

  it('by the name that its certificate is to have', async () => {
    const url = await start({ tls });
    const by = (fields: object) =>
      uidBy(entry({ kubeconfig: kubeconfig(url, { ...ca, ...fields }, { token: 'good' }) }));
    expect(await by({})).toBe('c-kube-system');
    await expect(by({ 'tls-server-name': 'api.example.com' })).rejects.toThrow(
      /not to be trusted: .*api\.example\.com/,
    );
  });

  it('of a server behind a proxy', async () => {
    const url = await start({ tls });
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on('connect', ({ url: to = '' }, socket: Socket) => {
      asked.push(to);
      const [host, port] = to.split(':');
      const through = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        through.pipe(socket).pipe(through);
      });
      for (const one of [socket, through]) one.on('error', () => one.destroy());
    });
    await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve));
    others.push({ close: async () => void proxy.close() });
    const { port } = proxy.address() as AddressInfo;
    const cluster = { ...ca, 'proxy-url': `http://127.0.0.1:${port}` };
    expect(await uidBy(entry({ kubeconfig: kubeconfig(url, cluster, { token: 'good' }) }))).toBe(
      'c-kube-system',
    );
    expect(new Set(asked)).toEqual(new Set([new URL(url).host]));
  });

  it('with a token in a file that is renewed', async () => {
    const url = await start({ tls, tokens: new Set(['one']) });
    const file = path.join(folder, 'token');
    await writeFile(file, 'one\n');
    const connection = connectionOf(entry({ kubeconfig: kubeconfig(url, ca, { tokenFile: file }) }), {
      clock,
      env: {},
    });
    expect(await statusOf(connection)).toBe(200);
    server.api.tokens = new Set(['two']);
    await writeFile(file, 'two\n');
    expect(await statusOf(connection)).toBe(200);
  });

  it.each([
    [{ 'insecure-skip-tls-verify': true }, {}, /insecure-skip-tls-verify is set, and TLS is always verified/],
    [{}, { context: 'elsewhere' }, /there is no context "elsewhere"/],
  ])('that cannot be used says why', async (cluster, fields, why) => {
    const url = await start({ tls });
    const text = kubeconfig(url, cluster, {});
    expect(() => connectionOf(entry({ kubeconfig: text, ...fields }), { clock, env: {} })).toThrow(why);
  });

  it('whose file is not there says so', () => {
    expect(() => connectionOf(entry({ kubeconfig: '/nowhere/config' }), { clock, env: {} })).toThrow(
      /kubeconfig: ENOENT.*\/nowhere\/config/,
    );
  });
});

it('a way in that opens later is looked for with each request', async () => {
  const url = await start({ tls });
  const file = path.join(folder, 'comes-later');
  const cluster = clientBy(entry({ kubeconfig: file }));
  await expect(clusterOf(cluster)).rejects.toMatchObject({
    name: 'CloudError',
    reason: 'denied',
    message: expect.stringMatching(/ENOENT.*comes-later/),
  });
  await writeFile(file, kubeconfig(url, ca, { token: 'good' }));
  expect(await clusterOf(cluster)).toMatchObject({ uid: 'c-kube-system', endpoint: url });
});

describe('TLS', () => {
  it('is verified: a server of another CA is refused, with what to do', async () => {
    const url = await start({ tls });
    const error: unknown = await uidBy(entry({ server: url, token: 'x' })).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      reason: 'denied',
      message: expect.stringMatching(/not to be trusted: .*\(give the CA of this cluster\)/),
    });
    expect(await uidBy(entry({ server: url, token: 'x', ca: CA }))).toBe('c-kube-system');
    expect(await uidBy(entry({ server: url, token: 'x', ca: b64(CA) }))).toBe('c-kube-system');
  });

  it('is not optional, but on this machine', () => {
    expect(() =>
      connectionOf(entry({ server: 'http://10.0.0.1:8080', token: 'x' }), { clock, env: {} }),
    ).toThrow(/expected the https URL/);
    expect(() =>
      connectionOf(entry({ server: 'http://127.0.0.1:8001', token: 'x' }), { clock, env: {} }),
    ).not.toThrow();
  });
});

const statusOf = async (connection: Connection): Promise<number> =>
  (await httpTransport(connection)('/version', AbortSignal.timeout(10_000))).status;

describe('a pod', () => {
  it('uses the token that is mounted now, and the CA beside it', async () => {
    const url = new URL(await start({ tls, tokens: new Set(['one']) }));
    const mount = path.join(folder, 'mount');
    await mkdir(mount, { recursive: true });
    await writeFile(path.join(mount, 'token'), 'one');
    await writeFile(path.join(mount, 'ca.crt'), CA);
    const env = { KUBERNETES_SERVICE_HOST: url.hostname, KUBERNETES_SERVICE_PORT: url.port };
    const connection = inCluster({ env, clock }, mount);
    expect(await statusOf(connection)).toBe(200);
    await writeFile(path.join(mount, 'token'), 'two');
    expect(await statusOf(connection)).toBe(200); // good for a minute, and the old one still is
    expect(server.headers.at(-1)?.authorization).toBe('Bearer one');
    time += 61_000;
    server.api.tokens = new Set(['two']);
    expect(await statusOf(connection)).toBe(200);
    expect(server.headers.at(-1)?.authorization).toBe('Bearer two');
    // Renewed within the minute: the refusal is what tells.
    await writeFile(path.join(mount, 'token'), 'three');
    server.api.tokens = new Set(['three']);
    expect(await statusOf(connection)).toBe(200);
  });

  it('is what runs in a cluster, and nothing else', () => {
    expect(() => inCluster({ env: {}, clock })).toThrow(/this is no pod of a cluster/);
  });
});

/** What the signer is given to hash with. */
class Sha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));
  }
  update(chunk: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytes(chunk));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {
    throw new Error('a hash is used once');
  }
}
const bytes = (data: string | ArrayBuffer | ArrayBufferView): Uint8Array =>
  typeof data === 'string'
    ? Buffer.from(data)
    : ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data);

describe('a token of EKS', () => {
  it('is what the SDK of AWS signs', async () => {
    const keys = {
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
      sessionToken: 'a/token+with=odd characters',
    };
    const now = Date.UTC(2026, 10, 28, 12);
    const signer = new SignatureV4({
      service: 'sts',
      region: 'eu-west-1',
      credentials: keys,
      sha256: Sha256,
    });
    const signed = await signer.presign(
      {
        method: 'GET',
        protocol: 'https:',
        hostname: 'sts.eu-west-1.amazonaws.com',
        path: '/',
        query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
        headers: { host: 'sts.eu-west-1.amazonaws.com', 'x-k8s-aws-id': 'prod' },
      },
      { expiresIn: 60, signingDate: new Date(now), unhoistableHeaders: new Set(['x-k8s-aws-id']) },
    );
    const token = eksToken({ cluster: 'prod', region: 'eu-west-1' }, keys, now);
    const url = new URL(Buffer.from(token.replace('k8s-aws-v1.', ''), 'base64url').toString());
    expect(token).toMatch(/^k8s-aws-v1\.[\w-]+$/);
    expect(Object.fromEntries(url.searchParams)).toEqual(signed.query);
  });

  it('is of the partition of its region', () => {
    const keys = { accessKeyId: 'A', secretAccessKey: 'B' };
    const url = Buffer.from(
      eksToken({ cluster: 'c', region: 'cn-north-1' }, keys, 0).split('.')[1] ?? '',
      'base64url',
    ).toString();
    expect(url).toMatch(/^https:\/\/sts\.cn-north-1\.amazonaws\.com\.cn\/\?/);
  });

  it('opens a cluster', async () => {
    const url = await start({ tls });
    const eks = { cluster: 'prod', region: 'eu-west-1', accessKeyId: 'A', secretAccessKey: 'B' };
    expect(await uidBy(entry({ server: url, ca: CA, eks }))).toBe('c-kube-system');
    expect(server.headers.at(-1)?.authorization).toMatch(/^Bearer k8s-aws-v1\./);
  });
});

const ROLE = 'arn:aws:iam::111122223333:role/ClusterReader';
/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html#API_AssumeRole_Examples */
const ISSUED = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>r</SecretAccessKey><SessionToken>of-the-role</SessionToken>
<Expiration>2096-11-28T13:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
const refusal = (code: string): string =>
  `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;

const failureOf = (eks: object): Promise<unknown> =>
  uidBy(entry({ server: 'https://localhost:1', eks })).catch((thrown: unknown) => thrown);

async function sts(status: number, text: string) {
  const found = await serve(Date.now(), () => ({ status, text, headers: { 'content-type': 'text/xml' } }));
  others.push(found);
  process.env['AWS_ENDPOINT_URL_STS'] = found.url;
  return found;
}

describe('a role for EKS', () => {
  const own = { cluster: 'prod', region: 'eu-west-1', accessKeyId: 'AKIAOWN', secretAccessKey: 'B' };
  const eks = { ...own, roleArn: ROLE, externalId: 'between-us' };
  afterEach(() => {
    delete process.env['AWS_ENDPOINT_URL_STS'];
  });

  it('is assumed with the keys given, once for all kinds, and its keys sign the token', async () => {
    const url = await start({ tls });
    const { got } = await sts(200, ISSUED);
    const connection = connectionOf(entry({ server: url, ca: CA, eks }), { clock, env: {} });
    expect(await Promise.all([1, 2, 3].map(() => statusOf(connection)))).toEqual([200, 200, 200]);
    expect(got.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))).toEqual([
      {
        Action: 'AssumeRole',
        Version: '2011-06-15',
        RoleArn: ROLE,
        RoleSessionName: 'cloud-tag-sync',
        ExternalId: 'between-us',
      },
    ]);
    expect(got[0]?.headers['authorization']).toContain('Credential=AKIAOWN/');
    const [, encoded = ''] = server.headers.at(-1)?.authorization?.split('k8s-aws-v1.') ?? [];
    const { searchParams } = new URL(Buffer.from(encoded, 'base64url').toString());
    expect(searchParams.get('X-Amz-Credential')).toMatch(/^ASIAROLE\//);
    expect(searchParams.get('X-Amz-Security-Token')).toBe('of-the-role');
  });

  it.each([
    [403, 'AccessDenied', 'denied'],
    [400, 'Throttling', 'throttled'],
    [503, 'ServiceUnavailable', 'unavailable'],
  ])('to whom STS says %i %s is %s, after one request', async (status, code, reason) => {
    const { got } = await sts(status, refusal(code));
    expect(await failureOf(eks)).toMatchObject({ name: 'CloudError', reason });
    expect(got).toHaveLength(1);
  });

  it('that is refused says what to look at', async () => {
    await sts(403, refusal('AccessDenied'));
    expect(String(await failureOf(eks))).toMatch(
      /arn:aws:iam::111122223333:role\/ClusterReader cannot be assumed: AccessDenied: no \(check eks\.roleArn, .*trust policy.* eks\.externalId/,
    );
  });

  it('of a profile is asked for once an attempt', async () => {
    const { got } = await sts(503, refusal('ServiceUnavailable'));
    const config = path.join(folder, 'aws');
    await writeFile(path.join(folder, 'web-token'), 'a token');
    await writeFile(
      config,
      `[profile pod]\nrole_arn = ${ROLE}\nweb_identity_token_file = ${folder}/web-token\n`,
    );
    process.env['AWS_CONFIG_FILE'] = config;
    const pod = { cluster: 'prod', region: 'eu-west-1', profile: 'pod' };
    expect(await failureOf(pod).finally(() => delete process.env['AWS_CONFIG_FILE'])).toMatchObject({
      reason: 'unavailable',
    });
    expect(got).toHaveLength(1);
  });

  it('is not refused by a network that is down', async () => {
    const gone = await serve(0, () => ({ text: '' }));
    await gone.close();
    process.env['AWS_ENDPOINT_URL_STS'] = gone.url;
    expect(await failureOf(eks)).toMatchObject({ reason: 'unavailable' });
  });
});

/** https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
async function entra(
  status: number,
  answer: object,
): Promise<{ readonly url: string; readonly asked: { url: string; body: string; headers: object }[] }> {
  const asked: { url: string; body: string; headers: object }[] = [];
  const http = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      asked.push({ url: request.url ?? '', body, headers: request.headers });
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve));
  others.push({
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  });
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, asked };
}

describe('a token of Entra for AKS', () => {
  const issued = { access_token: 'entra-token', expires_in: 3599, token_type: 'Bearer' };

  it('comes with a secret, once for its hour', async () => {
    const url = await start({ tls });
    const { url: authority, asked } = await entra(200, issued);
    const aks = { tenantId: 't', clientId: 'app', secret: 'hush-hush', authority };
    const connection = connectionOf(entry({ server: url, ca: CA, aks }), { clock, env: {} });
    for (let n = 0; n < 3; n++) expect(await statusOf(connection)).toBe(200);
    expect(server.headers.at(-1)?.authorization).toBe('Bearer entra-token');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.url).toBe('/t/oauth2/v2.0/token');
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'app',
      client_secret: 'hush-hush',
      scope: '6dae42f8-4368-4678-94ff-3960e28e3630/.default',
    });
    time += 3_400_000;
    await statusOf(connection);
    expect(asked).toHaveLength(2);
  });

  it('comes with the federated token of a workload, as it is now', async () => {
    const url = await start({ tls });
    const { url: authority, asked } = await entra(200, issued);
    const file = path.join(folder, 'federated');
    await writeFile(file, 'jwt-of-the-pod\n');
    const env = {
      AZURE_TENANT_ID: 't',
      AZURE_CLIENT_ID: 'app',
      AZURE_FEDERATED_TOKEN_FILE: file,
      AZURE_AUTHORITY_HOST: `${authority}/`,
    };
    expect(await uidBy(entry({ server: url, ca: CA, aks: {} }), env)).toBe('c-kube-system');
    expect(new URLSearchParams(asked[0]?.body).get('client_assertion')).toBe('jwt-of-the-pod');
  });

  it('comes from the identity of where it runs', async () => {
    const url = await start({ tls });
    const { url: endpoint, asked } = await entra(200, { ...issued, expires_in: '3599' });
    const env = { IDENTITY_ENDPOINT: `${endpoint}/token`, IDENTITY_HEADER: 'h' };
    expect(await uidBy(entry({ server: url, ca: CA, aks: { clientId: 'mine' } }), env)).toBe('c-kube-system');
    expect(asked[0]?.url).toBe(
      '/token?api-version=2019-08-01&resource=6dae42f8-4368-4678-94ff-3960e28e3630&client_id=mine',
    );
    expect(asked[0]?.headers).toMatchObject({ 'x-identity-header': 'h' });
  });

  it('that is refused says why, without the secret', async () => {
    const { url: authority } = await entra(401, {
      error: 'invalid_client',
      error_description: 'AADSTS7000215: Invalid client secret provided.\r\nTrace ID: 1',
    });
    const aks = { tenantId: 't', clientId: 'app', secret: 'hush-hush', authority };
    const error: unknown = await uidBy(entry({ server: 'https://localhost:1', aks })).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      reason: 'denied',
      code: 'invalid_client',
      message: expect.stringContaining('AADSTS7000215'),
    });
    expect(String(error)).not.toContain('hush-hush');
    expect(String(error)).not.toContain('Trace ID');
  });
});

describe('the configuration', () => {
  it.each([
    [{ id: 'c1' }, 'expected one of inCluster'],
    [{ id: 'c1', inCluster: true, token: 'x' }, 'expected one of inCluster'],
    [{ id: 'c1', token: 'x' }, 'need server'],
    [{ id: 'c1', inCluster: true, server: 'https://a' }, 'know theirs'],
    [{ id: 'c1', inCluster: true, context: 'a' }, 'context needs kubeconfig'],
    [{ id: 'a/b', inCluster: true }, 'expected letters, digits'],
    [{ id: 'c1', server: 'https://a', eks: { cluster: 'c', region: 'mars' } }, 'expected a region of AWS'],
  ])('%# is refused', (cluster, why) => {
    const { error } = Config.safeParse({ clusters: [cluster] });
    expect(JSON.stringify(error?.issues)).toContain(why);
  });

  it('names a cluster once', () => {
    const { error } = Config.safeParse({
      clusters: [
        { id: 'c1', inCluster: true },
        { id: 'c1', inCluster: true },
      ],
    });
    expect(JSON.stringify(error?.issues)).toContain('cluster c1 is named twice');
  });

  it('pushes one cluster to one domain: two would overwrite each other there', () => {
    const push = { servers: ['http://deepflow:20035'] };
    const two = [
      { id: 'c1', inCluster: true, push },
      { id: 'c2', inCluster: true, push: { ...push, clusterId: 'c1' } },
    ];
    expect(JSON.stringify(Config.safeParse({ clusters: two }).error?.issues)).toContain(
      'two clusters are pushed as c1: give each a push.clusterId, and a DeepFlow domain, of its own',
    );
    expect(Config.safeParse({ clusters: [two[0], { ...two[1], push: undefined }] }).success).toBe(true);
  });
});
