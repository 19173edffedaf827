import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../shared/collect/clock.ts';
import { holding } from '../../../shared/log/holding.ts';
import { BadClaim, NotHeld, lastClaim } from '../../../shared/log/lease-claim.ts';
import { takeLease } from '../../../shared/log/lease.ts';
import type { Lease, LeasePorts, LeaseTerms } from '../../../shared/log/lease.ts';
import { memoryStore } from '../../../shared/store/memory.ts';
import { StoreError } from '../../../shared/store/store.ts';
import type { ObjectStore } from '../../../shared/store/store.ts';
import { createWorld } from '../../simulation/world.ts';
import type { Process, World } from '../../simulation/world.ts';
import { virtualClock } from '../../support/clock.ts';

const TERMS: LeaseTerms = { lastsMs: 60, skewMs: 8, keepMs: 200 };
const NAME = 'deepflow/org 1';
const as = (holder: string) => ({ name: NAME, holder, token: `token of ${holder}` });

function setting(terms = TERMS) {
  const clock = virtualClock();
  const store = memoryStore(() => clock.now());
  const ports: LeasePorts = { store, clock, terms };
  const pass = (ms: number): Promise<void> => clock.run(clock.sleep(ms));
  const take = (holder: string): Promise<Lease> => clock.run(takeLease(as(holder), ports));
  const keys = async (): Promise<string[]> =>
    (await store.list({ prefix: '', startAfter: '', limit: 1000 })).map(({ key }) => key);
  return { clock, store, ports, pass, take, keys };
}

function claim(over: object): string {
  const whole = { term: 1, holder: 'x', token: 't', acquired: 0, expires: 60, released: false };
  return JSON.stringify({ ...whole, ...over });
}

