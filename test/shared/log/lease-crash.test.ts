/** A lease whose holder dies, or is lied to, at any operation: nobody has it beside another, and the next one gets it in time. */
import { expect, test } from 'vitest';
import { NotHeld, lastClaim } from '../../../shared/log/lease-claim.ts';
import { takeLease } from '../../../shared/log/lease.ts';
import type { Lease, LeaseTerms } from '../../../shared/log/lease.ts';
import { memoryStore } from '../../../shared/store/memory.ts';
import { virtualClock } from '../../support/clock.ts';
import { FATES, everyOperation, fated } from '../../support/fate.ts';

const TERMS: LeaseTerms = { lastsMs: 60, skewMs: 8, keepMs: 50 };
const as = (holder: string) => ({ name: 'it', holder, token: `token of ${holder}` });

test.each(FATES)('%s any operation', async (fate) => {
  const operations = await everyOperation(async (at) => {
    const clock = virtualClock();
    const store = memoryStore(() => clock.now());
    const { of, death, count } = fated(at, fate);
    const ports = { store: of(store), clock, terms: TERMS };
    let first: Lease | undefined;
    const doomed = (async () => {
      first = await takeLease(as('first'), ports);
      for (let n = 0; n < 3; n++) {
        await clock.sleep(TERMS.lastsMs / 2);
        await first.renew();
      }
      await first.release();
    })();
    await clock.run(Promise.race([death, doomed.catch(() => {})]));

    const heir = (): Promise<Lease | string> =>
      clock
        .run(takeLease(as('heir'), { store, clock, terms: TERMS }))
        .catch((error: unknown) => (error instanceof NotHeld ? 'held' : String(error)));
    const standing = await lastClaim(store, 'it');
    const isBusy = standing?.released === false;
    // Of one that nobody has any more, or gave back, the next is master at once; beside a holder, nobody.
    const early = await heir();
    expect(early === 'held').toBe(isBusy);
    expect(first?.isHeld() === true && !isBusy).toBe(false);
    await clock.run(clock.sleep(TERMS.lastsMs + TERMS.skewMs + 1));
    expect(first?.isHeld() ?? false).toBe(false);
    const next = early === 'held' ? await heir() : early;
    expect(typeof next === 'string' ? next : next.term()).toBe((standing?.term ?? 0) + 1);
    return count();
  });
  expect(operations).toBeGreaterThan(7);
});

test.each(FATES)('who takes it over from one that died is %s any operation', async (fate) => {
  const operations = await everyOperation(async (at) => {
    const clock = virtualClock();
    const store = memoryStore(() => clock.now());
    // It died, and what it left of claims is old enough to be swept.
    const dead = await clock.run(takeLease(as('dead'), { store, clock, terms: TERMS }));
    await clock.run(clock.sleep(TERMS.lastsMs / 2));
    await clock.run(dead.renew());
    await clock.run(clock.sleep(TERMS.lastsMs + TERMS.skewMs + 1));
    const { of, death, count } = fated(at, fate);
    let second: Lease | undefined;
    const doomed = (async () => {
      second = await takeLease(as('second'), { store: of(store), clock, terms: TERMS });
      await second.renew();
      await second.release();
    })();
    await clock.run(Promise.race([death, doomed.catch(() => {})]));
    const standing = await lastClaim(store, 'it');
    expect(standing?.term).toBeGreaterThanOrEqual(2);
    const isBusy = standing?.holder === 'second' && !standing.released;
    const heir = async (): Promise<Lease | undefined> =>
      clock.run(takeLease(as('heir'), { store, clock, terms: TERMS })).catch((error: unknown) => {
        if (!(error instanceof NotHeld)) throw error;
        return undefined;
      });
    const early = await heir();
    expect(early === undefined).toBe(isBusy);
    expect(early !== undefined && second?.isHeld() === true).toBe(false);
    await clock.run(clock.sleep(TERMS.lastsMs + TERMS.skewMs + 1));
    expect([dead.isHeld(), second?.isHeld() ?? false]).toEqual([false, false]);
    const next = early ?? (await heir());
    expect(next?.term()).toBe((standing?.term ?? 0) + 1);
    return count();
  });
  expect(operations).toBeGreaterThan(5);
});
