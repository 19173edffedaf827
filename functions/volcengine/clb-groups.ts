import * as z from 'zod/mini';
import { whole } from '../../shared/collect/gather.ts';
import { FAN_OUT, inParallel } from '../../shared/collect/parallel.ts';
import { parsed, some } from '../../shared/collect/wire.ts';
import type { Ask } from './client.ts';
import { id, said, unlessGone } from './items.ts';
import { numberedPages } from './pages.ts';
import { Server } from './server-groups.ts';
import type { Group } from './server-groups.ts';

export const GROUPS = 'clb:DescribeServerGroups';
export const MEMBERS = 'clb:DescribeServerGroupAttributes';

/**
 * SDK type DescribeServerGroupAttributesOutput of clb. Listeners are texts there, and objects in the vendor's page:
 * https://volcengine.com/docs/6406/71783
 */
const Attributes = z.object({
  LoadBalancerId: said,
  Listeners: some(z.union([z.string(), z.object({ ListenerId: id })])),
  Servers: some(Server),
});

/** Server groups of the region in one list; what is in each takes one call. */
export async function groupsOf(ask: Ask): Promise<readonly Group[]> {
  const ids = await whole(
    numberedPages(ask, {
      action: GROUPS,
      at: 'ServerGroups',
      item: z.object({ ServerGroupId: id }),
      keyOf: ({ ServerGroupId }) => ServerGroupId,
    }),
  );
  return whole(inParallel(ids, FAN_OUT, ({ ServerGroupId }) => groupOf(ask, ServerGroupId)));
}

async function groupOf(ask: Ask, group: string): Promise<readonly Group[]> {
  const answer = await unlessGone(ask(MEMBERS, { ServerGroupId: group }));
  if (answer === undefined) return [];
  const { LoadBalancerId, Listeners, Servers } = parsed(Attributes, answer, MEMBERS);
  const balancers = LoadBalancerId === undefined ? [] : [LoadBalancerId];
  const listeners = Listeners.map((one) => (typeof one === 'string' ? one : one.ListenerId));
  return [{ id: group, listeners, balancers, protocol: undefined, servers: Servers }];
}
