// A cloud of many accounts of which only the time that their lists take is of interest.
import * as z from 'zod/mini';
import type { Call } from '../shared/collect/call.ts';
import type { Clock } from '../shared/collect/clock.ts';
import { collectorFor } from '../shared/collect/collector.ts';
import { defineProvider } from '../shared/collect/provider.ts';
import type { Provider } from '../shared/collect/provider.ts';
import { ref } from '../shared/model/ref.ts';
import { randomFrom } from '../test/simulator/aws/generate/random.ts';

export interface FleetCloud {
  readonly provider: Provider<object, Api>;
  readonly scopes: readonly { readonly account: string; readonly region: string; readonly ms: number }[];
  /** Changes one resource in every tenth scope. */
  change(): void;
}

interface Api {
  readonly account: string;
  readonly region: string;
  readonly call: Call;
}

/** Of one scope: as regions of small and mid accounts take at 50 ms a call. */
const SHORTEST_MS = 2_000;
const LONGEST_MS = 14_000;
/** The lists of one account take this much longer. */
const SLOW = 4;
/** Calls of one list, each waiting for the one before. */
const PAGES = 5;
const VPCS = 20;

export function fleetCloud(accounts: number, regions: number, clock: Clock): FleetCloud {
  const random = randomFrom('fleet');
  const ids = Array.from({ length: accounts }, (_, n) => String(100_000_000_000 + n));
  const places = Array.from({ length: regions }, (_, n) => `region-${n + 1}`);
  const slow = ids[Math.floor(accounts / 3)];
  let generation = 0;
  const scopes = ids.flatMap((account) =>
    places.map((region) => {
      const ms = SHORTEST_MS + random.below(LONGEST_MS - SHORTEST_MS);
      return { account, region, ms: account === slow ? ms * SLOW : ms };
    }),
  );
  const byName = new Map(scopes.map((scope, n) => [`${scope.account}/${scope.region}`, { ...scope, n }]));
  const vpc = collectorFor<Api>()({
    name: 'vpc',
    emits: ['vpc'],
    scope: 'region',
    paging: 'token',
    actions: [],
    async *list({ account, region, call }) {
      const scope = byName.get(`${account}/${region}`);
      if (scope === undefined) throw new Error(`no ${region} in ${account}`);
      for (let page = 0; page < PAGES; page++)
        await call('fleet:DescribeVpcs', async (signal) => clock.sleep(scope.ms / PAGES, signal));
      const version = scope.n % 10 === 0 ? generation : 0;
      yield Array.from({ length: VPCS }, (_, n) => ({
        id: `vpc-${n}`,
        name: n === 0 ? `v${version}` : 'same',
      }));
    },
    map: ({ id, name }: { readonly id: string; readonly name: string }, { account, region }) => [
      {
        kind: 'vpc',
        ref: ref('qingcloud', 'vpc', account, region, id),
        id,
        name,
        tags: [['name', name]],
        region: ref('qingcloud', 'region', region),
        owner: account,
        cidrs: ['10.0.0.0/16'],
        is_default: false,
      },
    ],
  });
  const provider = defineProvider<object, Api>({
    name: 'qingcloud',
    config: z.object({}),
    // Regions of one account share a quota: each account is a lane, and its regions come one after the other.
    limits: [{ operation: '*', perSecond: 1000, burst: 1000, per: ['account'], source: 'invented' }],
    async *accounts(_, { only }) {
      for (const id of ids) {
        if (only.length > 0 && !only.includes(id)) continue;
        yield {
          id,
          name: undefined,
          principal: id,
          regions: async () => places,
          wants: () => true,
          connect: (region, call) => ({ account: id, region, call }),
          identify: async () => ({ account: id, principal: id, clockAheadMs: undefined }),
        };
      }
    },
    collectors: [vpc],
    actions: [],
    probe: async () => {},
    unsupported: {},
    untaggable: {},
  });
  return { provider, scopes, change: () => void generation++ };
}
