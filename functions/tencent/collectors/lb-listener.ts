import { FAN_OUT, inBatches, inParallel } from '../../../shared/collect/parallel.ts';
import { listIn } from '../../../shared/collect/wire.ts';
import { whole } from '../../../shared/collect/gather.ts';
import type { Ask } from '../client.ts';
import { collector } from '../client.ts';
import { unlessGone } from '../items.ts';
import { Balancer, listenerOf, memberOf, membersOf } from '../targets.ts';
import type { Listener, Member } from '../targets.ts';

const API = 'clb:DescribeTargetHealth';
/** Load balancers that one call takes (SDK type DescribeTargetHealthRequest). */
const BATCH = 30;

/** Listeners and targets of application load balancers: the answer about health has both, also those without targets. */
export const lbListener = collector({
  name: 'lb-listener',
  emits: ['lb_listener', 'lb_target'],
  scope: 'region',
  paging: 'offset',
  actions: ['clb:DescribeLoadBalancers', API],

  async *list({ ask, lists }): AsyncGenerator<Item[], void, undefined> {
    const balancers = await lists.loadBalancers('lb-listener');
    const ids = balancers.filter(({ Forward }) => Forward !== 0).map(({ LoadBalancerId }) => LoadBalancerId);
    const found = await whole(inParallel(inBatches(ids, BATCH), FAN_OUT, (batch) => partsOf(ask, batch)));
    yield found.flatMap(({ LoadBalancerId, Listeners }) =>
      Listeners.map((listener) => ({ listener, balancer: LoadBalancerId })),
    );
    yield membersOf(found).map((member) => ({ member }));
  },

  *map(item) {
    if ('member' in item) yield memberOf(item.member);
    else yield listenerOf(item.balancer, item.listener);
  },
});

type Item = { readonly listener: Listener; readonly balancer: string } | { readonly member: Member };

/** One call says that a balancer of the batch is gone, not always which: the halves are asked until it is alone. */
async function partsOf(ask: Ask, ids: readonly string[]): Promise<readonly Balancer[]> {
  const answer = await unlessGone(ask(API, { LoadBalancerIds: ids }));
  if (answer !== undefined) return listIn(answer, 'LoadBalancers', Balancer, API);
  if (ids.length === 1) return [];
  const half = Math.ceil(ids.length / 2);
  const halves = [ids.slice(0, half), ids.slice(half)];
  return (await Promise.all(halves.map((some) => partsOf(ask, some)))).flat();
}
