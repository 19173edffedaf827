import type { Scope } from '../collect/collector.ts';
import { DECISIONS } from '../log/write.ts';
import { Following } from '../sync/following.ts';
import { proved } from '../sync/observe.ts';
import type { JobPorts } from './ports.ts';
import { SIZES } from './scope-run.ts';

export type { Followed, Following, Offer, Offers } from '../sync/following.ts';

/** What is offered is a whole list; nothing is listed again to prove it. */
const ONE_LISTING = 1;

/** The log of one scope, for who watches it rather than lists it. */
export function createFollowing(scope: Scope, ports: JobPorts): Following {
  return new Following(scope, {
    ...ports,
    now: () => ports.clock.now(),
    sizes: SIZES,
    decisions: DECISIONS,
    rules: { guard: ports.guard, maxListings: ONE_LISTING, proved, isAccepted: () => false },
  });
}
