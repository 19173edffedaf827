import { GROUPS, groupsOf, MEMBERS } from '../clb-groups.ts';
import { collector } from '../client.ts';
import { itemsOf, listenersOf, recordsOf } from '../listeners.ts';

/** Listeners of the region in one list; the members of server groups take one call for each, the API's floor. */
export const clbListener = collector({
  name: 'clb-listener',
  emits: ['lb_listener', 'lb_target'],
  scope: 'region',
  paging: 'offset',
  actions: ['clb:DescribeListeners', GROUPS, MEMBERS],

  async *list({ ask }) {
    yield* itemsOf(...(await Promise.all([listenersOf(ask, 'clb'), groupsOf(ask)])));
  },

  map: (item) => recordsOf(item),
});
