/** What every generator of one region of one account needs: ids, tags, names, addresses. */
import type { Random } from '../../aws/generate/random.ts';
import { type RegionEstate, zoneIdOf } from '../estate.ts';
import type { Subnet } from '../rows/vpc.ts';
import { type Tag, type TagInfo } from '../rows/tags.ts';
import type { Sizes } from './sizes.ts';

export interface Ground {
  readonly account: string;
  readonly appId: number;
  readonly region: string;
  readonly sizes: Sizes;
  readonly random: Random;
  /** Filled step by step. */
  readonly estate: RegionEstate;
  /** `prefix` and eight letters and digits, as Tencent Cloud's ids. */
  id(prefix: string): string;
  /** The next address of a subnet. */
  ip(subnet: Subnet): string;
  publicIp(): string;
  mac(): string;
}

/** The key of the tag that every taggable resource has, with a value that no other resource has. */
export const PROOF = 'proof';
export const proofOf = (id: string): string => `of ${id}`;

const NAMES = [
  (n: number) => `web-${n}`,
  (n: number) => `支付-服务-${n}`,
  (n: number) => `R&D <lab> "${n}"`,
  (n: number) => `订单/数据库 #${n}`,
  () => '未命名',
];

/** Some are Chinese, some many resources have in common. */
export const nameFor = (n: number): string => NAMES[n % NAMES.length]?.(n) ?? '';

export function tagsFor(id: string, n: number): Tag[] {
  return [
    { Key: PROOF, Value: proofOf(id) },
    ...(n % 4 === 0 ? [{ Key: 'team', Value: `team-${n % 7}` }] : []),
    ...(n % 5 === 0 ? [{ Key: '环境', Value: '生产 & "prod"' }] : []),
    ...(n % 6 === 0 ? [{ Key: 'empty', Value: '' }] : []),
  ];
}

export const infoFor = (id: string, n: number): TagInfo[] =>
  tagsFor(id, n).map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value }));

/** The element that the n-th of something belongs to; there must be one. */
export function nth<Row>(rows: readonly Row[], n: number): Row {
  const row = rows[n % rows.length];
  if (row === undefined) throw new Error('the sizes leave nothing to belong to');
  return row;
}

export function times<Row>(count: number, make: (n: number) => Row): Row[] {
  return Array.from({ length: Math.max(0, count) }, (_, n) => make(n));
}

export const zoneIdIn = ({ region }: Ground, zone: string): number =>
  zoneIdOf(region, Number(zone.split('-').at(-1)));

/** `2024-01-01 …`: Beijing's time, without saying so; a different minute for each. */
export function since(n: number): string {
  return new Date(Date.UTC(2024, 0, 1, 8) + n * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** The same moment in UTC, which says so. */
export const sinceUtc = (n: number): string =>
  `${new Date(Date.UTC(2024, 0, 1) + n * 60_000).toISOString().slice(0, 19)}Z`;
