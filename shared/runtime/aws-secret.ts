import * as z from 'zod/mini';
import { CloudError } from '../collect/errors.ts';
import { awsSigned } from './aws-signed.ts';
import { ConfigError } from './config-error.ts';
import type { SecretsPorts } from './secrets.ts';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html */
const Parameter = z.object({ Parameter: z.object({ Value: z.string() }) });
/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
const Secret = z.object({ SecretString: z.string() });

/** `name`: a name or an ARN; of Secrets Manager with `#key` for one value of a JSON secret. */
export async function awsSecret(
  service: 'ssm' | 'secretsmanager',
  name: string,
  ports: SecretsPorts,
): Promise<string> {
  const what = service === 'ssm' ? `the SSM parameter ${name}` : `the secret ${name}`;
  const send = awsSigned({
    service,
    region: regionOf(name, what, ports),
    credentials: ports.awsCredentials ?? (async () => ambient(what, ports)),
    clock: ports.clock,
    env: ports.env,
    ...(ports.fetch ? { fetch: ports.fetch } : {}),
  });
  try {
    if (service === 'ssm') {
      const answer = await send('AmazonSSM.GetParameter', { Name: name, WithDecryption: true });
      const parameter = Parameter.safeParse(answer).data;
      if (parameter === undefined) throw new ConfigError(`${what} has no value: give it one`);
      return parameter.Parameter.Value;
    }
    const [id = '', key] = name.split('#', 2);
    const secret = Secret.safeParse(await send('secretsmanager.GetSecretValue', { SecretId: id })).data;
    if (secret === undefined)
      throw new ConfigError(`${what} is binary: store it as text, or read it with file`);
    return key === undefined ? secret.SecretString : valueOf(secret.SecretString, key, what);
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    const remedy =
      error.reason === 'denied' ? `allow ${ACTIONS[service]} on it` : 'check its name and its region';
    throw new ConfigError(`${what} cannot be read: ${error.message}: ${remedy}`, { cause: error });
  }
}

const ACTIONS = { ssm: 'ssm:GetParameter', secretsmanager: 'secretsmanager:GetSecretValue' } as const;

function regionOf(name: string, what: string, { env }: SecretsPorts): string {
  const region =
    /^arn:[^:]+:[^:]+:([^:]+):/.exec(name)?.[1] ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  if (region) return region;
  throw new ConfigError(`${what} has no region: name it by its ARN, or set AWS_REGION`);
}

function ambient(
  what: string,
  { env }: SecretsPorts,
): { accessKeyId: string; secretAccessKey: string; sessionToken: string | undefined } {
  const accessKeyId = env['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = env['AWS_SECRET_ACCESS_KEY'];
  if (accessKeyId && secretAccessKey) {
    return { accessKeyId, secretAccessKey, sessionToken: env['AWS_SESSION_TOKEN'] };
  }
  throw new ConfigError(`${what} needs credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`);
}

/** Nothing of what was read is said: it is a secret. */
function valueOf(text: string, key: string, what: string): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ConfigError(`${what} is not JSON: remove "#${key}", or store an object`);
  }
  const found = Object.entries(Object(value)).find(([name]) => name === key)?.[1];
  if (typeof found === 'string') return found;
  throw new ConfigError(`${what} has no string "${key}": correct the part after #`);
}
