import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import * as z from 'zod/mini';
import { expect, it, onTestFinished } from 'vitest';
import { CloudError } from '../../../shared/collect/errors.ts';
import type { AnyProvider } from '../../../shared/runtime/commands/context.ts';
import type { Extensions } from '../../../shared/runtime/commands/extensions.ts';
import type { Io } from '../../../shared/runtime/io.ts';
import { createHandler } from '../../../shared/runtime/handler.ts';
import { createPublishHandler } from '../../../shared/runtime/publish-handler.ts';
import { openReader } from '../../../shared/runtime/reader.ts';
import { openSession } from '../../../shared/runtime/session.ts';
import { parseYaml } from '../../../shared/runtime/yaml.ts';
import { everything } from '../../../shared/store/store.ts';
import { startWebhook } from '../../simulator/webhook.ts';
import { machine } from './cli/machine.ts';
import type { Machine } from './cli/machine.ts';
import { accountOf, twoKinds } from './two-kinds.ts';
import type { TwoKinds } from './two-kinds.ts';

/** A secret that nothing else looks like; its alphabet is spelled otherwise by JSON, URLs and base64. */
const canary = (name: string): string => `canary/${name}+"é ${randomBytes(12).toString('hex')}`;

const SECRETS = {
  CLOUD: canary('cloud'),
  BEARER: `bearer-${randomBytes(12).toString('hex')}`,
  PATH: randomBytes(12).toString('hex'),
  WEBHOOK: `whsec_${randomBytes(24).toString('base64')}`,
  STORE_ID: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
  STORE_KEY: randomBytes(20).toString('base64'),
  STORE_TOKEN: `${randomBytes(30).toString('base64')}==`,
  AWS_SECRET_ACCESS_KEY: randomBytes(20).toString('base64'),
  AWS_SESSION_TOKEN: randomBytes(30).toString('base64'),
};
const PEM = `-----BEGIN PRIVATE KEY-----\n${randomBytes(40).toString('base64')}\n-----END PRIVATE KEY-----\n`;
const MANAGED = canary('managed');

const SINKS = (url: string): string => `
sinks:
  - type: webhook
    name: echo
    url: ${url}?token=\${env:PATH}
    secret: \${env:WEBHOOK}
    headers: { authorization: "Bearer \${env:BEARER}", x-tenant: "\${secretsmanager:it#password}" }
    cert: \${file:/key.pem}
    key: \${file:/key.pem}
`;

const COMMANDS = [
  ['doctor'],
  ['doctor', '--json'],
  ['sync', '--dry-run'],
  ['sync'],
  ['sync', '--json'],
  ['status'],
  ['status', '--json'],
  ['log', '--json'],
  ['changes', '--since', '1h'],
  ['changes', '--since', '1h', '--json'],
  ['show', 'vpc'],
  ['show', 'vpc', '--json'],
  ['verify'],
  ['verify', '--json'],
  ['coverage', '--json'],
  ['lookup', '10.0.0.1', '--json'],
  ['export', 'csv'],
  ['export', 'json'],
  ['serve', '--listen', '127.0.0.1:0'],
  ['gc'],
  ['forget', 'qingcloud/1/nowhere'],
  ['watch', '--cluster', 'c1', '--probe-port', '0'],
  ['publish', 'deepflow', '--notes'],
  ['policy', 'qingcloud', '--explain'],
  ['init', '--force'],
] as const;

/** What every usage error ends in (`usage` of `cli.ts`): the command did nothing whose output could be looked at. */
const NOT_UNDERSTOOD = '"tagsync --help" and "tagsync <command> --help" show what there is';

const said = (token: string): string =>
  `${token} ${JSON.stringify({ token })} ${encodeURIComponent(token)} ${Buffer.from(token).toString('base64')}`;

const failure = (token: string): Error =>
  new CloudError('invalid', `refused ${said(token)}`, { cause: new Error(said(token)), code: said(token) });

/** Says its token in every error, once plain and once in every other spelling. */
function leaky(cloud: TwoKinds): AnyProvider {
  const inner = twoKinds(cloud);
  const Config = z.strictObject({ token: z.string() });
  return {
    ...inner,
    config: Config,
    async *accounts(config, ports) {
      const { token } = Config.parse(config);
      for await (const account of inner.accounts({ regions: [] }, ports)) yield account;
      const account = cloud.accounts.get('1');
      if (cloud.listed.length >= 6) {
        account?.denied.set('vpc', failure(token)); // after a sync that went well
        account?.denied.set('region', new TypeError(said(token)));
      }
      yield { id: '9', name: undefined, failure: failure(token), wants: () => true };
    },
    async probe(_, action) {
      throw new CloudError('denied', `${action} ${said(SECRETS.CLOUD)}`);
    },
  };
}

