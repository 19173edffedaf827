import { GROUPS, groupsOf, MEMBERS, withMembers } from '../alb-groups.ts';
import { collector } from '../client.ts';
import { itemsOf, listenersOf, recordsOf } from '../listeners.ts';

/** Listeners and server groups of the region in one list each; members take a list per group, the API's floor. */
export const albListener = collector({
  name: 'alb-listener',
  emits: ['lb_listener', 'lb_target'],
  scope: 'region',
  paging: 'offset',
  actions: ['alb:DescribeListeners', GROUPS, MEMBERS],

  async *list({ ask }) {
    const [listeners, groups] = await Promise.all([listenersOf(ask, 'alb'), groupsOf(ask)]);
    yield* itemsOf(listeners, await withMembers(ask, groups, listeners));
  },

  map: (item) => recordsOf(item),
});
