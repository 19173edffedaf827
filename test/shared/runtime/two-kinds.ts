import * as z from 'zod/mini';
import type { Clock } from '../../../shared/collect/clock.ts';
import type { Call } from '../../../shared/collect/call.ts';
import { collectorFor } from '../../../shared/collect/collector.ts';
import { CloudError } from '../../../shared/collect/errors.ts';
import { defineProvider } from '../../../shared/collect/provider.ts';
import { ref } from '../../../shared/model/ref.ts';
import type { Tag } from '../../../shared/model/parts.ts';

/** A cloud small enough to be seen at once: VPCs in regions, and the regions themselves. */
export interface TwoKinds {
  readonly accounts: Map<string, FakeAccount>;
  /** Thrown after all accounts: one that nobody can name. */
  nameless?: Error;
  /** Accounts are searched for, not named; ids that it sees and that the configuration leaves out. */
  leftOut?: readonly string[];
  /** Listings so far, as `account/region/source`. */
  readonly listed: string[];
}

export interface FakeAccount {
  /** Region → its VPCs, name → tags. */
  readonly regions: Map<string, Map<string, readonly Tag[]>>;
  /** Thrown when the account is opened. */
  failure?: Error;
  /** Thrown when its regions are asked for. */
  regionsFailure?: Error;
  /** Thrown by lists, by source. */
  readonly denied: Map<string, Error>;
}

interface Api {
  readonly account: string;
  readonly region: string;
  readonly call: Call;
}

export function accountOf(regions: Readonly<Record<string, readonly string[]>>): FakeAccount {
  return {
    regions: new Map(
      Object.entries(regions).map(([region, vpcs]) => [
        region,
        new Map(vpcs.map((name) => [name, [['name', name] as const]])),
      ]),
    ),
    denied: new Map(),
  };
}

/** A provider of that cloud. It says that it is `qingcloud`, the smallest of the names. */
export function twoKinds(cloud: TwoKinds) {
  const collector = collectorFor<Api>();
  const noted = async ({ account, region, call }: Api, source: string): Promise<FakeAccount> =>
    call(`fake:${source}`, async () => {
      cloud.listed.push(`${account}/${region}/${source}`);
      const found = cloud.accounts.get(account);
      if (found === undefined) throw new CloudError('denied', 'no such account');
      const failure = found.denied.get(source);
      if (failure !== undefined) throw failure;
      return found;
    });
  const region = collector({
    name: 'region',
    emits: ['region'],
    scope: 'account',
    paging: 'token',
    actions: ['fake:region'],
    async *list(api) {
      yield [...(await noted(api, 'region')).regions.keys()];
    },
    map: (id: string) => [{ kind: 'region', ref: ref('qingcloud', 'region', id), id, name: id, tags: [] }],
  });
  const vpc = collector({
    name: 'vpc',
    emits: ['vpc'],
    scope: 'region',
    paging: 'token',
    actions: ['fake:vpc'],
    async *list(api) {
      yield [...((await noted(api, 'vpc')).regions.get(api.region) ?? [])];
    },
    map: ([id, tags]: [string, readonly Tag[]], scope) => [
      {
        kind: 'vpc',
        ref: ref('qingcloud', 'vpc', scope.account, scope.region, id),
        id,
        name: id,
        tags,
        region: ref('qingcloud', 'region', scope.region),
        owner: scope.account,
        cidrs: ['10.0.0.0/16'],
        is_default: false,
      },
    ],
  });
  return defineProvider({
    name: 'qingcloud',
    config: z.strictObject({ regions: z.prefault(z.array(z.string()), []) }),
    limits: [
      { operation: '*', perSecond: 1000, burst: 1000, per: ['account', 'region'], source: 'invented' },
    ],
    async *accounts({ regions }, { discovered }) {
      const wants = (name: string): boolean => regions.length === 0 || regions.includes(name);
      for (const [id, account] of cloud.accounts) {
        if (account.failure !== undefined) yield { id, name: undefined, failure: account.failure, wants };
        else {
          yield {
            id,
            name: `name of ${id}`,
            principal: id,
            wants,
            async regions() {
              if (account.regionsFailure !== undefined) throw account.regionsFailure;
              return [...account.regions.keys()].filter(wants);
            },
            connect: (where: string, call: Call): Api => ({ account: id, region: where, call }),
            identify: async () => ({ account: id, principal: id, clockAheadMs: 0 }),
          };
        }
      }
      if (cloud.nameless !== undefined) throw cloud.nameless;
      if (cloud.leftOut !== undefined)
        discovered?.({
          seen: new Set([...cloud.accounts.keys(), ...cloud.leftOut]),
          mayWant: (id) => id !== 'unwanted',
          wants,
          among: 'accounts that we see',
          remedy: 'show it to us',
        });
    },
    collectors: [region, vpc],
    actions: ['fake:accounts'],
    async probe() {},
    unsupported: {},
    untaggable: { region: { reason: 'nobody tags a region', source: 'invented' } },
  });
}

/** A clock that stands still but for sleeping. */
export function stillClock(start = 1_700_000_000_000): Clock & { tick(ms: number): void } {
  let now = start;
  return {
    now: () => now,
    random: () => 0.5,
    tick: (ms) => {
      now += ms;
    },
    async sleep(ms, signal) {
      // Nothing here waits for real: what waits longer than a retry waits for its end.
      if (ms < 10_000) now += ms;
      else if (signal !== undefined) {
        await new Promise<void>((resolve) => {
          if (signal.aborted) resolve();
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
      if (signal?.aborted === true) throw signal.reason;
    },
  };
}
