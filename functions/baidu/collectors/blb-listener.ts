import * as z from 'zod/mini';
import { whole as wholeNumber } from '../../../shared/collect/wire.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { API } from '../apis.ts';
import { listenerOf } from '../balancers.ts';
import { collector } from '../client.ts';
import { id } from '../items.ts';
import { markedPages, ofEach, orNothing } from '../pages.ts';

/** SDK type AllListenerModel of blb. */
const Listener = z.object({ listenerPort: wholeNumber, listenerType: id });

/** Of ordinary balancers, one by one: every listener leads to all servers of its balancer. */
export const blbListener = collector({
  name: 'blb-listener',
  emits: ['lb_listener'],
  scope: 'region',
  paging: 'token',
  actions: [API.balancers.action, API.listeners.action],

  async *list(api) {
    const balancers = (await api.lists.balancers('blb-listener')).flat();
    const asking = orNothing(api, 'listenerList');
    yield* ofEach(balancers, async ({ blbId }) => {
      const listed = { ids: { blbId }, at: 'listenerList', item: Listener };
      const listeners = await whole(markedPages(asking, API.listeners, listed));
      return listeners.map((listener) => ({ blbId, listener }));
    });
  },

  *map({ blbId, listener: { listenerType: type, listenerPort: port } }) {
    yield listenerOf(blbId, { type, port }, [blbId]);
  },
});
