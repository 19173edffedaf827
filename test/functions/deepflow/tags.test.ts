/** Tags alone, for a domain that DeepFlow collects itself: what would take them away although nothing is gone. */
import { describe, expect, it } from 'vitest';
import type { Stage } from './stage.ts';
import { ACCOUNT, SCOPE, listsOf } from './estate.ts';
import { commit } from './log-of.ts';
import { stage } from './stage.ts';

const section = { provider: 'aws', account: ACCOUNT, mode: 'tags', domain: 'production' };
const TAGS = { domains: [section] };
const serversNamed = (prefix: string, size: number) =>
  Array.from({ length: size }, (_, n) => ({
    name: `${prefix}${n}`,
    vpc: 0,
    tags: [['n', String(n)]] as const,
  }));
const TWENTY = listsOf({ vpcs: 1, servers: serversNamed('s', 20) });

/** A domain of 20 servers that all have their tags. */
async function tagged(): Promise<Stage> {
  const here = await stage();
  here.double.addDomain({
    name: 'production',
    type: 6,
    platform: Array.from({ length: 20 }, (_, n) => ({ lcuuid: `vm-${n}`, name: `s${n}` })),
  });
  await commit(here.store, SCOPE, TWENTY, Date.now() - 2000);
  here.double.record();
  await here.publish(TAGS);
  here.double.record();
  expect((await here.publish(TAGS)).domains[0]).toMatchObject({ outstanding: [], tags: 20 });
  return here;
}

async function forgetHeads({ store }: Stage, prefix = 'heads/'): Promise<void> {
  for (const { key } of await store.list({ prefix, startAfter: '', limit: 9 })) await store.delete(key);
}

async function forgetNotes({ store }: Stage): Promise<void> {
  for (const { key } of await store.list({ prefix: 'deepflow/', startAfter: '', limit: 9 }))
    await store.put(key, Buffer.from('damaged'));
}

const tagsIn = ({ double }: Stage): number => double.table().cloud_tags.length;

describe('tags stay, and it is said why', () => {
  it('where the log of the account is gone', async () => {
    const here = await tagged();
    await forgetHeads(here);
    const { outcome, domains } = await here.publish(TAGS);
    expect(outcome).toBe('equal');
    expect(domains[0]?.outstanding).toEqual([
      `what was last sent stands: nothing of aws ${ACCOUNT} was ever synced`,
    ]);
    expect(tagsIn(here)).toBe(20);
  });

  it('where the list of servers was never complete; that of interfaces is not needed', async () => {
    const here = await tagged();
    const east = { ...SCOPE, region: 'us-east-1' };
    await commit(here.store, east, { ...TWENTY, vm: new Error('denied') });
    expect((await here.publish(TAGS)).domains[0]?.outstanding).toEqual([
      'what was last sent stands: vm of us-east-1 was never listed completely (bug)',
    ]);
    expect(tagsIn(here)).toBe(20);
    const other = await tagged();
    await commit(other.store, east, listsOf({ vpcs: 0, servers: [] }, { nic: new Error('denied') }));
    expect((await other.publish(TAGS)).domains[0]?.outstanding).toEqual([]);
  });

  it.each(['noted', 'damaged'] as const)(
    'where the log of one region of two is gone, what was sent being %s',
    async (note) => {
      const here = await tagged();
      if (note === 'damaged') await forgetNotes(here);
      await forgetHeads(here);
      const east = { ...SCOPE, region: 'us-east-1' };
      await commit(here.store, east, listsOf({ vpcs: 1, servers: [] }));
      const { outcome, domains } = await here.publish(TAGS);
      expect(outcome).toBe('equal');
      expect(domains[0]?.outstanding).toEqual([
        expect.stringMatching(
          /^what was last sent stands: 20 resources would go although no commit says so: .+ "maxShare" takes them away$/,
        ),
      ]);
      expect(tagsIn(here)).toBe(20);
      expect((await here.publish({ ...TAGS, maxShare: 1 })).domains[0]?.tags).toBe(0);
    },
  );

  it('and they do not keep the rest from being sent', async () => {
    const here = await tagged();
    await forgetHeads(here);
    const other = '999900001111';
    await commit(
      here.store,
      { ...SCOPE, account: other },
      listsOf({ vpcs: 1, servers: serversNamed('t', 1) }),
    );
    const own = { provider: 'aws', account: other, mode: 'own' };
    const { outcome, domains } = await here.publish({ domains: [section, own] });
    expect(outcome).toBe('sent');
    expect(domains.map(({ tags }) => tags)).toEqual([20, 0]);
    expect(here.double.table().chosts.map(({ name }) => name)).toEqual(['t0']);
    expect(tagsIn(here)).toBe(20);
  });
});

