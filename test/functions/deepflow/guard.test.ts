/** What would go although no commit says so: everything of a domain that stands for a resource counts. */
import { describe, expect, it } from 'vitest';
import type { Models, TagRecord } from '../../../shared/model/kinds.ts';
import { ref } from '../../../shared/model/ref.ts';
import { ACCOUNT, SCOPE, listsOf } from './estate.ts';
import { commit } from './log-of.ts';
import type { Lists } from './log-of.ts';
import { balancerOf } from './more.ts';
import { stage } from './stage.ts';
import type { Stage } from './stage.ts';

const EAST = { ...SCOPE, region: 'us-east-1' };
const WEST = listsOf({ vpcs: 1, servers: [{ name: 'web', vpc: 0, tags: [] }] });
const KEY = 'deepflow/files/aws.yaml';
const FILE = {
  domains: [{ provider: 'aws', account: ACCOUNT, mode: 'own', file: { server: '/etc/aws.yaml', key: KEY } }],
};
const numbers = Array.from({ length: 20 }, (_, n) => n);

const zones = numbers.map((n): Models['az'] => ({
  kind: 'az',
  ref: ref('aws', 'az', ACCOUNT, `us-east-1-${n}`),
  id: `us-east-1-${n}`,
  name: `us-east-1-${n}`,
  tags: [],
  region: ref('aws', 'region', 'us-east-1'),
  zone_id: undefined,
}));
const servers = listsOf({
  vpcs: 1,
  servers: numbers.map((n) => ({ name: `s${n}`, vpc: 0, tags: [] })),
});
const nothing = { az: [], vpc: [], subnet: [], vm: [], nic: [] } satisfies Lists;

/** Two regions, all of it sent; then the log of the second one is gone. */
async function without(
  east: Readonly<Record<string, readonly TagRecord[] | Error>>,
  over: object = {},
): Promise<Stage> {
  const here = await stage();
  await commit(here.store, SCOPE, WEST);
  await commit(here.store, EAST, { ...nothing, ...east });
  for (let n = 0; n < 4; n++) {
    await here.publish(over);
    await here.carry(KEY, '/etc/aws.yaml');
    here.double.record();
  }
  await here.store.delete(`heads/aws/${ACCOUNT}/us-east-1`);
  return here;
}

const STANDS = expect.stringMatching(
  /^what was last sent stands: \d+ resources would go although no commit says so/,
);

describe('the log of a region is gone: nothing goes, and it is said', () => {
  it.each([
    ['load balancers', { 'load-balancer': numbers.map((n) => balancerOf(`lb${n}`, 0, 100 + n)) }, 'lbs', 20],
    ['zones', { az: zones }, 'azs', 22],
    ['servers', { ...servers, vm: servers['vm'], az: [] }, 'chosts', 20],
  ] as const)('%s', async (_, east, list, size) => {
    const here = await without(east as Lists);
    expect(await here.publish()).toMatchObject({ outcome: 'equal', domains: [{ outstanding: [STANDS] }] });
    expect(here.double.table()[list]).toHaveLength(size);
  });
});

async function damage({ store }: Stage): Promise<void> {
  for (const { key } of await store.list({ prefix: 'deepflow/1/', startAfter: '', limit: 9 }))
    await store.put(key, Buffer.from('damaged'));
}

describe('a note of what was sent that is damaged', () => {
  const east = { 'load-balancer': numbers.map((n) => balancerOf(`lb${n}`, 0, 100 + n)), az: zones };

  it('switches nothing off: what the table holds is what was there', async () => {
    const here = await without(east);
    await damage(here);
    expect(await here.publish()).toMatchObject({ outcome: 'equal', domains: [{ outstanding: [STANDS] }] });
    expect(here.double.table()).toMatchObject({ lbs: { length: 20 }, azs: { length: 22 } });
    // And a person who knows better is heard.
    expect((await here.publish({ maxShare: 1 })).outcome).toBe('sent');
    expect(here.double.table()).toMatchObject({ lbs: { length: 0 }, azs: { length: 2 } });
  });

  it('nor what DeepFlow has read of a file', async () => {
    const here = await without({ ...servers, az: [] }, FILE);
    const before = Buffer.from((await here.store.get(KEY))?.body ?? []).toString();
    expect(before).toContain('s19');
    await damage(here);
    expect(await here.publish(FILE)).toMatchObject({
      outcome: 'equal',
      domains: [{ outstanding: [STANDS] }],
    });
    expect(Buffer.from((await here.store.get(KEY))?.body ?? []).toString()).toBe(before);
  });

  it('is made anew where nothing would go', async () => {
    const here = await stage();
    await commit(here.store, SCOPE, servers);
    for (let n = 0; n < 3; n++) {
      await here.publish();
      here.double.record();
    }
    const noted = async () => (await here.store.list({ prefix: 'deepflow/1/', startAfter: '', limit: 9 }))[0];
    const size = (await noted())?.size;
    await damage(here);
    expect((await here.publish()).outcome).toBe('equal');
    expect((await noted())?.size).toBe(size);
  });
});
