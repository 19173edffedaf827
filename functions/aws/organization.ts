import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import { mayBeChosen } from '../../shared/runtime/choice.ts';
import { wildcard } from '../../shared/runtime/patterns.ts';
import type { Discovery, ProviderPorts } from '../../shared/collect/provider.ts';
import { whole } from '../../shared/collect/gather.ts';
import { parsed } from '../../shared/collect/wire.ts';
import type { Entry, Organization } from './config.ts';
import { idOf, paged } from './items.ts';
import { Members } from './json-answers.ts';

interface Member {
  readonly id: string;
  readonly name: string | undefined;
}

/**
 * The accounts of the organization, of `only` if that names some. Where ids say
 * enough nothing is listed: the ARN of an account's role follows from its id, and
 * an account that is not a member refuses.
 */
export async function members(
  client: OrganizationsClient,
  organization: Organization,
  only: readonly string[],
  self: { readonly account: string; readonly principal: string },
  { discovered, wants }: Pick<ProviderPorts, 'discovered'> & Pick<Discovery, 'wants'>,
): Promise<Entry[]> {
  const { roleName, externalId, include = [], exclude = [] } = organization;
  const idsSuffice = only.length > 0 && only.every(isId) && [...include, ...exclude].every(isOfIds);
  const found = idsSuffice ? only.map((id) => ({ id, name: undefined })) : await active(client);
  if (!idsSuffice) {
    discovered?.({
      seen: new Set(found.map(({ id }) => id)),
      mayWant: (id) => mayBeChosen(organization, id, isOfIds),
      wants,
      among: 'active accounts of the organization',
      remedy: 'let it in again',
    });
  }
  const partition = self.principal.split(':')[1];
  return found
    .filter((member) => isChosen(organization, member))
    .map(({ id, name }) => {
      const role = { roleArn: `arn:${partition}:iam::${id}:role/${roleName}`, externalId };
      return { id, name, ...(id === self.account ? {} : role) };
    });
}

/**
 * `State` took the place of `Status` in 2026 (SDK type Account). This API may
 * answer with nothing and a token: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
async function active(client: OrganizationsClient): Promise<readonly Member[]> {
  const pages = paged(
    'organizations:ListAccounts',
    async (NextToken) =>
      parsed(
        Members,
        await client.send(new ListAccountsCommand({ NextToken, MaxResults: 20 })),
        'organizations:ListAccounts',
      ),
    ({ Accounts, NextToken }) => [Accounts ?? [], NextToken],
  );
  const accounts = await whole(pages);
  return accounts
    .filter(({ State, Status }) => (State ?? Status) === 'ACTIVE')
    .map(({ Id, Name }) => ({ id: idOf(Id, 'organizations:ListAccounts'), name: Name }));
}

function isChosen({ include, exclude = [] }: Organization, { id, name = '' }: Member): boolean {
  const isLike = (pattern: string): boolean => wildcard(pattern)(isOfIds(pattern) ? id : name);
  return (include === undefined || include.some(isLike)) && !exclude.some(isLike);
}

/** What is made of digits and `*` is a pattern of ids, anything else one of names. */
const isOfIds = (pattern: string): boolean => /^[\d*]+$/.test(pattern);

export const isId = (text: string): boolean => /^\d{12}$/.test(text);
