/** What the makers of one subscription in one region share. */
import { type Random, randomFrom } from '../../aws/generate/random.ts';
import type { Resource, SubscriptionEstate } from '../estate.ts';
import type { Place } from '../rows/place.ts';
import type { Sizes } from './sizes.ts';

export interface Ground {
  readonly own: SubscriptionEstate;
  readonly place: Place;
  readonly sizes: Sizes;
  readonly random: Random;
  /** Second number of the addresses: `10.<index>.…`; ids and names are unique by the group's name. */
  readonly index: number;
  readonly publicIp: () => string;
  readonly mac: () => string;
  /** Subnets in the order in which they were made, with their first addresses. */
  readonly subnets: { readonly id: string; readonly base: string }[];
  readonly seats: string[];
}

export function groundOf(
  own: SubscriptionEstate,
  region: string,
  seed: string,
  sizes: Sizes,
  index: number,
): Ground {
  let cards = 0;
  let outside = 0;
  return {
    own,
    place: { subscription: own.id, group: `rg-${region}`, location: region },
    sizes,
    random: randomFrom(seed),
    index,
    publicIp: () => dotted(0xc6_12_00_00 + (index % 64) * 2048 + outside++),
    mac: () => {
      const hex = (cards++).toString(16).padStart(4, '0').toUpperCase();
      return `00-0D-3A-${(index % 256).toString(16).padStart(2, '0').toUpperCase()}-${hex.slice(0, 2)}-${hex.slice(2)}`;
    },
    subnets: [],
    seats: [],
  };
}

export function put({ own }: Ground, ...rows: readonly Resource[]): void {
  own.resources.push(...rows);
}

/** Every resource has a tag that no other one has. */
export const tagsOf = (name: string, { place }: Ground): Readonly<Record<string, string>> => ({
  own: `${place.subscription}/${place.location}/${name}`,
  环境: '生产',
  'key-alone': '',
});

export const times = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

export function at<T>(rows: readonly T[], n: number): T {
  const row = rows[n % rows.length];
  if (row === undefined) throw new Error('nothing to choose from');
  return row;
}

/** The address that is `n` after another. */
export function hostOf(base: string, n: number): string {
  return dotted(base.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) + n);
}

const dotted = (value: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
