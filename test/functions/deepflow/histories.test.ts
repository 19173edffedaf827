/** Whatever the log holds, DeepFlow takes what is sent; and after its recorder ran it knows that, and nothing else. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Tag } from '../../../shared/model/kinds.ts';
import type { Double } from '../../simulator/deepflow/domains/double.ts';
import { ACCOUNT, CLUSTER, CLUSTER_SCOPE, SCOPE, clusterLists, listsOf } from './estate.ts';
import type { ClusterPlan, Plan } from './estate.ts';
import { commit } from './log-of.ts';
import { stage } from './stage.ts';
import type { Stage } from './stage.ts';

const word = fc.oneof(
  fc.constantFrom(
    'web',
    'web',
    'web (i-0)',
    'db',
    '订单服务',
    '🚀',
    'a b',
    'yes',
    '1e3',
    'x'.repeat(300),
    '`',
    "it's",
    'a:b',
    'c\\d',
    '',
    ' ',
  ),
  fc.string({ maxLength: 12 }),
);
const tags = fc.uniqueArray(fc.tuple(word, word), { maxLength: 4, selector: ([key]) => key });
const server = fc.record({ name: word, vpc: fc.nat(2), tags, isPublic: fc.boolean() });
/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/);
const namespaces = fc.uniqueArray(fc.record({ name: label, tags }), {
  minLength: 1,
  maxLength: 4,
  selector: ({ name }) => name,
});
const plan = fc.record({
  vpcs: fc.constant(3),
  servers: fc.array(server, { minLength: 1, maxLength: 8 }),
  namespaces,
});
type History = Plan & Pick<ClusterPlan, 'namespaces'>;

const FILE = '/etc/aws.yaml';
const KEY = 'deepflow/files/aws.yaml';
const own = { provider: 'aws', account: ACCOUNT, mode: 'own' };
/** By the table, with the cluster as a domain of its own; by a file, with the cluster in a VPC. */
const WAYS = {
  table: { domains: [{ ...own, hosts: [{ name: 'rack', ip: '192.0.2.1', servers: ['i-0'] }] }] },
  file: { domains: [{ ...own, file: { server: FILE, key: KEY } }] },
} as const;

/** What is pushed of the cluster; its node is the first server. */
function push(double: Double, way: keyof typeof WAYS, { servers, namespaces: all }: History): void {
  const names = all.map(({ name }) => name);
  const known = [...double.domains.values()].find(({ type }) => type === 11);
  if (way === 'file')
    double.pushed.set(CLUSTER, { namespaces: names, nodes: [`10.${servers[0]?.vpc}.1.10`] });
  else if (known === undefined)
    double.addDomain({ name: CLUSTER, type: 11, clusterId: CLUSTER, namespaces: names });
  else known.namespaces = names;
}

async function settle({ publish, carry, double }: Stage, over: object): Promise<void> {
  for (let round = 0; round < 8; round++) {
    const { outcome, domains } = await publish(over);
    const outstanding = domains.flatMap((domain) => domain.outstanding);
    if (outcome === 'equal' && outstanding.length === 0) return;
    await carry(KEY, FILE);
    double.record();
  }
  expect(await publish(over)).toMatchObject({ outcome: 'equal' });
  expect((await publish(over)).domains.flatMap(({ outstanding }) => outstanding)).toEqual([]);
}

/** Tags whose key and value DeepFlow can hold as they are. */
const plainOf = (of: readonly Tag[]): readonly string[] =>
  of
    .filter(([key, value]) => /^\w{1,50}$/.test(key) && /^\w{1,50}$/.test(value))
    .map(([key, value]) => `${key}=${value}`);

it.each(['table', 'file'] as const)(
  'any estate, and whatever it becomes, by the %s',
  { timeout: 240_000 },
  async (way) => {
    await fc.assert(
      fc.asyncProperty(fc.array(plan, { minLength: 1, maxLength: 3 }), async (plans) => {
        const here = await stage();
        const { double, store, domain } = here;
        const over = { ...WAYS[way], clusters: [{ id: CLUSTER }] };
        let now = Date.now();
        for (const each of plans) {
          now += 1000;
          await commit(store, SCOPE, listsOf(each), now);
          await commit(store, CLUSTER_SCOPE, clusterLists({ ...each, nodes: [0] }), now);
          push(double, way, each);
          await settle(here, over);
          const known = double.knows(domain());
          const addresses = each.servers.flatMap(({ vpc, isPublic }, n) => [
            `10.${vpc}.1.${n + 10}`,
            ...(isPublic ? [`198.51.100.${n + 1}`] : []),
          ]);
          const lines = known.chosts.flatMap(
            (line) => line.match(/(?:10\.\d\.1\.\d+|198\.51\.100\.\d+)/g) ?? [],
          );
          expect(lines.toSorted()).toEqual(addresses.toSorted());
          expect(known.chosts).toHaveLength(each.servers.length);
          expect(known.vpcs).toEqual(['vpc 0', 'vpc 1', 'vpc 2']);
          // Every tag whose key and value DeepFlow can hold is there, under the name of exactly its server.
          const held = known.tags.map((line) => line.slice(line.lastIndexOf(' ') + 1));
          for (const tag of each.servers.flatMap((one) => plainOf(one.tags))) expect(held).toContain(tag);
          const cluster =
            way === 'file' ? domain() : [...double.domains.values()].find(({ type }) => type === 11)?.lcuuid;
          const inside = way === 'file' ? `${CLUSTER}/` : '';
          const told = double.knows(cluster ?? '').namespaces;
          const wanted = each.namespaces.flatMap((one) =>
            plainOf(one.tags).map((tag) => `${inside}${one.name} ${tag}`),
          );
          expect(told).toEqual(expect.arrayContaining(wanted));
          const names = new Set(told.map((line) => line.slice(0, line.indexOf(' '))));
          expect(each.namespaces.map(({ name }) => `${inside}${name}`)).toEqual(
            expect.arrayContaining([...names]),
          );
        }
        await double.close();
      }),
      { numRuns: Number(process.env['PUBLISHES'] ?? 15) },
    );
  },
);
