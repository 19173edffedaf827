import type { Scope } from './collector.ts';

/** Who calls: a scope, and the identity whose quota it spends. */
export interface Caller extends Scope {
  readonly principal: string;
}

/** One row of a provider's quota table. */
export interface Limit {
  /** `service:Operation`, or a prefix of it that ends in `*`. The first row that matches counts. */
  readonly operation: string;
  readonly perSecond: number;
  /** Calls that may go out at once after a rest. */
  readonly burst: number;
  /**
   * Given where the provider counts calls in a stretch of time: `burst` in any one as long as this, and
   * `perSecond` is what that comes to. Otherwise the quota is a bucket that fills again.
   */
  readonly windowMs?: number;
  /**
   * Given where the provider refuses who is over a quota until the next whole stretch of this length begins, and does not
   * state how many calls that is.
   */
  readonly closedMs?: number;
  /** What shares one bucket; with `operation` each operation has its own. */
  readonly per: readonly ('principal' | 'account' | 'region' | 'operation')[];
  /** Where scopes of several names are one region to the quota: that region. Default: the scope's own. */
  readonly regionOf?: (region: string) => string;
  /** Where the provider states the quota, or "Not documented" and why this number. */
  readonly source: string;
}

/** Rows of a provider that states no number are a first guess: the pace is found by trying. */
export function isPublished({ source }: Pick<Limit, 'source'>): boolean {
  return !source.startsWith('Not documented');
}

/** `calls` in any stretch of `windowMs`, as the provider states it. */
export function perWindow(calls: number, windowMs: number): Pick<Limit, 'perSecond' | 'burst' | 'windowMs'> {
  return { perSecond: (calls / windowMs) * 1000, burst: calls, windowMs };
}

export function limitOf(limits: readonly Limit[], operation: string): Limit | undefined {
  return limits.find((row) => matches(row.operation, operation));
}

/** Calls with the same key share a bucket. */
export function bucketKey(
  { operation: row, per, regionOf = itself }: Limit,
  caller: Caller,
  operation: string,
): string {
  const spent = { ...caller, region: regionOf(caller.region), operation };
  return JSON.stringify([row, ...per.map((part) => spent[part])]);
}

/**
 * The widest bucket that scopes share: runs in different lanes never wait for
 * each other's quota. A principal may span accounts, and an account has one.
 */
export function laneOf(limits: readonly Limit[], { provider, account, region, principal }: Caller): string {
  const wide = limits.filter(({ per }) => !per.includes('account'));
  if (wide.some(({ per }) => !per.includes('principal'))) return provider;
  if (wide.length > 0) return `${provider}/${principal}`;
  if (limits.some(({ per }) => !per.includes('region'))) return `${provider}/${account}`;
  const { regionOf = itself } = limits.find((row) => row.regionOf !== undefined) ?? {};
  return `${provider}/${account}/${regionOf(region)}`;
}

const itself = (region: string): string => region;

function matches(pattern: string, operation: string): boolean {
  return pattern.endsWith('*') ? operation.startsWith(pattern.slice(0, -1)) : operation === pattern;
}
