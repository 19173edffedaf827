/** Success means that DeepFlow shows all that was sent: each case in which it does not is said, and not before it is over is it success. */
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { forget } from '../../../shared/log/forget.ts';
import { DECISIONS } from '../../../shared/log/write.ts';
import { ref } from '../../../shared/model/ref.ts';
import { SIZES } from '../../support/engine.ts';
import { REGION_NAME, SCOPE, ACCOUNT, listsOf, subnetOf, vpcOf } from './estate.ts';
import type { Plan } from './estate.ts';
import { balancerOf, peeringOf } from './more.ts';
import { commit } from './log-of.ts';
import { stage } from './stage.ts';
import type { Stage } from './stage.ts';

const TWO: Plan = {
  vpcs: 2,
  servers: [
    { name: 'web', vpc: 0, tags: [] },
    { name: 'db', vpc: 1, tags: [] },
  ],
};

/** What is outstanding in one run after the other, DeepFlow recording in between. */
async function runs({ publish, double }: Stage, count: number, over: object = {}) {
  const said: (readonly string[])[] = [];
  for (let n = 0; n < count; n++) {
    said.push((await publish(over)).domains.flatMap(({ outstanding }) => outstanding));
    double.record();
  }
  return said;
}

async function settled(plan: Plan = TWO, more = {}): Promise<Stage> {
  const here = await stage();
  await commit(here.store, SCOPE, listsOf(plan, more), Date.now() - 5000);
  await runs(here, 2);
  expect((await here.publish()).domains[0]?.outstanding).toEqual([]);
  return here;
}

it('a load balancer that is new', async () => {
  const here = await settled();
  await commit(here.store, SCOPE, listsOf(TWO, { 'load-balancer': [balancerOf('front', 0)] }));
  expect(await runs(here, 2)).toEqual([['1 load balancers are not recorded yet: front'], []]);
  expect(here.double.knows(here.domain()).lbs).toEqual(['front 10.0.1.200']);
});

it('a VPC, a subnet and a zone without a server', async () => {
  const here = await settled();
  const zone = {
    kind: 'az',
    ref: ref('aws', 'az', ACCOUNT, `${REGION_NAME}b`),
    id: `${REGION_NAME}b`,
    name: `${REGION_NAME}b`,
    tags: [],
    region: ref('aws', 'region', REGION_NAME),
    zone_id: undefined,
  } as const;
  const lists = listsOf(TWO);
  await commit(here.store, SCOPE, {
    ...lists,
    az: [...(lists['az'] as readonly never[]), zone],
    vpc: [0, 1, 2].map(vpcOf),
    subnet: [0, 1, 2].map(subnetOf),
  });
  expect(await runs(here, 2)).toEqual([
    [
      '1 zones are not recorded yet: eu-west-1b',
      '1 VPCs are not recorded yet: vpc 2',
      '1 subnets are not recorded yet: subnet 2',
    ],
    [],
  ]);
});

it('a peering to a VPC that is new: left out of the PUT, named, and then sent', async () => {
  const here = await settled();
  const more = { 'peer-connection': [peeringOf('a to b', 0, 2)] };
  const lists = listsOf(TWO, more);
  await commit(here.store, SCOPE, { ...lists, vpc: [0, 1, 2].map(vpcOf) });
  expect(await runs(here, 3)).toEqual([
    ['1 VPCs are not recorded yet: vpc 2', '1 peerings wait for DeepFlow to record their VPCs: a to b'],
    ['1 peerings are not recorded yet: a to b'],
    [],
  ]);
  expect(here.double.knows(here.domain()).peers).toEqual(['a to b']);
});

/** A server with these tags, and one that keeps its own. */
const tagged = (tags: Plan['servers'][number]['tags']): Plan => ({
  vpcs: 1,
  servers: [
    { name: 'web', vpc: 0, tags },
    { name: 'db', vpc: 0, tags: [['a', 'b']] },
  ],
});

it('tags that were changed, and tags that were taken away', async () => {
  const here = await stage();
  await commit(here.store, SCOPE, listsOf(tagged([['team', 'a']])), Date.now() - 5000);
  await runs(here, 2);
  await commit(here.store, SCOPE, listsOf(tagged([['team', 'b']])), Date.now() - 4000);
  const line = ['the tags of 1 servers are not shown yet: web'];
  expect(await runs(here, 2)).toEqual([line, []]);
  await commit(here.store, SCOPE, listsOf(tagged([])), Date.now() - 3000);
  expect(await runs(here, 2)).toEqual([line, []]);
});

it('a domain whose last server is gone: DeepFlow keeps all that it had, until somebody deletes it', async () => {
  const here = await settled();
  const { double, store, publish, domain } = here;
  const ports = {
    store,
    now: Date.now,
    maxRun: 60_000,
    sizes: SIZES,
    decisions: DECISIONS,
    newRunId: randomUUID,
  };
  await forget(SCOPE, ports);
  const said =
    'its last server is gone, and without one DeepFlow keeps all that it had, 2 servers: delete the domain, which is then made anew';
  expect(await runs(here, 2)).toEqual([[said], [said]]);
  expect(double.knows(domain()).chosts).toHaveLength(2);
  double.deleteDomain(domain());
  await publish();
  double.record();
  expect((await publish()).domains[0]?.outstanding).toEqual([]);
  expect(double.knows(domain()).chosts).toEqual([]);
});
