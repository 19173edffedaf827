import * as z from 'zod/mini';
import { text } from '../../shared/collect/wire.ts';
import { whole } from '../../shared/collect/gather.ts';
import type { Ask } from './client.ts';
import type { Discovery, ProviderPorts } from '../../shared/collect/provider.ts';
import { chosen, mayBeChosen } from '../../shared/runtime/choice.ts';
import type { Directory, Entry } from './config.ts';
import { said } from './items.ts';
import { tokenPages } from './pages.ts';

/** SDK type ListAccountsResponseBodyAccountsAccount. */
const Member = z.object({ AccountId: text, DisplayName: said });

/**
 * Every member of the resource directory, and the account that asks: the
 * management account is no member of its own directory.
 * https://help.aliyun.com/document_detail/160016.html
 */
export async function members(
  ask: Ask,
  directory: Directory,
  self: string,
  { discovered, wants }: Pick<ProviderPorts, 'discovered'> & Pick<Discovery, 'wants'>,
): Promise<readonly Entry[]> {
  const { roleName, externalId } = directory;
  const pages = tokenPages(ask, {
    action: 'resourcemanager:ListAccounts',
    params: {},
    at: 'Accounts.Account',
    item: Member,
    size: 100,
  });
  const found = await whole(pages);
  const names = new Map<string, string | undefined>([
    [self, undefined],
    ...found.map(({ AccountId, DisplayName }) => [AccountId, DisplayName] as const),
  ]);
  discovered?.({
    seen: new Set(names.keys()),
    mayWant: (id) => mayBeChosen(directory, id, (pattern) => /^[\d*]+$/.test(pattern)),
    wants,
    among: 'members of the resource directory',
    remedy: 'let it in again',
  });
  return [...names]
    .filter(([one, name]) => chosen(directory, name === undefined ? [one] : [one, name]))
    .map(([one, name]) => ({
      id: one,
      ...(name !== undefined && { name }),
      ...(one !== self && { roleArn: `acs:ram::${one}:role/${roleName}` }),
      ...(one !== self && externalId !== undefined && { externalId }),
    }));
}
