import { whole } from '../../../shared/collect/gather.ts';
import * as z from 'zod/mini';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { huaweiRef, id, said, tags, regionRef } from '../items.ts';
import { EVERYWHERE } from '../lists.ts';
import { inProject, markedPages } from '../pages.ts';
import { mayRead } from '../probe.ts';
import { rulesByGroup, rulesOf } from '../security-rules.ts';

/** SDK type SecurityGroup of vpc v3. They belong to no VPC. */
const Group = z.object({ id, name: said, tags });

export const securityGroup = collector({
  name: 'security-group',
  emits: ['security_group'],
  scope: 'region',
  paging: 'token',
  actions: [API.securityGroups.action, API.securityGroupRules.action],
  mayRead: mayRead(API.securityGroups, API.securityGroupRules),

  list: (api) =>
    inProject(api, async function* (ids) {
      const groups = await whole(
        markedPages(api, API.securityGroups, {
          ids,
          params: EVERYWHERE,
          at: 'security_groups',
          item: Group,
          size: 2000,
        }),
      );
      const rules = await rulesByGroup(api, ids, groups);
      yield groups.map((group) => ({ ...group, rules: rules.get(group.id) ?? [] }));
    }),

  *map(item, { region }) {
    yield {
      kind: 'security_group',
      ref: huaweiRef('security_group', item.id),
      id: item.id,
      name: item.name ?? item.id,
      tags: item.tags,
      region: regionRef(region),
      owner: undefined,
      vpc: undefined,
      rules: item.rules.flatMap(rulesOf),
    };
  },
});
