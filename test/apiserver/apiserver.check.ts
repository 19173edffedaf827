import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { loadAll } from 'js-yaml';
import { beforeAll, describe, expect, it } from 'vitest';
import { deployment } from '../../functions/kubernetes/collectors/workload.ts';
import { pod } from '../../functions/kubernetes/collectors/pod.ts';
import { watchCluster } from '../../functions/kubernetes/cluster-watch.ts';
import { INVALID, TOO_LARGE } from '../../functions/kubernetes/errors.ts';
import { pagesOf, wholeList } from '../../functions/kubernetes/pages.ts';
import { kubernetes } from '../../functions/kubernetes/provider.ts';
import { watched } from '../../functions/kubernetes/watched.ts';
import { watch } from '../../functions/kubernetes/watch-stream.ts';
import { clusterRole } from '../../shared/runtime/commands/cluster-role.ts';
import { permissionsOf } from '../../shared/runtime/commands/statements.ts';
import { systemClock } from '../../shared/runtime/clock.ts';
import { createFollowing } from '../../shared/runtime/following.ts';
import { memoryStore } from '../../shared/store/memory.ts';
import { lineOf } from '../../shared/model/line.ts';
import { portsOf } from '../../bench/ports.ts';
import { collect } from '../contract/collector.ts';
import { Api } from '../simulator/kubernetes/api.ts';
import { Cluster } from '../simulator/kubernetes/cluster.ts';
import { linesOfHead } from './log.ts';
import { apiAs, must, ready, send } from './cluster.ts';

const scope = { provider: 'kubernetes', account: 'real', region: 'global' };
const inDefault = (path: string, name = ''): string =>
  `${path.replace('NS', 'namespaces/default')}${name && `/${name}`}`;
const PODS = inDefault('/api/v1/NS/pods');
const DEPLOYMENTS = inDefault('/apis/apps/v1/NS/deployments');
const container = { name: 'c', image: 'example.com/c' };

const podNamed = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels: { app: name } },
  spec: { containers: [container] },
});
const deploymentNamed = (name: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [container] } },
  },
});
/** A definition of OpenKruise's kind, as far as a reader needs it. */
const CLONE_SETS = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {
    name: 'clonesets.apps.kruise.io',
    annotations: { 'api-approved.kubernetes.io': 'unapproved, for a test' },
  },
  spec: {
    group: 'apps.kruise.io',
    scope: 'Namespaced',
    names: { plural: 'clonesets', singular: 'cloneset', kind: 'CloneSet', listKind: 'CloneSetList' },
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
};

beforeAll(async () => {
  await ready();
  for (let n = 0; n < 7; n++) {
    await must('POST', PODS, podNamed(`p${n}`));
    await must('POST', DEPLOYMENTS, deploymentNamed(`d${n}`));
  }
  await must('POST', '/api/v1/nodes', {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'n1' },
    spec: { podCIDR: '10.1.0.0/24', podCIDRs: ['10.1.0.0/24'], providerID: 'aws:///eu-west-1a/i-0abc' },
  });
  await must('POST', inDefault('/api/v1/NS/services'), {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 's1' },
    spec: { selector: { app: 'p1' }, ports: [{ port: 80, targetPort: 'http' }] },
  });
  await must('POST', inDefault('/apis/networking.k8s.io/v1/NS/ingresses'), {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'i1' },
    spec: {
      rules: [
        {
          host: 'a.example.com',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: { service: { name: 's1', port: { number: 80 } } } },
            ],
          },
        },
      ],
    },
  });
  await must('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', CLONE_SETS);
  for (let n = 0; n < 100; n++) {
    if (
      (
        await send('POST', inDefault('/apis/apps.kruise.io/v1alpha1/NS/clonesets'), {
          apiVersion: 'apps.kruise.io/v1alpha1',
          kind: 'CloneSet',
          metadata: { name: 'c1' },
          spec: { replicas: 2, selector: { matchLabels: { app: 'c1' } } },
        })
      ).status === 201
    )
      break;
    await sleep(200);
  }
});

/** Every record there is, by lists of its own. */
async function truth(): Promise<readonly string[]> {
  const lines: string[] = [];
  const api = apiAs('admin-token');
  for (const collector of watched) {
    const records = await collect(collector, api, scope).catch((error: { readonly reason?: string }) => {
      if (error.reason === 'unsupported') return [];
      throw error;
    });
    lines.push(...records.map((record) => Buffer.from(lineOf(record)).toString()));
  }
  return lines.toSorted();
}

