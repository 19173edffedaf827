import { expect, it } from 'vitest';
import type { AnyProvider, Providers } from '../../../../shared/runtime/commands/context.ts';
import { accountOf, twoKinds } from '../two-kinds.ts';
import { machine } from './machine.ts';

const complete = (obstacles: AnyProvider['obstacles']): Providers => ({
  qingcloud: async () => {
    const provider = twoKinds({ accounts: new Map([['1', accountOf({ r: ['a'] })]]), listed: [] });
    return { ...provider, ...(obstacles && { obstacles }) };
  },
});

it('status says what keeps somebody from being told, and asks for a person', async () => {
  const made = await machine(complete(async ({ url }) => [`nobody is told of ${url}: look`]));
  await made.run('sync');
  const { code, out } = await made.run('status');
  expect(code).toBe(2);
  expect(out).toContain(`nobody is told of ${made.store.url}: look\n`);
});

it('without anything of the kind, all is well', async () => {
  for (const obstacles of [async () => [], undefined]) {
    const made = await machine(complete(obstacles));
    await made.run('sync');
    expect((await made.run('status')).code).toBe(0);
  }
});
