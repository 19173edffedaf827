import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Collector } from '../../shared/collect/collector.ts';
import { limitOf } from '../../shared/collect/limit.ts';
import type { Provider } from '../../shared/collect/provider.ts';
import { CLOUD_KINDS } from '../../shared/model/shapes.ts';

const functions = new URL('../../functions/', import.meta.url);
const names = readdirSync(functions).filter((name) => existsSync(new URL(`${name}/provider.ts`, functions)));

/**
 * Names of sources that were ever released: they are stored, so they stay. A
 * collector that goes away leaves its name here, in a comment, for ever.
 */
const STABLE: Readonly<Record<string, readonly string[]>> = {
  aliyun: [
    'alb',
    'alb-listener',
    'alb-target',
    'az',
    'cen',
    'clb',
    'clb-listener',
    'clb-target',
    'eip',
    'k8s-cluster',
    'nat-gateway',
    'nat-rule',
    'nic',
    'nlb',
    'nlb-listener',
    'nlb-target',
    'peer-connection',
    'polardb',
    'rds',
    'redis',
    'region',
    'router',
    'security-group',
    'subnet',
    'transit-router',
    'vm',
    'vpc',
  ],
  aws: [
    'az',
    'cen',
    'classic-load-balancer',
    'eip',
    'k8s-cluster',
    'lb-listener',
    'lb-target',
    'load-balancer',
    'nat-gateway',
    'nic',
    'peer-connection',
    'rds',
    'redis',
    'redis-serverless',
    'region',
    'router',
    'security-group',
    'subnet',
    'vm',
    'vpc',
  ],
  azure: [
    'application-gateway',
    'application-security-group',
    'az',
    'eip',
    'gateway-listener',
    'gateway-target',
    'k8s-cluster',
    'lb-listener',
    'lb-target',
    'load-balancer',
    'mysql',
    'nat-gateway',
    'nat-rule',
    'nic',
    'peer-connection',
    'postgresql',
    'public-ip-prefix',
    'redis',
    'redis-enterprise',
    'region',
    'router',
    'scale-set-eip',
    'scale-set-nic',
    'scale-set-vm',
    'security-group',
    'sql-managed-instance',
    'sql-server',
    'subnet',
    'virtual-hub',
    'virtual-wan',
    'vm',
    'vpc',
  ],
  baidu: [
    'appblb',
    'appblb-listener',
    'appblb-target',
    'az',
    'bbc',
    'blb',
    'blb-listener',
    'blb-target',
    'csn',
    'eip',
    'enterprise-security-group',
    'k8s-cluster',
    'nat-gateway',
    'nat-rule',
    'nic',
    'peer-connection',
    'rds',
    'redis',
    'region',
    'router',
    'security-group',
    'subnet',
    'vm',
    'vpc',
  ],
  huawei: [
    'az',
    'central-network',
    'cloud-connection',
    'eip',
    'enterprise-router',
    'gaussdb',
    'gaussdb-mysql',
    'k8s-cluster',
    'lb-listener',
    'lb-target',
    'load-balancer',
    'nat-gateway',
    'nat-rule',
    'nic',
    'peer-connection',
    'private-nat-gateway',
    'private-nat-rule',
    'rds',
    'redis',
    'region',
    'router',
    'security-group',
    'subnet',
    'vm',
    'vpc',
  ],
  kubernetes: [
    'advanced-daemon-set',
    'advanced-stateful-set',
    'cafe-deployment',
    'clone-set',
    'cluster',
    'daemon-set',
    'deployment',
    'in-place-set',
    'ingress',
    'namespace',
    'node',
    'pod',
    'replica-set',
    'replication-controller',
    'service',
    'stateful-set',
  ],
  qingcloud: [
    'az',
    'border',
    'eip',
    'k8s-cluster',
    'lb-listener',
    'lb-target',
    'load-balancer',
    'nat-gateway',
    'nat-rule',
    'nic',
    'rds',
    'rds-cluster',
    'redis',
    'redis-cluster',
    'region',
    'route-table',
    'router',
    'security-group',
    'subnet',
    'vm',
    'vpc',
  ],
  tencent: [
    'az',
    'cen',
    'classic-lb-listener',
    'cynosdb',
    'dcdb',
    'eip',
    'k8s-cluster',
    'lb-listener',
    'load-balancer',
    'mariadb',
    'mysql',
    'nat-gateway',
    'nat-rule',
    'nic',
    'peer-connection',
    'postgres',
    'private-nat-gateway',
    'private-nat-rule',
    'redis',
    'region',
    'router',
    'security-group',
    'sqlserver',
    'subnet',
    'vm',
    'vpc',
  ],
  volcengine: [
    'alb',
    'alb-listener',
    'az',
    'cen',
    'clb',
    'clb-listener',
    'eip',
    'k8s-cluster',
    'mysql',
    'nat-gateway',
    'nat-rule',
    'nic',
    'postgres',
    'redis',
    'region',
    'router',
    'security-group',
    'sqlserver',
    'subnet',
    'transit-router',
    'vm',
    'vpc',
  ],
};

