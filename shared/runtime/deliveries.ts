import type { Clock } from '../collect/clock.ts';
import type { Scope } from '../collect/collector.ts';
import { OVER, linked } from '../collect/linked.ts';
import { deliver } from '../notify/deliver.ts';
import type { Sink } from '../notify/event.ts';
import type { ObjectStore } from '../store/store.ts';

export interface Delivery {
  readonly sink: string;
  readonly events: number;
  /** What stopped it in this run; the next run goes on from its cursors. */
  readonly error: unknown;
  /** What a person has to know of it though nothing stopped it, each with what to do. Default: nothing. */
  readonly notes?: readonly string[];
}

export interface Deliveries {
  /** Brings every sink up to this scope's head, in the background. */
  add(scope: Scope): void;
  finish(): Promise<readonly Delivery[]>;
}

/**
 * One worker per sink, with a time budget of its own: a sink that fails or is
 * slow delays neither the sync nor another sink. After a failure the sink is
 * left alone until the next run.
 */
export function createDeliveries(
  sinks: readonly Sink[],
  ports: {
    readonly store: ObjectStore;
    readonly clock: Clock;
    readonly signal: AbortSignal;
    readonly budgetMs: number;
  },
): Deliveries {
  const workers = sinks.map((sink) => workerOf(sink, ports));
  return {
    add: (scope) => workers.forEach((worker) => worker.add(scope)),
    finish: () => Promise.all(workers.map((worker) => worker.finish())),
  };
}

function workerOf(
  sink: Sink,
  { store, clock, signal, budgetMs }: Parameters<typeof createDeliveries>[1],
): { add(scope: Scope): void; finish(): Promise<Delivery> } {
  let events = 0;
  let spent = 0;
  let error: unknown;
  let tail = Promise.resolve();
  const own = linked(signal);
  const bring = async (scope: Scope): Promise<void> => {
    if (error !== undefined) return;
    const began = clock.now();
    const done = new AbortController();
    const timer = clock
      .sleep(Math.max(0, budgetMs - spent), done.signal)
      .then(() => own.abort(new Error(`sink ${sink.name} took longer than ${budgetMs} ms in all`)))
      .catch(() => {});
    try {
      events += await deliver(sink, scope, store, own.signal);
    } catch (cause) {
      error = cause;
    } finally {
      done.abort(OVER);
      await timer;
      spent += clock.now() - began;
    }
  };
  return {
    add: (scope) => {
      tail = tail.then(() => bring(scope));
    },
    finish: async () => {
      await tail;
      own.release();
      return { sink: sink.name, events, error };
    },
  };
}
