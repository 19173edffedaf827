import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cloudEvent } from '../../../shared/notify/cloud-event.ts';
import { SinkError } from '../../../shared/notify/event.ts';
import type { Event } from '../../../shared/notify/event.ts';
import { webhookSigner } from '../../../shared/notify/standard-webhook.ts';
import type { WebhookOptions } from '../../../shared/notify/webhook-options.ts';
import { webhookSink } from '../../../shared/notify/webhook.ts';
import { startWebhook } from '../../simulator/webhook.ts';
import type { Behaviour, WebhookReceiver } from '../../simulator/webhook.ts';
import { fakeClock } from '../store/fake-clock.ts';
import type { FakeClock } from '../store/fake-clock.ts';
import { certificates } from '../../support/certificates.ts';

const SECRET = `whsec_${Buffer.from('canary-secret-of-this-webhook').toString('base64')}`;
const OLDER = `whsec_${Buffer.from('canary-secret-of-the-last-year').toString('base64')}`;

const event: Event = {
  type: 'changes',
  scope: { provider: 'aws', account: '123456789012', region: 'eu-west-1' },
  version: 42,
  prior: 41,
  at: '2026-03-01T11:59:58.000Z',
  runId: 'run-7',
  cause: 'schedule',
  counts: { vm: { added: 1, changed: 2, removed: 0 } },
  sources: {
    vm: { outcome: 'complete', reason: null, since: '2026-02-01T00:00:00Z', count: 12, pending: null },
    rds: { outcome: 'kept', reason: 'denied', since: '2026-03-01T10:00:00Z', count: 3, pending: null },
  },
  location: { store: 's3://tags/net', key: 'log/aws/123456789012/eu-west-1/00000000000000000042.json' },
};

let clock: FakeClock;
let receiver: WebhookReceiver;
beforeEach(async () => {
  clock = fakeClock();
  receiver = await startWebhook({ secret: SECRET });
});
afterEach(() => receiver.close());

const never = new AbortController().signal;

function sink(options: Partial<WebhookOptions> = {}) {
  return webhookSink({ name: 'controller', url: receiver.url, secret: SECRET, clock, ...options });
}

async function failureOf(work: Promise<void>): Promise<SinkError> {
  const failure: unknown = await work.catch((error: unknown) => error);
  if (!(failure instanceof SinkError)) throw new Error(`no SinkError but ${String(failure)}`);
  const told = `${failure.message} ${failure.stack} ${JSON.stringify(failure)} ${String(failure.cause)}`;
  expect(told).not.toMatch(/canary|Y2FuYXJ5/);
  return failure;
}

describe('the event', () => {
  it('is a CloudEvent', async () => {
    await sink().send(event, never);
    expect(receiver.deliveries[0]?.headers['content-type']).toMatch(/^application\/cloudevents\+json/);
    expect(JSON.parse(receiver.deliveries[0]?.body ?? '')).toEqual({
      specversion: '1.0',
      id: 'aws/123456789012/eu-west-1/42',
      source: '/cloud-tag-sync/aws/123456789012/eu-west-1',
      type: 'io.cloud-tag-sync.scope.changed',
      subject: 'log/aws/123456789012/eu-west-1/00000000000000000042.json',
      time: '2026-03-01T11:59:58.000Z',
      datacontenttype: 'application/json',
      data: {
        scope: { provider: 'aws', account: '123456789012', region: 'eu-west-1' },
        version: 42,
        priorVersion: 41,
        runId: 'run-7',
        cause: 'schedule',
        counts: { vm: { added: 1, changed: 2, removed: 0 } },
        outcomes: {
          vm: { outcome: 'complete', reason: null, since: '2026-02-01T00:00:00Z', count: 12, pending: null },
          rds: { outcome: 'kept', reason: 'denied', since: '2026-03-01T10:00:00Z', count: 3, pending: null },
        },
        location: event.location,
      },
    });
  });

  it('says of a snapshot that nothing is before it, under an id of its own', () => {
    const snapshot = cloudEvent({ ...event, type: 'snapshot', prior: undefined });
    expect(snapshot).toMatchObject({
      id: 'aws/123456789012/eu-west-1/42/snapshot',
      type: 'io.cloud-tag-sync.scope.snapshot',
    });
    expect(snapshot.data.priorVersion).toBeNull();
  });

  it('has an id without full stops, spaces and slashes that are not its own', () => {
    const scope = { provider: 'kubernetes', account: 'prod.eu/1 集群', region: 'global' };
    expect(cloudEvent({ ...event, scope }).id).toBe(
      'kubernetes/prod%2Eeu%2F1%20%E9%9B%86%E7%BE%A4/global/42',
    );
  });

  it('is the same when it is sent again', async () => {
    await sink().send(event, never);
    clock.time += 3_600_000;
    await sink().send(structuredClone(event), never);
    const [one, two] = receiver.deliveries;
    expect(one?.body).toBe(two?.body);
    expect(one?.headers['webhook-id']).toBe(two?.headers['webhook-id']);
    expect(one?.headers['webhook-timestamp']).not.toBe(two?.headers['webhook-timestamp']);
  });
});

