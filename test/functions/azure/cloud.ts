import { askWith } from '../../../functions/azure/client.ts';
import type { Azure } from '../../../functions/azure/client.ts';
import { connect } from '../../../functions/azure/connect.ts';
import { graphOf } from '../../../functions/azure/graph.ts';
import { TYPE_NAMES } from '../../../functions/azure/resources.ts';
import type { Scope } from '../../../shared/collect/collector.ts';
import { GLOBAL } from '../../../shared/collect/provider.ts';
import type { PagingCloud } from '../../contract/collector.ts';
import type { SubscriptionEstate } from '../../simulator/azure/estate.ts';
import { subscriptionOf } from '../../simulator/azure/estate.ts';
import type { EstateSpec } from '../../simulator/azure/generate.ts';
import { generateEstate, subscriptionIds, TENANT } from '../../simulator/azure/generate.ts';
import type { AzureCloud as Simulator, AzureOptions } from '../../simulator/azure/server.ts';
import { startAzure } from '../../simulator/azure/server.ts';
import { callsOnceBy, sleepless } from '../../support/once.ts';
import { FAULTS } from '../../contract/troubles.ts';

export const [SUBSCRIPTION = '', OTHER = ''] = subscriptionIds(2);
export { TENANT };
export const REGION = 'westeurope';

/** Real time for tokens; nothing is ever slept through. */
export const clock = sleepless();

export const callsOnce = () => callsOnceBy(clock);

export const caller = { provider: 'azure', account: SUBSCRIPTION, region: GLOBAL, principal: TENANT };
export const scope: Scope = { provider: 'azure', account: SUBSCRIPTION, region: GLOBAL };

export interface AzureCloud extends PagingCloud<Azure> {
  readonly simulator: Simulator;
  readonly own: SubscriptionEstate;
}

export async function startCloud(
  lists: 'graph' | 'arm',
  spec: Partial<EstateSpec> = {},
  options: Partial<AzureOptions> = {},
): Promise<AzureCloud> {
  const estate = generateEstate({
    seed: 'collectors',
    accounts: [SUBSCRIPTION, OTHER],
    regions: [REGION],
    ...spec,
  });
  const simulator = await startAzure({ estate, buckets: { '*': undefined }, ...options });
  const token = simulator.identities.issue(TENANT, 'test', Date.now());
  const sending = {
    call: callsOnce()(caller),
    credentials: async () => token,
    clock,
    management: simulator.url,
  };
  const ask = askWith(sending);
  return {
    simulator,
    own: subscriptionOf(estate, SUBSCRIPTION),
    scope,
    connect() {
      if (lists === 'arm') return connect(SUBSCRIPTION, ask, everywhere, undefined);
      const graph = graphOf({ ask, clock, wants: everywhere });
      let together: ReturnType<typeof graph> | undefined;
      const first = () => (together ??= graph([SUBSCRIPTION, OTHER], TYPE_NAMES));
      return connect(SUBSCRIPTION, ask, everywhere, { graph, first });
    },
    asked: () => simulator.calls().map(({ action, page }) => ({ action, page })),
    forget: () => simulator.resetCalls(),
    trouble: (what, { action, page }) => simulator.faults.add(FAULTS[what], { operation: action, page }),
    close: () => simulator.close(),
  };
}

const everywhere = (): boolean => true;
