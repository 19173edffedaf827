import * as z from 'zod/mini';
import { FAN_OUT, inParallel } from '../../shared/collect/parallel.ts';
import { maybe, some, whole as wholeNumber } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import { whole } from '../../shared/collect/gather.ts';
import type { Ask } from './client.ts';
import { aliyunRef, deviceOf, id, links, said, unlessGone } from './items.ts';
import { tokenPages } from './pages.ts';
import type { Params } from './signature.ts';

/** SDK types ListServerGroupsResponseBodyServerGroups of alb and nlb. */
const ServerGroup = z.object({
  ServerGroupId: id,
  Protocol: said,
  ServerCount: maybe(wholeNumber),
  RelatedLoadBalancerIds: some(z.string()),
});

/** SDK types ListServerGroupServersResponseBodyServers of alb and nlb. */
const Server = z.object({
  ServerGroupId: said,
  ServerId: id,
  ServerIp: said,
  ServerType: said,
  Port: maybe(wholeNumber),
});

export interface Target {
  readonly group: z.infer<typeof ServerGroup>;
  readonly server: z.infer<typeof Server>;
}

/**
 * The servers of every group that a load balancer uses, in one list: the group
 * may be left out of the request. What that list lacks of a group's own count is
 * asked for group by group. A group without a load balancer labels no traffic.
 * https://www.alibabacloud.com/help/ja/slb/api-listservergroupservers-nlb
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
  const used = (await whole(groups)).filter((group) => group.RelatedLoadBalancerIds.length > 0);
  if (used.length === 0) return;
  const serversIn = (more: Params) =>
    whole(
      tokenPages(ask, {
        action: `${product}:ListServerGroupServers`,
        params: { ...params, ...more },
        at: 'Servers',
        item: Server,
        size: 100,
      }),
    );
  const all = await unlessGone(/^Missing.*(?:Parameter|ServerGroupId)/, serversIn({}));
  yield* inParallel(used, FAN_OUT, async (group) => {
    const { ServerGroupId, ServerCount } = group;
    const listed = (all ?? []).filter((server) => server.ServerGroupId === ServerGroupId);
    const servers =
      listed.length === ServerCount
        ? listed
        : await unlessGone(/^ResourceNotFound\.ServerGroup/, serversIn({ ServerGroupId }));
    return (servers ?? []).map((server) => ({ group, server }));
  });
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