describe('a lease', () => {
  test('is an object, created and never changed', async () => {
    const { store, take, keys } = setting();
    const lease = await take('one');
    expect(await keys()).toEqual(['leases/deepflow%2Forg%201/00000000000000000001.json']);
    const stored = await store.get('leases/deepflow%2Forg%201/00000000000000000001.json');
    expect(JSON.parse(Buffer.from(stored?.body ?? []).toString())).toEqual({
      holder: 'one',
      token: 'token of one',
      term: 1,
      acquired: 0,
      expires: 60,
      released: false,
    });
    expect([lease.isHeld(), lease.term(), lease.until()]).toEqual([true, 1, 60]);
  });

  test.each([
    '{',
    '{"term":1}',
    '[]',
    claim({ expires: 1e300 }),
    claim({ term: -1 }),
    claim({ acquired: 'x' }),
  ])('of which somebody wrote %s is not guessed at', async (text) => {
    const { clock, store, ports } = setting();
    const key = 'leases/deepflow%2Forg%201/00000000000000000001.json';
    await store.put(key, Buffer.from(text));
    await expect(clock.run(takeLease(as('one'), ports))).rejects.toThrow(BadClaim);
    await expect(clock.run(takeLease(as('one'), ports))).rejects.toThrow(
      `${key} is not a claim on a lease: delete it`,
    );
  });

  test('is refused to a second one, who is told by whom, since when and until when', async () => {
    const { clock, take, pass } = setting();
    const lease = await take('one');
    await pass(20);
    await clock.run(lease.renew());
    await pass(10);
    await expect(take('two')).rejects.toThrow(
      'deepflow/org 1 is held by one since 1970-01-01T00:00:00.000Z, until 1970-01-01T00:00:00.080Z unless renewed: leave it to that one, or stop it; one that died is succeeded by itself',
    );
    await expect(take('two')).rejects.toMatchObject({ by: { holder: 'one', term: 2 } });
  });

  test('is taken over when it expired by every clock, and not before', async () => {
    const { take, pass } = setting();
    const lease = await take('one');
    await pass(60);
    expect(lease.isHeld()).toBe(false);
    await pass(8);
    await expect(take('two')).rejects.toThrow(NotHeld);
    await pass(1);
    expect((await take('two')).term()).toBe(2);
    await expect(lease.renew()).rejects.toThrow(
      'the lease of deepflow/org 1 ran out before it was renewed: another process may have it now',
    );
  });

  test('is renewed in time though the store does not answer what is swept away', async () => {
    const { clock, store, ports } = setting();
    const slow: ObjectStore = { ...store, delete: async () => new Promise<void>(() => {}) };
    const held = holding(as('one'), { ...ports, store: slow }, async (lost, lease) => {
      await clock.sleep(10 * TERMS.lastsMs); // claims are old enough to go long before
      return lease.isHeld() && !lost.aborted;
    });
    expect(await clock.run(held)).toBe(true);
  });

  test('that was released is free at once', async () => {
    const { clock, store, take } = setting();
    const lease = await take('one');
    await clock.run(lease.release());
    expect(lease.isHeld()).toBe(false);
    expect(await lastClaim(store, NAME)).toMatchObject({ holder: 'one', released: true });
    expect((await take('two')).term()).toBe(3);
    await clock.run(lease.release()); // again: no effect
    expect(await lastClaim(store, NAME)).toMatchObject({ holder: 'two' });
  });

  test('leaves no more claims behind than its time is long', async () => {
    const { clock, take, pass, keys } = setting();
    const lease = await take('one');
    for (let n = 0; n < 100; n++) {
      await pass(20);
      await clock.run(lease.renew());
    }
    expect(lease.term()).toBe(101);
    expect((await keys()).length).toBeLessThanOrEqual(200 / 20 + 2);
    await clock.run(lease.release());
    await pass(1000);
    const next = await take('two');
    for (let n = 0; n < 5; n++) {
      await pass(20);
      await clock.run(next.renew());
    }
    expect((await keys()).length).toBe(6);
  });

  test('renewed by a request whose answer was lost, is renewed', async () => {
    const { clock, store, ports } = setting();
    let isLossy = false;
    const lossy: ObjectStore = {
      ...store,
      async putIfAbsent(key, body) {
        const answer = await store.putIfAbsent(key, body);
        if (isLossy) throw new StoreError('reset');
        return answer;
      },
    };
    const lease = await clock.run(takeLease(as('one'), { ...ports, store: lossy }));
    await clock.run(clock.sleep(20));
    isLossy = true;
    await expect(clock.run(lease.renew())).rejects.toThrow('reset');
    isLossy = false;
    await clock.run(clock.sleep(5));
    await clock.run(lease.renew());
    expect([lease.term(), lease.until(), lease.isHeld()]).toEqual([3, 85, true]);
  });

  test('is not waited for longer than it lasts', async () => {
    const { clock, store, ports } = setting();
    let isHung = true;
    const hung: ObjectStore = {
      ...store,
      putIfAbsent: (key, body) => (isHung ? new Promise(() => {}) : store.putIfAbsent(key, body)),
    };
    await expect(clock.run(takeLease(as('one'), { ...ports, store: hung }))).rejects.toThrow(
      'the store did not answer about the lease of deepflow/org 1 in 60 ms',
    );
    isHung = false;
    const lease = await clock.run(takeLease(as('one'), { ...ports, store: hung }));
    isHung = true;
    await expect(clock.run(lease.renew())).rejects.toThrow('in 20 ms');
    expect(lease.isHeld()).toBe(true);
    await clock.run(lease.release()); // ends, although it cannot be
    expect(lease.isHeld()).toBe(false);
  });

  test('that cannot be read says what to do', async () => {
    const { store, take } = setting();
    await store.put('leases/deepflow%2Forg%201/00000000000000000001.json', Buffer.from('{'));
    await expect(take('one')).rejects.toThrow(
      'leases/deepflow%2Forg%201/00000000000000000001.json is not a claim on a lease: delete it when no process is left that could hold it',
    );
  });
});

