import * as z from 'zod/mini';
import { FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { parsed } from '../../../shared/collect/wire.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { type Ask, collector } from '../client.ts';
import { id, said, tags, tencentRef, unlessGone } from '../items.ts';
import { offsetPages } from '../pages.ts';
import { Policies, rulesOf } from '../security-rules.ts';

const RULES = 'vpc:DescribeSecurityGroupPolicies';

/** SDK type SecurityGroup. */
const Group = z.object({ SecurityGroupId: id, SecurityGroupName: said, TagSet: tags });

/** Rules take one call per group: no call of the API gives those of several. */
export const securityGroup = collector({
  name: 'security-group',
  emits: ['security_group'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeSecurityGroups', RULES],

  async *list({ ask }) {
    const groups = offsetPages(ask, {
      action: 'vpc:DescribeSecurityGroups',
      at: 'SecurityGroupSet',
      item: Group,
      size: 100,
      offset: 'text',
      keyOf: ({ SecurityGroupId }) => SecurityGroupId,
    });
    for await (const page of groups) yield whole(inParallel(page, FAN_OUT, (group) => withRules(ask, group)));
  },

  *map({ group, rules }, { region }) {
    yield {
      kind: 'security_group',
      ref: tencentRef('security_group', group.SecurityGroupId),
      id: group.SecurityGroupId,
      name: group.SecurityGroupName ?? group.SecurityGroupId,
      tags: group.TagSet,
      region: tencentRef('region', region),
      owner: undefined,
      // A group is of a region, and of no VPC.
      vpc: undefined,
      rules: [
        ...rules.Ingress.flatMap((policy) => rulesOf('ingress', policy)),
        ...rules.Egress.flatMap((policy) => rulesOf('egress', policy)),
      ],
    };
  },
});

async function withRules(ask: Ask, group: z.infer<typeof Group>) {
  const { SecurityGroupId } = group;
  const answer = await unlessGone(ask(RULES, { SecurityGroupId }));
  return answer === undefined
    ? []
    : [{ group, rules: parsed(Policies, answer, RULES).SecurityGroupPolicySet }];
}
