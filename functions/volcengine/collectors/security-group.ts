import * as z from 'zod/mini';
import { FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { parsed } from '../../../shared/collect/wire.ts';
import { whole } from '../../../shared/collect/gather.ts';
import type { Ask } from '../client.ts';
import { collector } from '../client.ts';
import { id, link, said, tags, unlessGone, volcengineRef } from '../items.ts';
import { tokenPages } from '../pages.ts';
import { Attributes, ruleOf } from '../security-rules.ts';

const RULES = 'vpc:DescribeSecurityGroupAttributes';

/** SDK type SecurityGroupForDescribeSecurityGroupsOutput. */
const Group = z.object({
  SecurityGroupId: id,
  SecurityGroupName: said,
  AccountId: said,
  VpcId: said,
  Tags: tags,
});

/** Rules take one call per group: no call of the API gives those of several. */
export const securityGroup = collector({
  name: 'security-group',
  emits: ['security_group'],
  scope: 'region',
  paging: 'token',
  actions: ['vpc:DescribeSecurityGroups', RULES],

  async *list({ ask }) {
    const groups = tokenPages(ask, {
      action: 'vpc:DescribeSecurityGroups',
      at: 'SecurityGroups',
      item: Group,
    });
    for await (const page of groups) {
      yield await whole(inParallel(page, FAN_OUT, (group) => withRules(ask, group)));
    }
  },

  *map({ group, rules }, { region }) {
    yield {
      kind: 'security_group',
      ref: volcengineRef('security_group', group.SecurityGroupId),
      id: group.SecurityGroupId,
      name: group.SecurityGroupName ?? group.SecurityGroupId,
      tags: group.Tags,
      region: volcengineRef('region', region),
      owner: group.AccountId,
      vpc: link('vpc', group.VpcId),
      rules: rules.map(ruleOf),
    };
  },
});

async function withRules(ask: Ask, group: z.infer<typeof Group>) {
  const { SecurityGroupId } = group;
  const answer = await unlessGone(ask(RULES, { SecurityGroupId }));
  return answer === undefined ? [] : [{ group, rules: parsed(Attributes, answer, RULES).Permissions }];
}
