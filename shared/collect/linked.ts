import { setMaxListeners } from 'node:events';

/**
 * Why a signal is aborted that only tells a timer that nobody waits for it any
 * more. Without a reason it makes an exception of its own, with a stack.
 */
export const OVER = 'nobody waits for it any more';

/** What is aborted by its owner, or with one of the signals that it is linked to, until it is released. */
export interface Linked extends Pick<AbortController, 'signal' | 'abort'> {
  /** When the work is over, however it ended: the signals may live on for days, and forget it. */
  release(): void;
}

/**
 * `AbortSignal.any` with an end. Node keeps a signal of that one for as long as anybody listens to it, which is for
 * ever where nothing is aborted, and with it all that the listener knows: a request and its answer. It also leaves
 * something behind on each signal that it is made of.
 * https://github.com/nodejs/node/blob/v20.x/lib/internal/abort_controller.js: gcPersistentSignals, kDependantSignals
 */
export function linked(...signals: readonly AbortSignal[]): Linked {
  const own = new AbortController();
  setMaxListeners(0, ...signals); // many wait for one signal, and each of them goes
  const followed = signals.map((signal) => ({ signal, follow: () => own.abort(signal.reason) }));
  for (const { signal, follow } of followed) {
    if (signal.aborted) follow();
    else signal.addEventListener('abort', follow, { once: true });
  }
  return {
    signal: own.signal,
    abort: (reason) => own.abort(reason),
    release: () => {
      for (const { signal, follow } of followed) signal.removeEventListener('abort', follow);
    },
  };
}

/** For the time of `work`. */
export async function whileLinked<T>(
  signals: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const both = linked(...signals);
  try {
    return await work(both.signal);
  } finally {
    both.release();
  }
}
