import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import { inParallel } from '../../shared/collect/parallel.ts';
import { GLOBAL } from '../../shared/collect/provider.ts';
import type { Account, Identity, ProviderPorts, Unopened } from '../../shared/collect/provider.ts';
import { parsed, text } from '../../shared/collect/wire.ts';
import { askIn, connect, FAN_OUT } from './client.ts';
import type { Ask, Sending, Volcengine } from './client.ts';
import { accountOf, chosen, hasNames } from './config.ts';
import type { Config, Entry } from './config.ts';
import { ownCredentials, roleCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { aheadMs } from './errors.ts';
import { regionIdsOf, regionNamesOf } from './regions.ts';

interface Ports extends ProviderPorts {
  readonly config: Config;
  /** Where is asked what belongs to an account as a whole. */
  readonly home: string;
  /** Localised names by region id, as far as some account has told them. */
  readonly names: Map<string, string>;
}

/** Every account, open or not. One that nobody can name ends it, after all others. */
export async function* openAccounts(
  config: Config,
  given: ProviderPorts,
): AsyncGenerator<Account<Volcengine> | Unopened, void, undefined> {
  const home = given.env['VOLCENGINE_REGION'] || 'cn-beijing';
  const ports: Ports = { ...given, config, home, names: new Map() };
  const entries = wanted(config.accounts ?? [{}], ports.only);
  const seen = new Set<string>();
  const missing = new Set(ports.only);
  const nameless: unknown[] = [];
  const doubled: unknown[] = [];
  for await (const { entry, opened, failure } of inParallel(entries, FAN_OUT, (one) =>
    tryToOpen(one, ports),
  )) {
    const id = opened?.id ?? accountOf(entry);
    if (id === undefined) {
      nameless.push(failure);
      continue;
    }
    if (ports.only.length > 0 && !isNamed({ ...entry, id, roleArn: undefined }, ports.only)) continue;
    if (seen.has(id))
      doubled.push(new CloudError('invalid', `two entries of accounts lead to account ${id}`));
    else yield opened ?? { id, name: entry.name, failure, wants: (region) => wants(ports, region) };
    seen.add(id);
    missing.delete(id);
    missing.delete(entry.name ?? id);
  }
  // Who is found is none of those that could not say who they are.
  const errors = ports.only.length > 0 && missing.size === 0 ? doubled : [...doubled, ...nameless];
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new AggregateError(errors, `${errors.length} accounts could not be opened`);
}

/** The entries that `only` names; one that does not say whose it is has to be opened to be known. */
function wanted(entries: readonly Entry[], only: readonly string[]): readonly Entry[] {
  if (only.length === 0) return entries;
  const unknown = only.some((one) => /^\d+$/.test(one) && !entries.some((entry) => isNamed(entry, [one])));
  return entries.filter((entry) => isNamed(entry, only) || (unknown && accountOf(entry) === undefined));
}

function isNamed(entry: Entry, only: readonly string[]): boolean {
  return [accountOf(entry), entry.name].some((name) => name !== undefined && only.includes(name));
}

/** A region whose name nobody has told may be one that is wanted by name. */
function wants({ config: { regions = {} }, names }: Ports, region: string): boolean {
  const name = names.get(region);
  if (name !== undefined) return chosen(regions, [region, name]);
  return chosen(regions, [region]) || (hasNames(regions) && chosen({ exclude: regions.exclude }, [region]));
}

async function tryToOpen(entry: Entry, ports: Ports) {
  try {
    return { entry, opened: await open(entry, ports), failure: undefined };
  } catch (failure) {
    return { entry, opened: undefined, failure };
  }
}

/** Proves the credentials: by the role they get, or by whose they are. */
async function open(entry: Entry, ports: Ports): Promise<Account<Volcengine>> {
  const own = ownCredentials(entry, ports.env);
  const named = accountOf(entry);
  const ask = askIn(ports.home, sendingOf(ports, own, named ?? entry.name ?? 'ambient', 'ambient'));
  if (entry.roleArn !== undefined && named !== undefined) {
    const credentials = roleCredentials(ask, entry.roleArn, ports.clock);
    await credentials();
    return accountWith(ports, { id: named, name: entry.name, principal: entry.roleArn, credentials });
  }
  const { account, principal } = await callerOf(ask);
  // Another account's resources must never be taken for this one's.
  if (named !== undefined && named !== account) {
    throw new CloudError('denied', `the credentials given for account ${named} are of account ${account}`);
  }
  return accountWith(ports, { id: account, name: entry.name, principal, credentials: own });
}

interface Opened {
  readonly id: string;
  readonly name: string | undefined;
  readonly principal: string;
  readonly credentials: Credentials;
}

async function accountWith(ports: Ports, opened: Opened): Promise<Account<Volcengine>> {
  const { id, name, principal, credentials } = opened;
  const { clock, config, home, names } = ports;
  const sending = sendingOf(ports, credentials, id, principal);
  // `wants` is asked before `regions`, and cannot wait.
  if (hasNames(config.regions ?? {}) && names.size === 0) {
    for (const [region, told] of await regionNamesOf(askIn(home, sending))) names.set(region, told);
  }
  return {
    id,
    name,
    principal,
    regions: async () =>
      (await regionIdsOf(askIn(home, sending))).filter((region) => wants(ports, region)).toSorted(),
    wants: (region) => wants(ports, region),
    connect: (region, call) =>
      connect(id, region === GLOBAL ? home : region, {
        call,
        credentials,
        clock,
        endpoint: config.endpoint,
      }),
    async identify(): Promise<Identity> {
      let clockAheadMs: number | undefined;
      const ask = askIn(home, {
        ...sending,
        onAnswer: (answer) => {
          clockAheadMs = aheadMs(answer, clock.now());
        },
      });
      return { ...(await callerOf(ask)), clockAheadMs };
    },
  };
}

function sendingOf(
  { calls, clock, config, home }: Ports,
  credentials: Credentials,
  account: string,
  principal: string,
): Sending {
  const call = calls({ provider: 'volcengine', account, region: home, principal });
  return { call, credentials, clock, endpoint: config.endpoint };
}

/** SDK type GetCallerIdentityOutput of sts. */
const Caller = z.object({ AccountId: text, Trn: text });

async function callerOf(ask: Ask): Promise<{ readonly account: string; readonly principal: string }> {
  const answer = await ask('sts:GetCallerIdentity', {});
  const { AccountId, Trn } = parsed(Caller, answer, 'sts:GetCallerIdentity');
  return { account: AccountId, principal: Trn };
}