describe('tags go', () => {
  it.each(['noted', 'damaged'] as const)(
    'with few servers that a commit took away, what was sent being %s',
    async (note) => {
      const here = await tagged();
      if (note === 'damaged') await forgetNotes(here);
      await commit(here.store, SCOPE, listsOf({ vpcs: 1, servers: serversNamed('s', 15) }));
      expect((await here.publish(TAGS)).domains[0]).toMatchObject({
        tags: 15,
        outstanding: ['the tags of 5 servers are not shown yet: s15, s16, s17 …'],
      });
    },
  );

  it('and others come, which are shown once DeepFlow has asked the cloud again: until then it shows the old ones', async () => {
    const here = await tagged();
    const others = serversNamed('s', 20).map((server) => ({ ...server, tags: [['n', 'other']] as const }));
    await commit(here.store, SCOPE, listsOf({ vpcs: 1, servers: others }));
    const line = 'the tags of 20 servers are not shown yet: s0, s1, s10 …';
    for (let n = 0; n < 3; n++)
      expect((await here.publish(TAGS)).domains[0]).toMatchObject({ outstanding: [line], notes: [] });
    here.double.record();
    expect((await here.publish(TAGS)).domains[0]).toMatchObject({ outstanding: [], notes: [] });
  });

  it('with many that a commit took away', async () => {
    const here = await tagged();
    await commit(here.store, SCOPE, listsOf({ vpcs: 1, servers: serversNamed('s', 2) }));
    expect((await here.publish(TAGS)).domains[0]?.tags).toBe(2);
    here.double.record();
    expect((await here.publish(TAGS)).domains[0]?.outstanding).toEqual([]);
  });
});

describe('a domain that holds servers of two accounts', () => {
  it('keeps the tags of one while the log of the other is gone', async () => {
    const here = await stage();
    const other = '999900001111';
    here.double.addDomain({
      name: 'production',
      type: 6,
      platform: ['a0', 'a1', 'b0'].map((name) => ({ lcuuid: `vm-${name}`, name })),
    });
    await commit(here.store, SCOPE, listsOf({ vpcs: 1, servers: serversNamed('a', 2) }));
    await commit(
      here.store,
      { ...SCOPE, account: other },
      listsOf({ vpcs: 1, servers: serversNamed('b', 1) }),
    );
    here.double.record();
    const both = { domains: [section, { ...section, account: other }] };
    await here.publish(both);
    here.double.record();
    await forgetHeads(here, `heads/aws/${ACCOUNT}`);
    const names = () => here.double.table().cloud_tags.map((tag) => tag.resource_name);
    const { domains } = await here.publish(both);
    expect(domains.map(({ tags }) => tags)).toEqual([2, 1]);
    expect(names().toSorted()).toEqual(['a0', 'a1', 'b0']);
    await forgetNotes(here);
    expect((await here.publish(both)).domains.map(({ tags }) => tags)).toEqual([2, 1]);
    expect(names().toSorted()).toEqual(['a0', 'a1', 'b0']);
  });
});

describe('what is not seen is not done', () => {
  it('a controller that was started anew shows nothing: that is no success', async () => {
    const here = await tagged();
    here.double.restart();
    const { outcome, domains } = await here.publish(TAGS);
    expect(outcome).toBe('equal');
    expect(domains[0]?.outstanding).toEqual([
      'DeepFlow has not read the domain since it was started: what it shows is not known',
    ]);
    here.double.record();
    expect((await here.publish(TAGS)).domains[0]?.outstanding).toEqual([]);
  });

  it('a table whose only items are ours stays as it is when they should go, and that is said', async () => {
    const here = await tagged();
    const bare = serversNamed('s', 20).map((server) => ({ ...server, tags: [] }));
    await commit(here.store, SCOPE, listsOf({ vpcs: 1, servers: bare }));
    const before = here.double.puts.length;
    const { outcome, domains } = await here.publish(TAGS);
    expect(outcome).toBe('equal');
    expect(domains[0]?.outstanding).toContain(
      'the table has items that should go, and DeepFlow takes no empty table',
    );
    expect(here.double.puts).toHaveLength(before);
  });
});
