import { expect, test } from 'vitest';
import type { Requirement } from '../../../../shared/model/cluster-kinds.ts';
import type { Tag } from '../../../../shared/model/parts.ts';
import {
  behindIngress,
  controllersOf,
  ingressesOf,
  managedOf,
  meets,
  namespaceOf,
  nodeOf,
  podsOf,
  servicesOf,
  workloadsOf,
} from '../../../../shared/model/links/cluster.ts';
import { estateOf, idsOf, made, to } from '../../../support/estate.ts';

const web: Tag[] = [['app', 'web']];
const isWeb: Requirement = { key: 'app', operator: 'in', values: ['web'] };

test.each<[Requirement['operator'], readonly string[], readonly Tag[], boolean]>([
  ['in', ['web', 'api'], web, true],
  ['in', ['api'], web, false],
  ['in', ['web'], [], false],
  ['not_in', ['api'], web, true],
  ['not_in', ['web'], web, false],
  // https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/: "and all resources with no labels with the key"
  ['not_in', ['web'], [], true],
  ['exists', [], web, true],
  ['exists', [], [], false],
  ['not_exists', [], web, false],
  ['not_exists', [], [], true],
])('%s %j of %j: %s', (operator, values, labels, expected) => {
  expect(meets(labels, [{ key: 'app', operator, values }])).toBe(expected);
});
test('every requirement must hold', () => {
  const tier: Requirement = { key: 'tier', operator: 'exists', values: [] };
  expect(meets(web, [isWeb, tier])).toBe(false);
  expect(meets([...web, ['tier', '']], [isWeb, tier])).toBe(true);
});

const service = made('service', 'web', { selector: [isWeb] });
const ingress = made('ingress', 'front', {
  paths: [{ host: undefined, path: '/', service: 'web', port: '80' }],
});
const deployment = made('workload', 'web-d', { pod_labels: web });
const set = made('replica_set', 'web-rs', { owner: deployment.ref });
const pod = made('pod', 'web-1', { tags: web, owner: set.ref, node: 'n1' });
const estate = estateOf(
  service,
  made('service', 'headless'),
  made('service', 'other', { selector: [{ ...isWeb, values: ['api'] }] }),
  { ...service, ref: to('service', 'elsewhere'), id: 'elsewhere', namespace: 'billing' },
  ingress,
  made('ingress', 'other', { paths: [{ host: undefined, path: '/', service: 'api', port: '80' }] }),
  deployment,
  set,
  pod,
  made('pod', 'api-1'),
  made('pod', 'web-2', { tags: web, namespace: 'billing' }),
  made('node', 'n1'),
  made('namespace', 'shop'),
);

test('a service leads to pods and workloads of its namespace by its selector', () => {
  expect(idsOf(podsOf(estate, service))).toEqual(['web-1']);
  expect(idsOf(workloadsOf(estate, service))).toEqual(['web-d']);
  expect(idsOf(podsOf(estate, made('service', 'headless')))).toEqual([]);
  expect(idsOf(servicesOf(estate, pod))).toEqual(['web']);
});
test('an ingress leads to the services it names, in its own namespace', () => {
  expect(idsOf(behindIngress(estate, ingress))).toEqual(['web']);
  expect(idsOf(ingressesOf(estate, service))).toEqual(['front']);
});
test('a pod has its controllers from the nearest on, its node and its namespace', () => {
  expect(idsOf(controllersOf(estate, pod))).toEqual(['web-rs', 'web-d']);
  expect(nodeOf(estate, pod)?.record.id).toBe('n1');
  expect(namespaceOf(estate, pod)?.record.id).toBe('shop');
});
test('controllers that own each other end', () => {
  const a = made('workload', 'a', { owner: to('workload', 'b') });
  const b = made('workload', 'b', { owner: to('workload', 'a') });
  expect(idsOf(controllersOf(estateOf(a, b), made('pod', 'p', { owner: a.ref })))).toEqual(['a', 'b']);
});
test('a cluster is the managed one with its endpoint', () => {
  const endpoint = 'https://c.example';
  const managed = estateOf(made('k8s_cluster', 'eks', { endpoint }), made('k8s_cluster', 'x'));
  expect(managedOf(managed, made('cluster', 'c1', { endpoint }))?.record.id).toBe('eks');
  expect(managedOf(managed, made('cluster', 'c1'))).toBeUndefined();
  // Which of two it is, is not guessed.
  const twice = estateOf(made('k8s_cluster', 'a', { endpoint }), made('k8s_cluster', 'b', { endpoint }));
  expect(managedOf(twice, made('cluster', 'c1', { endpoint }))).toBeUndefined();
});
