import { describe, expect, it } from 'vitest';
import { CloudError } from '../../../shared/collect/errors.ts';
import { awsSigned } from '../../../shared/runtime/aws-signed.ts';
import type { AwsSignedOptions } from '../../../shared/runtime/aws-signed.ts';
import { verify } from '../../simulator/s3/verify.ts';
import { fakeClock } from './fake-clock.ts';

const KEYS = { accessKeyId: 'CANARYID', secretAccessKey: 'canary-secret', sessionToken: 'canary-token' };
const TARGET = 'AmazonSSM.GetParameters';

interface Seen {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Verifies each request and answers with the next reply. */
function server(service: AwsSignedOptions['service'], ...replies: (Response | Error)[]) {
  const seen: Seen[] = [];
  const clock = fakeClock();
  const fake: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const headers = init?.headers as Record<string, string>;
    const body = Buffer.from(init?.body as Uint8Array);
    seen.push({ url: url.href, headers, body: body.toString() });
    const received = { method: 'POST', target: url.pathname, headers: { ...headers, host: url.host }, body };
    expect(verify(received, { ...KEYS, service, region: 'eu-west-1', now: clock.now() })).toBeUndefined();
    const reply = replies.shift() ?? Response.json({ ok: true });
    if (reply instanceof Error) throw reply;
    return reply;
  };
  const make = (env: Record<string, string> = {}) =>
    awsSigned({ service, region: 'eu-west-1', credentials: async () => KEYS, clock, env, fetch: fake });
  return { make, seen, clock };
}

async function failureOf(work: Promise<unknown>): Promise<CloudError> {
  const failure: unknown = await work.catch((error: unknown) => error);
  if (!(failure instanceof CloudError)) throw new Error(`no CloudError but ${String(failure)}`);
  expect(`${failure.message} ${JSON.stringify(failure)}`).not.toMatch(/canary/i);
  return failure;
}

describe('requests', () => {
  it('are signed JSON to the regional endpoint', async () => {
    const { make, seen } = server('ssm');
    expect(await make()(TARGET, { Names: ['/a'], WithDecryption: true })).toEqual({ ok: true });
    expect(seen).toMatchObject([
      {
        url: 'https://ssm.eu-west-1.amazonaws.com/',
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': TARGET },
        body: '{"Names":["/a"],"WithDecryption":true}',
      },
    ]);
    const queue = server('sqs');
    await queue.make()('AmazonSQS.SendMessageBatch', {});
    expect(queue.seen[0]).toMatchObject({
      url: 'https://sqs.eu-west-1.amazonaws.com/',
      headers: { 'content-type': 'application/x-amz-json-1.0' },
    });
  });

  it('go where the environment says', async () => {
    const { make, seen } = server('secretsmanager');
    await make({ AWS_ENDPOINT_URL: 'http://127.0.0.1:5000' })('secretsmanager.GetSecretValue', {});
    await make({ AWS_ENDPOINT_URL: 'http://x', AWS_ENDPOINT_URL_SECRETS_MANAGER: 'http://127.0.0.1:1/base' })(
      't',
      {},
    );
    expect(seen.map(({ url }) => url)).toEqual(['http://127.0.0.1:5000/', 'http://127.0.0.1:1/base']);
  });
});

const refusal = (status: number, body: unknown, headers = {}) => Response.json(body, { status, headers });

describe('failures', () => {
  it('carry the code, however it is spelled', async () => {
    const { make, clock } = server(
      'ssm',
      refusal(400, { __type: 'com.amazonaws.ssm#ParameterNotFound', message: 'no such parameter' }),
      refusal(400, { message: 'no' }, { 'x-amzn-errortype': 'AccessDeniedException:http://internal' }),
      refusal(400, { __type: 'UnrecognizedClientException', Message: 'canary-token is invalid' }),
      new Response('<html>', { status: 404 }),
    );
    const call = make();
    const first = await failureOf(call(TARGET, {}));
    expect(first).toMatchObject({ reason: 'invalid', code: 'ParameterNotFound' });
    expect(first.message).toBe('AmazonSSM.GetParameters: ParameterNotFound: no such parameter');
    expect(await failureOf(call(TARGET, {}))).toMatchObject({
      reason: 'denied',
      code: 'AccessDeniedException',
    });
    expect((await failureOf(call(TARGET, {}))).message).toContain('*** is invalid');
    expect(await failureOf(call(TARGET, {}))).toMatchObject({ reason: 'invalid', code: 'HTTP 404' });
    expect(clock.slept).toEqual([]);
  });

  it('that may pass are tried three times', async () => {
    const { make, seen, clock } = server(
      'ssm',
      refusal(503, {}),
      refusal(400, { __type: 'ThrottlingException' }),
      Response.json({ third: true }),
      new TypeError('fetch failed'),
      refusal(500, {}),
      refusal(429, {}),
    );
    expect(await make()(TARGET, {})).toEqual({ third: true });
    expect(clock.slept).toEqual([100, 200]);
    expect(await failureOf(make()(TARGET, {}))).toMatchObject({ reason: 'throttled', code: 'HTTP 429' });
    expect(seen).toHaveLength(6);
  });

  it('tell nothing of an answer that does not read, since it may hold secrets', async () => {
    const { make } = server('ssm', new Response('{"Value":"canary', { status: 200 }));
    expect((await failureOf(make()(TARGET, {}))).message).toBe(`${TARGET}: the answer is not JSON`);
  });

  it('are called a deadline when the run is over', async () => {
    const { make, seen } = server('ssm');
    const failure = await failureOf(make()(TARGET, {}, AbortSignal.abort()));
    expect(failure.reason).toBe('deadline');
    expect(seen).toEqual([]);
  });
});
