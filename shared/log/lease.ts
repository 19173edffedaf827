import type { Clock } from '../collect/clock.ts';
import { StoreError } from '../store/store.ts';
import type { Listed, ObjectStore } from '../store/store.ts';
import { TimedOut, within } from '../store/within.ts';
import { leaseKey } from './keys.ts';
import { NotHeld, claimKeys, createClaim, readClaim } from './lease-claim.ts';
import type { Claim } from './lease-claim.ts';

export interface LeaseTerms {
  /** How long a claim holds unless it is renewed. */
  readonly lastsMs: number;
  /** How far two clocks may be apart. */
  readonly skewMs: number;
  /** Claims older than that are deleted: many times `lastsMs`, and longer than any request lives on. */
  readonly keepMs: number;
}
export const LEASE: LeaseTerms = { lastsMs: 60_000, skewMs: 10_000, keepMs: 3_600_000 };

export interface LeasePorts {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly terms: LeaseTerms;
}

export interface LeaseRequest {
  /** What it is about, as messages say it: "the push to DeepFlow of cluster c1". */
  readonly name: string;
  /** For people: where this runs, and what it is. */
  readonly holder: string;
  /** Unique for ever: never the same for two leases, even of one process. */
  readonly token: string;
}

export interface Lease {
  /** Rises with every claim on this lease, whoever makes it. */
  readonly term: () => number;
  /** Asked right before each act that only the holder may do. Once false, it stays false. */
  readonly isHeld: () => boolean;
  readonly until: () => number;
  /** Throws `NotHeld` when another one has it; anything else left it as it was. */
  renew(): Promise<void>;
  /** Lets the next one in at once; where that fails, it waits until the claim expires. */
  release(): Promise<void>;
}

/** Deletions of old claims per renewal: more than come, and no long wait. */
const SWEEP = 10;

/**
 * Takes a lease, or throws `NotHeld`. A claim is an object that is created and
 * never changed; the newest one counts. Each next one - a renewal, a release, a
 * take-over - is the next term, so of two that try for it one gets it. A holder
 * counts from before it asked, a successor waits `skewMs` longer: no two clocks
 * within that see two holders, however late an answer or a request arrives.
 */
export async function takeLease(request: LeaseRequest, ports: LeasePorts): Promise<Lease> {
  const { store, clock, terms } = ports;
  const { name, holder, token } = request;
  const at = clock.now();
  return timed(name, clock, terms.lastsMs, async (abandoned) => {
    for (;;) {
      abandoned.throwIfAborted();
      const keys = await claimKeys(store, name);
      const last = keys.at(-1);
      const standing = last && (await readClaim(store, last.key));
      if (last !== undefined && standing === undefined) continue; // somebody cleaned up by hand
      if (standing !== undefined && !isFree(standing, token, clock.now() - terms.skewMs)) {
        throw new NotHeld(name, standing);
      }
      const claim: Claim = {
        holder,
        token,
        term: (standing?.term ?? 0) + 1,
        acquired: standing?.token === token ? standing.acquired : at,
        expires: at + terms.lastsMs,
        released: false,
      };
      if ((await createClaim(store, name, claim)) === 'created') return leaseOf(request, claim, keys, ports);
    }
  });
}

function isFree({ released, token, expires }: Claim, own: string, latest: number): boolean {
  return released || token === own || expires < latest;
}

function leaseOf(
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
      await sweep().catch(() => {}); // the next renewal tries again
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

/** Every operation of a store ends, but in minutes: who holds a lease has seconds. */
async function timed<T>(
  name: string,
  clock: Clock,
  ms: number,
  work: (abandoned: AbortSignal) => Promise<T>,
): Promise<T> {
  try {
    return await within(clock, ms, work);
  } catch (error) {
    if (!(error instanceof TimedOut)) throw error;
    throw new StoreError(`the store did not answer about the lease of ${name} in ${Math.round(ms)} ms`, {
      cause: error,
    });
  }
}
