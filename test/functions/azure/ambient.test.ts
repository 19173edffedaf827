import { execFile } from 'node:child_process';
import { createHash, createPublicKey, createVerify, constants } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicationCertificate, certificates } from '../../support/certificates.ts';
import type { Way } from './ambient-child.ts';
import { OTHER, startCloud, SUBSCRIPTION, TENANT } from './cloud.ts';
import type { AzureCloud } from './cloud.ts';

const CLIENT = '66666666-7777-4888-9999-000000000000';
/** Its token is not to be had now. */
const BUSY = '77777777-7777-4888-9999-000000000000';
const SCOPE = 'https://management.azure.com/.default';
const BOTH = [SUBSCRIPTION, OTHER];

interface Asked {
  readonly what: string;
  readonly headers: IncomingMessage['headers'];
  readonly form: Readonly<Record<string, string>>;
}

let cloud: AzureCloud;
let authority: Server;
let local: Server;
let folder: string;
let seen: readonly unknown[];
/** Of an App Service whose identity is not to be had now. */
let busy: readonly unknown[];
const asked: Asked[] = [];
const application = applicationCertificate();
/** In the order in which they are tried. */
const WAYS = ['secret', 'certificate', 'workload', 'app service', 'imds'] as const;

/** Microsoft Entra ID, and what a machine of Azure has beside it, as far as a token is asked for. */
const answer: RequestListener = (request, response) => {
  void (async () => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'https://authority');
    const asking = pathname.replace(/\/$/, '');
    const form = Object.fromEntries([...searchParams, ...new URLSearchParams(body)]);
    asked.push({ what: `${request.method} ${asking}`, headers: request.headers, form });
    const token = cloud.simulator.identities.issue(TENANT, CLIENT, Date.now());
    const host = `https://${request.headers.host}/${TENANT}`;
    const replies: Readonly<Record<string, object>> = {
      [`/${TENANT}/v2.0/.well-known/openid-configuration`]: {
        issuer: `${host}/v2.0`,
        token_endpoint: `${host}/oauth2/v2.0/token`,
        authorization_endpoint: `${host}/oauth2/v2.0/authorize`,
        jwks_uri: `${host}/discovery/v2.0/keys`,
      },
      [`/${TENANT}/oauth2/v2.0/token`]: { token_type: 'Bearer', expires_in: 3599, access_token: token },
      '/msi/token': managed(token),
      '/metadata/identity/oauth2/token': managed(token),
    };
    const reply = replies[asking];
    const status = reply === undefined ? 404 : form['client_id'] === BUSY ? 503 : 200;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify((status === 200 ? reply : undefined) ?? {}));
  })();
};

const managed = (token: string): object => ({
  access_token: token,
  client_id: CLIENT,
  expires_on: String(Math.floor(Date.now() / 1000) + 3599),
  resource: 'https://management.azure.com',
  token_type: 'Bearer',
});

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tagsync-ambient-'));
  const file = (name: string): string => path.join(folder, name);
  const { ca, serverCert, serverKey } = certificates();
  await writeFile(file('ca.pem'), ca);
  await writeFile(file('application.pem'), application.pem);
  await writeFile(file('federated'), 'a token of the cluster\n');
  cloud = await startCloud('graph');
  authority = createHttps({ cert: serverCert, key: serverKey }, answer);
  local = createHttp(answer);
  const entra = `https://${await listening(authority)}`;
  const machine = `http://${await listening(local)}`;

  const config = { endpoint: cloud.simulator.url, authority: entra };
  const env = { AZURE_TENANT_ID: TENANT, AZURE_CLIENT_ID: CLIENT };
  const ways: Readonly<Record<(typeof WAYS)[number] | 'busy', Way>> = {
    secret: { env: { ...env, AZURE_CLIENT_SECRET: 'a secret' }, config },
    certificate: { env: { ...env, AZURE_CLIENT_CERTIFICATE_PATH: file('application.pem') }, config },
    workload: {
      env: { AZURE_FEDERATED_TOKEN_FILE: file('federated') },
      config: { ...config, tenants: [{ tenantId: TENANT, clientId: CLIENT }] },
    },
    'app service': {
      env: { IDENTITY_ENDPOINT: `${machine}/msi/token`, IDENTITY_HEADER: 'a header' },
      config: { ...config, tenants: [{ clientId: CLIENT }] },
    },
    busy: {
      env: { IDENTITY_ENDPOINT: `${machine}/msi/token`, IDENTITY_HEADER: 'a header' },
      config: { ...config, tenants: [{ clientId: BUSY }] },
    },
    imds: { env: { AZURE_POD_IDENTITY_AUTHORITY_HOST: machine }, config },
  };
  const child = fileURLToPath(new URL('ambient-child.ts', import.meta.url));
  const own = { ...process.env, NODE_EXTRA_CA_CERTS: file('ca.pem') };
  const tried = async (
    ...names: readonly ((typeof WAYS)[number] | 'busy')[]
  ): Promise<readonly unknown[]> => {
    const args = [child, JSON.stringify(names.map((name) => ways[name]))];
    const all = ['--import', import.meta.resolve('tsx'), ...args];
    const { stdout } = await promisify(execFile)(process.execPath, all, { env: own });
    return JSON.parse(stdout);
  };
  // The library looks once in a process where it is: on a machine, or in an App Service.
  const [most, last] = await Promise.all([
    tried('secret', 'certificate', 'workload', 'busy', 'app service'),
    tried('imds'),
  ]);
  // What it was given once it remembers, whoever asks: who is not answered asks first.
  seen = [...most.toSpliced(3, 1), ...last];
  busy = most.slice(3, 4);
}, 240_000);

