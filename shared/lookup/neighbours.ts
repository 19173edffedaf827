import type { TagRecord } from '../model/kinds.ts';
import type { Ref } from '../model/ref.ts';
import { keyNumber } from './head.ts';
import { NONE, SEVERAL } from './key-table.ts';
import type { KeyTable } from './key-table.ts';
import { ROW } from './routes.ts';
import type { Routes } from './routes.ts';
import type { Slots } from './slots.ts';

/** Of an interface: it is known who its neighbours are; they make its answer another's work; an EIP, or a target of a load balancer, is there. */
const [KNOWN, ODD, EIP, TARGET] = [1 << 31, 1 << 30, 1 << 29, 1 << 28] as const;
/** Below those, the slot of its server + 1; 0 for none. */
const SERVER = TARGET - 1;
export const NEAR = { odd: ODD, eip: EIP, target: TARGET, server: SERVER } as const;

const key = { eip: keyNumber('eip'), lb_target: keyNumber('lb_target'), node: keyNumber('node') } as const;
const NIC = keyNumber('nic');

/**
 * Which records beside an interface's own say something of its addresses. Each
 * would be a search of its own for every answer, and most are not there: it is
 * looked up once, and again after one of them changed.
 */
export class Neighbours {
  readonly #slots: Slots;
  readonly #keys: KeyTable;
  readonly #routes: Routes;

  constructor(slots: Slots, keys: KeyTable, routes: Routes) {
    this.#slots = slots;
    this.#keys = keys;
    this.#routes = routes;
  }

  /** Of the interface of a row: what of `NEAR` is there. */
  of(row: number): number {
    const block = this.#routes.block(row);
    const at = this.#routes.offset(row);
    const known = block[at + ROW.near] ?? 0;
    return known === 0 ? (block[at + ROW.near] = this.#work(block, at)) : known;
  }

  /** So that the first question costs what every other does. */
  settle(): void {
    for (const slot of this.#slots.records.slots()) {
      const row = this.#slots.kind(slot) === 'nic' ? this.#routes.of(slot) : 0;
      if (row !== 0) this.of(row);
    }
  }

  /** After, or before, a record that may be somebody's neighbour came, changed or went. */
  forget(record: TagRecord): void {
    const server = serverOf(record);
    if (server !== undefined) this.#forgetOf(this.#keys.all(server, NIC));
    const nic = nicOf(record);
    if (nic !== undefined) this.#forgetOf(this.#slots.all(nic));
  }

  #forgetOf(nics: readonly number[]): void {
    for (const slot of nics) {
      const row = this.#routes.of(slot);
      if (row !== 0) this.#routes.block(row)[this.#routes.offset(row) + ROW.near] = 0;
    }
  }

  #work(block: Uint32Array, at: number): number {
    const [own, ownB] = [block[at + ROW.own] ?? 0, block[at + ROW.own + 1] ?? 0];
    const [a, b] = [block[at + ROW.device] ?? 0, block[at + ROW.device + 1] ?? 0];
    const server = this.#slots.onlyAt(a, b);
    const isOdd =
      server === SEVERAL ||
      server >= SERVER ||
      this.#has(a, b, key.node) ||
      this.#has(own, ownB, key.lb_target);
    return (
      KNOWN |
      (isOdd ? ODD : server + 1) |
      (this.#has(own, ownB, key.eip) ? EIP : 0) |
      (this.#has(a, b, key.lb_target) ? TARGET : 0)
    );
  }

  #has(a: number, b: number, number: number): boolean {
    return this.#keys.onlyAt(a, b, number) !== NONE;
  }
}

/** The server that a record is, is on, or sends to. */
function serverOf(record: TagRecord): Ref | undefined {
  if (record.kind === 'vm') return record.ref;
  if (record.kind === 'node') return record.vm;
  return record.kind === 'lb_target' ? record.device : undefined;
}

/** What a record leads to that may be an interface. */
function nicOf(record: TagRecord): Ref | undefined {
  if (record.kind === 'eip') return record.nic;
  return record.kind === 'lb_target' ? record.device : undefined;
}
