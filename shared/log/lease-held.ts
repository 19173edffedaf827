import type { Listed } from '../store/store.ts';
import { leaseKey } from './keys.ts';
import { NotHeld, createClaim, readClaim } from './lease-claim.ts';
import type { Claim } from './lease-claim.ts';
import type { Lease, LeasePorts, LeaseRequest } from './lease.ts';
import { timed } from './lease-timed.ts';

/** Deletions of old claims per renewal: more than come, and no long wait. */
const SWEEP = 10;

/** The lease of who made the `first` claim; `before`: the claims that were there. */
export function held(
  request: LeaseRequest,
  first: Claim,
  before: readonly Pick<Listed, 'key' | 'modified'>[],
  { store, clock, terms }: LeasePorts,
): Lease {
  const { name, token } = request;
  const old = [...before, { key: leaseKey(name, first.term), modified: clock.now() }];
  let mine = first;
  let isOver = false;
  const isHeld = (): boolean => {
    isOver ||= clock.now() >= mine.expires;
    return !isOver;
  };

  /** The claim after ours; with `abandoned`, nobody waits for it any more, and it changes nothing here. */
  async function next(over: Pick<Claim, 'expires' | 'released'>, abandoned: AbortSignal): Promise<void> {
    for (;;) {
      const claim = { ...mine, ...over, term: mine.term + 1 };
      const key = leaseKey(name, claim.term);
      const answer = await createClaim(store, name, claim);
      const there = answer === 'created' ? claim : await readClaim(store, key);
      if (abandoned.aborted) return;
      if (!over.released && !isHeld()) throw new NotHeld(name, undefined); // over, or given back, meanwhile
      if (there?.token !== token) {
        isOver = true;
        throw new NotHeld(name, there);
      }
      old.push({ key, modified: clock.now() });
      mine = there; // made by us, now or by a request whose answer was lost
      if (answer === 'created') return;
    }
  }

  async function sweep(): Promise<void> {
    for (let n = 0; n < SWEEP && old.length > 1; n++) {
      const [oldest] = old;
      if (oldest === undefined || oldest.modified + terms.keepMs >= clock.now()) return;
      await store.delete(oldest.key);
      old.shift();
    }
  }

  return {
    term: () => mine.term,
    isHeld,
    until: () => mine.expires,
    async renew() {
      const at = clock.now();
      if (!isHeld()) throw new NotHeld(name, undefined);
      const patience = Math.min(mine.expires - at, terms.lastsMs / 3);
      const over = { expires: at + terms.lastsMs, released: false };
      await timed(name, clock, patience, (abandoned) => next(over, abandoned));
      // The next renewal tries again: one that waited for a slow store would not be there in time.
      const rest = Math.min(mine.expires - clock.now(), terms.lastsMs / 3);
      await timed(name, clock, rest, sweep).catch(() => {});
    },
    async release() {
      if (!isHeld()) return;
      isOver = true;
      const patience = Math.min(mine.expires - clock.now(), terms.lastsMs / 3);
      const over = { expires: mine.expires, released: true };
      await timed(name, clock, patience, (abandoned) => next(over, abandoned)).catch(() => {});
    },
  };
}
