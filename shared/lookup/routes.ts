import type { TagRecord } from '../model/kinds.ts';
import { kindOf } from '../model/record.ts';
import type { Ref } from '../model/ref.ts';
import { lanesOf } from './lanes.ts';

/** What many interfaces share: where they are, and what guards them. */
export interface Surround {
  readonly vpc: Ref<'vpc'>;
  readonly subnet: Ref<'subnet'> | undefined;
  readonly security_groups: readonly Ref<'security_group'>[];
}
export type Balancers = readonly Ref<'load_balancer'>[];

/** Of an interface: two lanes of its ref, two of its server's, and the number of its surround. */
const WORDS = 5;
const [DEVICE, SURROUND] = [2, 4] as const;
/** A block has 2 to the power of this many rows. */
const BLOCK_BITS = 14;
const BLOCK = 1 << BLOCK_BITS;
/** Different surrounds, or sets of balancers, that get a number; the interfaces of others are answered from their records. */
const MOST = 1 << 17;

/**
 * Where the records lead that most answers come from (interfaces of servers,
 * and the targets of load balancers), as numbers: such an answer reads no record.
 */
export class Routes {
  readonly surrounds = new Numbered<Surround>();
  readonly balancers = new Numbered<Balancers>();
  /** By slot: the row of an interface, or the balancers of a target; 0 for others. */
  #of = new Uint32Array(1 << 10);
  readonly #blocks: Uint32Array[] = [];
  readonly #free: number[] = [];
  #rows = 1;

  put(slot: number, record: TagRecord): void {
    if (record.kind === 'lb_target') {
      this.#set(slot, this.balancers.numberOf(record.load_balancers.join(' '), record.load_balancers) + 1);
    } else if (record.kind === 'nic') this.#putNic(slot, record);
  }

  delete(slot: number, { kind }: TagRecord): void {
    const row = this.#of[slot] ?? 0;
    if (row === 0) return;
    if (kind === 'nic') this.#free.push(row);
    this.#of[slot] = 0;
  }

  /** 0: it has none. */
  of(slot: number): number {
    return this.#of[slot] ?? 0;
  }

  /** Where a row is: in which block, and from where on. */
  block(row: number): Uint32Array {
    return this.#blocks[row >>> BLOCK_BITS] ?? NONE;
  }

  offset(row: number): number {
    return (row & (BLOCK - 1)) * WORDS;
  }

  #putNic(slot: number, { ref, vpc, subnet, device, security_groups }: TagRecord<'nic'>): void {
    if (vpc === undefined || device === undefined || kindOf(device) !== 'vm') return;
    const name = `${vpc} ${subnet ?? ''} ${security_groups.join(' ')}`;
    const surround = this.surrounds.numberOf(name, { vpc, subnet, security_groups });
    if (surround < 0) return;
    const row = this.#free.pop() ?? this.#rows++;
    const [own, of] = [lanesOf(ref), lanesOf(device)];
    this.#blocks[row >>> BLOCK_BITS] ??= new Uint32Array(BLOCK * WORDS);
    this.block(row).set([own.a, own.b, of.a, of.b, surround], this.offset(row));
    this.#set(slot, row);
  }

  #set(slot: number, value: number): void {
    if (slot >= this.#of.length) {
      const all = new Uint32Array(Math.ceil((slot + 1) * 1.5));
      all.set(this.#of);
      this.#of = all;
    }
    this.#of[slot] = value;
  }
}

const NONE = new Uint32Array(0);
export const ROW = { own: 0, device: DEVICE, surround: SURROUND } as const;

/** Equal values once, by number. */
class Numbered<T> {
  readonly #numbers = new Map<string, number>();
  readonly #values: T[] = [];

  /** -1: there are too many. */
  numberOf(name: string, value: T): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    if (this.#values.length >= MOST) return -1;
    this.#numbers.set(name, this.#values.length);
    return this.#values.push(value) - 1;
  }

  get(number: number): T | undefined {
    return this.#values[number];
  }
}
