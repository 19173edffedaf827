import { utimes } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Providers } from '../../../../shared/runtime/commands/context.ts';
import { everything } from '../../../../shared/store/store.ts';
import { accountOf, twoKinds } from '../two-kinds.ts';
import { machine } from './machine.ts';
import type { Machine } from './machine.ts';

const DAY = 86_400_000;
const DEAD = 'data/qingcloud/1/east/dead-0000.gz';

/** Three versions of one region, fifteen days apart: each stands on itself, since older changes are folded. */
async function threeVersions(): Promise<Machine> {
  const cloud = { accounts: new Map([['1', accountOf({ east: ['a'] })]]), listed: [] };
  const providers: Providers = { qingcloud: async () => twoKinds(cloud) };
  const made = await machine(providers);
  for (const ids of [['a'], ['a', 'b'], ['a', 'b', 'c']]) {
    made.clock.tick(15 * DAY);
    cloud.accounts.set('1', accountOf({ east: ids }));
    await made.run('sync');
  }
  return made;
}

function configure({ files, url }: Machine, retention: string): void {
  files.set('tagsync.yaml', `store: ${url}\nproviders: { qingcloud: {} }\nretention: ${retention}\n`);
}

async function versionsOf({ store }: Machine): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of everything(store, 'log/qingcloud/1/east/')) keys.push(key.slice(-7, -5));
  return keys;
}

describe('gc', () => {
  it('deletes nothing that is young', async () => {
    const made = await threeVersions();
    expect((await made.run('gc')).out).toContain('qingcloud/1/east: 0 versions and 0 objects');
    expect(await versionsOf(made)).toEqual(['01', '02', '03']);
  });

  it('lets go of what is older than the retention, but for the newest', async () => {
    const made = await threeVersions();
    made.clock.tick(2 * DAY);
    configure(made, '{ days: 1 }');
    const dry = await made.run('gc', '--dry-run', '--region', 'east');
    expect(dry).toMatchObject({
      code: 0,
      out: 'qingcloud/1/east: 2 versions and 0 objects of dead runs would go\n',
    });
    expect(await versionsOf(made)).toEqual(['01', '02', '03']);
    const { out } = await made.run('gc', '--region', 'east');
    expect(out).toBe('qingcloud/1/east: 2 versions and 0 objects of dead runs went\n');
    expect(await versionsOf(made)).toEqual(['03']);
    expect((await made.run('verify')).code).toBe(0);
  });

  it('keeps at most so many versions, but none that a run under way may stand on', async () => {
    const made = await threeVersions();
    configure(made, '{ versions: 1 }');
    await made.run('gc');
    expect(await versionsOf(made)).toEqual(['02', '03']); // 3 is of this hour
    made.clock.tick(2 * DAY);
    await made.run('gc');
    expect(await versionsOf(made)).toEqual(['03']);
  });

  it('takes objects of dead runs', async () => {
    const made = await threeVersions();
    await made.store.put(DEAD, Buffer.from('x'));
    const then = new Date(made.clock.now());
    await utimes(fileURLToPath(`${made.url}/${DEAD}`), then, then); // files are dated by the machine's clock
    made.clock.tick(3 * DAY);
    const [east] = JSON.parse((await made.run('gc', '--json', '--region', 'east')).out);
    expect(east).toMatchObject({ dryRun: false, commits: 0, orphans: 1 });
    expect(await made.store.get(DEAD)).toBeUndefined();
  });
});

describe('forget', () => {
  it('says what would go, and changes nothing', async () => {
    const made = await threeVersions();
    expect(await made.run('forget', 'qingcloud/1/east')).toEqual({
      code: 0,
      out: expect.stringMatching(/^qingcloud\/1\/east: \d+ records would go: /),
      err: 'nothing was changed: --yes lets it go\n',
    });
    expect(await versionsOf(made)).toEqual(['01', '02', '03']);
  });

  it('lets it go, once, and status no longer asks anybody about it', async () => {
    const made = await threeVersions();
    const { out } = await made.run('forget', 'qingcloud/1/east', '--yes');
    expect(out).toMatch(/records went in version 4/);
    expect((await made.run('forget', 'qingcloud/1/east', '--yes')).out).toBe(
      'qingcloud/1/east: was forgotten in version 4\n',
    );
    expect(await versionsOf(made)).toEqual(['01', '02', '03', '04']);
    expect((await made.run('status')).out).not.toContain('east');
    expect((await made.run('log', '--region', 'east', '--limit', '1')).out).toContain('forget');
  });

  it('names the scopes there are when asked for another one', async () => {
    const made = await threeVersions();
    const { code, err } = await made.run('forget', 'qingcloud/2/east', '--yes');
    expect(code).toBe(1);
    expect(err).toContain('holds no scope qingcloud/2/east: "tagsync status" names those there are');
  });
});