describe('work under a lease', () => {
  test('has it renewed for as long as it takes, and released when it ends', async () => {
    const { clock, store, ports } = setting();
    const work = holding(as('one'), ports, async (signal, lease) => {
      await clock.sleep(1000, signal);
      return lease.isHeld();
    });
    expect(await clock.run(work)).toBe(true);
    expect(await lastClaim(store, NAME)).toMatchObject({ released: true });
  });

  test('is released too when it fails', async () => {
    const { clock, store, ports } = setting();
    const work = holding(as('one'), ports, async () => {
      throw new Error('broken');
    });
    await expect(clock.run(work)).rejects.toThrow('broken');
    expect(await lastClaim(store, NAME)).toMatchObject({ released: true });
  });

  test.each([
    { what: 'fails', putIfAbsent: () => Promise.reject(new StoreError('503')) },
    { what: 'hangs', putIfAbsent: () => new Promise<never>(() => {}) },
  ])('is aborted in time when the store $what', async ({ putIfAbsent }) => {
    const { clock, store, ports } = setting();
    let isBroken = false;
    const breaking: ObjectStore = {
      ...store,
      putIfAbsent: (key, body) => (isBroken ? putIfAbsent() : store.putIfAbsent(key, body)),
    };
    const work = holding(as('one'), { ...ports, store: breaking }, async (signal) => {
      isBroken = true;
      await clock.sleep(1000, signal);
    });
    await expect(clock.run(work)).rejects.toThrow(/503|did not answer|ran out/);
    expect(clock.now()).toBeLessThanOrEqual(61);
  });
});

const HISTORIES = Number(process.env['HISTORIES'] ?? 1_000);
const FIRST = Number(process.env['SEED'] ?? 1);
const REQUEST_LIFE = 25;

describe('processes that want one lease', () => {
  test(
    `${HISTORIES} histories: no two act at a time, and none is shut out`,
    { timeout: 300_000 },
    async () => {
      const tally = new Map<string, number>();
      expect(await firstViolation(TERMS, (store) => store, HISTORIES, tally)).toBeUndefined();
      const met = [...tally.keys()];
      expect(met).toEqual(
        expect.arrayContaining([
          'taken',
          'taken over',
          'renewed',
          'refused',
          'lost',
          'released',
          'later',
          'hung before',
          'killed after',
        ]),
      );
    },
  );

  test.each<{
    what: string;
    terms: LeaseTerms;
    driver: (store: ObjectStore) => ObjectStore;
  }>([
    { what: 'clocks trusted too much', terms: { ...TERMS, skewMs: 0 }, driver: (store) => store },
    { what: 'claims forgotten too soon', terms: { ...TERMS, keepMs: 0 }, driver: (store) => store },
    {
      what: 'a store that creates twice',
      terms: TERMS,
      driver: (store) => ({
        ...store,
        putIfAbsent: async (key, body) => (await store.put(key, body), 'created'),
      }),
    },
  ])('caught: $what', { timeout: 300_000 }, async ({ terms, driver }) => {
    expect(await firstViolation(terms, driver, Math.max(HISTORIES, 1_000), new Map())).toMatch(/seed \d+: /);
  });
});

async function firstViolation(
  terms: LeaseTerms,
  driver: (store: ObjectStore) => ObjectStore,
  histories: number,
  tally: Map<string, number>,
): Promise<string | undefined> {
  for (let seed = FIRST; seed < FIRST + histories; seed++) {
    const wrong = await play(seed, terms, driver, tally);
    if (wrong !== undefined) return `seed ${seed}: ${wrong}`;
  }
  return undefined;
}

