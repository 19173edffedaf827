import * as z from 'zod/mini';
import { hearing } from '../../shared/collect/ahead.ts';
import { checkOwner, openEach } from '../../shared/collect/open-accounts.ts';
import { GLOBAL } from '../../shared/collect/provider.ts';
import type { Account, Identity, ProviderPorts, Unopened } from '../../shared/collect/provider.ts';
import { parsed, text } from '../../shared/collect/wire.ts';
import { chosen, hasNames, wantsRegion } from '../../shared/runtime/choice.ts';
import { askIn, connect, FAN_OUT } from './client.ts';
import type { Ask, Sending, Volcengine } from './client.ts';
import { accountOf } from './config.ts';
import type { Config, Entry } from './config.ts';
import { ownCredentials, roleCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { namesToChooseBy } from './region-names.ts';
import { regionIdsOf } from './regions.ts';

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
): AsyncGenerator<Account<Volcengine> | Unopened, void, undefined> {
  const home = given.env['VOLCENGINE_REGION'] || 'cn-beijing';
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
  checkOwner(named, account);
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
  const { regions = {} } = config;
  const sending = sendingOf(ports, credentials, id, principal);
  // `wants` is asked before `regions`, and cannot wait.
  if (hasNames(regions) && names.size === 0) {
    const told = await namesToChooseBy(askIn(home, sending), regions, { ...ports, account: id });
    for (const [region, localised] of told) names.set(region, [localised]);
  }
  // What is stored of a region stands while nobody tells names; nothing is begun on the chance that one is meant.
  const isChosen = (region: string): boolean =>
    names.size === 0 ? chosen(regions, [region]) : wants(ports, region);
  return {
    id,
    name,
    principal,
    regions: async () => (await regionIdsOf(askIn(home, sending))).filter(isChosen).toSorted(),
    wants: (region) => wants(ports, region),
    connect: (region, call) =>
      connect(id, region === GLOBAL ? home : region, {
        call,
        credentials,
        clock,
        endpoint: config.endpoint,
      }),
    async identify(): Promise<Identity> {
      const { onAnswer, clockAheadMs } = hearing(clock);
      const caller = await callerOf(askIn(home, { ...sending, onAnswer }));
      return { ...caller, clockAheadMs: clockAheadMs() };
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
