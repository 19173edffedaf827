import { DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Caller } from '../../shared/collect/limit.ts';
import { inParallel } from '../../shared/collect/parallel.ts';
import { GLOBAL } from '../../shared/collect/provider.ts';
import type { Account, Identity, ProviderPorts, Unopened } from '../../shared/collect/provider.ts';
import type { Aws } from './client.ts';
import { connect, FAN_OUT } from './client.ts';
import { accountOf, chosen } from './config.ts';
import type { Config, Entry } from './config.ts';
import { ownCredentials, roleCredentials } from './credentials.ts';
import { aheadMs } from './errors.ts';
import { homeOf } from './home.ts';
import { idOf, listed } from './items.ts';
import { isId, members } from './organization.ts';
import { onResponse } from './transport.ts';
import type { Credentials } from './transport.ts';

interface Ports extends ProviderPorts {
  readonly config: Config;
  readonly home: string;
}

/** Every account that is wanted, open or not. One that nobody can name ends it, after all others. */
export async function* openAccounts(
  config: Config,
  given: ProviderPorts,
): AsyncGenerator<Account<Aws> | Unopened, void, undefined> {
  const ports: Ports = { ...given, config, home: homeOf(config, given.env) };
  const entries = among(await entriesOf(ports), ports.only);
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
    if (ports.only.length > 0 && !isNamed({ id, name: entry.name }, ports.only)) continue;
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

async function entriesOf(ports: Ports): Promise<readonly Entry[]> {
  const { accounts = [{}], organization } = ports.config;
  if (organization === undefined) return accounts;
  const base = at(ports, ownCredentials({}, ports.home, ports.clock), 'ambient', 'ambient');
  return members(base.organizations, organization, ports.only, await callerOf(base));
}

/**
 * The entries that `only` names. An entry that does not say whose it is has to
 * be opened to be known, so it comes too as long as an id is named by no entry.
 */
function among(entries: readonly Entry[], only: readonly string[]): readonly Entry[] {
  if (only.length === 0) return entries;
  const unknown = only.some((one) => isId(one) && !entries.some((entry) => isNamed(entry, [one])));
  return entries.filter((entry) => isNamed(entry, only) || (unknown && accountOf(entry) === undefined));
}

function isNamed(entry: Entry, only: readonly string[]): boolean {
  return [accountOf(entry), entry.name].some((name) => name !== undefined && only.includes(name));
}

const wants = ({ config }: Ports, region: string): boolean => chosen(config.regions ?? {}, region);

async function tryToOpen(entry: Entry, ports: Ports) {
  try {
    return { entry, opened: await open(entry, ports), failure: undefined };
  } catch (failure) {
    return { entry, opened: undefined, failure };
  }
}

/** Proves the credentials: by the role they get, or by whose they are. */
async function open(entry: Entry, ports: Ports): Promise<Account<Aws>> {
  const own = ownCredentials(entry, ports.home, ports.clock);
  const named = accountOf(entry);
  const base = at(ports, own, named ?? entry.name ?? 'ambient', 'ambient');
  if (entry.roleArn !== undefined && named !== undefined) {
    const role = { roleArn: entry.roleArn, externalId: entry.externalId };
    const credentials = roleCredentials(base.sts, role, ports.clock);
    await credentials();
    return accountWith(ports, { id: named, name: entry.name, principal: entry.roleArn, credentials });
  }
  const { account, principal } = await callerOf(base);
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

function accountWith(ports: Ports, { id, name, principal, credentials }: Opened): Account<Aws> {
  const { clock, config, home } = ports;
  const listenerRules = config.listenerRules ?? false;
  const isWanted = (region: string): boolean => wants(ports, region);
  return {
    id,
    name,
    principal,
    wants: isWanted,
    connect: (region, call) =>
      connect(region === GLOBAL ? home : region, { account: id, call, credentials, clock, listenerRules }),
    async regions() {
      const { ec2 } = at(ports, credentials, id, principal);
      const { Regions } = await ec2.send(new DescribeRegionsCommand({ AllRegions: false }));
      const names = listed(Regions, 'ec2:DescribeRegions').map(({ RegionName }) =>
        idOf(RegionName, 'ec2:DescribeRegions'),
      );
      return names.filter(isWanted).toSorted();
    },
    async identify(): Promise<Identity> {
      const api = at(ports, credentials, id, principal);
      let clockAheadMs: number | undefined;
      onResponse(api.sts, ({ headers }) => {
        clockAheadMs = aheadMs(headers, clock.now());
      });
      return { ...(await callerOf(api)), clockAheadMs };
    },
  };
}

/** The home region, for what is asked about the account as a whole. */
function at(
  { calls, clock, home }: Ports,
  credentials: Credentials,
  account: string,
  principal: string,
): Aws {
  const caller: Caller = { provider: 'aws', account, region: home, principal };
  return connect(home, { account, call: calls(caller), credentials, clock, listenerRules: false });
}

async function callerOf({ sts }: Aws): Promise<{ readonly account: string; readonly principal: string }> {
  const { Account: account, Arn: arn } = await sts.send(new GetCallerIdentityCommand({}));
  return {
    account: idOf(account, 'sts:GetCallerIdentity'),
    principal: idOf(arn, 'sts:GetCallerIdentity Arn'),
  };
}
