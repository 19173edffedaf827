import * as z from 'zod/mini';
import { inParallel } from '../../../shared/collect/parallel.ts';
import { parsed, some } from '../../../shared/collect/wire.ts';
import { whole } from '../../../shared/collect/gather.ts';
import type { Ask } from '../client.ts';
import { collector, FAN_OUT } from '../client.ts';
import { id, said, unlessGone } from '../items.ts';
import { numberedPages } from '../pages.ts';
import { Listener, listenerOf, Server, targetsOf } from '../server-groups.ts';
import type { Group } from '../server-groups.ts';

const MEMBERS = 'clb:DescribeServerGroupAttributes';

/**
 * SDK type DescribeServerGroupAttributesOutput of clb. Listeners are texts there, and objects in the vendor's page:
 * https://volcengine.com/docs/6406/71783
 */
const Attributes = z.object({
  LoadBalancerId: said,
  Listeners: some(z.union([z.string(), z.object({ ListenerId: id })])),
  Servers: some(Server),
});

/** Listeners of the region in one list; the members of server groups take one call for each, the API's floor. */
export const clbListener = collector({
  name: 'clb-listener',
  emits: ['lb_listener', 'lb_target'],
  scope: 'region',
  paging: 'offset',
  actions: ['clb:DescribeListeners', 'clb:DescribeServerGroups', MEMBERS],

  async *list({ ask }): AsyncGenerator<Item[], void, undefined> {
    const [listeners, ids] = await Promise.all([
      whole(
        numberedPages(ask, {
          action: 'clb:DescribeListeners',
          at: 'Listeners',
          item: Listener,
          keyOf: ({ ListenerId }) => ListenerId,
        }),
      ),
      whole(
        numberedPages(ask, {
          action: 'clb:DescribeServerGroups',
          at: 'ServerGroups',
          item: z.object({ ServerGroupId: id }),
          keyOf: ({ ServerGroupId }) => ServerGroupId,
        }),
      ),
    ]);
    const groups = await whole(inParallel(ids, FAN_OUT, ({ ServerGroupId }) => groupOf(ask, ServerGroupId)));
    yield listeners.map((listener) => ({ listener, groups }));
    yield groups.map((group) => ({ group }));
  },

  *map(item) {
    if ('group' in item) yield* targetsOf(item.group);
    else yield listenerOf(item.listener, item.groups);
  },
});

type Item = { readonly listener: Listener; readonly groups: readonly Group[] } | { readonly group: Group };

async function groupOf(ask: Ask, group: string): Promise<readonly Group[]> {
  const answer = await unlessGone(ask(MEMBERS, { ServerGroupId: group }));
  if (answer === undefined) return [];
  const { LoadBalancerId, Listeners, Servers } = parsed(Attributes, answer, MEMBERS);
  const balancers = LoadBalancerId === undefined ? [] : [LoadBalancerId];
  const listeners = Listeners.map((one) => (typeof one === 'string' ? one : one.ListenerId));
  return [{ id: group, listeners, balancers, protocol: undefined, servers: Servers }];
}
