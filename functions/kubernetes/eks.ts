import { createHash, createHmac } from 'node:crypto';
import type { ProviderPorts } from '../../shared/collect/provider.ts';
import { eksKeys } from './eks-keys.ts';
import type { Eks, Keys } from './eks-keys.ts';

/** A token is taken for 15 minutes, whatever its signature says. https://github.com/kubernetes-sigs/aws-iam-authenticator#api-authorization-from-outside-a-cluster */
const KEEP_MS = 10 * 60_000;

/**
 * Tokens of EKS: a request to STS, signed and not sent, which the API server sends to learn who we are. Who asks while
 * one is being made waits for the same: all kinds of a cluster begin at once, and the role is assumed once.
 */
export function eksTokens(
  eks: Eks,
  { env, clock }: Pick<ProviderPorts, 'env' | 'clock'>,
): (fresh: boolean) => Promise<string> {
  const keys = eksKeys(eks, env);
  let last: { readonly at: number; readonly token: string } | undefined;
  let making: Promise<string> | undefined;
  const make = async (): Promise<string> => {
    const now = clock.now();
    last = { at: now, token: eksToken(eks, await keys(), now) };
    return last.token;
  };
  return async (fresh) => {
    if (last !== undefined && !fresh && clock.now() - last.at < KEEP_MS) return last.token;
    making ??= make().finally(() => {
      making = undefined;
    });
    return making;
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
