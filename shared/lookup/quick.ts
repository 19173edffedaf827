import type { Belongings } from '../model/links/belongings.ts';
import type { Label } from '../model/links/label.ts';
import type { Ref } from '../model/ref.ts';
import type { Answer } from './answer.ts';
import type { EstateIndex } from './estate-index.ts';
import { keyNumber } from './head.ts';
import { NONE, SEVERAL } from './key-table.ts';
import type { Lanes } from './lanes.ts';
import { NEAR } from './neighbours.ts';
import { ROW } from './routes.ts';
import { ANYWHERE, spaceLanes } from './space-lanes.ts';

/** What the interfaces of one surround share. `undefined`: their answers need their records. */
interface Shared {
  /** With room for the interface before them, and for its server if that is listed. */
  readonly alone: readonly Label[];
  readonly served: readonly Label[];
  readonly vpc: Ref<'vpc'>;
  /** Addresses that a NAT rule names. */
  readonly ruled: ReadonlySet<string>;
}

const [TARGET, EIP] = [keyNumber('lb_target'), keyNumber('eip')];

/**
 * The answer that nearly every address has: one interface of one server, in a
 * subnet. It is put together from numbers and shared labels, reads no record,
 * and is what `Search` and `Belongings` say. All else is left to them.
 */
export class Quick {
  readonly #index: EstateIndex;
  readonly #belongings: Belongings;
  /** By number of the surround, for complete and doubtful interfaces; of one state of what is shared. */
  #shared: (Shared | null)[] = [];
  #fronts: (readonly Label[])[] = [];
  #of = -1;

  constructor(index: EstateIndex, belongings: Belongings) {
    this.#index = index;
    this.#belongings = belongings;
  }

  /** `within`: the space, as its addresses' keys begin; `undefined`: anywhere. */
  find(ip: string, within: Lanes | undefined): Answer | undefined {
    const { slots, tables } = this.#index;
    const { keys, routes } = tables;
    const count = keys.upToTwo(ip, within ?? ANYWHERE);
    if (count === 0 || count > 2) return undefined;
    const { one } = keys;
    const two = count === 2 ? keys.two : NONE;
    const slot = slots.kind(one) === 'nic' ? one : two;
    if (slot === NONE || !slots.isOnly('nic', slot)) return undefined;
    const row = routes.of(slot);
    if (row === 0) return undefined;
    const near = tables.neighbours.of(row);
    if ((near & NEAR.odd) !== 0) return undefined;
    const device = (near & NEAR.server) - 1;
    // A server may tell the address itself, and then says no more than its interface.
    const other = slot === one ? two : one;
    if (other !== NONE && other !== device) return undefined;
    if (device !== NONE && !slots.isOnly('vm', device)) return undefined;
    const block = routes.block(row);
    const at = routes.offset(row);
    const shared = this.#sharedOf(block[at + ROW.surround] ?? 0, slot);
    if (shared === null || (shared.ruled.size > 0 && shared.ruled.has(ip)) || this.#index.isTarget(ip))
      return undefined;
    if (other !== NONE && within === undefined && keys.upToTwo(ip, spaceLanes(shared.vpc)) !== 2)
      return undefined;
    const eip = (near & NEAR.eip) === 0 ? NONE : keys.onlyAt(block[at] ?? 0, block[at + 1] ?? 0, EIP);
    if (eip === SEVERAL || (eip !== NONE && !slots.isAlone(eip))) return undefined;
    const fronts =
      (near & NEAR.target) === 0
        ? NOTHING
        : this.#frontsOf(block[at + ROW.device] ?? 0, block[at + ROW.device + 1] ?? 0);
    if (fronts === undefined) return undefined;
    const labels = this.#copy(device === NONE ? shared.alone : shared.served, eip, fronts);
    labels[0] = slots.label('self', slot);
    if (device !== NONE) labels[1] = slots.label('self', device);
    return { address: ip, space: shared.vpc, block: undefined, labels };
  }

  #copy(labels: readonly Label[], eip: number, fronts: readonly Label[]): Label[] {
    if (eip !== NONE) return labels.concat(this.#index.slots.label('path', eip), fronts);
    return fronts.length === 0 ? labels.slice() : labels.concat(fronts);
  }

  /** The load balancers that a server is a target of, in the order of its targets. */
  #frontsOf(a: number, b: number): readonly Label[] | undefined {
    const { keys } = this.#index.tables;
    const only = keys.onlyAt(a, b, TARGET);
    if (only !== SEVERAL) return this.#balancersOf(only);
    const found = new Map<string, Label>();
    for (const target of this.#ordered(keys.allAt(a, b, TARGET))) {
      const balancers = this.#balancersOf(target);
      if (balancers === undefined) return undefined;
      for (const label of balancers) if (!found.has(label.ref)) found.set(label.ref, label);
    }
    return [...found.values()];
  }

  #ordered(targets: readonly number[]): readonly number[] {
    const { records } = this.#index.slots;
    const named = targets.map((slot) => ({ slot, ref: records.ref(slot) }));
    return named.toSorted((x, y) => (x.ref < y.ref ? -1 : 1)).map(({ slot }) => slot);
  }

  #balancersOf(target: number): readonly Label[] | undefined {
    const { slots, tables } = this.#index;
    const number = tables.routes.of(target) - 1;
    if (number < 0 || !slots.isAlone(target)) return undefined;
    const { standing } = slots.source(target);
    const at = number * 2 + (standing === 'current' ? 0 : 1);
    return (this.#fronts[at] ??= this.#belongings.fronting(
      { standing },
      tables.routes.balancers.get(number) ?? NOTHING,
    ));
  }

  #sharedOf(number: number, slot: number): Shared | null {
    if (this.#of !== this.#index.commons) {
      this.#shared = [];
      this.#fronts = [];
      this.#of = this.#index.commons;
    }
    const { standing } = this.#index.slots.source(slot);
    const at = number * 2 + (standing === 'current' ? 0 : 1);
    const known = this.#shared[at];
    return known === undefined ? (this.#shared[at] = this.#work(number, standing)) : known;
  }

  #work(number: number, standing: Label['standing']): Shared | null {
    const surround = this.#index.tables.routes.surrounds.get(number);
    const found = surround && this.#belongings.surrounding({ standing }, surround);
    const [room] = found?.labels ?? NOTHING;
    // A server says the rest itself.
    if (surround === undefined || room === undefined || found?.isPlaced() !== true) return null;
    const { vpc } = surround;
    return {
      alone: [room, ...found.labels],
      served: [room, room, ...found.labels],
      vpc,
      ruled: this.#belongings.ruled(vpc),
    };
  }
}

const NOTHING: readonly never[] = [];
