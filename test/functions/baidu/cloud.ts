import { connect } from '../../../functions/baidu/client.ts';
import type { Baidu } from '../../../functions/baidu/client.ts';
import type { Scope } from '../../../shared/collect/collector.ts';
import { GLOBAL } from '../../../shared/collect/provider.ts';
import type { PagingCloud } from '../../contract/collector.ts';
import type { AccountEstate, Estate, Resources } from '../../simulator/baidu/estate.ts';
import { resourcesOf } from '../../simulator/baidu/estate.ts';
import { generateEstate } from '../../simulator/baidu/generate.ts';
import type { EstateSpec } from '../../simulator/baidu/generate.ts';
import type { BaiduCloud as Simulator } from '../../simulator/baidu/server.ts';
import { startBaidu } from '../../simulator/baidu/server.ts';
import { callsOnceBy, sleepless } from '../../support/once.ts';
import { FAULTS } from '../../contract/troubles.ts';

export const ACCOUNT = '1'.repeat(32);
export const OTHER = '2'.repeat(32);
export const REGION = 'bj';

/** Real time for signatures; nothing is ever slept through. */
export const clock = sleepless();

export const callsOnce = () => callsOnceBy(clock);

export const caller = { provider: 'baidu', account: ACCOUNT, region: REGION, principal: ACCOUNT };

export interface BaiduCloud extends PagingCloud<Baidu> {
  readonly simulator: Simulator;
  readonly estate: Estate;
  readonly here: Resources;
  readonly account: AccountEstate;
}

export interface CloudOptions {
  /** Ask for pages of two. */
  readonly small?: boolean;
  readonly account?: boolean;
}

export async function startCloud(
  spec: Partial<EstateSpec> = {},
  { small = false, account: whole = false }: CloudOptions = {},
): Promise<BaiduCloud> {
  const estate = generateEstate({
    seed: 'collectors',
    accounts: [ACCOUNT, OTHER],
    regions: [REGION],
    ...spec,
  });
  const simulator = await startBaidu({ estate, buckets: { '*': undefined } });
  const account = estate.accounts[ACCOUNT];
  if (account === undefined) throw new Error('no such account');
  const { accessKeyId, secretAccessKey } = simulator.credentials(ACCOUNT);
  const sending = {
    call: callsOnce()(caller),
    credentials: async () => ({ accessKeyId, secretAccessKey, sessionToken: undefined }),
    clock,
    domain: 'baidubce.com',
    endpoint: simulator.url,
    ...(small && { pageSize: 2 }),
  };
  const scope: Scope = { provider: 'baidu', account: ACCOUNT, region: whole ? GLOBAL : REGION };
  return {
    simulator,
    estate,
    account,
    here: resourcesOf(estate, ACCOUNT, REGION),
    scope,
    connect: () => connect(ACCOUNT, scope.region, sending),
    asked: () => simulator.calls().map(({ action, page }) => ({ action, page })),
    forget: () => simulator.resetCalls(),
    trouble: (what, { action, page }) => simulator.faults.add(FAULTS[what], { operation: action, page }),
    close: () => simulator.close(),
  };
}
