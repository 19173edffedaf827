import type { Call } from '../collect/call.ts';
import type { Collector, Scope } from '../collect/collector.ts';
import { CloudError } from '../collect/errors.ts';
import { inParallel } from '../collect/parallel.ts';
import { GLOBAL } from '../collect/provider.ts';
import type { Account, Discovery, Provider, ProviderPorts, Unopened } from '../collect/provider.ts';
import { knownScopes } from '../log/head.ts';
import type { ObjectStore } from '../store/store.ts';
import { outOfSight } from './out-of-sight.ts';
import { collectorsOf, isSelected, selectsRegion } from './selection.ts';
import type { Selection } from './selection.ts';

/** One scope to be run: with its collectors, or with the reason why none of them can. */
export interface Planned<Api> {
  readonly scope: Scope;
  readonly principal: string;
  readonly collectors: readonly Collector<Api>[];
  readonly open: (call: Call) => Api;
}

/** An account of which nothing is known and that could not be opened: nothing to keep, something to tell. */
export interface Unplanned {
  readonly account: string;
  readonly failure: unknown;
}

const ACCOUNTS_AT_ONCE = 16;

/**
 * The scopes of a provider: what its accounts have today, and what the log knows
 * of them besides. A scope that the cloud no longer names (a region switched
 * off, an account gone from the search for accounts), or whose account does not
 * open, is run all the same: it fails, so its records are kept and said to be kept. What ends the finding of accounts is
 * thrown after all that were found.
 */
export async function* plan<Config, Api>(
  provider: Provider<Config, Api>,
  config: Config,
  selection: Selection,
  { store, ...ports }: Omit<ProviderPorts, 'only'> & { readonly store: ObjectStore },
): AsyncGenerator<Planned<Api> | Unplanned, void, undefined> {
  const accounts: (Account<Api> | Unopened)[] = [];
  const broken: unknown[] = [];
  const discoveries: Discovery[] = [];
  const given: ProviderPorts = {
    ...ports,
    only: selection.accounts,
    discovered: (found) => void discoveries.push(found),
  };
  try {
    for await (const account of provider.accounts(config, given)) {
      if (isSelected(account, selection)) accounts.push(account);
    }
  } catch (error) {
    broken.push(error); // who was found before it is not held up by it
  }
  const known: Scope[] = [];
  for await (const scope of knownScopes(store, provider.name)) known.push(scope);
  const planned = inParallel(accounts, ACCOUNTS_AT_ONCE, (account) =>
    planAccount(
      provider,
      account,
      known.filter((scope) => scope.account === account.id),
      selection,
    ),
  );
  for await (const scopes of planned) yield* scopes;
  const there = new Set(accounts.map(({ id }) => id));
  const isWanted = selectsRegion(selection);
  const missing = known.filter(
    ({ account: id, region }) =>
      !there.has(id) && isSelected({ id, name: undefined }, selection) && isWanted(region),
  );
  // Where a search has failed, that is told: nobody knows what it would have seen.
  const lost = broken.length > 0 ? [] : await outOfSight(store, missing, discoveries);
  for (const { scope, failure } of lost) {
    const collectors = collectorsOf(provider.collectors, scope.region, selection);
    if (collectors.length > 0) yield { scope, principal: scope.account, collectors, open: failing(failure) };
  }
  if (broken.length > 0) throw broken[0];
}

async function planAccount<Config, Api>(
  provider: Provider<Config, Api>,
  account: Account<Api> | Unopened,
  known: readonly Scope[],
  selection: Selection,
): Promise<readonly (Planned<Api> | Unplanned)[]> {
  const principal = 'failure' in account ? account.id : account.principal;
  const wanted = selectsRegion(selection);
  const planned = (region: string, open: Planned<Api>['open']): Planned<Api> => ({
    scope: { provider: provider.name, account: account.id, region },
    principal,
    collectors: collectorsOf(provider.collectors, region, selection),
    open,
  });
  const standing = known.filter(
    ({ region }) => wanted(region) && (region === GLOBAL || account.wants(region)),
  );
  const unreachable = (failure: unknown): readonly (Planned<Api> | Unplanned)[] => {
    if (standing.length === 0) return [{ account: account.id, failure }];
    return standing.map(({ region }) => planned(region, failing(failure)));
  };
  if ('failure' in account) return unreachable(account.failure);
  let enabled: readonly string[];
  try {
    enabled = await account.regions();
  } catch (error) {
    return unreachable(error);
  }
  const regions = [GLOBAL, ...enabled].filter(wanted);
  const gone = standing.filter(({ region }) => !regions.includes(region));
  return [
    ...regions.map((region) => planned(region, (call) => account.connect(region, call))),
    ...gone.map(({ region }) =>
      planned(
        region,
        failing(new CloudError('unsupported', `${region} is not enabled in account ${account.id}`)),
      ),
    ),
  ].filter(({ collectors }) => collectors.length > 0);
}

/** A client that cannot be had: every list of the scope fails with the same reason. */
function failing(failure: unknown): () => never {
  return () => {
    throw failure;
  };
}
