import * as z from 'zod/mini';
import { collector } from '../client.ts';
import { id, qingcloudRef, said, tags } from '../items.ts';
import { offsetPages } from '../pages.ts';
import { ruleOf, RULES, rulesByGroup } from '../security-rules.ts';

const GROUPS = 'ecm:DescribeSecurityGroups';

/** SDK type SecurityGroup. https://docsv3.qingcloud.com/development_docs/api/command_list/sg/describe_security_groups/ */
const Group = z.object({ security_group_id: id, security_group_name: said, tags });

/** With its rules, which are lists of the region. */
export const securityGroup = collector({
  name: 'security-group',
  emits: ['security_group'],
  scope: 'region',
  paging: 'offset',
  actions: [GROUPS, RULES],

  async *list({ ask, size }) {
    const asking = { ask, size };
    const rules = await rulesByGroup(asking);
    const groups = offsetPages(asking, {
      action: GROUPS,
      at: 'security_group_set',
      item: Group,
      keyOf: ({ security_group_id }) => security_group_id,
    });
    for await (const page of groups)
      yield page.map((group) => ({
        group,
        rules: rules.get(group.security_group_id) ?? [],
      }));
  },

  *map({ group, rules }, { region }) {
    yield {
      kind: 'security_group',
      ref: qingcloudRef('security_group', group.security_group_id),
      id: group.security_group_id,
      name: group.security_group_name ?? group.security_group_id,
      tags: group.tags,
      region: qingcloudRef('region', region),
      owner: undefined,
      // A group is of a region, and of no VPC.
      vpc: undefined,
      rules: rules.map(ruleOf),
    };
  },
});
