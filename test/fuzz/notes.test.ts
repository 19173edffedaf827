/** What processes leave each other in the store, damaged: a claim on a lease that is none is named, a note that is none is no note. */
import { expect, it } from 'vitest';
import { openRecord, rivalsIn } from '../../functions/kubernetes/push/record.ts';
import { readNote } from '../../functions/deepflow/sent.ts';
import { memoryOf } from '../../functions/qingcloud/memory.ts';
import { namesToChooseBy } from '../../functions/volcengine/region-names.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Notes } from '../../shared/collect/provider.ts';
import { LEASE, takeLease } from '../../shared/log/lease.ts';
import { BadClaim, NotHeld } from '../../shared/log/lease-claim.ts';
import { leaseKey } from '../../shared/log/keys.ts';
import { readHint } from '../../shared/log/head.ts';
import { memoryStore } from '../../shared/store/memory.ts';
import { fakeClock } from '../shared/store/fake-clock.ts';
import { scope } from '../support/engine.ts';
import { expectRefused } from './refused.ts';

const CLAIM = { term: 3, holder: 'a host', token: 't-1', acquired: 1, expires: 2, released: false };
const PUSHED = {
  version: '12345678901234567890',
  digest: 'd',
  counts: { '*v1.Pod': 3 },
  servers: {
    'http://10.0.0.1:20035': { sent: '7', confirmed: '6', rival: { takeovers: 1, until: 1_800_000_000_000 } },
  },
};

it('a claim on a lease is understood, or the lease is not taken, by name', () =>
  expectRefused({
    sound: [JSON.stringify(CLAIM)],
    read: async (text) => {
      const clock = fakeClock([LEASE.lastsMs]);
      const store = memoryStore(clock.now);
      await store.put(leaseKey('a thing', 3), Buffer.from(text));
      const asked = { name: 'a thing', holder: 'us', token: 't-2' };
      const lease = await takeLease(asked, { store, clock, terms: LEASE });
      expect(lease.term()).toBeGreaterThan(1);
      await lease.release();
    },
    isNamed: (error) => error instanceof BadClaim || error instanceof NotHeld,
    atLeast: 1 / 4,
  }));

it.each([
  [
    'pushes/c1/00000000000000000001.json',
    PUSHED,
    async (store: ReturnType<typeof memoryStore>) =>
      (await openRecord('c1', { store, clock: fakeClock() })).last,
  ],
  [
    'pushes/c1/00000000000000000001.json',
    PUSHED,
    async (store: ReturnType<typeof memoryStore>) =>
      (await rivalsIn(store)).length > 0 ? 'some' : undefined,
  ],
  [
    'heads/fake/a/r',
    { version: 3, checkedAt: 1, retainedAt: 2, bytes: 9, slow: ['vm'] },
    (store: ReturnType<typeof memoryStore>) => readHint(store, scope),
  ],
])('a note at %s is read, or is none', async (key, note, read) => {
  class NoNote extends Error {}
  await expectRefused({
    sound: [JSON.stringify(note)],
    read: async (text) => {
      const store = memoryStore(() => 0);
      await store.put(key, Buffer.from(text));
      if ((await read(store)) === undefined) throw new NoNote();
    },
    isNamed: (error) => error instanceof NoNote,
    atLeast: 1 / 4,
  });
});

it('what DeepFlow was sent last is read, or is none', async () => {
  const target = { mode: 'own', provider: 'aws', account: '1', clusterId: 'aws-1' } as const;
  class NoNote extends Error {}
  await expectRefused({
    sound: [
      JSON.stringify({
        payload: { chosts: [], azs: [], vpcs: [] },
        origins: [['vpc-1', { ref: 'aws/vpc/1', account: '1', region: 'r' }]],
      }),
    ],
    read: async (text) => {
      const store = memoryStore(() => 0);
      await store.put('deepflow/1/aws-1.json', Buffer.from(text));
      if ((await readNote(store, 1, target)) === undefined) throw new NoNote();
    },
    isNamed: (error) => error instanceof NoNote,
    atLeast: 1 / 4,
  });
});

const NAMES = { 'cn-beijing': '华北2（北京）', 'cn-shanghai': '华东2（上海）' };
const nobodyTells = () => Promise.reject(new CloudError('unavailable', 'nobody tells the names of regions'));

/** What each reads, by the type that it has to be of. */
type Said = readonly (readonly [type: string, said: unknown])[];

it.each([
  [
    'QingCloud',
    { account: 'usr-1', spentUntil: 1_800_000_000_000 },
    async (notes: Notes): Promise<Said> => {
      const { account, spentUntil } = (await memoryOf(notes, 'usr-1')).noted();
      return [
        ['string', account],
        ['number', spentUntil],
      ];
    },
  ],
  [
    'Volcengine',
    NAMES,
    async (notes: Notes): Promise<Said> => {
      const names = await namesToChooseBy(nobodyTells, { include: ['华北*'] }, { account: '1', notes });
      return Object.keys(NAMES).map((region) => ['string', names.get(region)]);
    },
  ],
] as const)('what a run of %s noted for the next one is read, or is none', async (_, note, read) => {
  class NoNote extends Error {}
  await expectRefused({
    sound: [JSON.stringify(note)],
    read: async (text) => {
      const said = await read({ read: async () => text, write: async () => {} });
      const known = said.filter(([, value]) => value !== undefined);
      expect(known.map(([, value]) => typeof value)).toEqual(known.map(([type]) => type));
      if (known.length < said.length) throw new NoNote();
    },
    isNamed: (error) => error instanceof NoNote,
    atLeast: 1 / 4,
  });
});
