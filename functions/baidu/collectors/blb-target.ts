import * as z from 'zod/mini';
import { CloudError } from '../../../shared/collect/errors.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { baiduRef, link, links, said } from '../items.ts';
import { markedPages, ofEach, orNothing } from '../pages.ts';

/** SDK type BackendServerModel of blb. */
const Backend = z.object({ instanceId: said, privateIp: said });

/** Of ordinary balancers, one by one. The group is the balancer itself; the port belongs to each listener. */
export const blbTarget = collector({
  name: 'blb-target',
  emits: ['lb_target'],
  scope: 'region',
  paging: 'token',
  actions: [API.balancers.action, API.backends.action],

  async *list(api) {
    const balancers = (await api.lists.balancers('blb-target')).flat();
    const asking = orNothing(api, 'backendServerList');
    yield* ofEach(balancers, async ({ blbId }) => {
      const listed = { ids: { blbId }, at: 'backendServerList', item: Backend };
      const backends = await whole(markedPages(asking, API.backends, listed));
      return backends.map((backend) => ({ blbId, backend }));
    });
  },

  *map({ blbId, backend: { instanceId, privateIp } }) {
    const member = instanceId ?? privateIp;
    if (member === undefined)
      throw new CloudError('invalid', `${API.backends.action}: ${blbId} has a server without id and address`);
    yield {
      kind: 'lb_target',
      ref: baiduRef('lb_target', blbId, member),
      id: `${blbId}:${member}`,
      name: member,
      tags: [],
      target_group: blbId,
      load_balancers: links('load_balancer', [blbId]),
      protocol: undefined,
      port: undefined,
      device: link('vm', instanceId),
      ip: privateIp,
    };
  },
});
