/** What goes wrong, as who types the command or runs the function meets it: a clear line, nothing lost, and the next run heals. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { publish } from '../../../functions/deepflow/publisher.ts';
import type { Clock } from '../../../shared/collect/clock.ts';
import { runCli } from '../../../shared/runtime/cli.ts';
import { systemClock } from '../../../shared/runtime/clock.ts';
import { createPublishHandler } from '../../../shared/runtime/publish-handler.ts';
import { fileStore } from '../../../shared/store/file.ts';
import type { ObjectStore } from '../../../shared/store/store.ts';
import { startDouble } from '../../simulator/deepflow/domains/double.ts';
import type { Double } from '../../simulator/deepflow/domains/double.ts';
import { ACCOUNT, SCOPE, listsOf } from './estate.ts';
import { commit } from './log-of.ts';

const TABLE = ' /v1/domain-additional-resources/';
const LATER: Clock = { ...systemClock, now: () => Date.now() + 6 * 60_000 };

interface Place {
  readonly double: Double;
  readonly store: ObjectStore;
  /** Items of somebody else that are in the table. */
  readonly theirs: object;
  readonly section: (over?: object) => Readonly<Record<string, string>>;
  readonly run: (over?: object, clock?: Clock) => Promise<{ code: number; out: string; err: string }>;
}

/** So many servers that their list is an object of its own; one is called web. */
const servers = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    name: n === 0 ? 'web' : `server ${n}`,
    vpc: 0,
    tags: [['team', n === 0 ? 'a' : 'x'.repeat(200)] as const],
  }));

