// What the figures of one cloud need: its estates, the calls it cannot do without, and how to be asked.
import { isPublished, limitOf } from '../../shared/collect/limit.ts';
import type { Limit } from '../../shared/collect/limit.ts';
import type { Provider, ProviderName } from '../../shared/collect/provider.ts';
import { runJob } from '../../shared/runtime/job.ts';
import type { JobPorts, JobReport } from '../../shared/runtime/ports.ts';
import { EVERYTHING } from '../../shared/runtime/request.ts';
import type { Bucket, Quota, Window } from '../../test/simulator/cloud/buckets.ts';
import type { Asked, Cloud } from '../../test/simulator/cloud/server.ts';
import type { Wire } from '../../test/support/wire.ts';
import { onWire } from '../../test/support/wire.ts';
import type { Row } from './row.ts';

/**
 * The three cases of the call-count table in the reference, one below the largest by which quotas are felt
 * already, and one region with 100,000 servers.
 */
export const SIZES = ['small', 'mid', 'felt', 'large', 'huge'] as const;
export type Size = (typeof SIZES)[number];

/** How many of each a region has, as the reference's cases count them. */
export interface Case {
  readonly servers: number;
  readonly nics: number;
  readonly vpcs: number;
  readonly subnets: number;
  readonly routeTables: number;
  readonly groups: number;
  readonly nats: number;
  readonly eips: number;
  readonly peerings: number;
  readonly balancers: number;
  /** Of each load balancer. */
  readonly listeners: number;
  readonly databases: number;
  readonly caches: number;
  readonly clusters: number;
}

const SMALL: Case = {
  servers: 50,
  nics: 60,
  vpcs: 3,
  subnets: 12,
  routeTables: 6,
  groups: 12,
  nats: 2,
  eips: 6,
  peerings: 1,
  balancers: 10,
  listeners: 2,
  databases: 5,
  caches: 5,
  clusters: 1,
};

const MID: Case = {
  servers: 1000,
  nics: 1500,
  vpcs: 10,
  subnets: 60,
  routeTables: 30,
  groups: 100,
  nats: 5,
  eips: 40,
  peerings: 5,
  balancers: 100,
  listeners: 3,
  databases: 50,
  caches: 50,
  clusters: 3,
};

const LARGE: Case = {
  servers: 5000,
  nics: 7000,
  vpcs: 40,
  subnets: 400,
  routeTables: 150,
  groups: 500,
  nats: 20,
  eips: 200,
  peerings: 20,
  balancers: 500,
  listeners: 3,
  databases: 200,
  caches: 200,
  clusters: 10,
};

const FELT: Case = {
  servers: 3500,
  nics: 4900,
  vpcs: 28,
  subnets: 280,
  routeTables: 105,
  groups: 350,
  nats: 14,
  eips: 140,
  peerings: 14,
  balancers: 350,
  listeners: 3,
  databases: 140,
  caches: 140,
  clusters: 7,
};

export const CASES: Readonly<Record<Size, Case>> = {
  small: SMALL,
  mid: MID,
  felt: FELT,
  large: LARGE,
  huge: { ...MID, servers: 100_000, nics: 100_500 },
};

/** A cloud as the figures see it: whichever it is. */
export interface BenchCloud {
  readonly name: ProviderName;
  readonly limits: readonly Limit[];
  /** Does the cloud state all quotas of a region? */
  readonly isKnown: boolean;
  readonly account: string;
  readonly region: string;
  /** A quota that the cloud does not state, in the way in which it is known to count. */
  drawn(limit: Limit, rate: Bucket): Bucket | Window;
  open(size: Size): Opened;
}

/** One estate of it. */
export interface Opened {
  readonly rows: readonly Row[];
  /** The simulator, and the provider that is pointed at it. */
  start(options: Starting): Promise<Running>;
}

/** Everything a simulator measures time by is one clock. */
export interface Starting {
  readonly now: () => number;
  readonly wallClock: () => number;
  readonly quotaOf: (asked: Pick<Asked, 'account' | 'region' | 'action'>) => Quota | undefined;
  /** A page of a list is made once, and given again to whoever asks the same. */
  readonly keeps?: boolean;
}

export type Simulated = Pick<Cloud, 'url' | 'calls' | 'resetCalls' | 'close'>;

export interface Running {
  readonly cloud: Simulated;
  /** `isRead`: are the items of its answers read, or is it only asked? */
  sync(ports: JobPorts, wire: Wire, limits: readonly Limit[], isRead: boolean): Promise<JobReport>;
  /** Lists what the reference's minimum lists as a first script would; gives back how many items there were. */
  naive(wire: Wire): Promise<number>;
}

export interface Adapter<Config, Api, Estate, Simulator extends Simulated> {
  readonly provider: Provider<Config, Api>;
  readonly account: string;
  readonly region: string;
  /** What is asked to open an account, and no more: its quota is none of the region. Default: nothing. */
  readonly opening?: string;
  estate(sizes: Case): Estate;
  rows(estate: Estate): readonly Row[];
  start(estate: Estate, options: Starting): Promise<Simulator>;
  /** The provider's section of the configuration. */
  config(simulator: Simulator): object;
  naive(api: Api, estate: Estate): Promise<number>;
  /** Default: a bucket. */
  drawn?(limit: Limit, rate: Bucket): Bucket | Window;
}

export function benchCloud<Config, Api, Estate, Simulator extends Simulated>(
  adapter: Adapter<Config, Api, Estate, Simulator>,
): BenchCloud {
  const { provider, account, region, opening } = adapter;
  const apart = opening === undefined ? undefined : limitOf(provider.limits, opening);
  return {
    name: provider.name,
    limits: provider.limits,
    isKnown: provider.limits.every((limit) => isPublished(limit) || limit === apart),
    account,
    region,
    drawn: (limit, rate) => adapter.drawn?.(limit, rate) ?? rate,
    open(size) {
      const estate = adapter.estate(CASES[size]);
      return {
        rows: adapter.rows(estate),
        async start(options) {
          const cloud = await adapter.start(estate, options);
          const config = provider.config.parse(adapter.config(cloud));
          return {
            cloud,
            sync: async (ports, wire, limits, isRead) => {
              const collectors = provider.collectors.map((one) => (isRead ? one : { ...one, map: () => [] }));
              const slow = onWire({ ...provider, limits, collectors }, wire);
              return runJob(slow, config, { ...EVERYTHING, regions: [region] }, ports);
            },
            async naive({ call, clock }) {
              const ports = { calls: () => call, clock, env: process.env, only: [] };
              for await (const opened of provider.accounts(config, ports)) {
                if ('connect' in opened) return adapter.naive(opened.connect(region, call), estate);
              }
              throw new Error(`${provider.name}: no account opened`);
            },
          };
        },
      };
    },
  };
}
