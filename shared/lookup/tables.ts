import type { TagRecord } from '../model/kinds.ts';
import { isOfEveryKind, keysOf } from '../model/links/keys.ts';
import type { Key } from '../model/links/keys.ts';
import { BlockLengths } from './block-lengths.ts';
import { keyNumber } from './head.ts';
import { KeyTable } from './key-table.ts';
import { Neighbours } from './neighbours.ts';
import { Routes } from './routes.ts';
import type { Slots } from './slots.ts';

/** What leads to the records that scopes hold, and where those lead. */
export class Tables {
  readonly keys = new KeyTable();
  /** How long the prefixes are that are held. */
  readonly blocks = new BlockLengths();
  readonly routes: Routes;
  readonly neighbours: Neighbours;
  #ipTargets = 0;

  constructor(slots: Slots) {
    this.routes = new Routes(slots.cells);
    this.neighbours = new Neighbours(slots, this.keys, this.routes);
  }

  /** How many targets of load balancers are addresses. */
  get ipTargets(): number {
    return this.#ipTargets;
  }

  put(slot: number, record: TagRecord): void {
    this.routes.put(slot, record);
    for (const key of new Set(keysOf(record))) {
      this.keys.add(key, numberIn(record, key), slot);
      this.blocks.count(key, 1);
    }
    if (record.kind === 'lb_target' && record.ip !== undefined) this.#ipTargets++;
    this.neighbours.forget(record);
  }

  delete(slot: number, record: TagRecord): void {
    this.routes.delete(slot, record);
    for (const key of new Set(keysOf(record))) {
      this.keys.delete(key, numberIn(record, key), slot);
      this.blocks.count(key, -1);
    }
    if (record.kind === 'lb_target' && record.ip !== undefined) this.#ipTargets--;
    this.neighbours.forget(record);
  }
}

const numberIn = ({ kind }: TagRecord, key: Key): number => (isOfEveryKind(key) ? 0 : keyNumber(kind));
