import { CloudError } from './errors.ts';
import { inParallel } from './parallel.ts';
import type { Account, Unopened } from './provider.ts';

/** Accounts opened at once: what opens them has quotas that are not in any table. */
const AT_ONCE = 8;

/** How one cloud's accounts are opened. */
export interface Opening<Entry, Api> {
  readonly entries: readonly Entry[];
  /** Ids or names of the accounts that are wanted; empty: all. */
  readonly only: readonly string[];
  /** Does this look like an id of this cloud's accounts? */
  readonly isId: (text: string) => boolean;
  /** The account that an entry names, as far as it names one. */
  readonly accountOf: (entry: Entry) => string | undefined;
  readonly wants: (region: string) => boolean;
  /** Throws `CloudError`. */
  readonly open: (entry: Entry) => Promise<Account<Api>>;
}

interface Named {
  readonly name?: string | undefined;
}

/** Another account's resources must never be taken for this one's: `named` by the configuration, `found` by the keys. */
export function checkOwner(named: string | undefined, found: string): void {
  if (named === undefined || named === found) return;
  throw new CloudError('denied', `the credentials given for account ${named} are of account ${found}`);
}

/** Every account that is wanted, open or not. One that nobody can name ends it, after all others. */
export async function* openEach<Entry extends Named, Api>(
  opening: Opening<Entry, Api>,
): AsyncGenerator<Account<Api> | Unopened, void, undefined> {
  const { only, accountOf, wants } = opening;
  const seen = new Set<string>();
  const missing = new Set(only);
  const nameless: unknown[] = [];
  const doubled: unknown[] = [];
  const attempts = inParallel(among(opening), AT_ONCE, (entry) => attempt(entry, opening.open));
  for await (const { entry, opened, failure } of attempts) {
    const { name } = entry;
    const id = opened?.id ?? accountOf(entry);
    if (id === undefined) {
      nameless.push(failure);
      continue;
    }
    if (only.length > 0 && !isAmong(only, id, name)) continue;
    if (seen.has(id))
      doubled.push(new CloudError('invalid', `two entries of accounts lead to account ${id}`));
    else yield opened ?? { id, name, failure, wants };
    seen.add(id);
    missing.delete(id);
    missing.delete(name ?? id);
  }
  // Who is found is none of those that could not say who they are.
  const errors = only.length > 0 && missing.size === 0 ? doubled : [...doubled, ...nameless];
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new AggregateError(errors, `${errors.length} accounts could not be opened`);
}

/**
 * The entries that `only` names. An entry that does not say whose it is has to be opened to be known, so it comes
 * too as long as some id is named by no entry.
 */
function among<Entry extends Named, Api>({
  entries,
  only,
  isId,
  accountOf,
}: Opening<Entry, Api>): readonly Entry[] {
  if (only.length === 0) return entries;
  const isNamed = (entry: Entry, by: readonly string[]): boolean => isAmong(by, accountOf(entry), entry.name);
  const unknown = only.some((one) => isId(one) && !entries.some((entry) => isNamed(entry, [one])));
  return entries.filter((entry) => isNamed(entry, only) || (unknown && accountOf(entry) === undefined));
}

const isAmong = (only: readonly string[], ...names: readonly (string | undefined)[]): boolean =>
  names.some((one) => one !== undefined && only.includes(one));

async function attempt<Entry, Opened>(entry: Entry, open: (entry: Entry) => Promise<Opened>) {
  try {
    return { entry, opened: await open(entry), failure: undefined };
  } catch (failure) {
    return { entry, opened: undefined, failure };
  }
}
