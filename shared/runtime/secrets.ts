import type { Clock } from '../collect/clock.ts';
import { unreachable } from '../collect/errors.ts';
import type { AwsCredentials } from '../store/sigv4.ts';
import { environmentCredentials } from './aws-queue.ts';
import { awsSecret } from './aws-secret.ts';
import { ConfigError } from './config-error.ts';
import type { Io } from './io.ts';

export interface SecretsPorts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readFile: (path: string) => Promise<string>;
  readonly clock: Clock;
  /** For `ssm` and `secretsmanager`; those of the environment if there is none. */
  readonly awsCredentials?: (() => Promise<AwsCredentials>) | undefined;
  readonly fetch?: typeof fetch | undefined;
}

/** `${scheme:name}`, as a configuration spells it. */
export interface Reference {
  readonly scheme: 'env' | 'file' | 'ssm' | 'secretsmanager';
  readonly name: string;
}

export interface Secrets {
  /** What the reference stands for; `secret`: never to be shown. Throws `ConfigError`. */
  readonly resolve: (reference: Reference, secret: boolean) => Promise<string>;
  /** Never to be shown, wherever it came from. */
  readonly add: (value: string) => void;
  /** The text without any of them, in whatever spelling. */
  readonly scrub: (text: string) => string;
}

/** Shorter ones would take half of every message with them. */
const SHORTEST = 6;

/** What the clouds' own tools read from the environment, and nobody needs to read back. */
const AMBIENT = [
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AZURE_CLIENT_SECRET',
  'AZURE_CLIENT_CERTIFICATE_PASSWORD',
  'AZURE_STORAGE_KEY',
  'AZURE_STORAGE_SAS_TOKEN',
];

/** Those of the process, where it has some: else its own, which nobody else takes out of what he says. */
export function secretsOf(io: Io): Secrets {
  const { env, readFile, clock, awsCredentials = environmentCredentials(env) } = io;
  return io.secrets ?? createSecrets({ env, readFile, clock, awsCredentials });
}

export function createSecrets(ports: SecretsPorts): Secrets {
  const spellings = new Set<string>();
  let longestFirst: readonly string[] = [];
  const known = new Map<string, Promise<string>>();

  const add = (value: string): void => {
    for (const spelling of spellingsOf(value)) if (spelling.length >= SHORTEST) spellings.add(spelling);
    longestFirst = [...spellings].toSorted((a, b) => b.length - a.length);
  };
  for (const name of AMBIENT) add(ports.env[name] ?? '');

  return {
    async resolve(reference, secret) {
      const key = `${reference.scheme}:${reference.name}`;
      const value = known.get(key) ?? lookup(reference, ports);
      known.set(key, value);
      if (secret) add(await value);
      return value;
    },
    add,
    scrub: (text) => longestFirst.reduce((rest, one) => rest.replaceAll(one, '***'), text),
  };
}

/** As it is, as JSON and URLs and Basic authentication write it, and each longer line of it (PEM). */
function spellingsOf(value: string): string[] {
  const lines = value.split(/\r?\n/).filter((line) => line.length >= 16 && !line.startsWith('-----'));
  return [value, value.trim(), ...lines].flatMap((text) => [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(Buffer.from(text).toString()),
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
  ]);
}

async function lookup({ scheme, name }: Reference, ports: SecretsPorts): Promise<string> {
  switch (scheme) {
    case 'env': {
      const value = ports.env[name];
      if (!value) throw new ConfigError(`the environment has no ${name}: set it where tagsync runs`);
      return value;
    }
    case 'file':
      return (await read(name, ports)).replace(/\r?\n$/, '');
    case 'ssm':
    case 'secretsmanager':
      return awsSecret(scheme, name, ports);
    default:
      return unreachable(scheme);
  }
}

async function read(path: string, { readFile }: SecretsPorts): Promise<string> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ConfigError(
      `the file ${path} cannot be read (${code}): create it, or let the user of tagsync read it`,
    );
  }
}
