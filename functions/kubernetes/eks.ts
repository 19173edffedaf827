import { createHash, createHmac } from 'node:crypto';
import type { Clock } from '../../shared/collect/clock.ts';
import { CloudError } from '../../shared/collect/errors.ts';

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

/** A token is taken for 15 minutes, whatever its signature says. https://github.com/kubernetes-sigs/aws-iam-authenticator#api-authorization-from-outside-a-cluster */
const KEEP_MS = 10 * 60_000;

/** Tokens of EKS: a request to STS, signed and not sent, which the API server sends to learn who we are. */
export function eksTokens(eks: Eks, clock: Clock): (fresh: boolean) => Promise<string> {
  const keys = keysOf(eks);
  let last: { readonly at: number; readonly token: string } | undefined;
  return async (fresh) => {
    if (last !== undefined && !fresh && clock.now() - last.at < KEEP_MS) return last.token;
    last = { at: clock.now(), token: eksToken(eks, await keys(), clock.now()) };
    return last.token;
  };
}

export function eksToken({ cluster, region }: Eks, keys: Keys, now: number): string {
  return `k8s-aws-v1.${Buffer.from(presigned(cluster, region, keys, now)).toString('base64url')}`;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function presigned(cluster: string, region: string, keys: Keys, now: number): string {
  const host = `sts.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  const time = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const day = time.slice(0, 8);
  const credential = `${day}/${region}/sts/aws4_request`;
  const query = Object.entries({
    Action: 'GetCallerIdentity',
    Version: '2011-06-15',
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${keys.accessKeyId}/${credential}`,
    'X-Amz-Date': time,
    'X-Amz-Expires': '60',
    ...(keys.sessionToken !== undefined && { 'X-Amz-Security-Token': keys.sessionToken }),
    'X-Amz-SignedHeaders': 'host;x-k8s-aws-id',
  })
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  const headers = `host:${host}\nx-k8s-aws-id:${cluster}\n`;
  const request = ['GET', '/', query, headers, 'host;x-k8s-aws-id', sha256('')].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', time, credential, sha256(request)].join('\n');
  const key = [day, region, 'sts', 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${keys.secretAccessKey}`,
  );
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  return `https://${host}/?${query}&X-Amz-Signature=${signature}`;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Those given, else the profile's, else what AWS's own chain finds: environment, web identity, instance. */
function keysOf({ accessKeyId, secretAccessKey, sessionToken, ...eks }: Eks): () => Promise<Keys> {
  const own =
    accessKeyId !== undefined && secretAccessKey !== undefined
      ? async (): Promise<Keys> => ({ accessKeyId, secretAccessKey, sessionToken })
      : chain(eks.profile, eks.region);
  if (eks.roleArn === undefined) return own;
  return role({ ...eks, roleArn: eks.roleArn }, own);
}

function chain(profile: string | undefined, region: string): () => Promise<Keys> {
  let found: (() => Promise<Keys>) | undefined;
  return async () => {
    if (found === undefined) {
      const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
      found = defaultProvider({ ...(profile !== undefined && { profile }), clientConfig: { region } });
    }
    return found().catch((cause: unknown) => {
      throw refused(`no AWS credentials: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
    });
  };
}

function role(
  { region, roleArn, externalId }: Pick<Eks, 'region' | 'externalId'> & { readonly roleArn: string },
  own: () => Promise<Keys>,
): () => Promise<Keys> {
  return async () => {
    const { AssumeRoleCommand, STSClient } = await import('@aws-sdk/client-sts');
    const { accessKeyId, secretAccessKey, sessionToken } = await own();
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
    const sts = new STSClient({ region, credentials });
    try {
      const { Credentials: issued } = await sts.send(
        new AssumeRoleCommand({
          RoleArn: roleArn,
          RoleSessionName: 'cloud-tag-sync',
          ...(externalId !== undefined && { ExternalId: externalId }),
        }),
      );
      const { AccessKeyId, SecretAccessKey, SessionToken } = issued ?? {};
      if (!AccessKeyId || !SecretAccessKey) throw new Error('no credentials in the answer');
      return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    } catch (cause) {
      throw refused(
        `${roleArn} cannot be assumed: ${cause instanceof Error ? cause.message : String(cause)}`,
        cause,
      );
    } finally {
      sts.destroy();
    }
  };
}

const refused = (why: string, cause: unknown): CloudError =>
  new CloudError('denied', `eks: ${why} (give keys, a profile or a role that may enter the cluster)`, {
    cause,
  });
