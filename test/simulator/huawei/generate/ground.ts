/** What the makers of one project share: its place, its random numbers, its ids and addresses. */
import type { Random } from '../../aws/generate/random.ts';
import type { AccountEstate, Project, Resources } from '../estate.ts';
import type { Tag } from '../rows/given.ts';
import type { Sizes } from './sizes.ts';

export interface Ground {
  readonly account: AccountEstate;
  readonly project: Project;
  readonly region: string;
  readonly here: Resources;
  readonly sizes: Sizes;
  readonly random: Random;
  readonly uuid: () => string;
  readonly publicIp: () => string;
  readonly mac: () => string;
}

/** A UUID of chance. */
export function uuidFrom(random: Random): string {
  const hex = random.hex(32);
  return [0, 8, 12, 16, 20].map((from, n) => hex.slice(from, [8, 12, 16, 20, 32][n])).join('-');
}

/** Every resource has a tag that no other one has. Keys and values as TMS allows them. */
export const tagsOf = (kind: string, id: string): readonly Tag[] => [
  { key: 'own', value: id },
  { key: '环境', value: '生产' },
  { key: `${kind}-key_1`, value: `a.b-c@/:=+ ${id}` },
  { key: 'key-alone', value: '' },
];

/** As ECS writes tags. */
export const joined = (tags: readonly Tag[]): readonly string[] =>
  tags.map(({ key, value }) => (value === '' ? key : `${key}=${value}`));

export const nameOf = (kind: string, n: number): string =>
  n % 3 === 0 ? `${kind}-${n}-名称` : `${kind}-${n}`;

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

/** Every fifth resource belongs to an enterprise project of its own. */
export const enterpriseOf = (n: number): string =>
  n % 5 === 4 ? '8d6f0a11-2b3c-4d5e-9f00-a1b2c3d4e5f6' : '0';
