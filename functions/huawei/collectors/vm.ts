import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { huaweiRef, link, links, timeOf, regionRef } from '../items.ts';
import { EVERYWHERE } from '../lists.ts';
import { inProject, numberedPages } from '../pages.ts';
import { ipOf, Server, vpcOf } from '../servers.ts';
import { vmState } from '../states.ts';

/**
 * Whatever their state, bare metal ones (BMS) among them: this list leaves them out only where `not-tags` names their
 * tag `__type_baremetal` (https://support.huaweicloud.com/api-ecs/zh-cn_topic_0094148850.html), so BMS's own is not asked.
 * Their interfaces come from `nic`, so that every ref has one source; these tell the subnets.
 */
export const vm = collector({
  name: 'vm',
  emits: ['vm'],
  scope: 'region',
  paging: 'offset',
  actions: [API.servers.action],

  list: (api) =>
    inProject(api, (ids) =>
      numberedPages(api, API.servers, {
        ids,
        params: EVERYWHERE,
        at: 'servers',
        item: Server,
        size: 1000,
        total: 'count',
        counts: 'pages',
        keyOf: (server) => server.id,
      }),
    ),

  *map(item, { region }) {
    // Only administrators of the cloud see these.
    if (item.status === 'DELETED') return;
    yield {
      kind: 'vm',
      ref: huaweiRef('vm', item.id),
      id: item.id,
      name: item.name ?? item.id,
      tags: item.tags,
      region: regionRef(region),
      owner: undefined,
      vpc: link('vpc', vpcOf(item)),
      subnet: undefined,
      az: link('az', item['OS-EXT-AZ:availability_zone']),
      state: vmState(item.status),
      type: item.flavor?.id,
      ip: ipOf(item),
      hostname: item['OS-EXT-SRV-ATTR:hostname'],
      created: timeOf(item.created),
      security_groups: links(
        'security_group',
        item.security_groups.map((group) => group.id),
      ),
    };
  },
});
