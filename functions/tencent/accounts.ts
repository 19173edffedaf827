import * as z from 'zod/mini';
import { hearing } from '../../shared/collect/ahead.ts';
import { checkOwner, openEach } from '../../shared/collect/open-accounts.ts';
import { GLOBAL } from '../../shared/collect/provider.ts';
import type { Account, Identity, ProviderPorts, Unopened } from '../../shared/collect/provider.ts';
import { parsed, text } from '../../shared/collect/wire.ts';
import { hasNames, wantsRegion } from '../../shared/runtime/choice.ts';
import { askIn, connect, FAN_OUT } from './client.ts';
import type { Ask, Sending, Tencent } from './client.ts';
import { accountOf } from './config.ts';
import type { Config, Entry } from './config.ts';
import { METADATA, ownCredentials, roleCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { regionsOf } from './regions.ts';

interface Ports extends ProviderPorts {
  readonly config: Config;
  /** Where is asked what belongs to an account as a whole. */
  readonly home: string;
  /** Localised names by region id, as far as some account has told them. */
  readonly names: Map<string, readonly string[]>;
}

/** Every account that is wanted, open or not. */
export async function* openAccounts(
  config: Config,
  given: ProviderPorts,
): AsyncGenerator<Account<Tencent> | Unopened, void, undefined> {
  const home = given.env['TENCENTCLOUD_REGION'] || 'ap-guangzhou';
  const ports: Ports = { ...given, config, home, names: new Map() };
  yield* openEach({
    entries: config.accounts ?? [{}],
    only: ports.only,
    width: FAN_OUT,
    isId: (one) => /^\d+$/.test(one),
    accountOf,
    wants: (region) => wants(ports, region),
    open: (entry) => open(entry, ports),
  });
}

const wants = ({ config: { regions = {} }, names }: Ports, region: string): boolean =>
  wantsRegion(regions, region, names);

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
  checkOwner(named, account);
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
    for (const { Region, RegionName = Region } of found) ports.names.set(Region, [RegionName]);
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
      const { onAnswer, clockAheadMs } = hearing(clock);
      const caller = await callerOf(askIn(home, { ...sending, onAnswer }));
      return { ...caller, clockAheadMs: clockAheadMs() };
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
