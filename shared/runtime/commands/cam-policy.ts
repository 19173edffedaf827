import { ROLE } from './aws-policy.ts';
import { hclActions, hclResource } from './hcl.ts';
import { groupsOf } from './statements.ts';
import type { Permission } from './statements.ts';

/**
 * The lists take no resource. Of a role, CAM's pages know the whole name with its account only
 * (`qcs::cam::uin/<account>:roleName/<name>`), which is not known here: who may assume a role is said
 * by the role itself. https://cloud.tencent.com/document/api/1312/48206
 */
const RESOURCE = ['*'];

/** https://www.tencentcloud.com/document/product/598/10604 */
export function camPolicy(permissions: readonly Permission[]): string {
  const statement = groupsOf(permissions, []).map((some) => ({
    effect: 'allow',
    action: some.map(({ action }) => action),
    resource: RESOURCE,
  }));
  return JSON.stringify({ version: '2.0', statement }, null, 2);
}

export function camLine(action: string): string {
  return JSON.stringify({ effect: 'allow', action: [action], resource: RESOURCE });
}

/** https://github.com/tencentcloudstack/terraform-provider-tencentcloud/blob/master/website/docs/r/cam_policy.html.markdown */
export function camTerraform(permissions: readonly Permission[]): string {
  return hclResource('tencentcloud_cam_policy', 'cloud_tag_sync', [
    `name        = "${ROLE}"`,
    'description = "What cloud-tag-sync reads"',
    'document = jsonencode({',
    '  version = "2.0"',
    '  statement = [',
    ...groupsOf(permissions, []).flatMap((some) => [
      '    {',
      '      effect   = "allow"',
      '      resource = ["*"]',
      '      action = [',
      ...hclActions(some, 8),
      '      ]',
      '    },',
    ]),
    '  ]',
    '})',
  ]);
}
