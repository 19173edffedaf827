import { ROLE } from './aws-policy.ts';
import { hclActions, hclResource } from './hcl.ts';
import { groupsOf } from './statements.ts';
import type { Permission } from './statements.ts';

export type Reach = 'projects' | 'global';

/**
 * Services whose permissions are given for the account; all others are given for
 * projects, and no custom policy may have actions of both.
 * https://support.huaweicloud.com/intl/en-us/api-iam/iam_02_0013.html
 * https://support.huaweicloud.com/en-us/productdesc-cc/cc_01_0008.html
 */
const GLOBAL_SERVICES = new Set(['cc', 'iam']);

/** `XA` is for projects, `AX` for the account: the same page. */
const TYPES: Readonly<Record<Reach, string>> = { projects: 'XA', global: 'AX' };

function reachOf(action: string): Reach {
  return GLOBAL_SERVICES.has(action.split(':', 1)[0] ?? '') ? 'global' : 'projects';
}

function within(reach: Reach, permissions: readonly Permission[]) {
  return groupsOf(
    permissions.filter(({ action }) => reachOf(action) === reach),
    [],
  );
}

export function customPolicy(reach: Reach, permissions: readonly Permission[]): string {
  const Statement = within(reach, permissions).map((some) => ({
    Effect: 'Allow',
    Action: some.map(({ action }) => action),
  }));
  return JSON.stringify({ Version: '1.1', Statement }, null, 2);
}

export function customPolicyLine(action: string): string {
  return JSON.stringify({ Effect: 'Allow', Action: [action] });
}

/** https://github.com/huaweicloud/terraform-provider-huaweicloud/blob/master/docs/resources/identity_role.md */
export function huaweiTerraform(permissions: readonly Permission[]): string {
  const resources = (['projects', 'global'] as const).flatMap((reach) => {
    const groups = within(reach, permissions);
    if (groups.length === 0) return [];
    return hclResource('huaweicloud_identity_role', `cloud_tag_sync_${reach}`, [
      `name        = "${ROLE}-${reach}"`,
      'description = "What cloud-tag-sync reads"',
      `type        = "${TYPES[reach]}"`,
      'policy = jsonencode({',
      '  Version = "1.1"',
      '  Statement = [',
      ...groups.flatMap((some) => [
        '    {',
        '      Effect = "Allow"',
        '      Action = [',
        ...hclActions(some, 8),
        '      ]',
        '    },',
      ]),
      '  ]',
      '})',
    ]);
  });
  return resources.join('\n\n');
}
