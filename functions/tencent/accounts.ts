import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import { inParallel } from '../../shared/collect/parallel.ts';
import { GLOBAL } from '../../shared/collect/provider.ts';
import type { Account, Identity, ProviderPorts, Unopened } from '../../shared/collect/provider.ts';
import { parsed, text } from '../../shared/collect/wire.ts';
import { askIn, connect, FAN_OUT } from './client.ts';
import type { Ask, Sending, Tencent } from './client.ts';
import { accountOf, chosen, hasNames } from './config.ts';
import type { Config, Entry } from './config.ts';
import { METADATA, ownCredentials, roleCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { aheadMs } from './errors.ts';
import { regionsOf } from './regions.ts';

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
): AsyncGenerator<Account<Tencent> | Unopened, void, undefined> {
  const home = given.env['TENCENTCLOUD_REGION'] || 'ap-guangzhou';
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
async function open(entry: Entry, ports: Ports): Promise<Account<Tencent>> {
  const own = ownOf(entry, ports);
  const named = accountOf(entry);
  const ask = askIn(ports.home, sendingOf(ports, own, named ?? entry.name ?? 'ambient', 'ambient'));
  if (entry.roleArn !== undefined && named !== undefined) {
    const role = { roleArn: entry.roleArn, externalId: entry.externalId };
    const credentials = roleCredentials(ask, role, ports.clock);
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

async function accountWith(ports: Ports, opened: Opened): Promise<Account<Tencent>> {
  const { id, name, principal, credentials } = opened;
  const { clock, config, home } = ports;
  const { endpoint } = config;
  const sending = sendingOf(ports, credentials, id, principal);
  const regions = async (): Promise<readonly string[]> => {
    const found = await regionsOf(askIn(home, sending));
    for (const { Region, RegionName = Region } of found) ports.names.set(Region, RegionName);
    const enabled = found.filter(({ RegionState = 'AVAILABLE' }) => RegionState === 'AVAILABLE');
    return enabled
      .map(({ Region }) => Region)
      .filter((region) => wants(ports, region))
      .toSorted();
  };
  // `wants` is asked before `regions`, and cannot wait.
  if (hasNames(config.regions ?? {}) && ports.names.size === 0) await regions();
  return {
    id,
    name,
    principal,
    regions,
    wants: (region) => wants(ports, region),
    connect: (region, call) =>
      connect(id, region === GLOBAL ? home : region, { call, credentials, clock, endpoint }),
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

function ownOf(entry: Entry, { calls, clock, env, home }: Ports): Credentials {
  const account = accountOf(entry) ?? entry.name ?? 'ambient';
  const call = calls({ provider: 'tencent', account, region: home, principal: 'ambient' });
  return ownCredentials(entry, env, { call, clock, metadata: METADATA });
}

function sendingOf(
  { calls, clock, config, home }: Ports,
  credentials: Credentials,
  account: string,
  principal: string,
): Sending {
  const call = calls({ provider: 'tencent', account, region: home, principal });
  return { call, credentials, clock, endpoint: config.endpoint };
}

/** SDK type GetCallerIdentityResponse: `AccountId` is the UIN of the main account. */
const Caller = z.object({ AccountId: text, Arn: text });

async function callerOf(ask: Ask): Promise<{ readonly account: string; readonly principal: string }> {
  const answer = await ask('sts:GetCallerIdentity', {});
  const { AccountId, Arn } = parsed(Caller, answer, 'sts:GetCallerIdentity');
  return { account: AccountId, principal: Arn };
}
