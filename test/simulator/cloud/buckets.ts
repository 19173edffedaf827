/**
 * The request quota of an account in a region, per API: a token bucket.
 * 100 at once and 20 a second is what EC2 documents for its ordinary non-mutating
 * actions: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
 */
export interface Bucket {
  readonly burst: number;
  readonly perSecond: number;
}

export const DEFAULT_BUCKET: Bucket = { burst: 100, perSecond: 20 };

/** Answers whether one more call may pass. */
export function tokenBuckets(
  bucketOf: (operation: string) => Bucket | undefined,
  now: () => number,
): (account: string, region: string, operation: string) => boolean {
  const levels = new Map<string, { tokens: number; at: number }>();
  return (account, region, operation) => {
    const bucket = bucketOf(operation);
    if (bucket === undefined) return true;
    const key = `${account} ${region} ${operation}`;
    const time = now();
    const level = levels.get(key) ?? { tokens: bucket.burst, at: time };
    levels.set(key, level);
    const refill = (Math.max(0, time - level.at) / 1000) * bucket.perSecond;
    level.tokens = Math.min(bucket.burst, level.tokens + refill);
    level.at = time;
    if (level.tokens < 1) return false;
    level.tokens -= 1;
    return true;
  };
}
