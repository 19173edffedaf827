/** What every generator of one region of one account needs: ids, tags, names, addresses. */
import type { Random } from '../../aws/generate/random.ts';
import type { RegionEstate } from '../estate.ts';
import type { Tag } from '../rows/given.ts';
import type { Subnet } from '../rows/network.ts';
import type { Sizes } from './sizes.ts';

export interface Ground {
  readonly account: string;
  readonly region: string;
  readonly sizes: Sizes;
  readonly random: Random;
  /** Filled step by step. */
  readonly estate: RegionEstate;
  /** `prefix` and twenty letters and digits, as Volcengine's ids. */
  id(prefix: string): string;
  /** The next address of a subnet. */
  ip(subnet: Subnet): string;
  publicIp(): string;
  mac(): string;
}

const NAMES = [
  (n: number) => `web-${n}`,
  (n: number) => `支付-服务-${n}`,
  (n: number) => `R&D <lab> "${n}"`,
  (n: number) => `订单/数据库 #${n}`,
];

/** Some are Chinese, some are not unlike markup. */
export const nameFor = (n: number): string => NAMES[n % NAMES.length]?.(n) ?? '';

/** One that no other resource has, and others that many have. */
export function tagsFor(id: string, n: number): Tag[] {
  return [
    { Key: 'proof', Value: `of ${id}` },
    ...(n % 4 === 0 ? [{ Key: 'team', Value: `team-${n % 7}` }] : []),
    ...(n % 5 === 0 ? [{ Key: '环境', Value: '生产 & "prod"' }] : []),
    ...(n % 6 === 0 ? [{ Key: 'empty', Value: '' }] : []),
  ];
}

/** The element that the n-th of something belongs to; there must be one. */
export function nth<Row>(rows: readonly Row[], n: number): Row {
  const row = rows[n % rows.length];
  if (row === undefined) throw new Error('the sizes leave nothing to belong to');
  return row;
}

export function times<Row>(count: number, make: (n: number) => Row): Row[] {
  return Array.from({ length: Math.max(0, count) }, (_, n) => make(n));
}

/** `2024-01-01T…+08:00`: a different minute for each. */
export const since = (n: number): string =>
  `${new Date(Date.UTC(2024, 0, 1, 8) + n * 60_000).toISOString().slice(0, 19)}+08:00`;
