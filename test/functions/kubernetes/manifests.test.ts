import { existsSync, readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { aliyun } from '../../../functions/aliyun/provider.ts';
import { aws } from '../../../functions/aws/provider.ts';
import { kubernetes } from '../../../functions/kubernetes/provider.ts';
import { clusterRole } from '../../../shared/runtime/commands/cluster-role.ts';
import { permissionsOf } from '../../../shared/runtime/commands/statements.ts';
import { loadConfig } from '../../../shared/runtime/config.ts';
import { parseYaml } from '../../../shared/runtime/yaml.ts';
import type { AnyProvider } from '../../../shared/runtime/commands/context.ts';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
}

const read = (name: string): string =>
  readFileSync(new URL(`../../../docs/kubernetes/${name}`, import.meta.url), 'utf8');
const manifests = (name: string): readonly Manifest[] => loadAll(read(name)) as Manifest[];
const byKind = (name: string, kind: string): Manifest => {
  const found = manifests(name).find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`${name} has no ${kind}`);
  return found;
};

async function configOf(name: string, providers: readonly AnyProvider[]): Promise<readonly unknown[]> {
  const text = byKind(name, 'ConfigMap').data?.['tagsync.yaml'] ?? '';
  const config = await loadConfig({
    env: {},
    readFile: async () => text,
    readYaml: parseYaml,
    path: '/etc/tagsync/tagsync.yaml',
    resolve: async ({ name: called }) => `<${called}>`,
  });
  return providers.map((provider) => provider.config.parse(config.providers[provider.name]));
}

describe('Containerfile', () => {
  const text = read('Containerfile');
  /** What the build before makes. */
  const made = ['dist', 'node_modules'];
  const isThere = (file: string): boolean =>
    existsSync(new URL(`../../../${file}`, import.meta.url)) || made.includes(file);

  it('copies what is there, or is built', () => {
    const copied = [...text.matchAll(/^COPY --from=build \/app\/(\S+)/gm)].map(([, file = '']) => file);
    expect(copied).toEqual(['package.json', '.tools/tagsync.mjs', 'dist', 'node_modules']);
    expect(copied.filter((file) => !isThere(file))).toEqual([]);
  });

  it('runs what is there, and starts what it copied', () => {
    const run = [...text.matchAll(/node (\.tools\/\S+\.mjs)/g)].map(([, file = '']) => file);
    expect(run).toEqual(['.tools/build.mjs']);
    expect(run.filter((file) => !isThere(file))).toEqual([]);
    const [, start] = /^ENTRYPOINT \["node", "\/app\/(\S+)"\]$/m.exec(text) ?? [];
    expect(text).toContain(`COPY --from=build /app/${start} `);
  });
});

describe('watch.yaml', () => {
  it('allows what the collectors declare, and nothing else', () => {
    expect(read('watch.yaml')).toContain(
      `---\n# As "tagsync policy kubernetes" prints it.\n${clusterRole(permissionsOf(kubernetes))}\n---`,
    );
  });

  it('allows nothing but reading, and no secrets', () => {
    const { rules } = byKind('watch.yaml', 'ClusterRole') as unknown as {
      readonly rules: readonly { readonly resources: readonly string[]; readonly verbs: readonly string[] }[];
    };
    const verbs = new Set(rules.flatMap((rule) => rule.verbs));
    expect([...verbs].toSorted()).toEqual(['get', 'list', 'watch']);
    expect(rules.flatMap((rule) => rule.resources)).not.toContain('secrets');
    expect(rules.flatMap((rule) => rule.resources)).not.toContain('configmaps');
  });

  it('has a configuration that is valid, of the cluster that is watched', async () => {
    const [config] = await configOf('watch.yaml', [kubernetes]);
    expect(config).toMatchObject({ clusters: [{ id: 'my-cluster', inCluster: true }] });
    expect(byKind('watch.yaml', 'Deployment')).toMatchObject({
      spec: {
        replicas: 1,
        strategy: { type: 'Recreate' },
        template: {
          spec: {
            serviceAccountName: 'tagsync',
            terminationGracePeriodSeconds: 60, // the last commit, push and delivery take 50 at most
            containers: [
              {
                args: ['--config', '/etc/tagsync/tagsync.yaml', 'watch', '--cluster', 'my-cluster'],
                livenessProbe: { httpGet: { path: '/healthz', port: 'probes' } },
                readinessProbe: { httpGet: { path: '/readyz', port: 'probes' } },
                ports: [{ name: 'probes', containerPort: 8080 }],
              },
            ],
          },
        },
      },
    });
  });
});

describe('clouds.yaml', () => {
  it('runs one sync at a time, with a configuration that is valid', async () => {
    const [, accounts] = await configOf('clouds.yaml', [aws, aliyun]);
    expect(accounts).toMatchObject({ accounts: [{ accessKeyId: '<ALIYUN_ACCESS_KEY_ID>' }] });
    expect(byKind('clouds.yaml', 'CronJob')).toMatchObject({
      spec: {
        concurrencyPolicy: 'Forbid',
        jobTemplate: {
          spec: {
            template: { spec: { containers: [{ args: ['--config', '/etc/tagsync/tagsync.yaml', 'sync'] }] } },
          },
        },
      },
    });
  });
});
