import type { Config } from './config.ts';

/**
 * The region of DeepFlow that a region of a cloud is of. A project inside of a region of Huawei Cloud is called like
 * the region, `_`, and its own name, and goes with it unless it is mapped itself:
 * https://support.huaweicloud.com/intl/en-us/usermanual-iam/iam_05_0001.html.
 */
export function regionOf(
  { regions }: Pick<Config, 'regions'>,
  provider: string,
  region: string,
): string | undefined {
  const whole = provider === 'huawei' ? region.split('_', 1).join('') : region;
  return (
    regions[`${provider}/${region}`] ??
    regions[`${provider}/${whole}`] ??
    regions[`${provider}/*`] ??
    regions['*']
  );
}

/** The region of DeepFlow that most of a cloud's are of: the one of all others, else the first that is named. */
export function mainOf({ regions }: Pick<Config, 'regions'>, provider: string): string | undefined {
  const [named] = Object.entries(regions).filter(([key]) => key.startsWith(`${provider}/`));
  return regions[`${provider}/*`] ?? regions['*'] ?? named?.[1];
}

/** The beginning of a region's lcuuid that tells it from the others. */
export function shortOf(region: string, all: readonly string[]): string {
  const isAlone = (short: string): boolean => new Set(all.filter((one) => one.startsWith(short))).size === 1;
  return isAlone(region.slice(0, 8)) ? region.slice(0, 8) : region;
}
