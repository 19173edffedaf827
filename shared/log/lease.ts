import type { Clock } from '../collect/clock.ts';
import type { ObjectStore } from '../store/store.ts';
import { NotHeld, claimKeys, createClaim, readClaim } from './lease-claim.ts';
import type { Claim } from './lease-claim.ts';
import { held } from './lease-held.ts';
import { timed } from './lease-timed.ts';

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
      if ((await createClaim(store, name, claim)) === 'created') return held(request, claim, keys, ports);
    }
  });
}

function isFree({ released, token, expires }: Claim, own: string, latest: number): boolean {
  return released || token === own || expires < latest;
}
