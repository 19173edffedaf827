/** What every generator of one region of one account needs: ids, tags, names, addresses. */
import type { Random } from '../../aws/generate/random.ts';
import { type RegionEstate, zonesOf } from '../estate.ts';
import type { Tag } from '../rows/given.ts';
import type { VxNet } from '../rows/network.ts';
import type { Sizes } from './sizes.ts';

export interface Ground {
  readonly account: string;
  readonly region: string;
  readonly sizes: Sizes;
  readonly random: Random;
  /** Filled step by step. */
  readonly estate: RegionEstate;
  /** `prefix` and eight letters and digits. */
  id(prefix: string): string;
  /** The next address of a network. */
  ip(vxnet: VxNet): string;
  publicIp(): string;
  mac(): string;
}

const NAMES = [
  (n: number) => `web-${n}`,
  (n: number) => `支付-服务-${n}`,
  (n: number) => `R&D <lab> "${n}"`,
  (n: number) => `订单/数据库 #${n}`,
  () => '',
];

/** Some are Chinese, some resources have none. */
export const nameFor = (n: number): string => NAMES[n % NAMES.length]?.(n) ?? '';

/** One that no other resource has, and some that many have; without a key, as tags once were. */
export function tagsFor(id: string, n: number): Tag[] {
  return [
    { tag_id: `tag-${id}`, tag_key: 'proof', tag_name: `of ${id}` },
    ...(n % 4 === 0 ? [{ tag_id: 'tag-00000001', tag_key: 'team', tag_name: `team-${n % 7}` }] : []),
    ...(n % 5 === 0 ? [{ tag_id: 'tag-00000002', tag_key: '', tag_name: '生产 & "prod"' }] : []),
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

export const zoneFor = ({ region }: Ground, n: number): string => nth(zonesOf(region), n);

/** Networks inside of VPCs. */
export const joined = ({ estate }: Ground): readonly VxNet[] =>
  estate.vxnets.filter(({ router }) => router !== null);

export const netOf = ({ vxnet_id, vxnet_name }: VxNet) => ({ vxnet_id, vxnet_name });
