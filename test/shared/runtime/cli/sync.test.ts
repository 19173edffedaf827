import { describe, expect, it } from 'vitest';
import { CloudError } from '../../../../shared/collect/errors.ts';
import type { Providers } from '../../../../shared/runtime/commands/context.ts';
import { everything } from '../../../../shared/store/store.ts';
import type { ObjectStore } from '../../../../shared/store/store.ts';
import { accountOf, twoKinds } from '../two-kinds.ts';
import type { FakeAccount, TwoKinds } from '../two-kinds.ts';
import { machine } from './machine.ts';
import type { Machine } from './machine.ts';

interface World {
  readonly made: Machine;
  readonly account: FakeAccount;
  readonly cloud: TwoKinds;
}

async function world(rest?: string): Promise<World> {
  const account = accountOf({ east: ['a', 'b'], west: ['c'] });
  const cloud: TwoKinds = { accounts: new Map([['1', account]]), listed: [] };
  const providers: Providers = { qingcloud: async () => twoKinds(cloud) };
  return { made: await machine(providers, rest), account, cloud };
}

const vpcsOf = ({ account }: World, region: string) => account.regions.get(region) ?? new Map();

async function keysOf(store: ObjectStore): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of everything(store, '')) keys.push(key);
  return keys;
}

describe('sync', () => {
  it('shows plain lines on the way, and a table at the end', async () => {
    const { made } = await world();
    const { code, out, err } = await made.run('sync');
    expect(code).toBe(0);
    expect(out).toBe(
      [
        'kind    count  added  changed  removed  outcome',
        'region      2      2        0        0  written',
        'vpc         3      3        0        0  written',
        '',
      ].join('\n'),
    );
    expect(err.split('\n').toSorted()).toEqual([
      '',
      'qingcloud/1/east: 2 records, 1 written',
      'qingcloud/1/global: 2 records, 1 written',
      'qingcloud/1/west: 1 records, 1 written',
    ]);
  });

  it('--dry-run says what would be written, and writes nothing', async () => {
    const { made } = await world();
    const { code, out } = await made.run('sync', '--dry-run');
    expect(code).toBe(0);
    expect(out).toMatch(/^vpc +3 +3 +0 +0 +written$/m);
    expect(out).toContain('dry run: nothing was written, nobody was told');
    expect(await keysOf(made.store)).toEqual([]);
  });

  it('looks only at what is selected', async () => {
    const { made, cloud } = await world();
    await made.run('sync', '--region', 'ea*', '--kind', 'vpc', '--account', 'name of 1');
    expect(cloud.listed).toEqual(['1/east/vpc']);
    const { code, err } = await made.run('sync', '--account', '2');
    expect(code).toBe(1);
    expect(err).toMatch(/^tagsync: nothing to sync: .+ check --account, --region and --kind\n$/);
  });

  it('refuses regions of a cloud whose accounts are listed whole, and passes it over where others have them', async () => {
    const account = accountOf({ east: ['a'] });
    const cloud: TwoKinds = { accounts: new Map([['1', account]]), listed: [] };
    const { collectors, ...rest } = twoKinds(cloud);
    const whole = { ...rest, collectors: collectors.filter(({ scope }) => scope === 'account') };
    const made = await machine(
      { qingcloud: async () => twoKinds(cloud), azure: async () => ({ ...whole, name: 'azure' as const }) },
      'providers: { qingcloud: {}, azure: {} }',
    );
    const why =
      'azure has no east to select: each of its lists is of a whole account, wherever its resources are: leave regions out, and select accounts instead';

    const both = await made.run('sync', '--region', 'east');
    expect(both).toMatchObject({ code: 0, err: expect.stringContaining(`--region: ${why}\n`) as unknown });
    expect(cloud.listed).toEqual(['1/east/vpc']);

    cloud.listed.splice(0);
    const named = await made.run('sync', '--region', 'east', '--provider', 'azure');
    expect(named).toMatchObject({ code: 1, err: `tagsync: --region: ${why}\n` });
    expect(cloud.listed).toEqual([]);
    expect((await made.run('sync', '--region', 'global', '--provider', 'azure')).code).toBe(0);
    expect(cloud.listed).toEqual(['1/global/region']);
  });

  it('ends in 2 where something is kept, and says since when, why and what to do', async () => {
    const one = await world();
    await one.made.run('sync');
    one.account.denied.set('vpc', new CloudError('denied', 'fake:vpc: no permission'));
    one.made.clock.tick(60_000);
    const { code, out } = await one.made.run('sync');
    expect(code).toBe(2);
    expect(out).toMatch(/^vpc +3 +0 +0 +0 +kept$/m);
    expect(out).toContain(
      'qingcloud/1/east vpc: kept since 2026-03-01T00:01:00.000Z (denied): fake:vpc: no permission (denied): check',
    );
    expect(out).toContain('not allowed: allow fake:vpc, or renew the credentials');
    one.made.clock.tick(60_000);
    expect((await one.made.run('sync')).out).toContain('kept since 2026-03-01T00:01:00');
  });

  it('holds removals until they are accepted as status prints them', async () => {
    const one = await world();
    await one.made.run('sync');
    vpcsOf(one, 'east').clear();
    const held = await one.made.run('sync');
    expect(held.code).toBe(2);
    expect(held.out).toMatch(/^vpc +3 +0 +0 +0 +1 unchanged, 1 held$/m);
    const status = await one.made.run('status');
    expect(status.code).toBe(2);
    const accept = /--accept-removals (vpc:[0-9a-f]{12})"/.exec(status.out)?.[1] ?? '';
    expect(held.out).toContain(
      `2 removals wait: if they are right, "tagsync sync --accept-removals ${accept}"`,
    );
    const wrong = await one.made.run('sync', '--accept-removals', 'vpc:0123456789ab');
    expect(wrong.code).toBe(2);
    const accepted = await one.made.run('sync', '--accept-removals', accept);
    expect(accepted.code).toBe(0);
    expect(accepted.out).toMatch(/^vpc +1 +0 +0 +2 +1 written, 1 unchanged$/m);
    expect((await one.made.run('status')).code).toBe(0);
  });

  it('ends in 1 for a mistake of ours and for an account of which nothing is known', async () => {
    const one = await world();
    one.account.denied.set('vpc', new TypeError('x is not a function'));
    const bug = await one.made.run('sync');
    expect(bug.code).toBe(1);
    expect(bug.out).toContain('report it with what --verbose prints');
    const other = await world();
    other.cloud.accounts.set('2', {
      ...accountOf({}),
      failure: new CloudError('denied', 'sts:AssumeRole: AccessDenied'),
    });
    const failed = await other.made.run('sync');
    expect(failed.code).toBe(1);
    expect(failed.out).toContain(
      'qingcloud/2: failed: sts:AssumeRole: AccessDenied (denied): check the credentials',
    );
  });

  it('--json is one document, and nothing else is said', async () => {
    const one = await world();
    one.account.denied.set('region', new CloudError('invalid', 'fake:region: not JSON'));
    const { code, out, err } = await one.made.run('sync', '--json');
    expect({ code, err }).toEqual({ code: 2, err: '' });
    const report = JSON.parse(out);
    expect(Object.keys(report)).toEqual(['summary', 'kinds', 'scopes', 'failures', 'deliveries']);
    expect(report.summary).toMatchObject({
      scopes: 3,
      records: 3,
      added: 3,
      sources: { written: 2, kept: 1 },
    });
    expect(report.kinds).toEqual([
      {
        provider: 'qingcloud',
        kind: 'region',
        count: null,
        added: 0,
        changed: 0,
        removed: 0,
        outcomes: { kept: 1 },
      },
      {
        provider: 'qingcloud',
        kind: 'vpc',
        count: 3,
        added: 3,
        changed: 0,
        removed: 0,
        outcomes: { written: 2 },
      },
    ]);
    const scope = { provider: 'qingcloud', account: '1', region: 'global' };
    const global = report.scopes.find(
      (found: { scope: object }) => JSON.stringify(found.scope) === JSON.stringify(scope),
    );
    expect(global).toMatchObject({
      version: 1,
      committed: true,
      sources: [
        {
          source: 'region',
          outcome: 'kept',
          reason: 'invalid',
          count: null,
          pending: null,
          error: 'fake:region: not JSON (invalid): install the newest release, or report it',
        },
      ],
    });
  });

  it('--verbose adds log lines', async () => {
    const { made } = await world();
    const { err } = await made.run('--verbose', 'sync');
    const line = err.split('\n').find((one) => one.startsWith('{')) ?? '';
    expect(JSON.parse(line)).toMatchObject({
      level: 'info',
      message: 'synced',
      provider: 'qingcloud',
      records: 5,
    });
  });

  it('refuses a configuration without providers, or with one that is not built in', async () => {
    const none = await world('');
    expect((await none.made.run('sync')).err).toBe(
      'tagsync: tagsync.yaml: providers: names none: add one, such as "aws: {}"\n',
    );
    const other = await world('providers: { baidu: {} }');
    expect((await other.made.run('sync')).err).toBe(
      'tagsync: there is no provider "baidu": write one of qingcloud\n',
    );
    const wrong = await world('providers: { qingcloud: { regions: [1] } }');
    expect((await wrong.made.run('sync')).err).toContain(
      'tagsync.yaml: providers.qingcloud.regions[0]: expected a string',
    );
  });

  it('draws a bar on a terminal', async () => {
    const { made } = await world();
    made.terminal = true;
    const { err } = await made.run('sync');
    expect(err).toContain('0/0 scopes');
    expect(err).toContain('3/3 scopes  5 records  3 calls  0 throttled');
  });
});

