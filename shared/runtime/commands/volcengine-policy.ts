import { ROLE } from './aws-policy.ts';
import { hclActions, hclResource } from './hcl.ts';
import { groupsOf } from './statements.ts';
import type { Permission } from './statements.ts';

/** The lists take no resource; who may assume a role is said by the role itself. */
const RESOURCE = ['*'];

/** https://www.volcengine.com/docs/6257/65059 */
export function volcenginePolicy(permissions: readonly Permission[]): string {
  const Statement = groupsOf(permissions, []).map((some) => statementOf(some.map(({ action }) => action)));
  return JSON.stringify({ Statement }, null, 2);
}

export function volcengineLine(action: string): string {
  return JSON.stringify(statementOf([action]));
}

const statementOf = (Action: readonly string[]) => ({ Effect: 'Allow', Action, Resource: RESOURCE });

/** https://github.com/volcengine/terraform-provider-volcengine/blob/master/website/docs/r/iam_policy.html.markdown */
export function volcengineTerraform(permissions: readonly Permission[]): string {
  return hclResource('volcengine_iam_policy', 'cloud_tag_sync', [
    `policy_name = "${ROLE}"`,
    'description = "What cloud-tag-sync reads"',
    'policy_document = jsonencode({',
    '  Statement = [',
    ...groupsOf(permissions, []).flatMap((some) => [
      '    {',
      '      Effect   = "Allow"',
      '      Resource = ["*"]',
      '      Action = [',
      ...hclActions(some, 8),
      '      ]',
      '    },',
    ]),
    '  ]',
    '})',
  ]);
}
