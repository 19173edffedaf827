import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2';
import { collector } from '../client.ts';
import { awsRef, idOf, link, paged, tagsOf } from '../items.ts';
import { rulesOf } from '../security-rules.ts';

/** With its rules: the list carries them, one call less than DescribeSecurityGroupRules. */
export const securityGroup = collector({
  name: 'security-group',
  emits: ['security_group'],
  scope: 'region',
  paging: 'token',
  actions: ['ec2:DescribeSecurityGroups'],

  list: ({ ec2 }) =>
    paged(
      'ec2:DescribeSecurityGroups',
      (NextToken) => ec2.send(new DescribeSecurityGroupsCommand({ NextToken, MaxResults: 1000 })),
      ({ SecurityGroups, NextToken }) => [SecurityGroups, NextToken],
    ),

  *map({ GroupId, GroupName, VpcId, OwnerId, IpPermissions, IpPermissionsEgress, Tags }, { region }) {
    const id = idOf(GroupId, 'ec2:DescribeSecurityGroups');
    yield {
      kind: 'security_group',
      ref: awsRef('security_group', id),
      id,
      name: GroupName || id,
      tags: tagsOf(Tags),
      region: awsRef('region', region),
      owner: OwnerId,
      vpc: link('vpc', VpcId),
      rules: [
        ...(IpPermissions ?? []).flatMap((permission) => rulesOf('ingress', permission)),
        ...(IpPermissionsEgress ?? []).flatMap((permission) => rulesOf('egress', permission)),
      ],
    };
  },
});