/** A watch and a publisher that open what they are told to, say their secret, and end in it. */
const LEAKY: Extensions = {
  watch:
    async () =>
    async (io, { path, signal }) => {
      const cloud: TwoKinds = { accounts: new Map(), listed: [] };
      const { log } = await openSession(leaky(cloud), io, { signal, maxRun: 1, path });
      log.error('it cannot be followed', { error: failure(SECRETS.CLOUD) });
      throw failure(SECRETS.CLOUD);
    },
  publish:
    async () =>
    async (io, { path, note }) => {
      const { log } = await openReader(io, path);
      log.error('it cannot be published', { error: failure(SECRETS.CLOUD) });
      note(said(SECRETS.CLOUD));
      throw failure(SECRETS.CLOUD);
    },
};

const s3Section = (echo: string): string => `store:
  type: s3
  bucket: bucket
  region: eu-west-1
  endpoint: ${echo}
  pathStyle: true
  accessKeyId: \${env:STORE_ID}
  secretAccessKey: \${env:STORE_KEY}
  sessionToken: \${env:STORE_TOKEN}`;

async function planted(rest: (echo: string) => string, webhook: string): Promise<Machine> {
  const echo = await echoing();
  const cloud: TwoKinds = { accounts: new Map([['1', accountOf({ east: ['a'] })]]), listed: [] };
  const made = await machine({ qingcloud: async () => leaky(cloud) }, '', LEAKY);
  made.signal = AbortSignal.abort(); // what would serve for ever has served

  const text = `providers: { qingcloud: { token: "\${env:CLOUD}" } }\n${SINKS(webhook)}`;
  made.files.set('tagsync.yaml', `${rest(echo)}\n${text}`);
  made.files.set('/key.pem', PEM);
  Object.assign(made.env, SECRETS, {
    AWS_ACCESS_KEY_ID: 'AKIAAMBIENT',
    AWS_REGION: 'eu-west-1',
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `${echo}/managed`,
  });
  return made;
}

const answer = (request: IncomingMessage, response: ServerResponse): void => {
  if (request.url === '/managed') {
    response.end(JSON.stringify({ SecretString: JSON.stringify({ password: MANAGED.replace('é', 'e') }) }));
    return;
  }
  const text = JSON.stringify([request.url, request.headers]).replace(/[<&]/g, '');
  response
    .writeHead(403)
    .end(`<Error><Code>AccessDenied</Code><Message>${text} ${SECRETS.STORE_KEY}</Message></Error>`);
};

/** Repeats every request in its refusal; as Secrets Manager it gives the managed secret. */
async function echoing(): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Every spelling of every secret, for a scan that shares no code with what takes them out. */
function spellings(): readonly string[] {
  const lines = PEM.split('\n').filter((line) => line.length > 30);
  const values = [...Object.values(SECRETS), MANAGED.replace('é', 'e'), ...lines];
  return values.flatMap((value) => [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    Buffer.from(value).toString('base64').replace(/=+$/, ''),
  ]);
}

function expectClean(text: string, where: string): void {
  for (const secret of spellings()) {
    expect(text.includes(secret), `${where} holds ${secret}: ${text.slice(0, 300)}`).toBe(false);
  }
}

async function expectSilence(made: Machine): Promise<void> {
  expect((await made.run('export', 'of nothing')).err).toContain(NOT_UNDERSTOOD);
  for (const argv of COMMANDS) {
    const config = made.files.get('tagsync.yaml') ?? '';
    for (const verbose of [[], ['--verbose']]) {
      made.env['TAGSYNC_LOG_LEVEL'] = 'debug';
      const { out, err } = await made.run(...verbose, ...argv);
      expect([argv, `${out}${err}`]).not.toEqual([argv, '']);
      expect(err).not.toContain(NOT_UNDERSTOOD);
      expectClean(out, `stdout of ${argv.join(' ')}`);
      expectClean(err, `stderr of ${argv.join(' ')}`);
      made.files.set('tagsync.yaml', config);
    }
  }
}

it('no secret is in any output, object or event, while clouds and sinks repeat them', async () => {
  const webhook = await startWebhook();
  onTestFinished(() => webhook.close());
  webhook.behaviours.push(...Array.from({ length: 40 }, () => 'echo' as const));
  const made = await planted(() => '', webhook.url);
  const text = made.files.get('tagsync.yaml') ?? '';
  made.files.set('tagsync.yaml', `store: ${made.url}${text}`);
  await expectSilence(made);

  const { out } = await made.run('sync');
  expect(out).toContain('not delivered: webhook "echo"');
  expect(out).toContain('refused *** {"token":"***"} *** ***');
  for await (const { key } of everything(made.store, '')) {
    expectClean(key, 'a key');
    expectClean(Buffer.from((await made.store.get(key))?.body ?? []).toString(), key);
  }
  expect(webhook.deliveries.length).toBeGreaterThan(0);
  for (const { body, headers } of webhook.deliveries) {
    expectClean(body, 'an event');
    expect(headers['authorization']).toBe(`Bearer ${SECRETS.BEARER}`); // it really was sent
    expect(headers['x-tenant']).toBe(MANAGED.replace('é', 'e'));
  }
});

it('no secret is in any output while the store repeats them', async () => {
  const webhook = await startWebhook();
  onTestFinished(() => webhook.close());
  const made = await planted(s3Section, webhook.url);
  await expectSilence(made);
  const { code, err } = await made.run('sync');
  expect(code).toBe(1);
  expect(err).toContain('AccessDenied (HTTP 403');
});

