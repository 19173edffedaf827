// What a round costs: requests and bytes of the store, and money with the assumptions named here.
import type { ObjectStore } from '../shared/store/store.ts';

export interface Spent {
  readonly invocations: number;
  /** Milliseconds that functions ran. */
  readonly lambdaMs: number;
  readonly queueRequests: number;
  /** Of the store, all of them, and those that are charged as writes and lists. */
  readonly requests: number;
  readonly writes: number;
  readonly bytes: number;
}

/** A store that says what was asked of it, and which scopes were committed to. */
export function counted(inner: ObjectStore) {
  let [requests, writes, bytes] = [0, 0, 0];
  let commits = new Map<string, number>();
  const wrote = (body: Uint8Array): void => {
    requests++;
    writes++;
    bytes += body.length;
  };
  const store: ObjectStore = {
    ...inner,
    async get(key) {
      requests++;
      return inner.get(key);
    },
    async list(query) {
      requests++;
      writes++;
      return inner.list(query);
    },
    async put(key, body) {
      wrote(body);
      await inner.put(key, body);
    },
    async putIfAbsent(key, body, lastly) {
      wrote(body);
      const answer = await inner.putIfAbsent(key, body, lastly);
      const [, scope] = /^log\/[^/]+\/(.+)\/\d{20}\.json$/.exec(key) ?? [];
      if (scope !== undefined && answer === 'created') commits.set(scope, (commits.get(scope) ?? 0) + 1);
      return answer;
    },
  };
  return {
    store,
    spent: () => ({ requests, writes, bytes }),
    commits: (): ReadonlyMap<string, number> => commits,
    reset: () => {
      [requests, writes, bytes] = [0, 0, 0];
      commits = new Map();
    },
  };
}

/**
 * US dollars of us-east-1, without any free tier, and Lambda with 512 MB:
 * https://aws.amazon.com/lambda/pricing/ https://aws.amazon.com/sqs/pricing/ https://aws.amazon.com/s3/pricing/
 */
const PRICES = {
  gigabyteSecond: 0.000_016_666_7,
  invocation: 0.2 / 1e6,
  fifoRequest: 0.5 / 1e6,
  write: 0.005 / 1e3,
  read: 0.000_4 / 1e3,
};
const GIGABYTES = 0.5;

export function moneyOf({ invocations, lambdaMs, queueRequests, requests, writes }: Spent): number {
  return (
    (lambdaMs / 1000) * GIGABYTES * PRICES.gigabyteSecond +
    invocations * PRICES.invocation +
    queueRequests * PRICES.fifoRequest +
    writes * PRICES.write +
    (requests - writes) * PRICES.read
  );
}
