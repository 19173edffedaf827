/** Each page of a list is cut out of all its rows: those are found and sorted once, as long as nothing has changed. */
import type { Resource, SubscriptionEstate } from './estate.ts';
import type { Plan } from './graph.ts';

/** A subscription as it was when it was looked at. */
interface Seen {
  readonly resources: readonly Resource[];
  readonly rest: string;
}

interface Known {
  readonly seen: readonly Seen[];
  readonly plan: Plan;
}

const SEEN = new WeakMap<SubscriptionEstate, Seen>();

/** Of the first subscription that they are about, by query. */
const PLANS = new WeakMap<Seen, Map<string, Known>>();

export function unlessChanged(
  subscriptions: readonly SubscriptionEstate[],
  query: string,
  made: () => Plan,
): Plan {
  const seen = subscriptions.map(seenOf);
  const [first] = seen;
  if (first === undefined) return made();
  const plans = PLANS.get(first) ?? new Map<string, Known>();
  const known = plans.get(query);
  if (known?.seen.length === seen.length && known.seen.every((one, n) => one === seen[n])) return known.plan;
  const plan = made();
  plans.set(query, { seen, plan });
  PLANS.set(first, plans);
  return plan;
}

/** Rows are replaced, never changed, so the same rows say the same. */
function seenOf(subscription: SubscriptionEstate): Seen {
  const { resources, ...others } = subscription;
  const rest = JSON.stringify(others);
  const known = SEEN.get(subscription);
  const isSame =
    known?.rest === rest &&
    known.resources.length === resources.length &&
    known.resources.every((row, n) => row === resources[n]);
  if (isSame) return known;
  const seen = { resources: [...resources], rest };
  SEEN.set(subscription, seen);
  return seen;
}
