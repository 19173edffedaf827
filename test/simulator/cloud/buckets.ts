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

/** Calls in any stretch of time, counted one by one. */
export interface Window {
  readonly calls: number;
  readonly windowMs: number;
  /** The stretches begin at whole multiples of their length, and who is refused once is refused until the next. */
  readonly aligned?: true;
}

/** What calls of one key share; it may be another one at another time, when somebody else takes a part of it. */
export interface Quota {
  readonly key: string;
  readonly rate: Bucket | Window;
}

/** Answers whether one more call may pass. */
export function quotas(now: () => number): (quota: Quota | undefined) => boolean {
  const levels = new Map<string, { tokens: number; at: number }>();
  const passed = new Map<string, number[]>();
  return (quota) => {
    if (quota === undefined) return true;
    const { key, rate } = quota;
    const time = now();
    if ('windowMs' in rate) {
      const times = (passed.get(key) ?? []).filter((one) => one > since(rate, time));
      passed.set(key, times);
      return times.length < rate.calls && times.push(time) > 0;
    }
    const { burst, perSecond } = rate;
    const { tokens, at } = levels.get(key) ?? { tokens: burst, at: time };
    const level = Math.min(burst, tokens + (Math.max(0, time - at) / 1000) * perSecond);
    levels.set(key, { tokens: level < 1 ? level : level - 1, at: time });
    return level >= 1;
  };
}

const since = ({ windowMs, aligned }: Window, time: number): number =>
  aligned === true ? time - (time % windowMs) - 1 : time - windowMs;