/** A domain that was filled and recorded; and then one server more in the log. */
async function place(count = 1): Promise<Place> {
  const double = await startDouble();
  onTestFinished(() => double.close());
  const folder = await mkdtemp(path.join(tmpdir(), 'tagsync-command-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const store = fileStore(folder);
  const { lcuuid: domain_uuid } = double.addDomain({ name: 'theirs', type: 5 });
  const theirs = { name: 'theirs', uuid: 'theirs', domain_uuid };
  double.write({ ...double.table(), azs: [theirs] });
  const section = (over: object = {}) => ({
    TAGSYNC_CONFIG: JSON.stringify({
      store: pathToFileURL(folder).href,
      deepflow: {
        url: double.url,
        publisher: true,
        domains: [{ provider: 'aws', account: ACCOUNT, mode: 'own' }],
        create: {},
        ...over,
      },
    }),
  });
  const run: Place['run'] = async (over, clock = systemClock) => {
    let out = '';
    let err = '';
    const io = {
      stdout: { write: (text: string) => (out += text) },
      stderr: { write: (text: string) => (err += text) },
      env: section(over),
      clock,
      readFile: () => Promise.reject(new Error('no file')),
      writeFile: () => Promise.reject(new Error('no file')),
      knock: async () => {},
      signal: new AbortController().signal,
    };
    const code = await runCli(['publish', 'deepflow', '--notes'], io, {}, { publish: async () => publish });
    return { code, out, err };
  };
  const made = { double, store, theirs, section, run };
  await commit(store, SCOPE, listsOf({ vpcs: 1, servers: servers(count) }));
  await healed(made);
  const more = { name: 'db', vpc: 0, tags: [['team', 'b'] as const] };
  await commit(store, SCOPE, listsOf({ vpcs: 1, servers: [...servers(count), more] }));
  return made;
}

/** Runs until nothing is outstanding, DeepFlow's recorder between them. */
async function healed({ double, run, theirs }: Place, clock?: Clock): Promise<void> {
  let ended = await run({}, clock);
  for (let round = 0; round < 4 && ended.code !== 0; round++) {
    double.record();
    ended = await run({}, clock);
  }
  expect(ended).toMatchObject({ code: 0, err: '' });
  expect(double.table().azs).toContainEqual(theirs);
}

const knows = ({ double }: Place) =>
  double.knows(
    [...double.domains.values()].find(({ type, name }) => type === 5 && name !== 'theirs')?.lcuuid ?? '',
  );

type Fault = readonly [
  what: string,
  strike: (here: Place) => Promise<object | undefined>,
  code: 1 | 2,
  said: RegExp,
  over?: { readonly count?: number; readonly clock?: Clock; readonly mend?: (here: Place) => Promise<void> },
];
const struck = (strike: (here: Place) => void) => async (here: Place) => {
  strike(here);
  return undefined;
};
let sound: { readonly key: string; readonly body: Uint8Array } | undefined;

const FAULTS: readonly Fault[] = [
  [
    'DeepFlow is down',
    async () => ({ url: 'http://127.0.0.1:1' }),
    1,
    /^tagsync: DeepFlow at http:\/\/127\.0\.0\.1:1: GET \/v2\/domains\/: no answer: .+\n$/,
  ],
  [
    'DeepFlow is slow to take it: it may still take it, so nobody writes until the lease is over',
    async ({ double }) => {
      double.misbehave(`PUT${TABLE}`, { kind: 'slow' });
      return { timeoutSeconds: 5 };
    },
    1,
    /^tagsync: DeepFlow at .+: no answer: .+\n$/,
    { clock: LATER },
  ],
  [
    'DeepFlow answers with nothing',
    struck(({ double }) => double.misbehave(`PUT${TABLE}`, { kind: 'empty' })),
    1,
    /^tagsync: DeepFlow at .+: HTTP 200 with an empty body: it did not do what it was asked .+\n$/,
  ],
  [
    'a proxy takes no such body',
    struck(({ double }) => double.misbehave(`PUT${TABLE}`, { kind: 'html' })),
    1,
    /^tagsync: DeepFlow at .+: HTTP 413: a proxy on the way takes no body of that size.*\n$/,
  ],
  [
    'DeepFlow has recorded half of it',
    async ({ double, run }) => {
      expect((await run()).code).toBe(2);
      double.record(1);
      return undefined;
    },
    2,
    /outstanding: DeepFlow has recorded 1 of 2 servers\n/,
  ],
  [
    'somebody else writes between reading and writing: both are kept',
    struck(({ double, theirs }) => {
      const write = () =>
        double.write({
          ...double.table(),
          vpcs: [...double.table().vpcs, { ...theirs, uuid: 'late' } as never],
        });
      double.before(`GET${TABLE}`, () => double.before(`GET${TABLE}`, write));
    }),
    2,
    /\nsent; 2 items of others are given back as they were\n$/,
  ],
  [
    'somebody deleted our domain: it is made again, and filled',
    struck(({ double }) => {
      const own = [...double.domains.values()].find(({ name }) => name !== 'theirs');
      double.deleteDomain(own?.lcuuid ?? '');
    }),
    2,
    /outstanding: 2 servers are not recorded yet: web, db\n/,
  ],
  [
    'an object of the log is damaged',
    async ({ store }) => {
      const [{ key } = { key: '' }] = await store.list({ prefix: 'data/', startAfter: '', limit: 1 });
      sound = { key, body: (await store.get(key))?.body ?? new Uint8Array() };
      await store.put(key, Buffer.from('?'));
      return undefined;
    },
    1,
    /^tagsync: .*data\/aws\/.+\n$/,
    { count: 400, mend: async ({ store }) => store.put(sound?.key ?? '', sound?.body ?? new Uint8Array()) },
  ],
  [
    'an address is none, and a VPC is not there: they are left out by name, and the rest goes',
    async ({ store }) => {
      const lists = listsOf({
        vpcs: 1,
        servers: [...servers(1), { name: 'db', vpc: 0, tags: [] }, { name: 'lost', vpc: 7, tags: [] }],
      });
      const [first, ...rest] = lists['nic'] as readonly { readonly addresses: readonly object[] }[];
      const odd = {
        ...first,
        addresses: [...(first?.addresses ?? []), { ip: '10.0.1.999', public_ip: undefined }],
      };
      await commit(store, SCOPE, { ...lists, nic: [odd, ...rest] as never });
      return undefined;
    },
    2,
    /note: aws\/vm\/i-2: it is in no VPC that is sent\n(?:.*\n)*? {2}note: aws\/nic\/eni-0: 10\.0\.1\.999 is no address\n/,
  ],
];

const CASES = FAULTS.map(([what, strike, code, said, over = {}]) => ({ what, strike, code, said, ...over }));

test.each(CASES)(
  'the command: $what',
  { timeout: 60_000 },
  async ({ strike, code, said, count, clock, mend }) => {
    const here = await place(count);
    const { code: ended, out, err } = await here.run(await strike(here));
    expect(`${out}${err}`).toMatch(said);
    expect(ended).toBe(code);
    // Nothing is lost: what was there is there.
    expect(here.double.table().azs).toContainEqual(here.theirs);
    expect(here.double.table().chosts.map(({ name }) => name)).toContain('web');
    await mend?.(here);
    await healed(here, clock);
    expect(knows(here).chosts.map((line) => line.split(' ')[0])).toEqual(
      expect.arrayContaining(['web', 'db']),
    );
    expect(knows(here).tags).toContain('web team=a');
  },
);

test('the command, twice at once: one is refused, and told who publishes', { timeout: 60_000 }, async () => {
  const here = await place();
  let second: ReturnType<Place['run']> | undefined;
  here.double.before('GET /v2/domains/', () => {
    second = here.run();
  });
  // The first one goes on when the second one has ended.
  here.double.misbehave('GET /v1/info/', { kind: 'slow' });
  await here.run({ timeoutSeconds: 5 });
  expect(await second).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^tagsync: DeepFlow organisation 1 at .+ is held by tagsync publish on .+\n$/),
  });
  await healed(here);
});

test('the function: what is outstanding is a metric, and what a repetition may mend an error of one line', async () => {
  const here = await place();
  let lines = '';
  const invoke = (over: object, clock: Clock = systemClock) =>
    createPublishHandler(publish, {
      env: here.section(over),
      clock,
      readFile: () => Promise.reject(new Error('no file')),
      write: (text) => void (lines += text),
    })(null, { getRemainingTimeInMillis: () => 30_000 });
  await expect(invoke({ url: 'http://127.0.0.1:1' })).rejects.toThrow(
    /^DeepFlow at http:\/\/127\.0\.0\.1:1: .+$/,
  );
  expect(await invoke({})).toMatchObject({ outcome: 'sent' });
  expect(lines).toMatch(/"Outstanding":1/);
  await healed(here);
  lines = '';
  expect(await invoke({})).toMatchObject({ outcome: 'equal' });
  expect(lines).toMatch(/"Outstanding":0/);
});