describe.each(names)('provider %s', async (name) => {
  const file = new URL(`${name}/provider.ts`, functions);
  const exported = (await import(fileURLToPath(file))) as Readonly<
    Record<string, Provider<unknown, unknown>>
  >;
  const provider = exported[name];
  if (provider === undefined) throw new Error(`${name}/provider.ts exports no ${name}`);
  const { collectors, kinds = CLOUD_KINDS, unsupported, untaggable, limits, actions } = provider;

  it('is called like its folder', () => {
    expect(provider.name).toBe(name);
  });

  it('lists every collector of its folder', async () => {
    const folder = new URL(`${name}/collectors/`, functions);
    const found: unknown[] = [];
    for (const one of readdirSync(folder)) {
      const module = (await import(fileURLToPath(new URL(one, folder)))) as Readonly<Record<string, unknown>>;
      const inside = Object.values(module).filter((value) => isCollector(value));
      expect([one, inside.length > 0]).toEqual([one, true]);
      found.push(...inside);
    }
    expect(new Set(found)).toEqual(new Set(collectors));
    expect(found).toHaveLength(collectors.length);
  });

  it('names its sources once and for ever', () => {
    const sources = collectors.map((collector) => collector.name);
    expect(new Set(sources).size).toBe(sources.length);
    for (const source of sources) expect(source).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(sources.toSorted()).toEqual(STABLE[name] ?? sources.toSorted());
  });

  it('collects a kind or says why not', () => {
    const emitted = new Set(collectors.flatMap(({ emits }) => emits));
    const told = [...emitted, ...Object.keys(unsupported)];
    expect(told.toSorted()).toEqual(kinds.toSorted());
    expect([...emitted]).toEqual(expect.arrayContaining(Object.keys(untaggable)));
  });

  it('gives a vendor page for what it does not do', () => {
    for (const { reason, source } of Object.values({ ...unsupported, ...untaggable })) {
      expect(reason).toMatch(/\.$/);
      expect(source).toMatch(/^https:\/\//);
    }
  });

  it('has a quota, with its source, for every call', () => {
    for (const action of [...actions, ...collectors.flatMap((collector) => collector.actions)]) {
      const source = limitOf(limits, action)?.source ?? `no quota for ${action}`;
      expect(source).toMatch(/^https:\/\/|^Not documented/);
    }
  });

  it('says what each collector must be allowed to do', () => {
    expect(collectors.filter((collector) => collector.actions.length === 0)).toEqual([]);
  });
});

function isCollector(value: unknown): value is Collector<unknown> {
  return typeof value === 'object' && value !== null && 'emits' in value && 'list' in value && 'map' in value;
}
