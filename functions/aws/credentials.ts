import {
  AssumeRoleCommand,
  getDefaultRoleAssumer,
  getDefaultRoleAssumerWithWebIdentity,
} from '@aws-sdk/client-sts';
import type { STSClient } from '@aws-sdk/client-sts';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import type { AwsCredentialIdentity } from '@smithy/types';
import { cappedHandler } from '../../shared/collect/capped.ts';
import type { Clock } from '../../shared/collect/clock.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { renewed } from '../../shared/collect/renewed.ts';
import type { Entry } from './config.ts';
import { toCloudError } from './errors.ts';
import { sharedHandler } from './transport.ts';
import type { Credentials } from './transport.ts';

/** The keys of the entry, else its profile, else what the SDK's default chain finds. */
export function ownCredentials(entry: Entry, region: string, clock: Clock): Credentials {
  const { accessKeyId, secretAccessKey, sessionToken, profile } = entry;
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    const keys = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
    return async () => keys;
  }
  // Of its own clients, for a role of a profile or a token of a cluster: who needs the credentials repeats, and nobody
  // else. The chain gives `clientConfig` to some of them only.
  const clientConfig = {
    region,
    maxAttempts: 1,
    requestHandler: cappedHandler(sharedHandler(), 'credentials of AWS'),
  };
  // It remembers what it found until that is about to expire.
  const chain = defaultProvider({
    ...(profile === undefined ? {} : { profile }),
    clientConfig,
    roleAssumer: getDefaultRoleAssumer(clientConfig),
    roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(clientConfig),
    logger: SILENT,
  });
  return async () => {
    try {
      return await chain();
    } catch (thrown) {
      const error = toCloudError(
        thrown,
        profile === undefined ? 'credentials' : `profile ${profile}`,
        clock.now(),
      );
      if (error instanceof CloudError) throw error;
      // Whatever else a file, a process or a metadata service does wrong: a person must act.
      throw new CloudError('denied', `credentials: ${String(thrown)}`, { cause: thrown });
    }
  };
}

/** Without one the SDK writes its advice to the console. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Longer than the five minutes before expiry at which the SDK asks again (`doesIdentityRequireRefresh`
 * of @smithy/core): it never finds credentials that need a call inside a request of another service.
 */
const RENEW_BEFORE_MS = 10 * 60_000;

/**
 * The role's, renewed before they expire. The client is of a region, not of the
 * global endpoint: only regional endpoints give tokens that every region takes.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html
 */
export function roleCredentials(
  sts: STSClient,
  { roleArn, externalId }: { readonly roleArn: string; readonly externalId: string | undefined },
  clock: Clock,
): Credentials {
  const issue = async () => {
    const { Credentials: issued } = await sts.send(
      new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'cloud-tag-sync', ExternalId: externalId }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = issued ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken || Expiration === undefined) {
      throw new CloudError('invalid', `sts:AssumeRole: no credentials for ${roleArn}`);
    }
    const keys: AwsCredentialIdentity = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    };
    return { keys, until: Expiration.getTime() };
  };
  return renewed(issue, RENEW_BEFORE_MS, clock);
}
