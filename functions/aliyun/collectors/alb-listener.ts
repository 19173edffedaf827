import * as z from 'zod/mini';
import { maybe, whole as wholeNumber } from '../../../shared/collect/wire.ts';
import { Actions, groupsByListener, groupsIn } from '../alb-rules.ts';
import { collector } from '../client.ts';
import { aliyunRef, id, said, tags } from '../items.ts';
import { tokenPages } from '../pages.ts';

/** SDK type ListListenersResponseBodyListeners of alb. */
const Listener = z.object({
  ListenerId: id,
  ListenerDescription: said,
  ListenerPort: maybe(wholeNumber),
  ListenerProtocol: said,
  LoadBalancerId: id,
  DefaultActions: Actions,
  Tags: tags,
});

/** Of application load balancers, with every group that a listener or one of its rules sends to. */
export const albListener = collector({
  name: 'alb-listener',
  emits: ['lb_listener'],
  scope: 'region',
  paging: 'token',
  actions: ['alb:ListListeners', 'alb:ListRules'],

  async *list(api) {
    const listeners = tokenPages(api.ask, {
      action: 'alb:ListListeners',
      params: { RegionId: api.region },
      at: 'Listeners',
      item: Listener,
      size: 100,
    });
    const ruled = await groupsByListener(api);
    for await (const page of listeners) {
      yield page.map((item) => ({
        item,
        groups: [...new Set([...groupsIn(item.DefaultActions), ...(ruled.get(item.ListenerId) ?? [])])],
      }));
    }
  },

  *map({ item, groups }) {
    const protocol = item.ListenerProtocol?.toLowerCase() ?? 'all';
    yield {
      kind: 'lb_listener',
      ref: aliyunRef('lb_listener', item.ListenerId),
      id: item.ListenerId,
      name: item.ListenerDescription ?? `${protocol}:${item.ListenerPort}`,
      tags: item.Tags,
      load_balancer: aliyunRef('load_balancer', item.LoadBalancerId),
      protocol,
      port: item.ListenerPort,
      target_groups: groups,
    };
  },
});
