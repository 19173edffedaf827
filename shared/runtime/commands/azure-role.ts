import { ROLE } from './aws-policy.ts';
import { hclActions, hclResource } from './hcl.ts';
import { groupsOf } from './statements.ts';
import type { Permission } from './statements.ts';

/** What the role may be assigned at: the person who uses it puts a management group or subscription there. */
const SCOPE = '/providers/Microsoft.Management/managementGroups/MY_GROUP';
const DESCRIPTION = 'What cloud-tag-sync reads';

/**
 * As `az role definition create --role-definition` takes it.
 * https://learn.microsoft.com/en-us/azure/role-based-access-control/custom-roles-cli
 */
export function customRole(permissions: readonly Permission[]): string {
  const role = {
    Name: ROLE,
    IsCustom: true,
    Description: DESCRIPTION,
    Actions: groupsOf(permissions, []).flatMap((some) => some.map(({ action }) => action)),
    NotActions: [],
    DataActions: [],
    NotDataActions: [],
    AssignableScopes: [SCOPE],
  };
  return JSON.stringify(role, null, 2);
}

export function customRoleLine(action: string): string {
  return JSON.stringify({ Actions: [action] });
}

/** https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r/role_definition.html.markdown */
export function azureTerraform(permissions: readonly Permission[]): string {
  return hclResource('azurerm_role_definition', 'cloud_tag_sync', [
    `name        = "${ROLE}"`,
    `description = "${DESCRIPTION}"`,
    `scope       = "${SCOPE}"`,
    'permissions {',
    '  actions = [',
    ...groupsOf(permissions, []).flatMap((some) => hclActions(some, 4)),
    '  ]',
    '}',
    `assignable_scopes = ["${SCOPE}"]`,
  ]);
}
