/** What the table holds where a run ended between what it noted and what it saw taken. */
import { describe, expect, it } from 'vitest';
import { EMPTY } from '../../../functions/deepflow/payload.ts';
import type { Payload } from '../../../functions/deepflow/payload.ts';
import { standing } from '../../../functions/deepflow/standing.ts';
import { SCOPE, listsOf } from './estate.ts';
import { commit } from './log-of.ts';
import { stage } from './stage.ts';
import type { Stage } from './stage.ts';

const vpcs = (...uuids: readonly string[]): Payload => ({
  ...EMPTY,
  vpcs: uuids.map((uuid) => ({ uuid, name: uuid, domain_uuid: 'ours' })),
});
const tags = (...names: readonly string[]): Payload => ({
  ...EMPTY,
  cloud_tags: names.map((resource_name) => ({
    resource_type: 'chost',
    resource_name,
    domain_uuid: 'ours',
    subdomain_uuid: '',
    tags: [{ key: 'team', value: 'a' }],
  })),
});
const origins = new Map<string, never>();

describe('of what was about to be sent, and what stood before', () => {
  it.each([
    ['nothing stood: what was sent', vpcs('a'), undefined, vpcs(), 'now'],
    ['what is new is there', vpcs('a', 'b'), vpcs('a'), vpcs('a', 'b'), 'now'],
    ['what is new is not there', vpcs('a', 'b'), vpcs('a'), vpcs('a'), 'before'],
    ['one came, one went, and it was taken', vpcs('b'), vpcs('a'), vpcs('b'), 'now'],
    ['one came, one went, and it was not', vpcs('b'), vpcs('a'), vpcs('a'), 'before'],
    ['what was to go is still there', vpcs('a'), vpcs('a', 'b'), vpcs('a', 'b'), 'before'],
    ['what was to go is gone', vpcs('a'), vpcs('a', 'b'), vpcs('a'), 'now'],
    ['the same items', vpcs('a'), vpcs('a'), vpcs('a'), 'now'],
    ['a name is tagged that was not', tags('web', 'db'), tags('web'), tags('web', 'db'), 'now'],
    ['it is not tagged', tags('web', 'db'), tags('web'), tags('web'), 'before'],
  ])('%s', (_, payload, former, table, expected) => {
    const before = former && { payload: former, origins, syncedAt: undefined };
    const found = standing({ payload, origins, syncedAt: undefined, before, text: '' }, table);
    expect(found.payload).toBe(expected === 'now' ? payload : former);
  });
});

const EAST = { ...SCOPE, region: 'us-east-1' };
const plan = (...names: readonly string[]) =>
  listsOf({ vpcs: 1, servers: names.map((name) => ({ name, vpc: 0, tags: [] })) });
const namesIn = ({ double }: Stage): readonly string[] => double.table().chosts.map(({ name }) => name);

async function notedIn({ store }: Stage): Promise<unknown> {
  const [noted] = await store.list({ prefix: 'deepflow/1/', startAfter: '', limit: 1 });
  const stored = await store.get(noted?.key ?? '');
  return JSON.parse(Buffer.from(stored?.body ?? []).toString());
}

/** From now on a second region of the account is known, and its servers never were. */
const neverListed = async ({ store }: Stage): Promise<void> =>
  commit(store, EAST, { az: [], vpc: [], subnet: [], vm: new Error('denied'), nic: [] });

describe('what was last sent stands, as DeepFlow has it', () => {
  it('although who sent it did not live to note that it was taken', async () => {
    const here = await stage();
    await commit(here.store, SCOPE, plan('web'));
    await here.publish();
    await commit(here.store, SCOPE, plan('web', 'db'), Date.now() + 1000);
    const put = here.store.put.bind(here.store);
    const puts = here.double.puts.length;
    here.store.put = async (key, bytes) => {
      if (here.double.puts.length > puts) throw new Error('killed');
      return put(key, bytes);
    };
    await expect(here.publish()).rejects.toThrow('killed');
    here.store.put = put;
    expect(namesIn(here)).toEqual(['web', 'db']);
    expect(await notedIn(here)).toEqual({
      payload: expect.anything(),
      origins: expect.any(Array),
      before: { payload: expect.anything(), origins: expect.any(Array) },
    });

    await neverListed(here);
    const { outcome, domains } = await here.publish();
    expect(outcome).toBe('equal');
    expect(domains[0]?.outstanding.join()).toContain('what was last sent stands: vm of us-east-1');
    expect(namesIn(here)).toEqual(['web', 'db']);
  });

  it('and not what it was about to send, and did not', async () => {
    const here = await stage();
    await commit(here.store, SCOPE, plan('web', 'db'));
    await here.publish();
    await commit(here.store, SCOPE, plan('web'), Date.now() + 1000);
    here.double.misbehave('PUT ', {
      kind: 'status',
      status: 503,
      code: 'SERVICE_UNAVAILABLE',
      description: '',
    });
    await expect(here.publish()).rejects.toThrow('HTTP 503');

    await neverListed(here);
    expect((await here.publish()).outcome).toBe('equal');
    expect(namesIn(here)).toEqual(['web', 'db']);
    // Once everything is listed, what the commits say.
    await commit(here.store, EAST, { az: [], vpc: [], subnet: [], vm: [], nic: [] }, Date.now() + 2000);
    expect((await here.publish()).outcome).toBe('sent');
    expect(namesIn(here)).toEqual(['web']);
  });
});

it('a note that says nothing new is not written again', async () => {
  const here = await stage();
  await commit(here.store, SCOPE, plan('web'));
  for (let n = 0; n < 3; n++) {
    await here.publish();
    here.double.record();
  }
  const written: string[] = [];
  const put = here.store.put.bind(here.store);
  here.store.put = async (key, bytes) => {
    written.push(key);
    return put(key, bytes);
  };
  expect((await here.publish()).outcome).toBe('equal');
  expect(written).toEqual([]);
});
