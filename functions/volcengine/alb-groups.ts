import * as z from 'zod/mini';
import { whole } from '../../shared/collect/gather.ts';
import { FAN_OUT, inParallel } from '../../shared/collect/parallel.ts';
import { some } from '../../shared/collect/wire.ts';
import type { Ask } from './client.ts';
import { id, said, unlessGone } from './items.ts';
import { numberedPages } from './pages.ts';
import { Server } from './server-groups.ts';
import type { Group, Listener } from './server-groups.ts';

/** SDK type ServerGroupForDescribeServerGroupsOutput of alb: listeners are those of rules too. */
const ServerGroup = z.object({ ServerGroupId: id, Protocol: said, Listeners: some(z.string()) });
type ServerGroup = z.infer<typeof ServerGroup>;

export const GROUPS = 'alb:DescribeServerGroups';
export const MEMBERS = 'alb:DescribeServerGroupBackendServers';

/** Server groups of the region in one list. */
export async function groupsOf(ask: Ask): Promise<readonly ServerGroup[]> {
  return whole(
    numberedPages(ask, {
      action: GROUPS,
      at: 'ServerGroups',
      item: ServerGroup,
      keyOf: ({ ServerGroupId }) => ServerGroupId,
    }),
  );
}

/** Each with its members, which take a list per group, and with the balancers of the listeners that use it. */
export async function withMembers(
  ask: Ask,
  groups: readonly ServerGroup[],
  listeners: readonly Listener[],
): Promise<readonly Group[]> {
  return whole(
    inParallel(groups, FAN_OUT, async (group) => {
      const using = listeners.filter(({ ListenerId }) => group.Listeners.includes(ListenerId));
      return [
        {
          id: group.ServerGroupId,
          listeners: group.Listeners,
          balancers: [...new Set(using.map(({ LoadBalancerId }) => LoadBalancerId))],
          protocol: group.Protocol,
          servers: await membersOf(ask, group),
        },
      ];
    }),
  );
}

async function membersOf(ask: Ask, { ServerGroupId }: ServerGroup): Promise<Group['servers']> {
  const pages = numberedPages(ask, {
    action: MEMBERS,
    params: { ServerGroupId },
    at: 'Servers',
    item: Server,
    keyOf: ({ ServerId }) => ServerId,
  });
  return (await unlessGone(whole(pages))) ?? [];
}
