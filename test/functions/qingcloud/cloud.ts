import { connect } from '../../../functions/qingcloud/client.ts';
import type { QingCloud, Sending } from '../../../functions/qingcloud/client.ts';
import { sharedList } from '../../../shared/collect/shared-list.ts';
import { memoryOf } from '../../../functions/qingcloud/memory.ts';
import { createQuota } from '../../../functions/qingcloud/quota.ts';
import { askIn } from '../../../functions/qingcloud/client.ts';
import { zonesOf } from '../../../functions/qingcloud/zones.ts';
import type { Scope } from '../../../shared/collect/collector.ts';
import { GLOBAL } from '../../../shared/collect/provider.ts';
import type { PagingCloud } from '../../contract/collector.ts';
import type { Estate, RegionEstate } from '../../simulator/qingcloud/estate.ts';
import { regionOf } from '../../simulator/qingcloud/estate.ts';
import { generateEstate } from '../../simulator/qingcloud/generate.ts';
import type { EstateSpec } from '../../simulator/qingcloud/generate.ts';
import type { QingCloudCloud as Simulator } from '../../simulator/qingcloud/server.ts';
import { startQingcloud } from '../../simulator/qingcloud/server.ts';
import { callsOnceBy, sleepless } from '../../support/once.ts';
import { FAULTS } from '../../contract/troubles.ts';

export const ACCOUNT = 'usr-11111111';
export const OTHER = 'usr-22222222';
export const REGION = 'pek3';

/** Real time for signatures; nothing is ever slept through. */
export const clock = sleepless();

export const callsOnce = () => callsOnceBy(clock);

/** A quota of which no run before this one knew anything, and none after it will. */
export const freshQuota = async (at = clock) => createQuota(at, await memoryOf(undefined, 'AK'));
const unremembered = await freshQuota();

export const caller = { provider: 'qingcloud', account: ACCOUNT, region: REGION, principal: ACCOUNT };

/** What a client of the simulator is made of. */
export function sendingTo(simulator: Simulator, given: Partial<Sending> = {}): Sending {
  const { accessKeyId, secretAccessKey } = simulator.credentials(ACCOUNT);
  return {
    call: callsOnce()(caller),
    credentials: async () => ({ accessKeyId, secretAccessKey, sessionToken: undefined }),
    clock,
    quota: unremembered,
    endpoint: simulator.url,
    ...given,
  };
}

export interface TestCloud extends PagingCloud<QingCloud> {
  readonly simulator: Simulator;
  readonly estate: Estate;
  readonly here: RegionEstate;
}

export interface CloudOptions {
  /** Ask for pages of two. */
  readonly small?: boolean;
  readonly account?: boolean;
}

export async function startCloud(
  spec: Partial<EstateSpec> = {},
  { small = false, account = false }: CloudOptions = {},
): Promise<TestCloud> {
  const estate = generateEstate({
    seed: 'collectors',
    accounts: [ACCOUNT, OTHER],
    regions: [REGION, 'pek3a'],
    ...spec,
  });
  const simulator = await startQingcloud({ estate, buckets: { '*': undefined } });
  const sending = sendingTo(simulator, small ? { pageSize: 2 } : {});
  const scope: Scope = { provider: 'qingcloud', account: ACCOUNT, region: account ? GLOBAL : REGION };
  return {
    simulator,
    estate,
    here: regionOf(estate, ACCOUNT, REGION),
    scope,
    connect: () => {
      const zones = sharedList(() => zonesOf(askIn(undefined, sending)));
      return connect(ACCOUNT, scope.region, zones, sending);
    },
    asked: () => simulator.calls().map(({ action, page }) => ({ action, page })),
    forget: () => simulator.resetCalls(),
    trouble: (what, { action, page }) => simulator.faults.add(FAULTS[what], { operation: action, page }),
    close: () => simulator.close(),
  };
}
