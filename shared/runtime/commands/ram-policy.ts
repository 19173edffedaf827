import { ROLE } from './aws-policy.ts';
import { hclActions, hclResource } from './hcl.ts';
import { groupsOf } from './statements.ts';
import type { Permission } from './statements.ts';

const ASSUME = 'sts:AssumeRole';

/** https://help.aliyun.com/en/ram/developer-reference/api-sts-2015-04-01-ram */
const resourceOf = (action: string): string => (action === ASSUME ? `acs:ram:*:*:role/${ROLE}` : '*');

interface Statement {
  readonly permissions: readonly Permission[];
  readonly resource: string;
}

function statementsOf(permissions: readonly Permission[]): readonly Statement[] {
  return groupsOf(permissions, [ASSUME]).map((some) => ({
    permissions: some,
    resource: resourceOf(some[0]?.action ?? ''),
  }));
}

/** https://www.alibabacloud.com/help/en/ram/policy-structure-and-syntax */
export function ramPolicy(permissions: readonly Permission[]): string {
  const Statement = statementsOf(permissions).map(({ permissions: some, resource }) => ({
    Effect: 'Allow',
    Action: some.map(({ action }) => action),
    Resource: resource,
  }));
  return JSON.stringify({ Version: '1', Statement }, null, 2);
}

export function ramLine(action: string): string {
  return JSON.stringify({ Effect: 'Allow', Action: action, Resource: resourceOf(action) });
}

/** https://github.com/aliyun/terraform-provider-alicloud/blob/master/website/docs/r/ram_policy.html.markdown */
export function ramTerraform(permissions: readonly Permission[]): string {
  return hclResource('alicloud_ram_policy', 'cloud_tag_sync', [
    `policy_name     = "${ROLE}"`,
    'description     = "What cloud-tag-sync reads"',
    'policy_document = jsonencode({',
    '  Version = "1"',
    '  Statement = [',
    ...statementsOf(permissions).flatMap(({ permissions: some, resource }) => [
      '    {',
      '      Effect   = "Allow"',
      `      Resource = "${resource}"`,
      '      Action = [',
      ...hclActions(some, 8),
      '      ]',
      '    },',
    ]),
    '  ]',
    '})',
  ]);
}
