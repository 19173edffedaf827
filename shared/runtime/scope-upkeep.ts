import type { Scope } from '../collect/collector.ts';
import { readHint } from '../log/head.ts';
import { createDeliveries } from './deliveries.ts';
import type { Delivery } from './deliveries.ts';
import type { Followed } from './following.ts';
import type { JobPorts } from './ports.ts';
import { keepUp } from './upkeep.ts';

export interface ScopeUpkeep {
  /** After a commit, and now and then without one: tells the sinks, says where the head is, trims the log. */
  committed(followed: Followed): void;
  /** When everything that was started has ended. */
  finish(): Promise<void>;
}

/** The hint is for finding the head in few steps; it may lag. */
const HINT_MS = 60_000;
const SINK_BUDGET_MS = 30_000;

/** What follows the commits of a scope that is watched; never more than one round at a time. */
export function createScopeUpkeep(
  scope: Scope,
  ports: JobPorts,
  told: { readonly deliveries: (all: readonly Delivery[]) => void; readonly error: (error: unknown) => void },
): ScopeUpkeep {
  let hintedAt = Number.NEGATIVE_INFINITY;
  let latest: Followed | undefined;
  let underway: Promise<void> | undefined;

  async function round(followed: Followed): Promise<void> {
    const deliveries = createDeliveries(ports.sinks, { ...ports, budgetMs: SINK_BUDGET_MS });
    deliveries.add(scope);
    told.deliveries(await deliveries.finish());
    const { clock, store } = ports;
    if (clock.now() - hintedAt < HINT_MS) return;
    hintedAt = clock.now();
    const listed = followed.proposals.flatMap((one) => (one.status === 'listed' ? [one.after.bytes] : []));
    const bytes = listed.reduce((sum, n) => sum + n, 0);
    const report = {
      scope,
      startedAt: clock.now(),
      version: followed.version,
      committed: true,
      bytes,
      sources: [],
    };
    await keepUp(report, await readHint(store, scope), { ...ports, now: () => clock.now() });
  }

  async function rounds(): Promise<void> {
    while (latest !== undefined) {
      const next = latest;
      latest = undefined;
      try {
        await round(next);
      } catch (error) {
        told.error(error);
      }
    }
    underway = undefined;
  }

  return {
    committed(followed) {
      latest = followed;
      underway ??= rounds();
    },
    async finish() {
      hintedAt = Number.NEGATIVE_INFINITY;
      await underway;
    },
  };
}
