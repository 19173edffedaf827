import { collector } from '../client.ts';
import { targetRecord, targetsOf } from '../server-groups.ts';

/** Who is behind network load balancers. */
export const nlbTarget = collector({
  name: 'nlb-target',
  emits: ['lb_target'],
  scope: 'region',
  paging: 'token',
  actions: ['nlb:ListServerGroups', 'nlb:ListServerGroupServers'],

  list: ({ ask, region: RegionId }) => targetsOf(ask, 'nlb', { RegionId }),

  *map(target) {
    yield targetRecord(target);
  },
});
