import { API } from '../apis.ts';
import { appTargetsOf } from '../app-groups.ts';
import { collector } from '../client.ts';
import { baiduRef, link, links } from '../items.ts';
import { ofEach } from '../pages.ts';

/** Of application balancers: servers and addresses, each on every port of its group. */
export const appblbTarget = collector({
  name: 'appblb-target',
  emits: ['lb_target'],
  scope: 'region',
  paging: 'token',
  actions: [
    API.appBalancers.action,
    API.serverGroups.action,
    API.groupServers.action,
    API.ipGroups.action,
    API.ipGroupMembers.action,
  ],

  async *list(api) {
    const balancers = (await api.lists.appBalancers('appblb-target')).flat();
    yield* ofEach(balancers, ({ blbId }) => appTargetsOf(api, blbId));
  },

  *map({ blbId, group, member, vm, ip, protocol, port }) {
    const on = vm === undefined || port === undefined ? [] : [protocol ?? 'all', String(port)];
    yield {
      kind: 'lb_target',
      ref: baiduRef('lb_target', group, member, ...on),
      id: [group, member, ...on].join(':'),
      name: vm ?? ip ?? member,
      tags: [],
      target_group: group,
      load_balancers: links('load_balancer', [blbId]),
      protocol,
      port,
      device: link('vm', vm),
      ip,
    };
  },
});
