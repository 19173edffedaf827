import { ConfigError, pathText } from './config-error.ts';
import type { Reference, Secrets } from './secrets.ts';

type Path = readonly (string | number)[];

/**
 * The document with every `${scheme:name}` in its strings replaced. `$${` is a
 * literal `${`. A key that is there to hold a secret takes nothing else than a
 * reference: configuration files are read by more people than secrets are.
 */
export async function withReferences(
  value: unknown,
  resolve: Secrets['resolve'],
  where: string,
  path: Path = [],
): Promise<unknown> {
  if (typeof value === 'string') return replaced(value, resolve, where, path);
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return Promise.all(items.map((item, n) => withReferences(item, resolve, where, [...path, n])));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    async ([key, inner]: [string, unknown]) =>
      [key, await withReferences(inner, resolve, where, [...path, key])] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

const REFERENCE = /\$\$\{|\$\{(?:(env|file|ssm|secretsmanager):([^{}]+)\}|)/g;
const SCHEMES = '${env:NAME}, ${file:/path}, ${ssm:/name} or ${secretsmanager:id#key}';

/** By the last name in the path; what `sinks[].headers` holds is judged by the header's name. */
const SECRET =
  /^(?:secret|key|secretAccessKey|clientSecret|accountKey|sharedAccessToken|sessionToken|password|token|.*[-_](?:token|secret|key)|authorization|proxy-authorization|cookie)$/i;

/** `https://user:password@host` */
const USER_IN_URL = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*:[^/?#]*@/i;

/** Where a value from the environment is an address or a name that messages need; all others are not shown. */
const PUBLIC = new Set(
  (
    'account accounts allow bucket deny endpoint exclude id include name partition path prefix ' +
    'queueUrl region regions roleArn roleName store type'
  ).split(' '),
);

async function replaced(
  text: string,
  resolve: Secrets['resolve'],
  where: string,
  path: Path,
): Promise<string> {
  const key = path.findLast((part) => typeof part === 'string') ?? '';
  const refuse = (why: string): ConfigError =>
    new ConfigError([where, pathText(path), why].filter((part) => part !== '').join(': '));
  const matches = [...text.matchAll(REFERENCE)];
  const literal = matches.every(([whole]) => whole === '$${');
  if (literal && text !== '' && (SECRET.test(key) || USER_IN_URL.test(text))) {
    throw refuse(`expected a reference, since this is a secret: write ${SCHEMES}`);
  }
  let result = '';
  let from = 0;
  for (const match of matches) {
    const [whole, scheme, name = ''] = match;
    result += text.slice(from, match.index);
    from = match.index + whole.length;
    if (whole === '$${') result += '${';
    else if (!isScheme(scheme)) throw refuse(`not a reference: write ${SCHEMES}, or $\${ for the text \${`);
    else result += await resolved({ scheme, name }, scheme !== 'env' || !PUBLIC.has(key), resolve, refuse);
  }
  return result + text.slice(from);
}

async function resolved(
  reference: Reference,
  secret: boolean,
  resolve: Secrets['resolve'],
  refuse: (why: string) => ConfigError,
): Promise<string> {
  try {
    return await resolve(reference, secret);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { scheme, name } = reference;
    throw refuse(`expected \${${scheme}:${name}} to have a value: ${error.message}`);
  }
}

function isScheme(text: string | undefined): text is Reference['scheme'] {
  return text === 'env' || text === 'file' || text === 'ssm' || text === 'secretsmanager';
}
