import { groupsOf } from './statements.ts';
import type { Permission } from './statements.ts';

/** "Services that are not integrated yet are refused by IAM": https://docsv3.qingcloud.com/authorization/iam/faq/supported_services/ */
const isKnown = (action: string): boolean => !action.startsWith('iaas:');

/** The lists take no resource. https://docsv3.qingcloud.com/authorization/iam/faq/json/ */
export function qingcloudPolicy(permissions: readonly Permission[]): string {
  const known = permissions.filter(({ action }) => isKnown(action));
  const statements = groupsOf(known, []).map((some) => ({
    action: some.map(({ action }) => action),
    effect: 'allow',
    resource: '*',
  }));
  return JSON.stringify(statements, null, 2);
}

/** Of what IAM does not know no policy can speak. */
export function qingcloudLine(action: string): string {
  return isKnown(action)
    ? JSON.stringify({ action: [action], effect: 'allow', resource: '*' })
    : `${action}: IAM does not know it: use a key of the API instead of a role`;
}
