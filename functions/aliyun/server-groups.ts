import * as z from 'zod/mini';
import { inParallel } from '../../shared/collect/parallel.ts';
import { maybe, some, whole as wholeNumber } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import { FAN_OUT } from './client.ts';
import type { Ask } from './client.ts';
import { aliyunRef, deviceOf, id, links, said, unlessGone } from './items.ts';
import { tokenPages, whole } from './pages.ts';
import type { Params } from './signature.ts';

/** SDK types ListServerGroupsResponseBodyServerGroups of alb and nlb. */
const ServerGroup = z.object({
  ServerGroupId: id,
  Protocol: said,
  RelatedLoadBalancerIds: some(z.string()),
});

/** SDK types ListServerGroupServersResponseBodyServers of alb and nlb. */
const Server = z.object({ ServerId: id, ServerIp: said, ServerType: said, Port: maybe(wholeNumber) });

export interface Target {
  readonly group: z.infer<typeof ServerGroup>;
  readonly server: z.infer<typeof Server>;
}

/**
 * The servers of every group that a load balancer uses, group by group. The
 * group may be left out of the request, but what is answered then is not
 * documented. A group without a load balancer labels no traffic and is not asked about.
 */
export async function* targetsOf(
  ask: Ask,
  product: 'alb' | 'nlb',
  params: Params,
): AsyncGenerator<readonly Target[], void, undefined> {
  const groups = tokenPages(ask, {
    action: `${product}:ListServerGroups`,
    params,
    at: 'ServerGroups',
    item: ServerGroup,
    size: 100,
  });
  for await (const page of groups) {
    const used = page.filter(({ RelatedLoadBalancerIds }) => RelatedLoadBalancerIds.length > 0);
    yield* inParallel(used, FAN_OUT, async (group) => {
      const servers = tokenPages(ask, {
        action: `${product}:ListServerGroupServers`,
        params: { ...params, ServerGroupId: group.ServerGroupId },
        at: 'Servers',
        item: Server,
        size: 100,
      });
      const found = (await unlessGone(/^ResourceNotFound\.ServerGroup/, whole(servers))) ?? [];
      return found.map((server) => ({ group, server }));
    });
  }
}

/** One interface may be there with several of its addresses. A function has no port. */
export function targetRecord({ group, server }: Target): Models['lb_target'] {
  const { ServerGroupId, Protocol, RelatedLoadBalancerIds } = group;
  const { ServerId, ServerIp, ServerType, Port } = server;
  const isAddress = ServerType?.toLowerCase() === 'ip';
  const ip = ServerIp ?? (isAddress ? ServerId : undefined);
  const ports = Port === undefined || Port === 0 ? [] : [String(Port)];
  const other = ServerType?.toLowerCase() === 'eni' && ServerIp !== undefined ? [ServerIp] : [];
  return {
    kind: 'lb_target',
    ref: aliyunRef('lb_target', ServerGroupId, ServerId, ...other, ...ports),
    id: ServerId,
    name: [ServerId, ...ports].join(':'),
    tags: [],
    target_group: ServerGroupId,
    load_balancers: links('load_balancer', RelatedLoadBalancerIds),
    protocol: Protocol?.toLowerCase(),
    port: Port === 0 ? undefined : Port,
    device: isAddress ? undefined : deviceOf(ServerId),
    ip,
  };
}