afterAll(async () => {
  for (const server of [authority, local]) server.closeAllConnections();
  await Promise.all([authority, local].map((server) => new Promise((done) => void server.close(done))));
  await cloud.close();
  await rm(folder, { recursive: true });
});

const json = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
const formsOf = (what: string): readonly Asked[] => asked.filter((one) => one.what === what);
const grants = () => formsOf(`POST /${TENANT}/oauth2/v2.0/token`);

describe('a token that Azure takes is had', () => {
  it('by every way that there is', () => {
    expect(Object.fromEntries(WAYS.map((name, n) => [name, seen[n]]))).toEqual({
      secret: BOTH,
      certificate: BOTH,
      workload: BOTH,
      'app service': BOTH,
      imds: BOTH,
    });
  });

  // https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow
  it('by the secret of an application', () => {
    expect(grants()[0]?.form).toEqual({
      grant_type: 'client_credentials',
      client_id: CLIENT,
      client_secret: 'a secret',
      scope: SCOPE,
    });
  });

  it('by the certificate of an application, with an assertion that its key has signed', () => {
    const form = grants()[1]?.form ?? {};
    expect(form).toMatchObject({
      grant_type: 'client_credentials',
      client_id: CLIENT,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      scope: expect.stringContaining(SCOPE) as unknown,
    });
    expect(form).not.toHaveProperty('client_secret');
    const [head = '', claims = '', signature = ''] = (form['client_assertion'] ?? '').split('.');
    const der = Buffer.from(application.certificate.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
    expect(json(head)).toMatchObject({
      alg: 'PS256',
      'x5t#S256': createHash('sha256').update(der).digest('base64url'),
    });
    expect(json(claims)).toMatchObject({ iss: CLIENT, sub: CLIENT });
    const key = { key: createPublicKey(application.certificate), padding: constants.RSA_PKCS1_PSS_PADDING };
    const verify = createVerify('sha256').update(`${head}.${claims}`);
    expect(verify.verify(key, Buffer.from(signature, 'base64url'))).toBe(true);
  });

  // https://learn.microsoft.com/en-us/azure/aks/workload-identity-overview
  it('by the token that a cluster gave', () => {
    expect(grants()[2]?.form).toMatchObject({
      grant_type: 'client_credentials',
      client_id: CLIENT,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: 'a token of the cluster',
      scope: expect.stringContaining(SCOPE) as unknown,
    });
    expect(grants()).toHaveLength(3);
  });

  // https://learn.microsoft.com/en-us/azure/app-service/overview-managed-identity#rest-endpoint-reference
  it('by the identity of an App Service, the one that the configuration names', () => {
    const [one, ...more] = formsOf('GET /msi/token').filter(({ form }) => form['client_id'] !== BUSY);
    expect(one?.form).toEqual({
      'api-version': '2019-08-01',
      resource: 'https://management.azure.com',
      client_id: CLIENT,
    });
    expect(one?.headers['x-identity-header']).toBe('a header');
    expect(more).toEqual([]);
  });

  // https://learn.microsoft.com/en-us/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
  it('by the identity of a machine', () => {
    const [one, ...more] = formsOf('GET /metadata/identity/oauth2/token');
    expect(one?.form).toEqual({ 'api-version': '2018-02-01', resource: 'https://management.azure.com' });
    expect(one?.headers['metadata']).toBe('true');
    expect(more).toEqual([]);
  });

  it('of the authority that is configured alone, which is not looked for elsewhere', () => {
    expect(asked.filter(({ what }) => /instance|common/.test(what))).toEqual([]);
  });
});

it('a token that is not to be had now is asked for once an attempt: the library repeats nothing', () => {
  expect(String(busy[0])).toMatch(/no usable credentials were found/);
  expect(formsOf('GET /msi/token').filter(({ form }) => form['client_id'] === BUSY)).toHaveLength(1);
});
