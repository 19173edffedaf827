import type { Scope } from '../collect/collector.ts';
import { CloudError } from '../collect/errors.ts';
import { FAN_OUT, inParallel } from '../collect/parallel.ts';
import { GLOBAL } from '../collect/provider.ts';
import type { Discovery } from '../collect/provider.ts';
import { whatIsHeld } from '../log/forget.ts';
import type { ObjectStore } from '../store/store.ts';

/** A scope that holds records, and why nobody can list it. */
export interface Lost {
  readonly scope: Scope;
  readonly failure: CloudError;
}

/**
 * What is stored of accounts that a whole search for accounts has not seen, where the configuration may want it: a role
 * that is withdrawn takes the account out of the search, too, so that no list of it would fail. An account that was seen
 * and is left out is a matter of the configuration; one that is forgotten holds nothing.
 */
export async function outOfSight(
  store: ObjectStore,
  known: readonly Scope[],
  discoveries: readonly Discovery[],
): Promise<readonly Lost[]> {
  const lost = known.flatMap((scope): Lost[] => {
    const { account, region } = scope;
    if (discoveries.some(({ seen }) => seen.has(account))) return [];
    const by = discoveries.find(
      ({ mayWant, wants }) => mayWant(account) && (region === GLOBAL || wants(region)),
    );
    return by === undefined ? [] : [{ scope, failure: failureOf(scope, by) }];
  });
  const held: Lost[] = [];
  const looking = inParallel(lost, FAN_OUT, async (one) => ((await holds(store, one.scope)) ? [one] : []));
  for await (const some of looking) held.push(...some);
  return held;
}

/** A store that does not answer is told by the run of the scope. */
async function holds(store: ObjectStore, scope: Scope): Promise<boolean> {
  try {
    const { counts = {} } = (await whatIsHeld({ store }, scope)) ?? {};
    return Object.values(counts).some((count) => count > 0);
  } catch {
    return true;
  }
}

const failureOf = ({ provider, account, region }: Scope, { among, remedy }: Discovery): CloudError =>
  new CloudError(
    'denied',
    `${account} is no longer among the ${among}: ${remedy}; or, if that is meant, \`tagsync forget ${provider}/${account}/${region}\` takes out what is stored`,
  );
