import type { Permission } from './statements.ts';

/** Reading is listing, watching what was listed, and for one namespace getting it. */
const VERBS: Readonly<Record<string, readonly string[]>> = { list: ['list', 'watch'], get: ['get'] };
/** Every client that is known may ask them. https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles */
const DISCOVERY: ReadonlySet<string> = new Set(['discovery', 'version']);

export const ROLE_NAME = 'cloud-tag-sync';

/**
 * The least role, for all namespaces. Custom kinds are in it whether the cluster
 * has them or not: a rule for what is not there allows nothing.
 * https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/cluster-role-v1/
 */
export function clusterRole(permissions: readonly Permission[]): string {
  return [
    'apiVersion: rbac.authorization.k8s.io/v1',
    'kind: ClusterRole',
    'metadata:',
    `  name: ${ROLE_NAME}`,
    'rules:',
    ...rulesOf(permissions.map(({ action }) => action)),
  ].join('\n');
}

export function clusterRoleLine(action: string): string {
  return rulesOf([action])
    .map((line) => line.trim())
    .join(' ')
    .replace(/^- /, '');
}

function rulesOf(actions: readonly string[]): readonly string[] {
  const rules = new Map<string, string[]>();
  for (const action of actions) {
    const [path = '', verb = ''] = action.split(':');
    if (DISCOVERY.has(path)) continue;
    const [resource = '', group = ''] = path.split('/').toReversed();
    const key = JSON.stringify([group, VERBS[verb] ?? [verb], verb === 'get' ? ['kube-system'] : []]);
    rules.set(key, [...(rules.get(key) ?? []), resource]);
  }
  return [...rules]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, resources]) => {
      const [group, verbs, names] = JSON.parse(key) as [string, string[], string[]];
      return [
        `  - apiGroups: ['${group}']`,
        `    resources: [${resources.toSorted().join(', ')}]`,
        ...(names.length > 0 ? [`    resourceNames: [${names.join(', ')}]`] : []),
        `    verbs: [${verbs.join(', ')}]`,
      ];
    });
}
