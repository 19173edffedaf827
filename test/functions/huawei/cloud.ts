import { askIn, connect } from '../../../functions/huawei/client.ts';
import type { Huawei } from '../../../functions/huawei/client.ts';
import { projectsOf } from '../../../functions/huawei/projects.ts';
import type { Scope } from '../../../shared/collect/collector.ts';
import { GLOBAL } from '../../../shared/collect/provider.ts';
import type { PagingCloud } from '../../contract/collector.ts';
import type { AccountEstate, Estate, Resources } from '../../simulator/huawei/estate.ts';
import { resourcesOf } from '../../simulator/huawei/estate.ts';
import { generateEstate } from '../../simulator/huawei/generate.ts';
import type { EstateSpec } from '../../simulator/huawei/generate.ts';
import type { HuaweiCloud as Simulator } from '../../simulator/huawei/server.ts';
import { startHuawei } from '../../simulator/huawei/server.ts';
import type { Fault } from '../../simulator/cloud/faults.ts';
import { callsOnceBy, sleepless } from '../../support/once.ts';
import { FAULTS } from '../../contract/troubles.ts';

export const ACCOUNT = '1'.repeat(32);
export const OTHER = '2'.repeat(32);
export const REGION = 'cn-north-4';

/** Real time for signatures; nothing is ever slept through. */
export const clock = sleepless();

export const callsOnce = () => callsOnceBy(clock);

export const caller = { provider: 'huawei', account: ACCOUNT, region: REGION, principal: ACCOUNT };

export interface HuaweiCloud extends PagingCloud<Huawei> {
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
): Promise<HuaweiCloud> {
  const estate = generateEstate({
    seed: 'collectors',
    accounts: [ACCOUNT, OTHER],
    regions: [REGION],
    ...spec,
  });
  const simulator = await startHuawei({ estate, buckets: { '*': undefined } });
  const account = estate.accounts[ACCOUNT];
  if (account === undefined) throw new Error('no such account');
  const { accessKeyId, secretAccessKey } = simulator.credentials(ACCOUNT);
  const sending = {
    call: callsOnce()(caller),
    credentials: async () => ({ accessKeyId, secretAccessKey, sessionToken: undefined }),
    clock,
    domain: 'myhuaweicloud.com',
    endpoint: simulator.url,
    ...(small && { pageSize: 2 }),
  };
  const projects = await projectsOf(askIn(GLOBAL, sending));
  simulator.resetCalls();
  const scope: Scope = { provider: 'huawei', account: ACCOUNT, region: whole ? GLOBAL : REGION };
  return {
    simulator,
    estate,
    account,
    here: resourcesOf(estate, ACCOUNT, REGION),
    scope,
    connect: () => connect(ACCOUNT, scope.region, async () => projects, sending),
    asked: () => simulator.calls().map(({ action, page }) => ({ action, page })),
    forget: () => simulator.resetCalls(),
    trouble: (what, { action, page }) => {
      const isSilent = what === 'denied' && action.startsWith('vpc:');
      return simulator.faults.add(isSilent ? FORBIDDEN : FAULTS[what], { operation: action, page });
    },
    close: () => simulator.close(),
  };
}

/** Who lacks the permission of a list of VPC gets an empty one instead of this; who may not use VPC at all gets this. */
const FORBIDDEN: Fault = { kind: 'error', status: 403, code: 'VPC.2201', message: 'not authorized' };
