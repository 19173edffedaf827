import { aws } from '../../../functions/aws/provider.ts';
import type { Aws } from '../../../functions/aws/client.ts';
import { connect } from '../../../functions/aws/client.ts';
import { GLOBAL } from '../../../shared/collect/provider.ts';
import type { Collector } from '../../../shared/collect/collector.ts';
import type { RegionEstate } from '../../simulator/aws/estate.ts';
import { generateEstate } from '../../simulator/aws/generate.ts';
import type { EstateSpec } from '../../simulator/aws/generate.ts';
import type { Aws as Simulator } from '../../simulator/aws/server.ts';
import { startAws } from '../../simulator/aws/server.ts';
import type { PagingCloud } from '../../contract/collector.ts';
import { callsOnceBy, sleepless } from '../../support/once.ts';
import { FAULTS } from '../../contract/troubles.ts';

export const ACCOUNT = '111111111111';
export const OTHER = '222222222222';
export const REGION = 'us-east-1';

/** Real time for signatures; nothing is ever slept through. */
export const clock = sleepless();

export const callsOnce = () => callsOnceBy(clock);

const caller = { provider: 'aws', account: ACCOUNT, region: REGION, principal: ACCOUNT };

export interface AwsCloud extends PagingCloud<Aws> {
  readonly simulator: Simulator;
  readonly here: RegionEstate;
  connect(how?: CloudOptions): Aws;
}

export interface CloudOptions {
  /** Ask for the smallest pages that the APIs allow. */
  readonly small?: boolean;
  /** As in the configuration. */
  readonly listenerRules?: boolean;
}

/** Starts the simulator and points the SDK at it. */
export async function startCloud(spec: Partial<EstateSpec>, options: CloudOptions = {}): Promise<AwsCloud> {
  const estate = generateEstate({
    seed: 'collectors',
    accounts: [ACCOUNT, OTHER],
    regions: [REGION],
    ...spec,
  });
  const simulator = await startAws({ estate, buckets: { '*': undefined } });
  process.env['AWS_ENDPOINT_URL'] = simulator.url;
  const here = estate.accounts[ACCOUNT]?.regions[REGION];
  if (here === undefined) throw new Error('no such region');
  return {
    simulator,
    here,
    scope: { provider: 'aws', account: ACCOUNT, region: REGION },
    connect(how = {}) {
      const { small = false, listenerRules = false } = { ...options, ...how };
      const credentials = async () => simulator.credentials(ACCOUNT);
      const call = callsOnce()(caller);
      const api = connect(REGION, { account: ACCOUNT, call, credentials, clock, listenerRules });
      return small ? withSmallPages(api) : api;
    },
    asked: () => simulator.calls().map(({ action, page }) => ({ action, page })),
    forget: () => simulator.resetCalls(),
    trouble: (what, { action, page }) => simulator.faults.add(FAULTS[what], { operation: action, page }),
    close: () => simulator.close(),
  };
}

/** The minimum of each service where a request names a page's size (SDK types of the requests). */
const SMALLEST: Readonly<Record<string, number>> = {
  MaxResults: 5,
  MaxRecords: 20,
  PageSize: 1,
  maxResults: 1,
  ResourcesPerPage: 30,
};

function withSmallPages(api: Aws): Aws {
  for (const { middlewareStack } of [
    api.ec2,
    api.eks,
    api.elasticache,
    api.elb,
    api.elbv2,
    api.rds,
    api.tagging,
  ]) {
    const plugin = {
      applyToStack(
        stack: Parameters<Parameters<Aws['ec2']['middlewareStack']['use']>[0]['applyToStack']>[0],
      ) {
        stack.add(
          (next) => (args) => {
            const sized = Object.entries(args.input).map(([key, value]) => [key, SMALLEST[key] ?? value]);
            return next({ ...args, input: Object.fromEntries(sized) });
          },
          { step: 'initialize', name: 'small pages' },
        );
      },
    };
    middlewareStack.use(plugin);
  }
  return api;
}

export function scopeOf({ scope }: Collector<Aws>) {
  return { provider: 'aws', account: ACCOUNT, region: scope === 'account' ? GLOBAL : REGION };
}

export const collectors = aws.collectors;
