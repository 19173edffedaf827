import * as z from 'zod/mini';
import { maybe, some } from '../../../shared/collect/wire.ts';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { huaweiRef, id, joinedTags, link, links, said, timeOf } from '../items.ts';
import { EVERYWHERE } from '../lists.ts';
import { inProjects, numberedPages } from '../pages.ts';
import { vmState } from '../states.ts';

const Inside = z.object({ addr: said, version: said, primary: maybe(z.boolean()), 'OS-EXT-IPS:type': said });

/** SDK type ServerDetail of ecs v2. */
const Server = z.object({
  id,
  name: said,
  status: said,
  created: said,
  flavor: maybe(z.object({ id: said })),
  metadata: maybe(z.object({ vpc_id: said })),
  addresses: maybe(z.record(z.string(), z.array(Inside))),
  'OS-EXT-AZ:availability_zone': said,
  'OS-EXT-SRV-ATTR:hostname': said,
  security_groups: some(z.object({ id: said })),
  tags: joinedTags,
});

/** Whatever their state. Their interfaces come from `nic`, so that every ref has one source. */
export const vm = collector({
  name: 'vm',
  emits: ['vm'],
  scope: 'region',
  paging: 'offset',
  actions: [API.servers.action],

  list: (api) =>
    inProjects(api, (ids) =>
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
    const fixed = Object.values(item.addresses ?? {})
      .flat()
      .filter((one) => one['OS-EXT-IPS:type'] !== 'floating');
    const v4 = fixed.filter(({ version }) => version !== '6');
    yield {
      kind: 'vm',
      ref: huaweiRef('vm', item.id),
      id: item.id,
      name: item.name ?? item.id,
      tags: item.tags,
      region: huaweiRef('region', region),
      owner: undefined,
      vpc: link('vpc', item.metadata?.vpc_id ?? Object.keys(item.addresses ?? {})[0]),
      subnet: undefined,
      az: link('az', item['OS-EXT-AZ:availability_zone']),
      state: vmState(item.status),
      type: item.flavor?.id,
      ip: (v4.find(({ primary }) => primary === true) ?? v4[0] ?? fixed[0])?.addr,
      hostname: item['OS-EXT-SRV-ATTR:hostname'],
      created: timeOf(item.created),
      security_groups: links(
        'security_group',
        item.security_groups.map((group) => group.id),
      ),
    };
  },
});
