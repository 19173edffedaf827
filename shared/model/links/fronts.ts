import type { Ref } from '../ref.ts';
import type { Commons, From } from './commons.ts';
import type { Estate } from './estate.ts';
import type { Found } from './found.ts';
import { peersOf } from './network.ts';

/** What stands before an address: the load balancers that have it, or what holds it, for a target. */
export class Fronts {
  readonly #estate: Estate;
  readonly #commons: Commons;

  constructor(estate: Estate, commons: Commons) {
    this.#estate = estate;
    this.#commons = commons;
  }

  /** Of a device, or an interface. */
  of(device: Ref, found: Found): void {
    for (const target of this.#estate.under('lb_target', device))
      this.named(target, target.record.load_balancers, found);
  }

  /** Of an address: balancers of its VPC, or of one that is peered with it. */
  at(ip: string, vpc: Ref<'vpc'>, found: Found): void {
    for (const target of this.#estate.under('lb_target', ip)) {
      for (const ref of target.record.load_balancers) {
        const own = this.#estate.get(ref)?.record.vpc;
        const isNear = own === vpc || (own !== undefined && peersOf(this.#estate, own).includes(vpc));
        if (isNear) this.#commons.share('front', target, ref, found);
      }
    }
  }

  /** Those that a target names. */
  named(from: From, balancers: readonly Ref[], found: Found): void {
    for (const ref of balancers) this.#commons.share('front', from, ref, found);
  }
}
