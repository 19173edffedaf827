/** Whose time a run of the whole job goes by. */
import { type Clock } from '../../shared/collect/clock.ts';
import type { Provider } from '../../shared/collect/provider.ts';
import { systemClock } from '../../shared/runtime/clock.ts';
import { type Answer, createHandler } from '../../shared/runtime/handler.ts';
import type { Io } from '../../shared/runtime/io.ts';
import { aMoment, virtualClock } from '../support/clock.ts';
import { onWire, wireOf } from '../support/wire.ts';

export interface Timing {
  readonly clock: Clock;
  /** What the simulated cloud is told, so that its quotas, signatures and sessions go by the same time. */
  readonly cloud: { readonly now?: () => number; readonly wallClock?: () => number };
  /** Virtual time goes on between two runs. */
  pass(ms: number): Promise<void>;
  /** One invocation of the provider's function. */
  invoke<Config, Api>(
    provider: Provider<Config, Api>,
    io: Omit<Io, 'clock'>,
    event: unknown,
  ): Promise<Answer>;
}

/** Nobody waits before trying again. */
const random = (): number => 0;

/** The machine's: for jobs with a controller, whose time-outs are of real time. */
export function realTiming(): Timing {
  const clock: Clock = { ...systemClock, random };
  return {
    clock,
    cloud: {},
    pass: async () => {
      throw new Error('real time passes by itself');
    },
    invoke: async (provider, io, event) =>
      createHandler(provider, { ...io, clock })(event, { getRemainingTimeInMillis: () => 120_000 }),
  };
}

/**
 * Stands still while a request is on its way and goes on where everybody waits for a quota: what the job and the cloud
 * agree on does not depend on the machine. The job has all the time it wants.
 */
export function virtualTiming(): Timing {
  const clock = virtualClock({ from: Date.now(), random, idle: aMoment });
  const now = (): number => clock.now();
  const wire = wireOf(clock, 0);
  return {
    clock,
    cloud: { now, wallClock: now },
    pass: async (ms) => clock.run(clock.sleep(ms)),
    invoke: async (provider, io, event) =>
      clock.run(
        createHandler(onWire(provider, wire), { ...io, clock })(event, {
          getRemainingTimeInMillis: () => Infinity,
        }),
      ),
  };
}
