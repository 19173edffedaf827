// The way between a provider and its simulator: a delay in virtual time, and a real request during which time stands still.
import { setMaxListeners } from 'node:events';
import type { Call } from '../../shared/collect/call.ts';
import type { Provider } from '../../shared/collect/provider.ts';
import type { VirtualClock } from './clock.ts';

export interface Wire {
  readonly clock: VirtualClock;
  /** There and back, in milliseconds; 0: requests that are sent side by side are on their way side by side. */
  readonly latencyMs: number;
  /** Requests without a limit, a retry or a turn. */
  readonly call: Call;
}

/** Requests that leave in order may arrive otherwise: each way takes this share more or less. */
const JITTER = 0.2;

export function wireOf(clock: VirtualClock, latencyMs: number, jitter = JITTER): Wire {
  const way = async (signal: AbortSignal): Promise<void> => {
    if (latencyMs === 0) return;
    await clock.sleep((latencyMs / 2) * (1 - jitter + 2 * jitter * clock.random()), signal);
  };
  const never = new AbortController().signal;
  setMaxListeners(0, never);
  const send = async <T>(attempt: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> => {
    await way(signal);
    // A refusal takes as long to come back as an answer.
    try {
      return await clock.still(() => attempt(signal));
    } finally {
      await way(signal);
    }
  };
  return { clock, latencyMs, call: async (_, attempt) => send(attempt, never) };
}

/** The provider with every request on that wire. */
export function onWire<Config, Api>(provider: Provider<Config, Api>, wire: Wire): Provider<Config, Api> {
  const slow =
    (call: Call): Call =>
    async (operation, attempt) =>
      call(operation, async (signal) => wire.call(operation, async () => attempt(signal)));
  return {
    ...provider,
    async *accounts(config, ports) {
      const calls: typeof ports.calls = (caller) => slow(ports.calls(caller));
      for await (const account of provider.accounts(config, { ...ports, calls })) {
        yield 'connect' in account
          ? { ...account, connect: (region, call) => account.connect(region, slow(call)) }
          : account;
      }
    },
  };
}
