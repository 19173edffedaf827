/** What SSM and Secrets Manager answer, damaged: a value, or an error that says what to do and nothing of the secret. */
import { expect, it } from 'vitest';
import { awsSecret } from '../../shared/runtime/aws-secret.ts';
import { ConfigError } from '../../shared/runtime/config-error.ts';
import { fakeClock } from '../shared/store/fake-clock.ts';
import { expectRefused } from './refused.ts';

const env = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'canary' };
const SSM = JSON.stringify({
  Parameter: { Name: '/a', Type: 'SecureString', Value: 'canary-value', Version: 1 },
});
const MANAGER = JSON.stringify({
  ARN: 'arn:x',
  Name: 'a',
  SecretString: JSON.stringify({ key: 'canary-value' }),
});
const REFUSED = JSON.stringify({ ['__type']: 'AccessDeniedException', message: 'not allowed' });

it.each([
  ['ssm', '/a', SSM],
  ['secretsmanager', 'a#key', MANAGER],
] as const)('a value of %s is read, or refused by name', (service, name, sound) =>
  expectRefused({
    sound: [sound],
    read: (text) => read(service, name, new Response(text)),
    isNamed,
    atLeast: 1 / 4,
  }),
);

it('a refusal, whatever it says, is one', async () => {
  let refusals = 0;
  await expectRefused({
    sound: [REFUSED],
    read: (text) =>
      read('ssm', '/a', new Response(text, { status: 400 })).catch((error: unknown) => {
        if (!isNamed(error)) throw error;
        refusals++;
      }),
    isNamed,
    atLeast: -1,
  });
  expect(refusals).toBeGreaterThan(50);
});

const isNamed = (error: unknown): boolean =>
  error instanceof ConfigError && !/canary/.test(`${error.message} ${JSON.stringify(error)}`);

function read(service: 'ssm' | 'secretsmanager', name: string, answer: Response): Promise<string> {
  const ports = { env, clock: fakeClock(), readFile: async () => '', fetch: async () => answer.clone() };
  return awsSecret(service, name, ports);
}
