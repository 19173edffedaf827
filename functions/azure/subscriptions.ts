import * as z from 'zod/mini';
import { parsed } from '../../shared/collect/wire.ts';
import type { Ask } from './client.ts';
import { mayBeChosen } from '../../shared/runtime/choice.ts';
import { chosen, plain } from './config.ts';
import type { Entry } from './config.ts';
import { said } from './items.ts';
import { linkedPages } from './pages.ts';

export const SUBSCRIPTIONS = 'Microsoft.Resources/subscriptions/read';
export const DESCENDANTS = 'Microsoft.Management/managementGroups/descendants/read';

const Subscription = z.object({
  subscriptionId: z.string().check(z.minLength(1), z.toLowerCase()),
  displayName: said,
  tenantId: said,
  state: said,
});
export type Subscription = z.infer<typeof Subscription>;

const Descendant = z.object({ name: z.string().check(z.minLength(1), z.toLowerCase()), type: z.string() });

/** All that an identity sees, in any state, and those of them that its entry wants. */
export async function subscriptionsOf(
  ask: Ask,
  entry: Entry,
): Promise<{ readonly seen: ReadonlySet<string>; readonly wanted: readonly Subscription[] }> {
  const all: Subscription[] = [];
  // https://learn.microsoft.com/en-us/rest/api/resources/subscriptions/list
  const listed = { action: SUBSCRIPTIONS, path: '/subscriptions', version: '2022-12-01' };
  for await (const page of linkedPages(ask, listed))
    all.push(...parsed(z.array(Subscription), page, SUBSCRIPTIONS));
  const { subscriptions = {}, managementGroups } = entry;
  const below = managementGroups === undefined ? undefined : await descendantsOf(ask, managementGroups);
  const wanted = all.filter(
    ({ subscriptionId, displayName }) =>
      (below?.has(subscriptionId) ?? true) &&
      chosen(subscriptions, [subscriptionId, ...(displayName === undefined ? [] : [displayName])]),
  );
  return { seen: new Set(all.map(({ subscriptionId }) => subscriptionId)), wanted };
}

/**
 * Might an entry want a subscription of this id that its identity does not see? Nobody knows what it is called, and
 * below which groups it is.
 */
export function mayWant({ subscriptions: { include, exclude } = {} }: Entry, id: string): boolean {
  const choice = { include: include?.map(plain), exclude: exclude?.map(plain) };
  return mayBeChosen(choice, id, (pattern) => /^[0-9a-f*-]+$/.test(pattern));
}

/** https://learn.microsoft.com/en-us/rest/api/managementgroups/management-groups/get-descendants */
async function descendantsOf(ask: Ask, groups: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const group of groups) {
    const path = `/providers/Microsoft.Management/managementGroups/${encodeURIComponent(group)}/descendants`;
    for await (const page of linkedPages(ask, { action: DESCENDANTS, path, version: '2020-05-01' })) {
      for (const { name, type } of parsed(z.array(Descendant), page, DESCENDANTS))
        if (/\/subscriptions$/i.test(type)) found.add(name);
    }
  }
  return found;
}
