/** What every generator of one place needs: ids, tags, addresses, and what was made before. */
import type { RegionEstate, Tag } from '../estate.ts';
import type { Random } from './random.ts';
import type { Sizes } from './sizes.ts';

export interface Ground {
  readonly account: string;
  readonly region: string;
  readonly sizes: Sizes;
  readonly random: Random;
  /** Filled step by step. */
  readonly estate: RegionEstate;
  /** `prefix` and 17 hex digits, as EC2's long ids. */
  id(prefix: string): string;
  publicIp(): string;
  mac(): string;
}

/** The key of the tag that every taggable resource has, with a value that no other resource has. */
export const PROOF = 'proof';

export function proofOf(id: string): string {
  return `of ${id}`;
}

const NAMES = [
  (n: number) => `web-${n}`,
  (n: number) => `支付-服务-${n}`,
  (n: number) => `R&D <lab> "${n}" 'a'`,
  (n: number) => `订单/数据库 #${n} 🚀`,
  () => '',
];

/** Every sixth resource has no `Name`; some names are empty, Chinese, or full of XML's special characters. */
export function tagsFor(id: string, n: number): Tag[] {
  const tags: Tag[] = [{ Key: PROOF, Value: proofOf(id) }];
  if (n % 6 !== 5) tags.push({ Key: 'Name', Value: NAMES[n % NAMES.length]?.(n) ?? '' });
  if (n % 4 === 0) tags.push({ Key: 'team', Value: `team-${n % 7}` }, { Key: 'empty', Value: '' });
  if (n % 5 === 0) tags.push({ Key: '环境:<env>&', Value: '生产 & "prod"' });
  if (n % 9 === 0) tags.push({ Key: 'aws:cloudformation:stack-name', Value: `stack-${n % 3}` });
  return tags;
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

export function zoneOf({ region }: { readonly region: string }, n: number): string {
  return region + 'abc'.charAt(n % 3);
}

export function ipv4(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
}

/** Long ago, and a different second for each; not in the future of any clock. */
export function since(n: number): Date {
  return new Date(Date.UTC(2024, 0, 1) + n * 1000);
}