it('pages of a list are the list', async () => {
  const names: string[][] = [];
  for (const pageSize of [2, 500]) {
    const found: string[] = [];
    for await (const { items } of wholeList(apiAs('admin-token', pageSize), deployment, 'apps/v1', ''))
      found.push(...items.map(({ uid }) => uid));
    names.push(found);
  }
  expect(names[0]).toHaveLength(7);
  expect(names[0]).toEqual(names[1]);
});

it('what is watched is what there is, through creations, changes and deletions', async () => {
  const store = memoryStore(Date.now);
  const following = createFollowing(scope, portsOf(store));
  const stop = new AbortController();
  const errors: unknown[] = [];
  let listed: (() => void) | undefined;
  const isListed = new Promise<void>((resolve) => (listed = resolve));
  let committed: (() => void) | undefined;
  const nextCommit = (): Promise<void> => new Promise((resolve) => (committed = resolve));
  const done = watchCluster(apiAs('admin-token'), watched, following, scope, {
    clock: systemClock,
    signal: stop.signal,
    tagged: (collector) => collector,
    onCache: async (cache) => {
      cache.onChange(() => {
        if (cache.synced) listed?.();
      });
    },
    onCommit: () => committed?.(),
    onError: (error) => void errors.push(error),
    onBeat: () => {},
  });
  await isListed;
  await must('POST', PODS, podNamed('new'));
  await must('PATCH', `${PODS}/p1`, { metadata: { labels: { changed: 'yes' } } });
  await must('DELETE', `${PODS}/p2?gracePeriodSeconds=0`);
  await must('DELETE', `${PODS}/p3?gracePeriodSeconds=0`);
  await must('POST', PODS, podNamed('p3'));
  await must('DELETE', `${DEPLOYMENTS}/d6?propagationPolicy=Background`);
  await must('PATCH', inDefault('/apis/apps.kruise.io/v1alpha1/NS/clonesets/c1'), { spec: { replicas: 5 } });
  // Changes are committed together or one after the other, as they come.
  for (
    let next = nextCommit();
    !isDeepStrictEqual(await linesOfHead(store, scope), await truth());
    next = nextCommit()
  )
    await next;
  stop.abort(new Error('seen enough'));
  await done;
  expect(errors).toEqual([]);
  const lines = await linesOfHead(store, scope);
  expect(lines).toEqual(await truth());
  expect(lines.filter((line) => line.startsWith('kubernetes/pod/'))).toHaveLength(7);
  expect(lines.find((line) => line.includes('"CloneSet"'))).toContain('"replicas":5');
});

describe('the role that is printed', () => {
  it('is enough for every collector, and for nothing else', async () => {
    const [role] = loadAll(clusterRole(permissionsOf(kubernetes)));
    await must('POST', '/apis/rbac.authorization.k8s.io/v1/clusterroles', role as object);
    await must('POST', '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'reader' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cloud-tag-sync' },
      subjects: [{ kind: 'User', name: 'reader', apiGroup: 'rbac.authorization.k8s.io' }],
    });
    const api = apiAs('reader-token');
    const refused: string[] = [];
    for (let n = 0; n < 25; n++) {
      refused.length = 0;
      for (const collector of kubernetes.collectors) {
        await collect(collector, api, scope).catch(
          (error: { readonly reason?: string; readonly message: string }) => {
            if (error.reason !== 'unsupported') refused.push(error.message);
          },
        );
      }
      if (refused.length === 0) break;
      await sleep(200); // roles are read by watches too
    }
    expect(refused).toEqual([]);
    for (const path of ['/api/v1/secrets', '/api/v1/configmaps', '/api/v1/namespaces/default'])
      expect((await send('GET', path, undefined, 'reader-token')).status).toBe(403);
    expect((await send('POST', PODS, podNamed('not-allowed'), 'reader-token')).status).toBe(403);
  });
});

