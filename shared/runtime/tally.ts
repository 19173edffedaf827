import type { Attempted } from '../collect/call.ts';
import type { Scope } from '../collect/collector.ts';

export interface Calls {
  readonly calls: number;
  readonly throttled: number;
  readonly retried: number;
}

export interface Tally {
  /** For `Observer.attempted`. */
  readonly attempted: (attempted: Attempted) => void;
  /** Of one account and region, or of all. */
  of(scope?: Scope): Calls;
  byOperation(): Readonly<Record<string, Calls>>;
}

export function createTally(): Tally {
  const operations = new Map<string, Calls>();
  const scopes = new Map<string, Calls>();
  const count = (map: Map<string, Calls>, key: string, { outcome, retried: again }: Attempted): void => {
    const { calls, throttled, retried } = map.get(key) ?? NO_CALLS;
    map.set(key, {
      calls: calls + 1,
      throttled: throttled + Number(outcome === 'throttled'),
      retried: retried + Number(again),
    });
  };
  return {
    attempted(attempted) {
      count(operations, attempted.operation, attempted);
      count(scopes, `${attempted.account}/${attempted.region}`, attempted);
      count(scopes, ALL, attempted);
    },
    of: (scope) => scopes.get(scope === undefined ? ALL : `${scope.account}/${scope.region}`) ?? NO_CALLS,
    byOperation: () => Object.fromEntries([...operations].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const ALL = '';
const NO_CALLS: Calls = { calls: 0, throttled: 0, retried: 0 };
