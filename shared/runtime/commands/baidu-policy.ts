import { ROLE } from './aws-policy.ts';
import { hclResource } from './hcl.ts';
import type { Permission } from './statements.ts';

/**
 * Actions are `<service>:<permission>:<operation>`: Baidu Cloud allows permissions of a service, and one is good for many
 * operations. https://cloud.baidu.com/doc/IAM/s/8jwvyc3ai
 */
interface Entry {
  readonly service: string;
  readonly region: string;
  readonly resource: readonly string[];
  readonly effect: 'Allow';
  readonly permission: readonly string[];
}

interface Sorted {
  readonly needed: boolean;
  readonly entry: Entry;
}

const partsOf = (action: string): readonly [service: string, permission: string] => {
  const [service = '', permission = ''] = action.split(':');
  return [`bce:${service}`, permission];
};

/** One entry per service, required ones and optional ones apart, none of them empty. */
function entriesOf(permissions: readonly Permission[]): readonly Sorted[] {
  const needed = new Set(permissions.filter(({ required }) => required).map(({ action }) => nameOf(action)));
  const entries = new Map<string, Set<string>>();
  for (const { action } of permissions) {
    const [service, permission] = partsOf(action);
    const key = `${needed.has(nameOf(action)) ? 0 : 1} ${service}`;
    entries.set(key, (entries.get(key) ?? new Set()).add(permission));
  }
  return [...entries]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, granted]) => ({
      needed: key.startsWith('0'),
      entry: entryOf(key.slice(2), [...granted].toSorted()),
    }));
}

/** `bcc:VM_READ`, of which a policy says both parts. */
export const accessOf = (action: string): string => action.split(':').slice(0, 2).join(':');

/** What two operations have in common that one permission allows. */
const nameOf = (action: string): string => partsOf(action).join(' ');

const entryOf = (service: string, permission: readonly string[]): Entry => ({
  service,
  region: '*',
  resource: ['*'],
  effect: 'Allow',
  permission,
});

export function accessControlList(permissions: readonly Permission[]): string {
  return JSON.stringify(
    { version: 'v1', accessControlList: entriesOf(permissions).map(({ entry }) => entry) },
    null,
    2,
  );
}

export function accessControlLine(action: string): string {
  const [service, permission] = partsOf(action);
  return JSON.stringify(entryOf(service, [permission]));
}

/** https://github.com/baidubce/terraform-provider-baiducloud/blob/master/website/docs/r/iam_policy.html.markdown */
export function baiduTerraform(permissions: readonly Permission[]): string {
  return hclResource('baiducloud_iam_policy', 'cloud_tag_sync', [
    `name        = "${ROLE}"`,
    'description = "What cloud-tag-sync reads"',
    'document = jsonencode({',
    '  accessControlList = [',
    ...entriesOf(permissions).flatMap(({ entry, needed }) => [
      `    { # ${needed ? 'required' : 'optional'}`,
      `      service    = "${entry.service}"`,
      `      region     = "${entry.region}"`,
      '      resource   = ["*"]',
      '      effect     = "Allow"',
      `      permission = [${entry.permission.map((one) => `"${one}"`).join(', ')}]`,
      '    },',
    ]),
    '  ]',
    '})',
  ]);
}
