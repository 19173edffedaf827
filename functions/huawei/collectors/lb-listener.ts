import type * as z from 'zod/mini';
import { CloudError } from '../../../shared/collect/errors.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { huaweiRef } from '../items.ts';
import { groupsByListener, Listener, Policy } from '../listeners.ts';
import { EVERYWHERE } from '../lists.ts';
import { inProject, markedPages } from '../pages.ts';

/** With every pool that it routes to: its own, and those of its forwarding policies. */
export const lbListener = collector({
  name: 'lb-listener',
  emits: ['lb_listener'],
  scope: 'region',
  paging: 'token',
  actions: [API.listeners.action, API.policies.action, API.pools.action],

  list: (api) =>
    inProject(api, async function* (ids) {
      const every = { ids, params: EVERYWHERE, size: 2000 };
      const [listeners, policies, pools] = await Promise.all([
        whole(markedPages(api, API.listeners, { ...every, at: 'listeners', item: Listener })),
        whole(markedPages(api, API.policies, { ...every, at: 'l7policies', item: Policy })),
        api.lists.pools(`lb-listener ${ids.project_id}`),
      ]);
      const groups = groupsByListener(
        policies,
        pools.flatMap(({ items }) => items),
      );
      yield listeners.map((listener) => ({ listener, groups: groups.get(listener.id) ?? [] }));
    }),

  *map({ listener, groups }) {
    const { id, protocol = 'all', protocol_port, default_pool_id } = listener;
    const port = protocol_port === 0 ? undefined : protocol_port;
    yield {
      kind: 'lb_listener',
      ref: huaweiRef('lb_listener', id),
      id,
      name: listener.name ?? id,
      tags: listener.tags,
      load_balancer: huaweiRef('load_balancer', balancerOf(listener)),
      protocol: protocol.toLowerCase(),
      port,
      target_groups: [...new Set([...(default_pool_id === undefined ? [] : [default_pool_id]), ...groups])],
    };
  },
});

/** A list of one: https://support.huaweicloud.com/api-elb/ListListeners.html */
function balancerOf({ id, loadbalancers: [one] }: z.infer<typeof Listener>): string {
  if (one === undefined)
    throw new CloudError('invalid', `${API.listeners.action}: ${id} has no load balancer`);
  return one;
}