/** As Lambda writes down what a function rejects with: all that is on it. */
const raw = (error: unknown): string => inspect(error, { depth: 20, showHidden: true });

/** The functions, as they are deployed: what they write, and what they reject with. */
async function invoked(made: Machine, event: unknown, handler = 'provider'): Promise<string> {
  const lines: string[] = [];
  const io: Io = {
    env: { ...made.env, TAGSYNC_CONFIG_FILE: 'tagsync.yaml' },
    clock: made.clock,
    // A function reads JSON.
    readFile: async (path) => JSON.stringify(parseYaml(made.files.get(path) ?? '', path)),
    write: (text) => void lines.push(text),
  };
  const cloud: TwoKinds = { accounts: new Map([['1', accountOf({ east: ['a'] })]]), listed: [] };
  for (const source of ['vpc', 'region']) cloud.accounts.get('1')?.denied.set(source, failure(SECRETS.CLOUD));
  cloud.accounts.get('1')?.denied.set('region', new TypeError(said(SECRETS.CLOUD)));
  const context = { getRemainingTimeInMillis: () => 60_000 };
  const publish = (await LEAKY.publish?.()) ?? (() => Promise.reject(new Error('there is one')));
  const invoke = handler === 'provider' ? createHandler(leaky(cloud), io) : createPublishHandler(publish, io);
  const ended = await invoke(event, context).then(
    (found) => JSON.stringify(found),
    (error: unknown) => raw(error),
  );
  return `${lines.join('')}${ended}`;
}

const tagChange = {
  id: 'e1',
  'detail-type': 'Tag Change on Resource',
  source: 'aws.tag',
  account: '111111111111',
  region: 'eu-west-1',
  resources: ['arn:aws:ec2:eu-west-1:111111111111:instance/i-1'],
  detail: { service: 'ec2' },
};
const message = (region: string) => ({
  Records: [
    {
      messageId: 'm',
      eventSource: 'aws:sqs',
      body: JSON.stringify({ round: 1, cause: 'sync', account: '1', region, sources: [], expiresAt: 9e15 }),
    },
  ],
});

it.each([
  ['the schedule', null, 'provider', ''],
  ['a person', { resync: true, regions: ['east'] }, 'provider', ''],
  ['the queue', message('east'), 'provider', ''],
  ['an event', tagChange, 'provider', '', 'events of what is not listed', 'events of what is not listed'],
  [
    'the schedule, with a queue',
    null,
    'provider',
    'fanOut: { queueUrl: "https://sqs.eu-west-1.amazonaws.com/1/q.fifo" }',
  ],
  ['its schedule, a publisher', null, 'publisher', ''],
])(
  'no secret is in what a function says or rejects with, invoked by %s',
  async (_, event, handler, section, says = '***', saysBroken = 'AccessDenied (HTTP 403') => {
    const webhook = await startWebhook();
    onTestFinished(() => webhook.close());
    webhook.behaviours.push(...Array.from({ length: 9 }, () => 'echo' as const));
    const made = await planted(() => `store: file:///nowhere\n${section}`, webhook.url);
    made.env['TAGSYNC_LOG_LEVEL'] = 'debug';
    const echo = new URL(made.env['AWS_ENDPOINT_URL_SECRETS_MANAGER'] ?? '').origin;
    made.env['AWS_ENDPOINT_URL_SQS'] = echo;
    const text = made.files.get('tagsync.yaml') ?? '';
    made.files.set('tagsync.yaml', text.replace('file:///nowhere', made.url));
    const there = await invoked(made, event, handler);
    expectClean(there, 'the function');
    expect(there).toContain(says);
    // And a store that repeats what it is sent.
    made.files.set('tagsync.yaml', text.replace('store: file:///nowhere', s3Section(echo)));
    const broken = await invoked(made, event, handler);
    expectClean(broken, 'the function with a store that repeats');
    expect(broken).toContain(saysBroken);
  },
);

it('a secret that is written into the configuration is refused, and not repeated', async () => {
  const made = await machine({});
  for (const line of [
    `sinks: [{ type: webhook, name: a, url: "http://x", secret: ${SECRETS.WEBHOOK} }]`,
    `sinks: [{ type: webhook, name: a, url: "http://x", headers: { Authorization: ${SECRETS.BEARER} } }]`,
    `sinks: [{ type: webhook, name: a, url: "http://x", headers: { x-api-key: ${SECRETS.BEARER} } }]`,
    `sinks: [{ type: webhook, name: a, url: "http://me:${SECRETS.PATH}@x" }]`,
    `providers: { aws: { accounts: [{ accessKeyId: AKIAX, secretAccessKey: ${SECRETS.PATH} }] } }`,
  ]) {
    made.files.set('tagsync.yaml', `store: ${made.url}\n${line}\n`);
    const { code, err } = await made.run('--verbose', 'doctor');
    expect(code).toBe(1);
    expect(err).toContain('expected a reference, since this is a secret: write ${env:NAME}');
    expectClean(err, line);
  }
});
