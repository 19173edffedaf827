import * as z from 'zod/mini';
import { FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { collector } from '../client.ts';
import { aliyunRef, id, link, said, tags, unlessGone } from '../items.ts';
import { tokenPages } from '../pages.ts';
import { Permission, ruleOf } from '../security-rules.ts';

/** SDK type DescribeSecurityGroupsResponseBodySecurityGroupsSecurityGroup. */
const SecurityGroup = z.object({ SecurityGroupId: id, SecurityGroupName: said, VpcId: said, Tags: tags });

/** With its rules, which are asked for group by group: the API has no other way. */
export const securityGroup = collector({
  name: 'security-group',
  emits: ['security_group'],
  scope: 'region',
  paging: 'token',
  actions: ['ecs:DescribeSecurityGroups', 'ecs:DescribeSecurityGroupAttribute'],

  async *list({ ask, region: RegionId }) {
    const groups = tokenPages(ask, {
      action: 'ecs:DescribeSecurityGroups',
      params: { RegionId },
      at: 'SecurityGroups.SecurityGroup',
      item: SecurityGroup,
      size: 100,
    });
    for await (const page of groups) {
      const filled = inParallel(page, FAN_OUT, async (group) => {
        const rules = tokenPages(ask, {
          action: 'ecs:DescribeSecurityGroupAttribute',
          params: { RegionId, SecurityGroupId: group.SecurityGroupId },
          at: 'Permissions.Permission',
          item: Permission,
          size: 1000,
        });
        const found = await unlessGone(/SecurityGroupId\.NotFound/, whole(rules));
        return found === undefined ? [] : [{ group, rules: found }];
      });
      yield await whole(filled);
    }
  },

  *map({ group, rules }, { region }) {
    yield {
      kind: 'security_group',
      ref: aliyunRef('security_group', group.SecurityGroupId),
      id: group.SecurityGroupId,
      name: group.SecurityGroupName ?? group.SecurityGroupId,
      tags: group.Tags,
      region: aliyunRef('region', region),
      owner: undefined,
      vpc: link('vpc', group.VpcId),
      rules: rules.map(ruleOf),
    };
  },
});
