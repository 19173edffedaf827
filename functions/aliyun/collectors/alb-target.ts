import { collector } from '../client.ts';
import { targetRecord, targetsOf } from '../server-groups.ts';

/** Who is behind application load balancers. */
export const albTarget = collector({
  name: 'alb-target',
  emits: ['lb_target'],
  scope: 'region',
  paging: 'token',
  actions: ['alb:ListServerGroups', 'alb:ListServerGroupServers'],

  list: ({ ask, region: RegionId }) => targetsOf(ask, 'alb', { RegionId }),

  *map(target) {
    yield targetRecord(target);
  },
});
