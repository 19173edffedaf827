import type { TagRecord } from '../model/kinds.ts';
import { kindOf } from '../model/record.ts';
import type { Ref } from '../model/ref.ts';
import { CELL } from './cells.ts';
import type { Cells } from './cells.ts';
import { lanesOf } from './lanes.ts';
import { Numbered } from './numbered.ts';

/** What many interfaces share: where they are, and what guards them. */
export interface Surround {
  readonly vpc: Ref<'vpc'>;
  readonly subnet: Ref<'subnet'> | undefined;
  readonly security_groups: readonly Ref<'security_group'>[];
}
export type Balancers = readonly Ref<'load_balancer'>[];

/** Of an interface: two lanes of its ref, two of its server's, the number of its surround, and who is near (see `neighbours.ts`). */
export const ROW = { own: 0, device: 2, surround: 4, near: 5 } as const;
const WORDS = 6;
/** A block has 2 to the power of this many rows. */
const BLOCK_BITS = 14;
const BLOCK = 1 << BLOCK_BITS;

/**
 * Where the records lead that most answers come from (interfaces of servers,
 * and the targets of load balancers), as numbers: such an answer reads no record.
 */
export class Routes {
  /** Where there are too many, answers are made from records. */
  readonly surrounds = new Numbered<Surround>();
  readonly balancers = new Numbered<Balancers>();
  /** Of each slot: the row of an interface, or the balancers of a target; 0 for others. */
  readonly #cells: Cells;
  readonly #blocks: Uint32Array[] = [];
  readonly #free: number[] = [];
  #rows = 1;

  constructor(cells: Cells) {
    this.#cells = cells;
  }

  put(slot: number, record: TagRecord): void {
    if (record.kind === 'lb_target') {
      this.#cells.set(
        slot,
        CELL.route,
        this.balancers.numberOf(record.load_balancers.join(' '), record.load_balancers) + 1,
      );
    } else if (record.kind === 'nic') this.#putNic(slot, record);
  }

  delete(slot: number, { kind }: TagRecord): void {
    const row = this.of(slot);
    if (row === 0) return;
    if (kind === 'nic') this.#free.push(row);
    this.#cells.set(slot, CELL.route, 0);
  }

  /** 0: it has none. */
  of(slot: number): number {
    return this.#cells.get(slot, CELL.route);
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
    this.block(row).set([own.a, own.b, of.a, of.b, surround, 0], this.offset(row));
    this.#cells.set(slot, CELL.route, row);
  }
}

const NONE = new Uint32Array(0);
