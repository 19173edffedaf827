import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { agentOptions } from '../../shared/collect/agent.ts';
import { cappedHandler } from '../../shared/collect/capped.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Reason } from '../../shared/collect/errors.ts';

export interface Eks {
  /** The cluster's name in EKS. */
  readonly cluster: string;
  readonly region: string;
  readonly roleArn?: string | undefined;
  readonly externalId?: string | undefined;
  readonly profile?: string | undefined;
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
  readonly sessionToken?: string | undefined;
}

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Of one request. Whoever needs the keys waits for them together, so no one's signal may end it. */
const TIMEOUT_MS = 20_000;

/**
 * Those given, else the profile's, else what AWS's own chain finds (environment, web identity, instance); with a role,
 * the role's. Each request is sent once: the call that needs the keys is what is repeated. Rejects with `unavailable`
 * or `throttled` where a repetition may help, with `denied` where a person must act.
 */
export function eksKeys(eks: Eks, env: Environment): () => Promise<Keys> {
  const { accessKeyId, secretAccessKey, sessionToken, roleArn } = eks;
  const own =
    accessKeyId !== undefined && secretAccessKey !== undefined
      ? async (): Promise<Keys> => ({ accessKeyId, secretAccessKey, sessionToken })
      : chain(eks, env);
  return roleArn === undefined ? own : role({ ...eks, roleArn }, own, env);
}

function chain({ profile, region }: Eks, env: Environment): () => Promise<Keys> {
  let found: (() => Promise<Keys>) | undefined;
  return async () => {
    if (found === undefined) {
      const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
      const { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } =
        await import('@aws-sdk/client-sts');
      const clientConfig = { region, maxAttempts: 1, requestHandler: await handler(env) };
      found = defaultProvider({
        ...(profile !== undefined && { profile }),
        clientConfig,
        // The chain gives `clientConfig` to some of its own clients only.
        roleAssumer: getDefaultRoleAssumer(clientConfig),
        roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(clientConfig),
        logger: SILENT,
      });
    }
    return found().catch((cause: unknown) => {
      throw failed('no AWS credentials', cause, 'give keys, a profile or a role that may enter the cluster');
    });
  };
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
function role(
  { region, roleArn, externalId }: Eks & { readonly roleArn: string },
  own: () => Promise<Keys>,
  env: Environment,
): () => Promise<Keys> {
  return async () => {
    const { AssumeRoleCommand, STSClient } = await import('@aws-sdk/client-sts');
    const { accessKeyId, secretAccessKey, sessionToken } = await own();
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
    const requestHandler = await handler(env);
    const sts = new STSClient({ region, credentials, maxAttempts: 1, requestHandler });
    try {
      const { Credentials: issued } = await sts.send(
        new AssumeRoleCommand({
          RoleArn: roleArn,
          RoleSessionName: 'cloud-tag-sync',
          ...(externalId !== undefined && { ExternalId: externalId }),
        }),
        { abortSignal: AbortSignal.timeout(TIMEOUT_MS) },
      );
      const { AccessKeyId, SecretAccessKey, SessionToken } = issued ?? {};
      if (!AccessKeyId || !SecretAccessKey) throw new Error('no credentials in the answer');
      return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    } catch (cause) {
      throw failed(`${roleArn} cannot be assumed`, cause, TRUST);
    } finally {
      sts.destroy();
    }
  };
}

const TRUST =
  'check eks.roleArn, that the trust policy of the role names whoever runs this, and eks.externalId if it asks for one';

/** Without one the SDK writes its advice to the console. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

async function handler(env: Environment): Promise<NodeHttpHandler> {
  const { NodeHttpHandler: Handler } = await import('@smithy/node-http-handler');
  const own = new Handler({
    connectionTimeout: 5_000,
    requestTimeout: TIMEOUT_MS,
    throwOnRequestTimeout: true,
    httpAgent: agentOptions(env),
    httpsAgent: agentOptions(env),
  });
  return cappedHandler(own, 'credentials of AWS');
}

function failed(what: string, cause: unknown, advice: string): CloudError {
  const reason = reasonOf(cause);
  const said = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  const remedy = reason === 'denied' ? ` (${advice})` : '';
  return new CloudError(reason, `eks: ${what}: ${said}${remedy}`, { cause });
}

/** A refusal is an answer that says so, or a chain at whose end nothing was found; all else is the way to STS. */
function reasonOf(cause: unknown): Reason {
  const { name, $metadata }: { readonly name?: unknown; readonly $metadata?: { httpStatusCode?: number } } =
    Object(cause);
  if (/^(?:Credentials|Token)ProviderError$/.test(String(name))) return 'denied';
  const status = $metadata?.httpStatusCode ?? 0;
  if (status === 429 || /Throttl/.test(String(name))) return 'throttled';
  return status >= 400 && status < 500 ? 'denied' : 'unavailable';
}
