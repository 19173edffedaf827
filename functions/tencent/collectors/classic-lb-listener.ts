import { FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { listIn } from '../../../shared/collect/wire.ts';
import { ClassicListener, ClassicTarget, partsOf } from '../classic-parts.ts';
import type { Classic } from '../classic-parts.ts';
import type { Ask } from '../client.ts';
import { collector } from '../client.ts';
import { unlessGone } from '../items.ts';

const LISTENERS = 'clb:DescribeClassicalLBListeners';
const TARGETS = 'clb:DescribeClassicalLBTargets';

/** Listeners and targets of classic load balancers: two calls for each, the API's floor. */
export const classicLbListener = collector({
  name: 'classic-lb-listener',
  emits: ['lb_listener', 'lb_target'],
  scope: 'region',
  paging: 'offset',
  actions: ['clb:DescribeLoadBalancers', LISTENERS, TARGETS],

  async *list({ ask, lists }) {
    const balancers = await lists.loadBalancers('classic-lb-listener');
    const classic = balancers.filter(({ Forward }) => Forward === 0);
    yield* inParallel(classic, FAN_OUT, async ({ LoadBalancerId }) => {
      const found = await unlessGone(classicOf(ask, LoadBalancerId));
      return found === undefined ? [] : [found];
    });
  },

  map: partsOf,
});

async function classicOf(ask: Ask, balancer: string): Promise<Classic> {
  const params = { LoadBalancerId: balancer };
  const [listeners, targets] = await Promise.all([ask(LISTENERS, params), ask(TARGETS, params)]);
  return {
    balancer,
    listeners: listIn(listeners, 'Listeners', ClassicListener, LISTENERS),
    targets: listIn(targets, 'Targets', ClassicTarget, TARGETS),
  };
}
