import * as z from 'zod/mini';
import { maybe, whole as wholeNumber } from '../../../shared/collect/wire.ts';
import { collector } from '../client.ts';
import { aliyunRef, id, said, tags } from '../items.ts';
import { tokenPages } from '../pages.ts';

/** SDK type ListListenersResponseBodyListeners of nlb. */
const Listener = z.object({
  ListenerId: id,
  ListenerDescription: said,
  ListenerPort: maybe(wholeNumber),
  ListenerProtocol: said,
  StartPort: said,
  EndPort: said,
  LoadBalancerId: id,
  ServerGroupId: said,
  Tags: tags,
});

/** Of network load balancers. One that listens to a range of ports has port 0, and its name says which. */
export const nlbListener = collector({
  name: 'nlb-listener',
  emits: ['lb_listener'],
  scope: 'region',
  paging: 'token',
  actions: ['nlb:ListListeners'],

  list: ({ ask, region: RegionId }) =>
    tokenPages(ask, {
      action: 'nlb:ListListeners',
      params: { RegionId },
      at: 'Listeners',
      item: Listener,
      size: 100,
    }),

  *map(item) {
    const protocol = item.ListenerProtocol?.toLowerCase() ?? 'all';
    const port = item.ListenerPort === 0 ? undefined : item.ListenerPort;
    yield {
      kind: 'lb_listener',
      ref: aliyunRef('lb_listener', item.ListenerId),
      id: item.ListenerId,
      name: item.ListenerDescription ?? `${protocol}:${port ?? `${item.StartPort}-${item.EndPort}`}`,
      tags: item.Tags,
      load_balancer: aliyunRef('load_balancer', item.LoadBalancerId),
      protocol,
      port,
      target_groups: [item.ServerGroupId].flatMap((group) => group ?? []),
    };
  },
});
