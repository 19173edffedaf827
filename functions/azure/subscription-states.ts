import type { ProviderPorts } from '../../shared/collect/provider.ts';
import { table } from '../../shared/collect/table.ts';
import type { Subscription } from './subscriptions.ts';

/**
 * What people should know of a subscription that is not `Enabled`. What is disabled or not paid can still be read; of what
 * is deleted nothing can be asked.
 * https://learn.microsoft.com/en-us/azure/cost-management-billing/manage/subscription-states
 */
const SAID = table<string>({
  Warned: 'a subscription is warned, and read as before: pay what is due, or it will be disabled',
  PastDue: 'a subscription is past due, and read as before: pay what is due, or it will be disabled',
  Disabled: 'a subscription is disabled, and read as before: enable it again, or it will be deleted',
  Deleted: 'a subscription is deleted: what is stored of it stands until `tagsync forget` takes it out',
});

export const isDeleted = ({ state }: Subscription): boolean => state === 'Deleted';

/** Tells people of every one that is not in order. */
export function tellOf(subscriptions: readonly Subscription[], { warn }: Pick<ProviderPorts, 'warn'>): void {
  for (const { subscriptionId: account, displayName: name, state = 'Enabled' } of subscriptions) {
    const said = SAID[state];
    if (said !== undefined) warn?.(said, { account, name, state });
  }
}
