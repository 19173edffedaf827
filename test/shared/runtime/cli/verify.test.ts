import { describe, expect, it } from 'vitest';
import type { Providers } from '../../../../shared/runtime/commands/context.ts';
import { everything } from '../../../../shared/store/store.ts';
import { accountOf, twoKinds } from '../two-kinds.ts';
import { machine } from './machine.ts';
import type { Machine } from './machine.ts';

async function synced(): Promise<Machine> {
  const cloud = { accounts: new Map([['1', accountOf({ east: ['a', 'b'] })]]), listed: [] };
  const providers: Providers = { qingcloud: async () => twoKinds(cloud) };
  const made = await machine(providers);
  await made.run('sync');
  return made;
}

const KEY = 'log/qingcloud/1/east/00000000000000000001.json';

async function keysOf({ store }: Machine, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of everything(store, prefix)) keys.push(key);
  return keys;
}

describe('verify', () => {
  it('says that all is sound', async () => {
    const made = await synced();
    expect(await made.run('verify')).toEqual({
      code: 0,
      out: [
        'qingcloud/1/east: 1 commits, 0 data objects, all sound',
        'qingcloud/1/global: 1 commits, 0 data objects, all sound',
        '',
      ].join('\n'),
      err: '',
    });
  });

  it('names what is corrupt, changes nothing, and ends in 1', async () => {
    const made = await synced();
    await made.store.put(KEY, Buffer.from('{'));
    const before = await keysOf(made, '');
    const { code, out, err } = await made.run('verify');
    expect(code).toBe(1);
    expect(out).toContain(`  ${KEY}: not JSON (needed by version 1, and by nothing present)\n`);
    expect(err).toBe('1 corrupt: nothing was changed; "tagsync verify --quarantine" sets them aside\n');
    expect(await keysOf(made, '')).toEqual(before);
    const status = await made.run('status');
    expect(status.code).toBe(1);
    expect(status.err).toMatch(
      /^tagsync: log\/qingcloud.+not JSON\. .+"tagsync verify --quarantine" sets them aside\.\n$/,
    );
    const [east] = JSON.parse((await made.run('verify', '--json')).out);
    expect(east).toMatchObject({
      scope: { region: 'east' },
      findings: [{ key: KEY, problem: 'commit', what: 'not JSON', past: false }],
      repaired: null,
    });
  });

  it('--quarantine sets aside, the next sync heals, and all is sound again', async () => {
    const made = await synced();
    await made.store.put(KEY, Buffer.from('{'));
    const { code, out } = await made.run('verify', '--quarantine');
    expect(code).toBe(0);
    expect(out).toContain(
      `  ${KEY} is now quarantine/${KEY}\n  version 2 resets nothing: the next sync fills it\n`,
    );
    expect(Buffer.from((await made.store.get(`quarantine/${KEY}`))?.body ?? []).toString()).toBe('{');
    expect((await made.run('sync')).out).toMatch(/^vpc +2 +2 +0 +0 +written$/m);
    expect((await made.run('verify')).code).toBe(0);
    expect((await made.run('status')).code).toBe(0);
  });

  it('has nothing to say of an empty store', async () => {
    const made = await machine({});
    expect(await made.run('verify')).toMatchObject({ code: 0, err: `${made.url} holds no log yet\n` });
  });
});
