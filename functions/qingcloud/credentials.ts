import * as z from 'zod/mini';
import type { Call } from '../../shared/collect/call.ts';
import type { Clock } from '../../shared/collect/clock.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { renewed } from '../../shared/collect/renewed.ts';
import { exchange, jsonOf } from '../../shared/collect/exchange.ts';
import { parsed, whole } from '../../shared/collect/wire.ts';
import type { Entry } from './config.ts';
import type { Keys } from './signature.ts';

/** The keys that are good now; renewed before they expire. */
export type Credentials = () => Promise<Keys>;

/** What keys that are asked for need. */
export interface Asking {
  readonly call: Call;
  readonly clock: Clock;
  /** Where a server asks for the role that it is bound to. */
  readonly metadata: string;
}

type Env = Readonly<Record<string, string | undefined>>;

export const METADATA = 'http://169.254.169.254';

/**
 * The keys of the entry, else those of the environment, else those of the role of the server that this runs on. Of
 * the names in the environment, the first are those of https://github.com/yunify/terraform-provider-qingcloud , the
 * others those of the vendor's further tools.
 */
export function ownCredentials(entry: Entry, env: Env, asking: Asking): Credentials {
  const { accessKeyId, secretAccessKey, sessionToken } = entry;
  if (accessKeyId !== undefined && secretAccessKey !== undefined)
    return async () => ({ accessKeyId, secretAccessKey, sessionToken });
  for (const [name, secretName] of ENVIRONMENT) {
    const [key, secret] = [env[name], env[secretName]];
    if (key && secret)
      return async () => ({ accessKeyId: key, secretAccessKey: secret, sessionToken: undefined });
  }
  return serverRole(asking);
}

const ENVIRONMENT = [
  ['QINGCLOUD_ACCESS_KEY', 'QINGCLOUD_SECRET_KEY'],
  ['QINGCLOUD_ACCESS_KEY_ID', 'QINGCLOUD_SECRET_ACCESS_KEY'],
] as const;

/** As the page of signatures prints it; `expiration` in seconds. */
const Issued = z.object({
  access_key: z.string(),
  secret_key: z.string(),
  id_token: z.string(),
  expiration: whole,
});

/** Issued for an hour; longer than a request waits for its turn. */
const RENEW_BEFORE_MS = 5 * 60_000;

/** https://docsv3.qingcloud.com/development_docs/api/signature/ (IAM role) */
function serverRole({ call, clock, metadata }: Asking): Credentials {
  const issue = async () => {
    const issued = await call('iaas:metadata', (signal) => told(metadata, signal));
    const { access_key, secret_key, id_token, expiration } = parsed(Issued, issued, WHAT);
    const keys = { accessKeyId: access_key, secretAccessKey: secret_key, sessionToken: id_token };
    return { keys, until: expiration * 1000 };
  };
  return renewed(issue, RENEW_BEFORE_MS, clock);
}

const WHAT = 'role of this server';

/** Where there is no such service this is not a server of QingCloud's, and trying again would not make it one. */
async function told(metadata: string, signal: AbortSignal): Promise<unknown> {
  const url = new URL('/latest/meta-data/security-credentials', metadata);
  try {
    const answer = await exchange(
      { method: 'GET', url, headers: { accept: 'application/json' } },
      WHAT,
      signal,
    );
    if (answer.status !== 200) throw new CloudError('denied', NONE);
    const said = jsonOf(answer, WHAT);
    // The page prints an object in a text.
    return typeof said === 'string' ? jsonOf({ ...answer, text: said }, WHAT) : said;
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new CloudError('denied', NONE, { cause });
  }
}

const NONE =
  'no usable credentials were found: give accessKeyId and secretAccessKey, QINGCLOUD_ACCESS_KEY and QINGCLOUD_SECRET_KEY, or an IAM role to the server';
