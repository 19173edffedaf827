import type { Clock } from '../collect/clock.ts';
import type { AwsCredentials } from '../store/sigv4.ts';
import { awsSigned } from './aws-signed.ts';
import type { AwsSigned } from './aws-signed.ts';
import { ConfigError } from './config-error.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What a function of Lambda is given, and most tools understand. */
export const environmentCredentials = (env: Env) => async (): Promise<AwsCredentials> => {
  const accessKeyId = env['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = env['AWS_SECRET_ACCESS_KEY'];
  if (!accessKeyId || !secretAccessKey) {
    throw new ConfigError(
      'no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run where a role gives them',
    );
  }
  return { accessKeyId, secretAccessKey, sessionToken: env['AWS_SESSION_TOKEN'] };
};

/** SQS in the region that the queue's own URL names: `https://sqs.<region>.amazonaws.com/…`. */
export function queueOf(
  url: string | undefined,
  ports: {
    readonly env: Env;
    readonly clock: Clock;
    readonly credentials: () => Promise<AwsCredentials>;
  },
): AwsSigned {
  const named = url === undefined ? undefined : /^https:\/\/sqs\.([a-z0-9-]+)\./.exec(url)?.[1];
  return awsSigned({ ...ports, service: 'sqs', region: named ?? ports.env['AWS_REGION'] ?? 'us-east-1' });
}
