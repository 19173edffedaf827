import { connect } from '../../../functions/tencent/client.ts';
import type { Tencent } from '../../../functions/tencent/client.ts';
import type { PagingCloud } from '../../contract/collector.ts';
import type { AccountEstate, RegionEstate } from '../../simulator/tencent/estate.ts';
import { generateEstate } from '../../simulator/tencent/generate.ts';
import type { EstateSpec } from '../../simulator/tencent/generate.ts';
import { startTencent } from '../../simulator/tencent/server.ts';
import type { Tencent as Simulator } from '../../simulator/tencent/server.ts';
import { clock as still, REGION } from './cloud.ts';
import { callsOnceBy } from '../../support/once.ts';
import { FAULTS } from '../../contract/troubles.ts';

export const ACCOUNT = '100000000001';
export const OTHER = '100000000002';

export interface TencentCloud extends PagingCloud<Tencent> {
  readonly simulator: Simulator;
  readonly own: AccountEstate;
  readonly here: RegionEstate;
}

/** The simulated cloud, without quotas, and a client of one account in one region of it. */
export async function startCloud(
  spec: Partial<EstateSpec> = {},
  scope: 'account' | 'region' = 'region',
): Promise<TencentCloud> {
  const estate = generateEstate({
    seed: 'collectors',
    accounts: [ACCOUNT, OTHER],
    regions: [REGION, 'ap-shanghai'],
    ...spec,
  });
  const own = estate.accounts[ACCOUNT];
  const here = own?.regions[REGION];
  if (own === undefined || here === undefined) throw new Error('no such region');
  const simulator = await startTencent({ estate, buckets: { '*': undefined } });
  const { secretId: accessKeyId, secretKey: secretAccessKey } = simulator.credentials(ACCOUNT);
  // Real time for signatures.
  const clock = { ...still, now: Date.now };
  const calls = callsOnceBy(clock);
  const caller = { provider: 'tencent', account: ACCOUNT, region: REGION, principal: ACCOUNT };
  return {
    simulator,
    own,
    here,
    scope: { provider: 'tencent', account: ACCOUNT, region: scope === 'account' ? 'global' : REGION },
    connect: () =>
      connect(ACCOUNT, REGION, {
        call: calls(caller),
        credentials: async () => ({ accessKeyId, secretAccessKey }),
        clock,
        endpoint: simulator.url,
      }),
    asked: () => simulator.calls().map(({ action, page }) => ({ action, page })),
    forget: () => simulator.resetCalls(),
    trouble: (what, { action, page }) => simulator.faults.add(FAULTS[what], { operation: action, page }),
    close: () => simulator.close(),
  };
}
