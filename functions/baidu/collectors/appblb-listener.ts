import * as z from 'zod/mini';
import { whole as wholeNumber } from '../../../shared/collect/wire.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { API } from '../apis.ts';
import { listenerOf } from '../balancers.ts';
import { collector } from '../client.ts';
import { id, said } from '../items.ts';
import { markedPages, ofEach, orNothing } from '../pages.ts';

/** SDK type AppAllListenerModel of appblb. */
const Listener = z.object({ listenerPort: wholeNumber, listenerType: id });

/** SDK type AppPolicy. */
const Policy = z.object({ appServerGroupId: said, appIpGroupId: said });

/** Of application balancers, one by one, with the groups that the policies of each lead to. */
export const appblbListener = collector({
  name: 'appblb-listener',
  emits: ['lb_listener'],
  scope: 'region',
  paging: 'token',
  actions: [API.appBalancers.action, API.appListeners.action, API.policies.action],

  async *list(api) {
    const balancers = (await api.lists.appBalancers('appblb-listener')).flat();
    yield* ofEach(balancers, async ({ blbId }) => {
      const ids = { blbId };
      const listed = { ids, at: 'listenerList', item: Listener };
      const listeners = await whole(markedPages(orNothing(api, listed.at), API.appListeners, listed));
      const joined = ofEach(listeners, async ({ listenerPort: port, listenerType: type }) => {
        const of = { ids, params: { port, type }, at: 'policyList', item: Policy };
        const policies = await whole(markedPages(orNothing(api, of.at), API.policies, of));
        const groups = policies.flatMap((one) => one.appServerGroupId ?? one.appIpGroupId ?? []);
        return [{ blbId, port, type, groups: [...new Set(groups)] }];
      });
      return whole(joined);
    });
  },

  *map({ blbId, groups, ...listener }) {
    yield listenerOf(blbId, listener, groups);
  },
});