describe('the signature', () => {
  it('is the published one', () => {
    // "sign function works" of the reference libraries,
    // https://github.com/standard-webhooks/standard-webhooks/blob/main/libraries/javascript/src/webhook.test.ts
    const sign = webhookSigner(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']);
    expect(sign('msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, Buffer.from('{"test": 2432232314}'))).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is verified by the receiver', async () => {
    await sink().send(event, never);
    await sink({ secret: OLDER }).send(event, never);
    expect(receiver.deliveries.map(({ verified }) => verified)).toEqual([true, false]);
    expect(receiver.deliveries[0]?.headers).toMatchObject({
      'webhook-id': 'aws/123456789012/eu-west-1/42',
      'webhook-timestamp': String(Date.parse('2026-03-01T12:00:00Z') / 1000),
    });
  });

  it('is there once for each secret, so that a receiver can change over', async () => {
    await sink({ secret: [OLDER, SECRET] }).send(event, never);
    expect(receiver.deliveries[0]?.verified).toBe(true);
    expect(receiver.deliveries[0]?.headers['webhook-signature']).toMatch(/^v1,\S{44} v1,\S{44}$/);
  });

  it('is not there without a secret', async () => {
    await sink({ secret: undefined }).send(event, never);
    expect(receiver.deliveries[0]?.headers['webhook-signature']).toBeUndefined();
    expect(receiver.deliveries[0]?.headers['webhook-id']).toBe('aws/123456789012/eu-west-1/42');
  });

  it.each([
    'canary',
    'whsec_',
    'whsec_canary',
    'whsec_canary!canary!canary!canary!canary!canary!',
    `whsec_${'canary12'.repeat(12)}`,
  ])('is not made with the secret %s, which the message does not repeat', (secret) => {
    expect(() => sink({ secret })).toThrow(
      /^a webhook secret must be "whsec_" and 24 to 64 random bytes in base64$/,
    );
  });
});

const answer = (...behaviours: Behaviour[]) => receiver.behaviours.push(...behaviours);

describe('what the receiver answers', () => {
  it.each([200, 202, 204])('%d acknowledges', async (status) => {
    answer({ status });
    await sink().send(event, never);
    expect(receiver.deliveries).toHaveLength(1);
  });

  it.each<[string, Behaviour]>([
    ['500', { status: 500 }],
    ['503', { status: 503 }],
    ['429', { status: 429 }],
    ['408', { status: 408 }],
    ['a reset', 'reset'],
  ])('%s is tried again, with full jitter and a new timestamp', async (_, behaviour) => {
    clock.chance = 0.5;
    answer(behaviour, behaviour);
    await sink().send(event, never);
    expect(clock.slept).toEqual([500, 1000]);
    expect(receiver.deliveries.map(({ verified }) => verified)).toEqual([true, true, true]);
    const [one, , three] = receiver.deliveries.map(({ headers }) => headers);
    expect(three?.['webhook-id']).toBe(one?.['webhook-id']);
    expect(Number(three?.['webhook-timestamp']) - Number(one?.['webhook-timestamp'])).toBe(1);
  });

  it('is given up after four attempts', async () => {
    answer({ status: 500 }, { status: 502 }, 'reset', { status: 503, body: 'not\n  now' });
    const failure = await failureOf(sink().send(event, never));
    expect(failure.message).toBe(`webhook "controller" at ${new URL(receiver.url).host}: HTTP 503: not now`);
    expect(failure.gone).toBe(false);
    expect(receiver.deliveries).toHaveLength(4);
  });

  it('a Retry-After is waited for, in seconds or as a date, but not longer than the bound', async () => {
    answer({ status: 429, headers: { 'retry-after': '7' } });
    await sink().send(event, never);
    const date = new Date(clock.time + 9000).toUTCString();
    answer({ status: 503, headers: { 'retry-after': date } });
    await sink().send(event, never);
    answer({ status: 503, headers: { 'retry-after': 'soon' } });
    await sink().send(event, never);
    expect(clock.slept).toEqual([7000, 9000, 1000]);
    answer({ status: 429, headers: { 'retry-after': '31' } });
    await failureOf(sink().send(event, never));
    expect(clock.slept).toHaveLength(3);
  });

  it('410 is for ever', async () => {
    answer({ status: 410 });
    const failure = await failureOf(sink().send(event, never));
    expect(failure.gone).toBe(true);
    expect(failure.message).toMatch(
      /HTTP 410.*: it wants no more events; take the sink out of the configuration$/,
    );
    expect(receiver.deliveries).toHaveLength(1);
  });

  it.each([400, 401, 404, 422])('%d is final, with the first 200 characters', async (status) => {
    answer({ status, body: 'x'.repeat(100_000) });
    const failure = await failureOf(sink().send(event, never));
    expect(failure.message).toContain(`HTTP ${status}: ${'x'.repeat(200)}`);
    expect(failure.message).not.toContain('x'.repeat(201));
    expect(receiver.deliveries).toHaveLength(1);
    expect(clock.slept).toEqual([]);
  });

  it('a redirect is not followed', async () => {
    answer({ status: 307, headers: { location: `${receiver.url}/canary` } });
    expect((await failureOf(sink().send(event, never))).message).toMatch(
      /HTTP 307 \(redirects are not followed\)/,
    );
    expect(receiver.deliveries).toHaveLength(1);
  });

  it('silence is a time-out, tried again', async () => {
    const impatient = fakeClock([]);
    answer('hang', 'hang');
    const patience = { attempts: 2, baseMs: 10, maxMs: 10 };
    const failure = await failureOf(sink({ clock: impatient, timeoutMs: 1234, patience }).send(event, never));
    expect(failure.message).toMatch(/no answer \(TimedOut\)/);
    expect(impatient.slept).toEqual([1234, 10, 1234]);
  });

  it('nobody there is tried again, then said', async () => {
    const { url } = receiver;
    await receiver.close();
    expect((await failureOf(sink({ url }).send(event, never))).message).toMatch(/no answer \(ECONNREFUSED\)/);
    expect(clock.slept).toEqual([1000, 2000, 4000]);
  });
});

describe('the time for it', () => {
  it('ends an attempt under way', async () => {
    const over = new AbortController();
    receiver.behaviours.push('hang');
    const sending = sink().send(event, over.signal);
    while (receiver.deliveries.length === 0) await new Promise(setImmediate);
    over.abort();
    expect((await failureOf(sending)).message).toMatch(/the time for it was up/);
    expect(receiver.deliveries).toHaveLength(1);
  });

  it('ends the waiting between two', async () => {
    const over = new AbortController();
    receiver.behaviours.push({ status: 503 });
    const waiting = {
      ...clock,
      sleep: (ms: number, signal?: AbortSignal) => {
        if (ms === 1000) over.abort();
        return clock.sleep(ms, signal);
      },
    };
    expect((await failureOf(sink({ clock: waiting }).send(event, over.signal))).message).toMatch(
      /time for it was up/,
    );
    expect(receiver.deliveries).toHaveLength(1);
  });

  it('may be over before', async () => {
    await failureOf(sink().send(event, AbortSignal.abort()));
    expect(receiver.deliveries).toEqual([]);
  });
});

describe('secrets', () => {
  it('sends the headers of the configuration', async () => {
    await sink({ headers: { Authorization: 'Bearer canary', 'X-Tenant': 'a' } }).send(event, never);
    expect(receiver.deliveries[0]?.headers).toMatchObject({
      authorization: 'Bearer canary',
      'x-tenant': 'a',
    });
  });

  it('are not repeated where the receiver repeats them', async () => {
    receiver.behaviours.push('echo');
    const headers = { 'X-Key': 'canary-header-value' };
    const url = `${receiver.url}?token=canary-in-the-query`;
    expect((await failureOf(sink({ headers, url }).send(event, never))).message).toContain('"x-key":"***"');
  });

  it.each(['Content-Type', 'webhook-id', 'Host', 'Content-Length'])('refuses the header %s', (name) => {
    expect(() => sink({ headers: { [name]: 'canary' } })).toThrow(
      `header "${name}" is not for configuration`,
    );
  });

  it('refuses what cannot be a header or a URL without repeating it', () => {
    const messages = [
      { headers: { 'X-A': 'canary\n' } },
      { headers: { 'a b': 'canary' } },
      { url: 'canary' },
      { url: 'ftp://canary' },
    ];
    for (const options of messages) {
      expect(() => sink(options)).toThrow(/^(?!.*canary)/s);
    }
  });
});

describe('TLS', () => {
  const pem = certificates();
  let secure: WebhookReceiver;
  beforeEach(async () => {
    const { serverKey: key, serverCert: cert, ca } = pem;
    secure = await startWebhook({ tls: { key, cert, ca, requestCert: true, rejectUnauthorized: true } });
  });
  afterEach(() => secure.close());

  it('accepts the configured authority and shows who we are', async () => {
    const { ca, clientCert: cert, clientKey: key } = pem;
    await sink({ url: secure.url, ca, cert, key }).send(event, never);
    expect(secure.deliveries).toHaveLength(1);
  });

  it('does not deliver to a certificate of another authority, whatever the environment says', async () => {
    const { serverKey: key, serverCert: cert } = pem;
    const open = await startWebhook({ tls: { key, cert } });
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      const failure = await failureOf(sink({ url: open.url }).send(event, never));
      expect(failure.message).toMatch(/not trusted.*see ca/);
    } finally {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
      await open.close();
    }
    expect(open.deliveries).toEqual([]);
    expect(clock.slept).toEqual([]);
  });

  it('is refused without our certificate', async () => {
    await failureOf(sink({ url: secure.url, ca: pem.ca }).send(event, never));
    expect(secure.deliveries).toEqual([]);
  });

  it('does not deliver under another name', async () => {
    const { ca, clientCert: cert, clientKey: key } = pem;
    const url = secure.url.replace('127.0.0.1', 'localhost');
    expect((await failureOf(sink({ url, ca, cert, key }).send(event, never))).message).toMatch(
      /ERR_TLS_CERT_ALTNAME_INVALID/,
    );
  });
});
