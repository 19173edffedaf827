/** Whatever the log holds, DeepFlow takes what is sent; and after its recorder ran it knows that, and nothing else. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Tag } from '../../../shared/model/parts.ts';
import type { Double } from '../../simulator/deepflow/domains/double.ts';
import type { Knowledge } from '../../simulator/deepflow/domains/knowledge.ts';
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

/** Namespaces that DeepFlow has not recorded keep nothing waiting, so it has run once before anything is settled. */
async function settle({ publish, carry, double }: Stage, over: object): Promise<void> {
  for (let round = 0; round < 8; round++) {
    const { outcome, domains } = await publish(over);
    const outstanding = domains.flatMap((domain) => domain.outstanding);
    if (round > 0 && outcome === 'equal' && outstanding.length === 0) return;
    await carry(KEY, FILE);
    double.record();
  }
  expect(await publish(over)).toMatchObject({ outcome: 'equal' });
  expect((await publish(over)).domains.flatMap(({ outstanding }) => outstanding)).toEqual([]);
}

/** One character of a text as DeepFlow's database has it. */
const kept = (character: string): string => (character.length > 1 ? '_' : character);
const refusedIn = (text: string, refused: string): string =>
  Array.from(text, (one) => (refused.includes(one) ? '_' : kept(one)))
    .slice(0, 255)
    .join('');

/** What the page on it says of tags: characters that are refused, keys that become the same, values that are none. */
function told(name: string, of: readonly Tag[]): readonly string[] {
  const held = new Map<string, string>();
  for (const [key, value] of of.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const known = refusedIn(key, " :`\\'");
    if (key !== '' && value !== '' && !held.has(known)) held.set(known, refusedIn(value, ' :`\\'));
  }
  return [...held].map(([key, value]) => `${name} ${key}=${value}`);
}

/** At most so many characters of it. */
const start = (name: string, most: number): string => Array.from(name).slice(0, most).join('');

/** Names that several have, or that are too long, end in the cloud's id, all of them, until each is of one. */
function namesOf(servers: Plan['servers'], longest: number): readonly string[] {
  let names = servers.map(({ name }, n) => (name.trim() === '' ? `i-${n}` : Array.from(name, kept).join('')));
  for (;;) {
    const cut = names.map((name) => start(name, longest));
    const stands = (n: number): boolean =>
      cut[n] === names[n] && cut.filter((one) => one === cut[n]).length === 1;
    if (names.every((_, n) => stands(n))) return names;
    names = names.map((name, n) =>
      stands(n) ? name : `${start(name, longest - ` (i-${n})`.length)} (i-${n})`,
    );
  }
}

/** What DeepFlow knows of the account. */
function knowledgeOf({ servers }: History, way: keyof typeof WAYS): Omit<Knowledge, 'namespaces'> {
  const names = namesOf(servers, way === 'file' ? 64 : 255);
  const outer = [0, 1, 2].flatMap((vpc) => {
    const ips = servers.flatMap((one, n) =>
      one.vpc === vpc && one.isPublic ? [`198.51.100.${n + 1}/32`] : [],
    );
    return ips.length === 0 ? [] : [[`public addresses of vpc-${vpc}`, ...ips.toSorted()].join(' ')];
  });
  return {
    azs: ['aws no zone', 'eu-west-1a', ...(way === 'file' ? ['aws additional resources'] : [])].toSorted(),
    vpcs: ['vpc 0', 'vpc 1', 'vpc 2'],
    subnets: [
      ...outer,
      'subnet 0 10.0.1.0/24 2001:db8::/64',
      'subnet 1 10.1.1.0/24 2001:db8:1::/64',
      'subnet 2 10.2.1.0/24 2001:db8:2::/64',
    ],
    hosts: way === 'table' ? ['rack'] : [],
    chosts: servers
      .map(({ vpc, isPublic }, n) =>
        [
          names[n],
          `10.${vpc}.1.${n + 10}`,
          ...(isPublic ? [`198.51.100.${n + 1}`] : []),
          ...(way === 'table' && n === 0 ? ['on rack'] : []),
        ].join(' '),
      )
      .toSorted(),
    lbs: [],
    peers: [],
    tags: servers.flatMap(({ tags: of }, n) => told(names[n] ?? '', of)).toSorted(),
  };
}

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
          const { namespaces: inVpc, ...account } = double.knows(domain());
          expect(account).toEqual(knowledgeOf(each, way));
          const [cluster] = [...double.domains.values()].filter(({ type }) => type === 11);
          const inside = way === 'file' ? `${CLUSTER}/` : '';
          expect(way === 'file' ? inVpc : double.knows(cluster?.lcuuid ?? '').namespaces).toEqual(
            each.namespaces.flatMap((one) => told(`${inside}${one.name}`, one.tags)).toSorted(),
          );
        }
        await double.close();
      }),
      { numRuns: Number(process.env['PUBLISHES'] ?? 15) },
    );
  },
);
