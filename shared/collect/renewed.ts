import type { Clock } from './clock.ts';
import { CloudError } from './errors.ts';

export interface Temporary<Keys> {
  readonly keys: Keys;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** The keys that are good now. They are issued anew `beforeMs` before they expire, once for all who wait for them; without a time they are `invalid`. */
export function renewed<Keys>(
  issue: () => Promise<Temporary<Keys>>,
  beforeMs: number,
  clock: Clock,
): () => Promise<Keys> {
  let current: Temporary<Keys> | undefined;
  let renewal: Promise<Keys> | undefined;
  const renew = async (): Promise<Keys> => {
    const issued = await issue();
    // They would never be good, and be asked for before every request.
    if (Number.isNaN(issued.until))
      throw new CloudError('invalid', 'temporary credentials do not say until when they are good');
    current = issued;
    return issued.keys;
  };
  return async () => {
    if (current !== undefined && current.until - beforeMs > clock.now()) return current.keys;
    renewal ??= renew().finally(() => {
      renewal = undefined;
    });
    return renewal;
  };
}