it.each(['watch.yaml', 'clouds.yaml'])('%s is what the server takes', async (name) => {
  const text = readFileSync(new URL(`../../docs/kubernetes/${name}`, import.meta.url), 'utf8');
  await send('POST', '/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'tagsync' },
  });
  const PATHS: Readonly<Record<string, string>> = {
    ServiceAccount: '/api/v1/namespaces/tagsync/serviceaccounts',
    ConfigMap: '/api/v1/namespaces/tagsync/configmaps',
    Secret: '/api/v1/namespaces/tagsync/secrets',
    PersistentVolumeClaim: '/api/v1/namespaces/tagsync/persistentvolumeclaims',
    Deployment: '/apis/apps/v1/namespaces/tagsync/deployments',
    CronJob: '/apis/batch/v1/namespaces/tagsync/cronjobs',
    ClusterRoleBinding: '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
  };
  const answers: (readonly [string, number])[] = [];
  for (const manifest of loadAll(text) as { readonly kind: string }[]) {
    const path = PATHS[manifest.kind];
    if (path === undefined) continue; // the namespace is there, the role has a test of its own
    answers.push([
      manifest.kind,
      (await send('POST', `${path}?dryRun=All&fieldValidation=Strict`, manifest)).status,
    ]);
  }
  expect(answers.length).toBeGreaterThanOrEqual(3);
  expect(answers.filter(([, status]) => status !== 201)).toEqual([]);
});

const codeOf = async (work: () => AsyncIterable<unknown>): Promise<unknown> => {
  try {
    for await (const one of work()) void one;
    return 'nothing was refused';
  } catch (error) {
    return (error as { readonly code?: string }).code;
  }
};
const api = () => apiAs('admin-token');
const watching = (version: string, initial = false) => ({
  apiVersion: 'v1',
  version,
  initial,
  seconds: 1,
  signal: AbortSignal.timeout(30_000),
});

describe('what the server refuses', () => {
  it('is told apart', async () => {
    // The trap: a version from the future is waited for, in silence.
    expect(await codeOf(() => watch(api(), pod, watching('99999999'), () => {}))).toBe('nothing was refused');
    expect(await codeOf(() => pagesOf(api(), pod, 'v1', { limit: 2, notOlderThan: '99999999' }))).toBe(
      TOO_LARGE,
    );
    expect(await codeOf(() => pagesOf(api(), pod, 'v1', { limit: 2, notOlderThan: 'yesterday' }))).toBe(
      INVALID,
    );
    expect(await codeOf(() => pagesOf(apiAs('nobody'), pod, 'v1', { limit: 2, notOlderThan: '' }))).toBe(
      'Unauthorized',
    );
  });
});

describe('the simulated server', () => {
  const simulated = new Cluster();
  for (let n = 0; n < 5; n++)
    simulated.put('pods', { ...podNamed(`p${n}`), metadata: { name: `p${n}`, namespace: 'default' } });
  const ours = new Api(simulated, { clock: systemClock });
  const answerOf = async (path: string): Promise<Answered> => {
    const { status, body } = await ours.get(path, undefined, AbortSignal.timeout(20_000));
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    return { status, body: text.startsWith('{') ? JSON.parse(text.split('\n')[0] ?? '') : { text } };
  };
  interface Answered {
    readonly status: number;
    readonly body: { readonly [field: string]: unknown };
  }
  /** What a client goes by. */
  const shapeOf = ({ status, body }: Answered): object => {
    const event = body['type'];
    const told = (event === 'ERROR' ? body['object'] : body) as {
      readonly kind?: string;
      readonly reason?: string;
      readonly code?: number;
    };
    return { status, event, kind: told.kind, reason: told.reason, code: told.code };
  };

  it.each([
    '/api/v1/pods?limit=2',
    '/api/v1/pods?limit=2&resourceVersion=0&resourceVersionMatch=NotOlderThan',
    '/api/v1/pods?resourceVersionMatch=NotOlderThan',
    '/api/v1/pods?resourceVersion=99999999&resourceVersionMatch=NotOlderThan',
    '/api/v1/pods?watch=1&resourceVersionMatch=NotOlderThan&resourceVersion=1',
    '/api/v1/pods?watch=1&sendInitialEvents=true',
    '/api/v1/pods?watch=1&sendInitialEvents=true&resourceVersionMatch=Exact&resourceVersion=1',
    '/api/v1/nothing',
    '/api/v1/namespaces/kube-system',
    '/api/v1/namespaces/nowhere',
    '/apis',
    '/apis/apps/v1',
    '/apis/nobody.example.com/v1',
  ])('answers as a real one: %s', async (path) => {
    const real = await send('GET', path);
    expect(shapeOf(await answerOf(path))).toEqual(shapeOf(real));
  });
});
