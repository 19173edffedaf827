import * as z from 'zod/mini';
import { inParallel } from '../../../shared/collect/parallel.ts';
import { some } from '../../../shared/collect/wire.ts';
import { whole } from '../../../shared/collect/gather.ts';
import type { Ask } from '../client.ts';
import { collector, FAN_OUT } from '../client.ts';
import { id, said, unlessGone } from '../items.ts';
import { numberedPages } from '../pages.ts';
import { Listener, listenerOf, Server, targetsOf } from '../server-groups.ts';
import type { Group } from '../server-groups.ts';

/** SDK type ServerGroupForDescribeServerGroupsOutput of alb: listeners are those of rules too. */
const ServerGroup = z.object({ ServerGroupId: id, Protocol: said, Listeners: some(z.string()) });

/** Listeners and server groups of the region in one list each; members take a list per group, the API's floor. */
export const albListener = collector({
  name: 'alb-listener',
  emits: ['lb_listener', 'lb_target'],
  scope: 'region',
  paging: 'offset',
  actions: ['alb:DescribeListeners', 'alb:DescribeServerGroups', 'alb:DescribeServerGroupBackendServers'],

  async *list({ ask }): AsyncGenerator<Item[], void, undefined> {
    const [listeners, groups] = await Promise.all([
      whole(
        numberedPages(ask, {
          action: 'alb:DescribeListeners',
          at: 'Listeners',
          item: Listener,
          keyOf: ({ ListenerId }) => ListenerId,
        }),
      ),
      whole(
        numberedPages(ask, {
          action: 'alb:DescribeServerGroups',
          at: 'ServerGroups',
          item: ServerGroup,
          keyOf: ({ ServerGroupId }) => ServerGroupId,
        }),
      ),
    ]);
    const found = await whole(inParallel(groups, FAN_OUT, (group) => groupOf(ask, group, listeners)));
    yield listeners.map((listener) => ({ listener, groups: found }));
    yield found.map((group) => ({ group }));
  },

  *map(item) {
    if ('group' in item) yield* targetsOf(item.group);
    else yield listenerOf(item.listener, item.groups);
  },
});

type Item = { readonly listener: Listener; readonly groups: readonly Group[] } | { readonly group: Group };

async function groupOf(
  ask: Ask,
  group: z.infer<typeof ServerGroup>,
  all: readonly Listener[],
): Promise<readonly Group[]> {
  const { ServerGroupId, Listeners, Protocol } = group;
  const pages = numberedPages(ask, {
    action: 'alb:DescribeServerGroupBackendServers',
    params: { ServerGroupId },
    at: 'Servers',
    item: Server,
    keyOf: ({ ServerId }) => ServerId,
  });
  const using = all.filter(({ ListenerId }) => Listeners.includes(ListenerId));
  const balancers = [...new Set(using.map(({ LoadBalancerId }) => LoadBalancerId))];
  const servers = (await unlessGone(whole(pages))) ?? [];
  return [{ id: ServerGroupId, listeners: Listeners, balancers, protocol: Protocol, servers }];
}
