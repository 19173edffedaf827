import { describe, expect, it } from 'vitest';
import { CloudError } from '../../../shared/collect/errors.ts';
import { openEach } from '../../../shared/collect/open-accounts.ts';
import type { Account } from '../../../shared/collect/provider.ts';

interface Entry {
  readonly id?: string;
  readonly name?: string;
  /** Whose the credentials turn out to be; none: they are of no use. */
  readonly leadsTo?: string;
}

const wants = (): boolean => true;
const isId = (text: string): boolean => /^\d+$/.test(text);
const account = (id: string, name: string | undefined): Account<null> => ({
  id,
  name,
  principal: id,
  wants,
  regions: async () => [],
  connect: () => null,
  identify: async () => ({ account: id, principal: id, clockAheadMs: undefined }),
});

/** What comes, `!` where it is not open; then what it ends with. */
async function opened(entries: readonly Entry[], only: readonly string[] = []) {
  const asked: Entry[] = [];
  const found: string[] = [];
  const open = async (entry: Entry): Promise<Account<null>> => {
    asked.push(entry);
    if (entry.leadsTo === undefined) throw new CloudError('denied', `no way into ${entry.id ?? entry.name}`);
    return account(entry.leadsTo, entry.name);
  };
  const accounts = openEach({ entries, only, isId, accountOf: ({ id }) => id, wants, open });
  try {
    for await (const one of accounts) found.push('failure' in one ? `!${one.id}` : one.id);
  } catch (error) {
    const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
    return { found, asked, errors: errors.map((one) => (one as Error).message) };
  }
  return { found, asked, errors: [] };
}

describe('every account that is wanted', () => {
  it('comes, open or not, in the order of the entries', async () => {
    const { found, errors } = await opened([{ id: '1', leadsTo: '1' }, { id: '2' }, { leadsTo: '3' }]);
    expect([found, errors]).toEqual([['1', '!2', '3'], []]);
  });

  it('but one that nobody can name ends it, after all others', async () => {
    const { found, errors } = await opened([{ name: 'a' }, { id: '2', leadsTo: '2' }, { name: 'b' }]);
    expect([found, errors]).toEqual([['2'], ['no way into a', 'no way into b']]);
  });

  it('comes once: two entries that lead to one account are an error', async () => {
    const { found, errors } = await opened([{ leadsTo: '1' }, { name: 'again', leadsTo: '1' }]);
    expect([found, errors]).toEqual([['1'], ['two entries of accounts lead to account 1']]);
  });
});

describe('only some', () => {
  const entries = [{ id: '1', name: 'one', leadsTo: '1' }, { id: '2', leadsTo: '2' }, { leadsTo: '3' }];

  it('by name or id: no others are opened', async () => {
    const { found, asked } = await opened(entries, ['one']);
    expect([found, asked]).toEqual([['1'], [entries[0]]]);
  });

  it('by an id that no entry has: those that do not say whose they are have to be opened', async () => {
    const { found, asked } = await opened(entries, ['3']);
    expect([found, asked]).toEqual([['3'], [entries[2]]]);
  });

  it('what is found is none of those that could not say who they are', async () => {
    const broken = [{ name: 'broken' }, { leadsTo: '3' }];
    expect(await opened(broken, ['3'])).toMatchObject({ found: ['3'], errors: [] });
    expect(await opened(broken, ['4'])).toMatchObject({ found: [], errors: ['no way into broken'] });
  });
});
