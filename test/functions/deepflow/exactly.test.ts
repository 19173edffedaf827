/** Whatever an account holds, and whatever of it could not be listed, DeepFlow knows exactly what the page on it says: no more and no less. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { EMPTY } from '../../../functions/deepflow/payload.ts';
import { ACCOUNT, SCOPE, listsOf } from './estate.ts';
import { NOTHING, OWNER, SHARED, estates, knowledgeOf, listed, ownersLists, standing } from './estates.ts';
import { commit } from './log-of.ts';
import { stage } from './stage.ts';
import type { Stage } from './stage.ts';

const FILE = '/etc/aws.yaml';
const KEY = 'deepflow/files/aws.yaml';
const own = { provider: 'aws', account: ACCOUNT, mode: 'own' };
const offer = ['nat_gateway', 'rds', 'redis'];
const WAYS = {
  table: { domains: [own], offer },
  file: { domains: [{ ...own, file: { server: FILE, key: KEY } }], offer },
} as const;
const RUNS = Number(process.env['PUBLISHES'] ?? 12);

const bare = { balancers: [], rds: [], redis: [], nats: [], peers: [], failing: [] };
const alone = { tags: [], isPublic: false, hasTwins: false, isAstray: false };
/**
 * No list of interfaces is believed to be empty after it was not: the server goes on with the interface that it had,
 * which may be in a VPC of another account that nothing else is in any more.
 */
const moved = [
  { ...bare, servers: [{ ...alone, vpc: SHARED, cards: 1 }] },
  { ...bare, servers: [{ ...alone, vpc: 0, cards: 0 }] },
];
async function settle({ publish, carry, double }: Stage, over: object): Promise<void> {
  for (let round = 0; round < 8; round++) {
    const { outcome, domains } = await publish(over);
    if (outcome === 'equal' && domains.every(({ outstanding }) => outstanding.length === 0)) return;
    await carry(KEY, FILE);
    double.record();
  }
  const { outcome, domains } = await publish(over);
  expect({ outcome, outstanding: domains.flatMap(({ outstanding }) => outstanding) }).toEqual({
    outcome: 'equal',
    outstanding: [],
  });
}

it.each(['table', 'file'] as const)(
  'an account, and whatever it becomes, by the %s',
  { timeout: 240_000 },
  async (way) => {
    await fc.assert(
      fc.asyncProperty(fc.array(estates, { minLength: 1, maxLength: 3 }), async (states) => {
        const here = await stage();
        const { double, store } = here;
        const { lcuuid: domain_uuid } = double.addDomain({ name: 'theirs', type: 5 });
        const theirs = { ...EMPTY, vpcs: [{ name: 'theirs', uuid: 'theirs', domain_uuid }] };
        double.write(theirs);
        let now = Date.now();
        await commit(store, { ...SCOPE, account: OWNER }, ownersLists, now);
        let stands = NOTHING;
        for (const state of states) {
          now += 1000;
          const lists = listed(state);
          stands = standing(stands, lists);
          await commit(store, SCOPE, lists, now);
          await settle(here, WAYS[way]);
          const [domain] = [...double.domains.values()].filter(({ clusterId }) =>
            clusterId.startsWith('tagsync-'),
          );
          expect(double.knows(domain?.lcuuid ?? '')).toEqual(knowledgeOf(stands.lists, way));
          expect(double.table().vpcs.filter((vpc) => vpc.domain_uuid === domain_uuid)).toEqual(theirs.vpcs);
        }
        await double.close();
      }),
      { numRuns: RUNS, examples: [[moved]] },
    );
  },
);

const name = fc.constantFrom('a', 'b', 'c', 'd');
const logged = fc.array(fc.record({ name, value: fc.constantFrom('', 'x', 'y') }), {
  maxLength: 4,
  minLength: 1,
});
const collected = fc.array(fc.record({ name, isTagged: fc.boolean() }), { minLength: 1, maxLength: 4 });

/** Those whose name no other one has. */
const once = <T extends { readonly name: string }>(all: readonly T[]): readonly T[] =>
  all.filter((one) => all.filter((other) => other.name === one.name).length === 1);

it(
  'tags alone: those of a name that one server has on both sides, where its own cloud gave it none',
  { timeout: 240_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(logged, { minLength: 1, maxLength: 3 }),
        collected,
        async (states, platform) => {
          const here = await stage();
          const { double, store } = here;
          const { lcuuid } = double.addDomain({
            name: 'production',
            type: 6,
            platform: platform.map((one, n) => ({
              lcuuid: `vm-${n}`,
              name: one.name,
              ...(one.isTagged && { tags: { found: 'there' } }),
            })),
          });
          const { lcuuid: domain_uuid } = double.addDomain({ name: 'theirs', type: 5 });
          double.write({ ...EMPTY, azs: [{ name: 'theirs', uuid: 'theirs', domain_uuid }] });
          double.record();
          let now = Date.now();
          for (const servers of states) {
            const plans = servers.map((one) => ({
              name: one.name,
              vpc: 0,
              tags: one.value === '' ? [] : [['k', one.value] as const],
            }));
            await commit(store, SCOPE, listsOf({ vpcs: 1, servers: plans }), (now += 1000));
            await settle(here, {
              domains: [{ provider: 'aws', account: ACCOUNT, mode: 'tags', domain: 'production' }],
            });
            const there = new Map(once(platform).map((one) => [one.name, one]));
            const ours = once(servers).filter(
              (one) => one.value !== '' && there.get(one.name)?.isTagged === false,
            );
            const theirs = platform.filter((one) => one.isTagged).map((one) => `${one.name} found=there`);
            expect(double.knows(lcuuid).tags).toEqual(
              [...theirs, ...ours.map((one) => `${one.name} k=${one.value}`)].toSorted(),
            );
            expect(double.table().azs).toHaveLength(1);
          }
          await double.close();
        },
      ),
      { numRuns: RUNS },
    );
  },
);
