/** What the makers of one region share: its place, its random numbers, its ids and addresses. */
import type { AccountEstate, RegionEstate } from '../estate.ts';
import type { Tags } from '../rows/tags.ts';
import type { Random } from '../../aws/generate/random.ts';
import type { Sizes } from './sizes.ts';

export interface Ground {
  readonly account: AccountEstate;
  readonly region: string;
  readonly here: RegionEstate;
  readonly sizes: Sizes;
  readonly random: Random;
  readonly id: (prefix: string) => string;
  readonly publicIp: () => string;
  readonly mac: () => string;
}

/** Every resource has a tag that no other one has, and a name in two scripts. */
export function tagsOf(kind: string, id: string): Tags {
  return { own: id, 环境: '生产', 'key with spaces & <signs>': `${kind}=${id}` };
}

export const nameOf = (kind: string, n: number): string =>
  n % 3 === 0 ? `${kind}-${n} 名称` : `${kind}-${n}`;

export function at<T>(rows: readonly T[], n: number): T {
  const row = rows[n % rows.length];
  if (row === undefined) throw new Error('nothing to choose from');
  return row;
}

export const times = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

/** The address that is `n` after the beginning of a block. */
export function hostOf(cidr: string, n: number): string {
  const value = cidr
    .replace(/\/\d+$/, '')
    .split('.')
    .reduce((sum, part) => sum * 256 + Number(part), n);
  return dotted(value);
}

export const dotted = (value: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
