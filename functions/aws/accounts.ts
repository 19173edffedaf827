import { DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { aheadMs } from '../../shared/collect/ahead.ts';
import type { Caller } from '../../shared/collect/limit.ts';
import { checkOwner, openEach } from '../../shared/collect/open-accounts.ts';
import { GLOBAL } from '../../shared/collect/provider.ts';
import type { Account, Identity, ProviderPorts, Unopened } from '../../shared/collect/provider.ts';
import { chosen } from '../../shared/runtime/choice.ts';
import type { Aws } from './client.ts';
import { connect } from './client.ts';
import { accountOf } from './config.ts';
import type { Config, Entry } from './config.ts';
import { ownCredentials, roleCredentials } from './credentials.ts';
import { homeOf } from './home.ts';
import { idOf, listed } from './items.ts';
import { isId, members } from './organization.ts';
import { onResponse } from './transport.ts';
import type { Credentials } from './transport.ts';

interface Ports extends ProviderPorts {
  readonly config: Config;
  readonly home: string;
}

/** Every account that is wanted, open or not. */
export async function* openAccounts(
  config: Config,
  given: ProviderPorts,
): AsyncGenerator<Account<Aws> | Unopened, void, undefined> {
  const ports: Ports = { ...given, config, home: homeOf(config, given.env) };
  yield* openEach({
    entries: await entriesOf(ports),
    only: ports.only,
    isId,
    accountOf,
    wants: (region) => wants(ports, region),
    open: (entry) => open(entry, ports),
  });
}

async function entriesOf(ports: Ports): Promise<readonly Entry[]> {
  const { accounts = [{}], organization } = ports.config;
  if (organization === undefined) return accounts;
  const base = at(ports, ownCredentials({}, ports.home, ports.clock), 'ambient', 'ambient');
  return members(base.organizations, organization, ports.only, await callerOf(base), {
    ...ports,
    wants: (region) => wants(ports, region),
  });
}

const wants = ({ config }: Ports, region: string): boolean => chosen(config.regions ?? {}, [region]);

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
  checkOwner(named, account);
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
        clockAheadMs = aheadMs(headers['date'], clock.now());
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
