/**
 * What a region holds of an account. Every region has one that is called like it; one that the account made inside of
 * it goes on with `_` and a name of its own (`cn-north-4_team`).
 * https://support.huaweicloud.com/intl/en-us/usermanual-iam/iam_05_0001.html
 *
 * Each is a scope by itself, under its name: one that is switched off, frozen, or entered no more, takes nothing away
 * from what was there, and no other one with it.
 */
export interface Project {
  readonly id: string;
  readonly name: string;
  /** The account's id. */
  readonly domain: string;
}

export const regionOf = (name: string): string => name.split('_', 1)[0] ?? name;