describe('reading commands', () => {
  it('status: every source, from the store alone', async () => {
    const one = await world();
    await one.made.run('sync');
    const listed = one.cloud.listed.length;
    const { code, out } = await one.made.run('status', '--json', '--region', 'east');
    expect(code).toBe(0);
    expect(one.cloud.listed).toHaveLength(listed);
    expect(JSON.parse(out)).toEqual([
      {
        scope: { provider: 'qingcloud', account: '1', region: 'east' },
        version: 1,
        at: '2026-03-01T00:00:00.000Z',
        checkedAt: '2026-03-01T00:00:00.000Z',
        sources: {
          vpc: {
            outcome: 'complete',
            reason: null,
            since: '2026-03-01T00:00:00.000Z',
            count: 2,
            pending: null,
          },
        },
      },
    ]);
    const table = await one.made.run('status');
    expect(table.out).toMatch(/^scope +source +outcome +since +count +reason +last checked$/m);
    expect(table.out).toMatch(
      /^qingcloud\/1\/west +vpc +complete +2026-03-01T00:00:00.000Z +1 +2026-03-01T00/m,
    );
    expect((await one.made.run('status', '--region', 'north')).err).toContain(
      'there are qingcloud/1/east, qingcloud/1/global, qingcloud/1/west',
    );
  });

  it('log: commits, newest first', async () => {
    const one = await world();
    await one.made.run('sync');
    one.made.clock.tick(60_000);
    vpcsOf(one, 'east').set('d', [['name', 'd']]);
    await one.made.run('sync');
    const { out } = await one.made.run('log', '--limit', '1', '--json');
    expect(JSON.parse(out)).toMatchObject([
      {
        scope: { region: 'east' },
        version: 2,
        at: '2026-03-01T00:01:00.000Z',
        cause: 'sync',
        counts: { vpc: { added: 1, changed: 0, removed: 0 } },
        outcomes: { vpc: { outcome: 'complete', count: 3 } },
      },
    ]);
    const text = await one.made.run('log', '--region', 'east');
    expect(text.out.split('\n').slice(1, 3)).toEqual([
      expect.stringMatching(
        /^2026-03-01T00:01:00.000Z +qingcloud\/1\/east +2 +sync +vpc \+1 ~0 -0 +1 complete$/,
      ),
      expect.stringMatching(
        /^2026-03-01T00:00:00.000Z +qingcloud\/1\/east +1 +sync +vpc \+2 ~0 -0 +1 complete$/,
      ),
    ]);
  });

  it('changes: field by field, since a time, a duration or a version', async () => {
    const one = await world();
    await one.made.run('sync');
    one.made.clock.tick(3_600_000);
    vpcsOf(one, 'east').set('a', [
      ['name', 'new\u001b[31m'],
      ['te\u001b[0mam', '支付'],
    ]);
    vpcsOf(one, 'east').delete('b');
    vpcsOf(one, 'west').set('d', [['name', 'd']]);
    await one.made.run('sync');
    one.made.clock.tick(60_000);
    const text = [
      '2026-03-01T01:00:00.000Z qingcloud/1/east 2 ~ qingcloud/vpc/1/east/a',
      '    tags.name: "a" -> "new\\u001b[31m"',
      '    tags.te\\u001b[0mam: nothing -> "支付"',
      '2026-03-01T01:00:00.000Z qingcloud/1/east 2 - qingcloud/vpc/1/east/b "b"',
      '2026-03-01T01:00:00.000Z qingcloud/1/west 2 + qingcloud/vpc/1/west/d "d"',
      '',
    ];
    for (const since of ['2026-03-01T00:00:00Z', '2026-03-01', '2m', '1h']) {
      expect((await one.made.run('changes', '--since', since)).out).toBe(text.join('\n'));
    }
    expect((await one.made.run('changes', '--since', '30s')).out).toBe('');
    const versions = await one.made.run('changes', '--since', '1', '--region', 'west', '--json');
    expect(JSON.parse(versions.out)).toEqual([
      {
        op: 'added',
        ref: 'qingcloud/vpc/1/west/d',
        scope: { provider: 'qingcloud', account: '1', region: 'west' },
        source: 'vpc',
        version: 2,
        at: '2026-03-01T01:00:00.000Z',
        before: null,
        after: expect.objectContaining({ id: 'd', tags: [['name', 'd']], kind: 'vpc' }),
        differences: [],
      },
    ]);
    expect((await one.made.run('changes', '--since', '30s', '--json')).out).toBe('[]\n');
    expect((await one.made.run('changes', '--since', '1')).err).toContain(
      'version 1 means another commit in each of 3 scopes',
    );
    expect((await one.made.run('changes', '--since', 'yesterday')).err).toContain(
      '"yesterday" is no time and no version',
    );
    expect((await one.made.run('changes', '--since', '1h', '--kind', 'vm')).out).toBe('');
  });

  it('show: records as they were', async () => {
    const one = await world();
    await one.made.run('sync');
    one.made.clock.tick(3_600_000);
    vpcsOf(one, 'east').set('a', [['name', 'renamed']]);
    await one.made.run('sync');
    const ref = 'qingcloud/vpc/1/east/a';
    expect((await one.made.run('show', ref)).out).toBe(
      [
        `${ref}  (qingcloud/1/east, version 2 of 2026-03-01T01:00:00.000Z)`,
        '  id: a',
        '  name: a',
        '  tags: [["name","renamed"]]',
        '  region: qingcloud/region/east',
        '  owner: 1',
        '  cidrs: ["10.0.0.0/16"]',
        '  is_default: false',
        '',
      ].join('\n'),
    );
    const tagsAt = async (...argv: string[]): Promise<unknown> =>
      JSON.parse((await one.made.run('show', ref, '--json', ...argv)).out)[0]?.tags;
    expect(await tagsAt()).toEqual([['name', 'renamed']]);
    expect(await tagsAt('--at', '2026-03-01T00:30:00Z')).toEqual([['name', 'a']]);
    expect(await tagsAt('--at', '30m')).toEqual([['name', 'a']]);
    expect(await tagsAt('--at', '1', '--region', 'east')).toEqual([['name', 'a']]);
    const all = JSON.parse((await one.made.run('show', 'vpc', '--json')).out);
    expect(all.map(({ id }: { id: string }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('show: says what is not there', async () => {
    const one = await world();
    await one.made.run('sync');
    expect(await one.made.run('show', 'qingcloud/vpc/1/east/zzz')).toMatchObject({
      code: 1,
      err: 'tagsync: there was no qingcloud/vpc/1/east/zzz then: "tagsync changes --since 30d" tells when it came or went\n',
    });
    expect((await one.made.run('show', 'server')).err).toContain(
      'is neither a ref (provider/kind/id) nor a kind',
    );
    const before = await one.made.run('show', 'vpc', '--at', '2020-01-01');
    expect(before.code).toBe(1);
    expect(before.err).toContain('qingcloud/1/east: nothing of then is kept, or nothing was there yet');
  });

  it('need the store alone: a reader has no secrets of sinks and clouds', async () => {
    const one = await world();
    await one.made.run('sync');
    one.made.files.set(
      'tagsync.yaml',
      `store: ${one.made.url}\nsinks: [{ type: webhook, name: a, url: "http://127.0.0.1", secret: "\${env:NONE}" }]\n`,
    );
    expect((await one.made.run('status')).code).toBe(0);
    expect((await one.made.run('sync')).err).toContain('the environment has no NONE: set it');
    one.made.files.set('tagsync.yaml', `store: ${one.made.url}\nretension: {}\n`);
    expect((await one.made.run('status')).err).toContain('tagsync.yaml: unknown "retension"');
  });
});
