/** Each kind that `coverage` says has tags: every resource of it with a tag that no other one has, read back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { azure } from '../../../functions/azure/provider.ts';
import type { Kind } from '../../../shared/model/kinds.ts';
import { coverageOf } from '../../../shared/runtime/commands/coverage.ts';
import { generateEstate } from '../../simulator/azure/generate.ts';
import { BRANCH, type Found, MAIN, type Stage, startStage } from './stage.ts';

const NET = 'microsoft.network';
const SET = 'microsoft.compute/virtualmachinescalesets';

/** Which type a source's records are of. */
const TYPE_OF: Readonly<Record<string, string>> = {
  vpc: `${NET}/virtualnetworks`,
  router: `${NET}/routetables`,
  'security-group': `${NET}/networksecuritygroups`,
  'application-security-group': `${NET}/applicationsecuritygroups`,
  nic: `${NET}/networkinterfaces`,
  'scale-set-nic': `${SET}/virtualmachines/networkinterfaces`,
  eip: `${NET}/publicipaddresses`,
  'public-ip-prefix': `${NET}/publicipprefixes`,
  'scale-set-eip': `${SET}/virtualmachines/networkinterfaces/ipconfigurations/publicipaddresses`,
  'nat-gateway': `${NET}/natgateways`,
  'virtual-wan': `${NET}/virtualwans`,
  'virtual-hub': `${NET}/virtualhubs`,
  vm: 'microsoft.compute/virtualmachines',
  'scale-set-vm': `${SET}/virtualmachines`,
  'load-balancer': `${NET}/loadbalancers`,
  'application-gateway': `${NET}/applicationgateways`,
  'sql-server': 'microsoft.sql/servers',
  'sql-managed-instance': 'microsoft.sql/managedinstances',
  mysql: 'microsoft.dbformysql/flexibleservers',
  postgresql: 'microsoft.dbforpostgresql/flexibleservers',
  redis: 'microsoft.cache/redis',
  'redis-enterprise': 'microsoft.cache/redisenterprise',
  'k8s-cluster': 'microsoft.containerservice/managedclusters',
};

/** Parts of an instance of a Uniform set, which Azure gives no tags: https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/tag-support */
const WITHOUT: ReadonlySet<string> = new Set(['scale-set-nic', 'scale-set-eip']);

const tagsOf = (found: readonly Found[]) =>
  found.map(({ fields }) => fields['tags'] as readonly (readonly [string, string])[]);

describe('every resource with a tag of its own', () => {
  let stage: Stage | undefined;
  let records: readonly Found[] = [];
  const given = new Map<string, string[]>();

  beforeAll(async () => {
    const estate = generateEstate({
      seed: 'tags',
      accounts: [MAIN, BRANCH],
      regions: ['westeurope', 'eastus'],
    });
    for (const { resources } of Object.values(estate.subscriptions)) {
      for (const [n, row] of resources.entries()) {
        const type = row.type.toLowerCase();
        if (row.tags === undefined || row.tags === null) continue;
        const value = `own of ${row.id}`;
        resources[n] = { ...row, tags: { [`own_${n}`]: value } };
        given.set(type, [...(given.get(type) ?? []), `own_${n}=${value}`]);
      }
    }
    stage = await startStage({ estate, config: {}, virtual: true });
    await stage.run();
    records = await stage.records();
  }, 60_000);
  afterAll(() => stage?.close());

  const coverage = Object.entries(coverageOf(azure)) as [Kind, ReturnType<typeof coverageOf>[Kind]][];
  const collected = coverage.flatMap(([kind, covered]) =>
    'collected' in covered && covered.collected ? [{ kind, ...covered }] : [],
  );
  const sources = collected
    .filter(({ tags }) => tags)
    .flatMap(({ kind }) =>
      azure.collectors.flatMap(({ emits, name }) => (emits.includes(kind) ? [{ kind, source: name }] : [])),
    );

  it.each(sources.filter(({ source }) => !WITHOUT.has(source)))(
    '$kind has it, from $source',
    ({ kind, source }) => {
      const found = records.filter((one) => one.source === source && one.ref.startsWith(`azure/${kind}/`));
      const tags = tagsOf(found);
      expect(found.length).toBeGreaterThan(0);
      expect(tags.map((list) => list.length)).toEqual(found.map(() => 1));
      // An address of a prefix has the tags of the prefix, a router of each network those of its table.
      expect(tags.map(([tag]) => tag?.[1].toLowerCase())).toEqual(
        found.map(({ fields }) => `own of ${String(fields['id'])}`),
      );
      const all = new Set(tags.flatMap((list) => list.map(([key, value]) => `${key}=${value}`)));
      expect([...all].toSorted()).toEqual((given.get(TYPE_OF[source] ?? '') ?? []).toSorted());
    },
  );

  it.each([...WITHOUT])('%s has none to give', (source) => {
    const found = records.filter((one) => one.source === source);
    expect(found.length).toBeGreaterThan(0);
    expect(tagsOf(found).flat()).toEqual([]);
  });

  it.each(collected.filter(({ tags }) => !tags))('$kind has none, for a reason', ({ kind, reason }) => {
    const found = records.filter(({ ref }) => ref.startsWith(`azure/${kind}/`));
    expect(reason).toContain('https://');
    expect(found.length).toBeGreaterThan(0);
    expect(tagsOf(found).flat()).toEqual([]);
  });

  it('no source is left out', () => {
    expect(sources.map(({ source }) => source).toSorted()).toEqual(Object.keys(TYPE_OF).toSorted());
  });
});
