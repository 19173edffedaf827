import type { Clock } from '../collect/clock.ts';
import type { AwsCredentials } from './sigv4.ts';

/** What a store is opened with, beside its section of the configuration. */
export interface StorePorts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Refreshed by whoever gives them; used where an S3 section has no keys of its own. */
  readonly awsCredentials?: () => Promise<AwsCredentials>;
  readonly fetch?: typeof fetch;
}
