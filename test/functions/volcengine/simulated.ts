import { connect } from '../../../functions/volcengine/client.ts';
import type { Volcengine } from '../../../functions/volcengine/client.ts';
import type { PagingCloud } from '../../contract/collector.ts';
import type { AccountEstate, RegionEstate } from '../../simulator/volcengine/estate.ts';
import { generateEstate } from '../../simulator/volcengine/generate.ts';
import type { EstateSpec } from '../../simulator/volcengine/generate.ts';
import { startVolcengine } from '../../simulator/volcengine/server.ts';
import type { Volcengine as Simulator } from '../../simulator/volcengine/server.ts';
import { ACCOUNT, clock as still, REGION } from './cloud.ts';
import { callsOnceBy } from '../../support/once.ts';
import { FAULTS } from '../../contract/troubles.ts';

export interface VolcengineCloud extends PagingCloud<Volcengine> {
  readonly simulator: Simulator;
  readonly own: AccountEstate;
  readonly here: RegionEstate;
}

/** The simulated cloud, without quotas, and a client of one account in one region of it. */
export async function startCloud(
  spec: Partial<EstateSpec> = {},
  scope: 'account' | 'region' = 'region',
): Promise<VolcengineCloud> {
  const estate = generateEstate({
    seed: 'collectors',
    accounts: [ACCOUNT],
    regions: [REGION, 'cn-shanghai'],
    ...spec,
  });
  const own = estate.accounts[ACCOUNT];
  const here = own?.regions[REGION];
  if (own === undefined || here === undefined) throw new Error('no such region');
  const simulator = await startVolcengine({ estate, buckets: { '*': undefined } });
  const { accessKeyId, secretAccessKey } = simulator.credentials(ACCOUNT);
  // Real time for signatures.
  const clock = { ...still, now: Date.now };
  const calls = callsOnceBy(clock);
  const caller = { provider: 'volcengine', account: ACCOUNT, region: REGION, principal: ACCOUNT };
  return {
    simulator,
    own,
    here,
    scope: { provider: 'volcengine', account: ACCOUNT, region: scope === 'account' ? 'global' : REGION },
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
