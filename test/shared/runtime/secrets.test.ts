import { describe, expect, it } from 'vitest';
import { createSecrets } from '../../../shared/runtime/secrets.ts';
import type { SecretsPorts } from '../../../shared/runtime/secrets.ts';
import { stillClock } from './two-kinds.ts';

interface Asked {
  readonly url: string;
  readonly target: string | null;
  readonly body: unknown;
}

function secretsOf(over: Partial<SecretsPorts> = {}, answers: readonly (readonly [number, unknown])[] = []) {
  const asked: Asked[] = [];
  const left = [...answers];
  const secrets = createSecrets({
    env: {},
    readFile: async () => 'from a file\n',
    clock: stillClock(),
    awsCredentials: async () => ({ accessKeyId: 'AKIA', secretAccessKey: 'x' }),
    fetch: async (input, init) => {
      const target = new Headers(init?.headers).get('x-amz-target');
      asked.push({
        url: input instanceof Request ? input.url : input.toString(),
        target,
        body: JSON.parse(Buffer.from(init?.body as Uint8Array).toString()),
      });
      const [status, body] = left.shift() ?? [500, {}];
      return new Response(JSON.stringify(body), { status });
    },
    ...over,
  });
  return { ...secrets, asked };
}

const REGION = { AWS_REGION: 'eu-west-1' };

describe('references', () => {
  it('env and file', async () => {
    const { resolve } = secretsOf({ env: { A: 'from the environment', EMPTY: '' } });
    expect(await resolve({ scheme: 'env', name: 'A' }, true)).toBe('from the environment');
    expect(await resolve({ scheme: 'file', name: '/x' }, true)).toBe('from a file');
    await expect(resolve({ scheme: 'env', name: 'EMPTY' }, true)).rejects.toThrow(
      'the environment has no EMPTY: set it',
    );
  });

  it('ssm: decrypted, asked for once', async () => {
    const { resolve, asked } = secretsOf({ env: REGION }, [[200, { Parameter: { Value: 'a value' } }]]);
    expect(await resolve({ scheme: 'ssm', name: '/a/b' }, true)).toBe('a value');
    expect(await resolve({ scheme: 'ssm', name: '/a/b' }, true)).toBe('a value');
    expect(asked).toEqual([
      {
        url: 'https://ssm.eu-west-1.amazonaws.com/',
        target: 'AmazonSSM.GetParameter',
        body: { Name: '/a/b', WithDecryption: true },
      },
    ]);
  });

  it('secretsmanager: whole, or one value of a JSON secret, in the region of its ARN', async () => {
    const answers = [
      [200, { SecretString: 'whole' }],
      [200, { SecretString: '{"password":"part","port":5}' }],
      [200, { SecretString: '{"password":"part","port":5}' }],
      [200, { SecretString: 'not JSON' }],
      [200, { SecretBinary: 'AAAA' }],
    ] as const;
    const { resolve, asked } = secretsOf({ env: REGION }, answers);
    expect(await resolve({ scheme: 'secretsmanager', name: 'it' }, true)).toBe('whole');
    const arn = 'arn:aws:secretsmanager:us-east-1:111111111111:secret:it-AbCdEf';
    expect(await resolve({ scheme: 'secretsmanager', name: `${arn}#password` }, true)).toBe('part');
    expect(asked[1]).toEqual({
      url: 'https://secretsmanager.us-east-1.amazonaws.com/',
      target: 'secretsmanager.GetSecretValue',
      body: { SecretId: arn },
    });
    await expect(resolve({ scheme: 'secretsmanager', name: 'b#port' }, true)).rejects.toThrow(
      'the secret b#port has no string "port": correct the part after #',
    );
    await expect(resolve({ scheme: 'secretsmanager', name: 'c#x' }, true)).rejects.toThrow(
      'the secret c#x is not JSON: remove "#x", or store an object',
    );
    await expect(resolve({ scheme: 'secretsmanager', name: 'd' }, true)).rejects.toThrow(
      'the secret d is binary',
    );
  });

  it('say what is missing to read them', async () => {
    const denied = secretsOf({ env: REGION }, [
      [400, { ['__type']: 'AccessDeniedException', message: 'no' }],
    ]);
    await expect(denied.resolve({ scheme: 'ssm', name: '/a' }, true)).rejects.toThrow(
      /^the SSM parameter \/a cannot be read: .+ allow ssm:GetParameter on it$/,
    );
    const nowhere = secretsOf();
    await expect(nowhere.resolve({ scheme: 'ssm', name: '/a' }, true)).rejects.toThrow(
      'the SSM parameter /a has no region: name it by its ARN, or set AWS_REGION',
    );
    const nobody = secretsOf({ env: REGION, awsCredentials: undefined });
    await expect(nobody.resolve({ scheme: 'ssm', name: '/a' }, true)).rejects.toThrow(
      'needs credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
    );
  });
});

describe('scrub', () => {
  it('takes out a secret as it is and as JSON, URLs and base64 spell it', () => {
    const { add, scrub } = secretsOf();
    const secret = 'a "secret"/é\n';
    add(secret);
    for (const spelled of [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    ]) {
      expect(scrub(`before ${spelled} after ${spelled}`)).toBe('before *** after ***');
    }
  });

  it('takes out the lines of a PEM, the longest first, and leaves short words alone', () => {
    const { add, scrub } = secretsOf();
    add('-----BEGIN KEY-----\nABCDEFGHIJKLMNOPQRSTUVWXYZ\n-----END KEY-----\n');
    add('abcdef');
    add('abcdefghi');
    add('abc');
    expect(scrub('in ABCDEFGHIJKLMNOPQRSTUVWXYZ, abcdefghi, abcdef and abc')).toBe(
      'in ***, ***, *** and abc',
    );
  });

  it('knows what the environment always holds, and what was resolved as secret', async () => {
    const { resolve, scrub } = secretsOf({
      env: { AWS_SECRET_ACCESS_KEY: 'ambient-key', SHOWN: 'shown-value', HIDDEN: 'hidden-value' },
    });
    await resolve({ scheme: 'env', name: 'SHOWN' }, false);
    await resolve({ scheme: 'env', name: 'HIDDEN' }, true);
    expect(scrub('ambient-key shown-value hidden-value')).toBe('*** shown-value ***');
  });
});
