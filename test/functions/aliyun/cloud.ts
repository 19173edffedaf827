import { connect } from '../../../functions/aliyun/client.ts';
import type { Aliyun } from '../../../functions/aliyun/client.ts';
import type { Params } from '../../../functions/aliyun/signature.ts';
import { listsOf } from '../../../functions/aliyun/lists.ts';
import type { PagingCloud } from '../../contract/collector.ts';
import type { AccountEstate, RegionEstate } from '../../simulator/aliyun/estate.ts';
import { generateEstate } from '../../simulator/aliyun/generate.ts';
import type { EstateSpec } from '../../simulator/aliyun/generate.ts';
import { startAliyun } from '../../simulator/aliyun/server.ts';
import type { AliyunCloud as Simulator } from '../../simulator/aliyun/server.ts';
import type { Fault } from '../../simulator/cloud/faults.ts';
import { callsOnceBy, sleepless } from '../../support/once.ts';
import { FAULTS } from '../../contract/troubles.ts';

export const ACCOUNT = '1111222233334444';
export const OTHER = '5555666677778888';
export const REGION = 'cn-hangzhou';

/** Real time for signatures; nothing is ever slept through. */
export const clock = sleepless();

export const callsOnce = () => callsOnceBy(clock);

export interface AliyunCloud extends PagingCloud<Aliyun> {
  readonly simulator: Simulator;
  readonly own: AccountEstate;
  readonly here: RegionEstate;
  /** A connection with the pages that it has in production. */
  plain(): Aliyun;
}

/** Starts the simulator, and a client that asks it for small pages. */
export async function startCloud(
  spec: Partial<EstateSpec>,
  scope: 'account' | 'region' = 'region',
): Promise<AliyunCloud> {
  const estate = generateEstate({
    seed: 'collectors',
    accounts: [ACCOUNT, OTHER],
    regions: [REGION, 'ap-southeast-1'],
    ...spec,
  });
  const simulator = await startAliyun({ estate });
  const own = estate.accounts[ACCOUNT];
  const here = own?.regions[REGION];
  if (own === undefined || here === undefined) throw new Error('no such region');
  const { accessKeyId, accessKeySecret } = simulator.credentials(ACCOUNT);
  const caller = { provider: 'aliyun', account: ACCOUNT, region: REGION, principal: ACCOUNT };
  const plain = (): Aliyun =>
    connect(ACCOUNT, REGION, {
      call: callsOnce()(caller),
      credentials: async () => ({ accessKeyId, secretAccessKey: accessKeySecret }),
      clock,
      endpoint: simulator.url,
    });
  return {
    simulator,
    own,
    here,
    scope: { provider: 'aliyun', account: ACCOUNT, region: scope === 'account' ? 'global' : REGION },
    connect: () => withSmallPages(plain()),
    plain,
    asked: () =>
      simulator
        .calls()
        .flatMap(({ action, page }) => permissions(action).map((one) => ({ action: one, page }))),
    forget: () => simulator.resetCalls(),
    trouble: (what, { action, page }) => {
      const operation = action === 'cs:GetClusters' ? LIST_CLUSTERS : action;
      const isSilent = what === 'denied' && action === 'ecs:DescribeInstances';
      return simulator.faults.add(isSilent ? FORBIDDEN : FAULTS[what], { operation, page });
    },
    close: () => simulator.close(),
  };
}

/** Who lacks the permission gets no servers instead of this; who is forbidden the whole product gets this. */
const FORBIDDEN: Fault = { kind: 'error', status: 403, code: 'Forbidden.RAM', message: 'not authorized' };

const LIST_CLUSTERS = 'cs:DescribeClustersV1';

/** The list of clusters is one request that needs two permissions. */
const permissions = (action: string): readonly string[] =>
  action === LIST_CLUSTERS ? [action, 'cs:GetClusters'] : [action];

/** The smallest pages that the APIs give (SDK types of the requests); lists by number count on the size they asked for. */
const SMALLEST: Readonly<Record<string, number>> = {
  'ecs:DescribeNetworkInterfaces': 10,
  'ecs:DescribeSecurityGroupAttribute': 10,
};

function withSmallPages(api: Aliyun): Aliyun {
  const ask: Aliyun['ask'] = (action, params) => api.ask(action, small(action, params));
  return { ...api, ask, lists: listsOf({ ask, region: api.region }) };
}

function small(action: string, params: Params): Params {
  const sizes = Object.entries(params).filter(
    ([name, value]) => (name === 'MaxResults' || name === 'MaxResult') && value !== undefined,
  );
  return { ...params, ...Object.fromEntries(sizes.map(([name]) => [name, SMALLEST[action] ?? 2])) };
}
