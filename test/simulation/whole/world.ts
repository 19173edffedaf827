// One thread, one clock that only events move: whatever a process does to the outside is an event of its own.
import type { Clock } from '../../../shared/collect/clock.ts';
import { StoreError } from '../../../shared/store/store.ts';
import { chance } from '../../support/chance.ts';
import { createAgenda } from './agenda.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const BEGIN = Date.UTC(2026, 0, 1);

/** Two clocks that are kept right are never further apart than a lease allows for. */
export const SKEW_MS = 3 * SECOND;
export const LEAP_MS = 1.5 * SECOND;
export const MOST_AHEAD_MS = SKEW_MS + LEAP_MS;

/** A request that was sent is done by then, or never. */
export const REQUEST_LIFE = 30 * SECOND;
/** The simulator's own failure of an operation. */
export const LOST = new StoreError('the simulator lost it');

/** What may befall an operation, and how often, of a hundred that something befalls. */
const READ_FATES = ['failed', 'failed', 'hung', 'killed'] as const;
const WRITE_FATES = [
  'failed',
  'done and failed',
  'done and failed',
  'failed and done later',
  'repeated',
  'hung',
  'done and hung',
  'killed',
  'done and killed',
] as const;
type Fate = (typeof READ_FATES)[number] | (typeof WRITE_FATES)[number] | 'well';

/** What a history says of one process. */
export interface Manner {
  /** Of all its chances. */
  readonly seed: number;
  /** Share of its operations that something befalls; of its writes, three times that. */
  readonly faults: number;
  /** Share of its operations before which it stands still for up to `stallMs`. */
  readonly stalls: number;
  readonly stallMs: number;
  /** How far its clock is ahead, in milliseconds. */
  readonly ahead: number;
  /** How far its clock leaps at each stall, there and back. */
  readonly leapMs: number;
}

export interface Process {
  readonly id: string;
  readonly manner: Manner;
  readonly startedAt: number;
  readonly random: () => number;
  ahead: number;
  /** Its clock was further from right than a lease allows for, if only for a while. */
  isAstray: boolean;
  /** How often its clock has leapt, and to where the last time. */
  leaps: number;
  leaptAt: number | undefined;
  dead: boolean;
  /** What it is at: one job after the other. */
  job: string;
}

export interface Operation<T> {
  readonly isWrite: boolean;
  /** There and back, on average. */
  readonly ms: number;
  readonly apply: () => T | Promise<T>;
  /** How long after it a repetition arrives, at most. Default: as long as a request lives. */
  readonly repeatedWithinMs?: number;
  /** Given up by its caller: what has not left by then never does. Default: it is not. */
  readonly isCalledOff?: () => boolean;
  /** What its caller is told when it fails. Default: that the store lost it. */
  readonly failure?: () => Error;
}

export function createWorld(note: (what: string) => void) {
  const agenda = createAgenda(BEGIN);
  const { now } = agenda;
  const at = (due: number, act: () => void): (() => void) => agenda.at(due, act);
  let processes = 0;
  let mostAhead = 0;

  function start(manner: Manner): Process {
    const { random } = chance(manner.seed);
    const clock = { ahead: 0, isAstray: false, leaps: 0, leaptAt: undefined };
    const rest = { startedAt: now(), random, dead: false, job: '' };
    const process: Process = { id: `p${++processes}`, manner, ...clock, ...rest };
    setClock(process, manner.ahead);
    return process;
  }

  function setClock(process: Process, ahead: number): void {
    process.ahead = ahead;
    if (Math.abs(ahead) > MOST_AHEAD_MS && !process.isAstray) {
      process.isAstray = true;
      note('astray');
    }
    mostAhead = Math.max(mostAhead, ahead);
  }

  function fateOf({ random, manner: { faults } }: Process, isWrite: boolean): Fate {
    if (random() >= (isWrite ? faults * 3 : faults)) return 'well';
    const all: readonly Fate[] = isWrite ? WRITE_FATES : READ_FATES;
    const fate = all[Math.floor(random() * all.length)] ?? 'well';
    note(fate);
    return fate;
  }

  /** It stands still, and may find that its clock has leapt. */
  function stallOf(process: Process): number {
    const { stalls, stallMs, leapMs } = process.manner;
    if (process.random() >= stalls) return 0;
    note('stalled');
    const { ahead } = process.manner;
    setClock(process, process.ahead === ahead ? ahead + leapMs : ahead);
    if (leapMs !== 0) {
      process.leaps++;
      process.leaptAt = clockOf(process).now();
    }
    return process.random() * stallMs;
  }

  /** A place where the simulator decides what happens, and when. */
  async function perform<T>(process: Process, operation: Operation<T>): Promise<T> {
    const { isWrite, ms, apply, failure, isCalledOff = () => false } = operation;
    const { repeatedWithinMs = REQUEST_LIFE } = operation;
    return new Promise((resolve, reject) => {
      if (process.dead) return;
      const { random } = process;
      const stall = stallOf(process);
      const fate = fateOf(process, isWrite);
      const there = stall + random() * ms;
      const back = random() * ms;
      const lateness = random();
      const answer = (tell: () => void): void => {
        at(now() + back, () => {
          if (!process.dead) tell();
        });
      };
      const fail = (): void => reject(failure?.() ?? LOST);
      const doIt = async (told: boolean): Promise<void> => {
        try {
          const value = await apply();
          if (told) answer(() => resolve(value));
        } catch (error) {
          if (told) answer(() => reject(error));
        }
      };
      const arrive = (): void => {
        if (fate === 'killed') process.dead = true;
        if (fate === 'well' || fate === 'repeated') void doIt(true);
        if (fate.startsWith('done')) void doIt(false);
        const again = (withinMs: number): void => {
          at(now() + lateness * withinMs, () => void doIt(false));
        };
        if (fate === 'failed and done later') again(REQUEST_LIFE);
        if (fate === 'repeated') again(repeatedWithinMs);
        if (fate.startsWith('failed') || fate === 'done and failed') answer(fail);
        if (fate === 'done and killed') process.dead = true;
      };
      // While it stands still nothing is sent; what is sent arrives, whatever becomes of its sender.
      if (stall === 0) at(now() + there, arrive);
      else
        at(now() + stall, () => {
          if (!process.dead && !isCalledOff()) at(now() + there - stall, arrive);
        });
    });
  }

  const clockOf = (process: Process): Clock => ({
    now: () => Math.floor(now() + process.ahead),
    random: process.random,
    sleep: async (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const cancel = at(now() + ms, () => {
          signal?.removeEventListener('abort', abort);
          if (!process.dead) resolve();
        });
        const abort = (): void => {
          cancel();
          if (!process.dead) reject(signal?.reason);
        };
        signal?.addEventListener('abort', abort, { once: true });
      }),
  });

  /** How far ahead any clock has been so far. */
  return { now, at, next: () => agenda.next(), start, perform, clockOf, mostAhead: () => mostAhead };
}
export type World = ReturnType<typeof createWorld>;