/** One history; gives what went wrong. */
async function play(
  seed: number,
  terms: LeaseTerms,
  driver: (store: ObjectStore) => ObjectStore,
  tally: Map<string, number>,
): Promise<string | undefined> {
  const world = createWorld(seed, REQUEST_LIFE);
  const { below, random } = world;
  const note = (what: string): void => void tally.set(what, (tally.get(what) ?? 0) + 1);
  const raw = driver(memoryStore(world.now));
  const { clockOf, wake } = sleepers(world);
  const faults = [0, 0.02, 0.08][below(3)] ?? 0;
  const isWatched = random() < 0.5;
  const leases = new Map<Process, Lease>();
  const wrong: string[] = [];
  let acted = { term: 0, holder: '' };

  /** Whatever only one may do. */
  function act(process: Process, lease: Lease): void {
    if (!lease.isHeld()) return;
    if (lease.term() < acted.term) {
      wrong.push(`${process.id} acts in term ${lease.term()} after ${acted.holder} in term ${acted.term}`);
    }
    acted = { term: lease.term(), holder: process.id };
  }

  async function live(process: Process, lives: number): Promise<void> {
    const clock = clockOf(process);
    const ports = { store: world.storeOf(process, raw), clock, terms };
    for (let life = 0; life < lives; life++) {
      try {
        const token = `${process.id}-${life}`;
        const lease = await takeLease({ name: NAME, holder: process.id, token }, ports);
        note(acted.holder === '' || acted.holder === process.id ? 'taken' : 'taken over');
        leases.set(process, lease);
        for (let n = below(6); n >= 0; n--) {
          await world.point(process, false, async () => act(process, lease));
          await clock.sleep(below(40));
          try {
            await lease.renew();
            note('renewed');
          } catch (error) {
            if (error instanceof NotHeld) throw error;
          }
        }
        await lease.release();
        note('released');
      } catch (error) {
        if (error instanceof NotHeld) note(error.by === undefined ? 'lost' : 'refused');
        else if (!(error instanceof StoreError)) wrong.push(String(error));
      }
      leases.delete(process);
      await clock.sleep(below(50));
    }
  }

  async function settled(): Promise<void> {
    for (let n = 0; n < 3; n++) {
      await new Promise<void>((resolve) => {
        process.nextTick(resolve);
      });
    }
    wake();
    if (!isWatched) return;
    const holders = [...leases].filter(([process, lease]) => !process.dead && lease.isHeld());
    if (holders.length > 1) wrong.push(`${holders.map(([{ id }]) => id).join(' and ')} hold it at once`);
  }

  const processes = Array.from({ length: 2 + below(3) }, (_, n) => ({
    id: `p${n}`,
    weight: [1, 1, 0.2, 0.03][below(4)] ?? 1,
    ahead: (terms.skewMs === 0 ? 4 : TERMS.skewMs / 2) * (below(3) - 1),
    dead: false,
  }));
  for (const process of processes) void live(process, 6);
  for (let step = 0; step < 500 && wrong.length === 0; step++) {
    world.tick(below(3));
    if (random() < 0.01) world.tick(70);
    world.haunt(false);
    world.release(faults);
    await settled();
  }
  for (const [verdict] of world.met) note(verdict);
  for (const process of processes) process.dead = true;
  world.haunt(true);
  await settled();

  // All are dead: a new one gets it as soon as the last claim is over by every clock.
  world.tick(TERMS.lastsMs + 2 * TERMS.skewMs + 1);
  const heir = { id: 'heir', weight: 1, ahead: 0, dead: false };
  const ports = { store: world.storeOf(heir, raw), clock: clockOf(heir), terms };
  let heired: unknown;
  void takeLease({ name: NAME, holder: 'heir', token: 'heir' }, ports).then(
    (lease) => act(heir, lease),
    (error: unknown) => (heired = error),
  );
  for (let n = 0; n < 200; n++) {
    world.release(0);
    await settled();
  }
  if (acted.holder !== 'heir') wrong.push(`nobody is left and the lease cannot be had: ${String(heired)}`);
  return wrong[0];
}

/** The clock of each process: what it sleeps ends when the world's time comes, unless it died. */
function sleepers(world: World) {
  let sleeping: { readonly process: Process; readonly due: number; readonly end: () => void }[] = [];
  const clockOf = (process: Process): Clock => ({
    now: () => world.now() + process.ahead,
    random: world.random,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        sleeping.push({ process, due: world.now() + ms, end: resolve });
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
  });
  function wake(): void {
    const due = sleeping.filter((sleep) => sleep.due <= world.now());
    sleeping = sleeping.filter((sleep) => sleep.due > world.now());
    for (const { process, end } of due) if (!process.dead) end();
  }
  return { clockOf, wake };
}
