import * as z from 'zod/mini';
import type { Call } from '../../shared/collect/call.ts';
import type { Clock } from '../../shared/collect/clock.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { renewed } from '../../shared/collect/renewed.ts';
import type { Temporary } from '../../shared/collect/renewed.ts';
import { exchange, jsonOf } from '../../shared/collect/exchange.ts';
import { parsed, whole } from '../../shared/collect/wire.ts';
import type { Ask } from './client.ts';
import type { Entry } from './config.ts';
import type { Keys } from './signature.ts';

/** The keys that are good now; renewed before they expire. */
export type Credentials = () => Promise<Keys>;

/** What credentials that are asked for need. */
export interface Asking {
  readonly call: Call;
  readonly clock: Clock;
  /** Where a server asks for its own role. */
  readonly metadata: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** https://cloud.tencent.com/document/product/598/85616 */
export const METADATA = 'http://metadata.tencentyun.com';

/**
 * The keys of the entry, else those of the environment, else those of the role
 * of the server that this runs on. Of the names in the environment, the first
 * are those of Tencent's SDKs (`EnvironmentVariableCredential`), the others those
 * that cloud functions (SCF) have for their role: https://cloud.tencent.com/document/product/583/14570
 */
export function ownCredentials(entry: Entry, env: Env, asking: Asking): Credentials {
  const { accessKeyId, secretAccessKey, sessionToken } = entry;
  if (accessKeyId !== undefined && secretAccessKey !== undefined)
    return async () => ({ accessKeyId, secretAccessKey, sessionToken });
  for (const [id, secret, token] of ENVIRONMENT) {
    const found = {
      accessKeyId: env[id],
      secretAccessKey: env[secret],
      sessionToken: env[token] || undefined,
    };
    if (found.accessKeyId && found.secretAccessKey) {
      const keys = { ...found, accessKeyId: found.accessKeyId, secretAccessKey: found.secretAccessKey };
      return async () => keys;
    }
  }
  return renewed(() => serverRole(asking), SERVER_RENEWS_MS, asking.clock);
}

const ENVIRONMENT = [
  ['TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY', 'TENCENTCLOUD_SESSION_TOKEN'],
  ['TENCENTCLOUD_SECRETID', 'TENCENTCLOUD_SECRETKEY', 'TENCENTCLOUD_SESSIONTOKEN'],
] as const;

/** Of a role that these credentials may assume. https://cloud.tencent.com/document/api/1312/48197 */
export function roleCredentials(
  ask: Ask,
  { roleArn, externalId }: { readonly roleArn: string; readonly externalId: string | undefined },
  clock: Clock,
): Credentials {
  const params = { RoleArn: roleArn, RoleSessionName: 'cloud-tag-sync', ExternalId: externalId };
  return renewed(
    async () => {
      const { Credentials: issued, ExpiredTime } = parsed(
        Issued,
        await ask('sts:AssumeRole', params),
        'sts:AssumeRole',
      );
      return { keys: keysOf(issued), until: ExpiredTime * 1000 };
    },
    RENEW_BEFORE_MS,
    clock,
  );
}

/** Longer than any run of requests that began with the old ones; issued for two hours by default. */
const RENEW_BEFORE_MS = 10 * 60_000;
/** The metadata service gives the same ones until shortly before they expire. */
const SERVER_RENEWS_MS = 60_000;

const Given = z.object({ TmpSecretId: z.string(), TmpSecretKey: z.string(), Token: z.string() });

/** SDK type AssumeRoleResponse. */
const Issued = z.object({ Credentials: Given, ExpiredTime: whole });

/** As SDK class CvmRoleCredential reads it. */
const OfServer = z.extend(Given, { Code: z.literal('Success'), ExpiredTime: whole });

function keysOf({ TmpSecretId, TmpSecretKey, Token }: z.infer<typeof Given>): Keys {
  return { accessKeyId: TmpSecretId, secretAccessKey: TmpSecretKey, sessionToken: Token };
}

async function serverRole({ call, metadata }: Asking): Promise<Temporary<Keys>> {
  const path = `${metadata}/latest/meta-data/cam/security-credentials/`;
  const role = await call('cvm:metadata', (signal) => told(path, signal));
  const issued = await call('cvm:metadata', async (signal) => {
    const answer = await told(`${path}${encodeURIComponent(role.text.trim())}`, signal);
    return parsed(OfServer, jsonOf(answer, 'role of this server'), 'role of this server');
  });
  return { keys: keysOf(issued), until: issued.ExpiredTime * 1000 };
}

/** Where there is no such service this is not a server of Tencent's, and trying again would not make it one. */
async function told(url: string, signal: AbortSignal) {
  try {
    const answer = await exchange(
      { method: 'GET', url: new URL(url), headers: {} },
      'role of this server',
      signal,
    );
    if (answer.status === 200) return answer;
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new CloudError('denied', NONE, { cause });
  }
  throw new CloudError('denied', NONE);
}

const NONE =
  'no usable credentials were found: give accessKeyId and secretAccessKey, TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or a role to the function or server';
