import { hearing } from '../collect/ahead.ts';
import type { Call } from '../collect/call.ts';
import type { Clock } from '../collect/clock.ts';
import type { Answered } from '../collect/exchange.ts';
import { checkOwner, openEach } from '../collect/open-accounts.ts';
import { GLOBAL } from '../collect/provider.ts';
import type { Account, Identity, ProviderName, ProviderPorts, Unopened } from '../collect/provider.ts';
import { wantsIn } from './named-regions.ts';
import type { Choosing, Regions } from './named-regions.ts';

interface Entered {
  readonly name?: string | undefined;
  readonly roleArn?: string | undefined;
}

export interface RolePorts<Config> extends ProviderPorts, Regions<Config> {
  /** Where is asked what belongs to an account as a whole. */
  readonly home: string;
}

/** With what a cloud is asked. */
export interface RoleSending<Credentials> {
  readonly call: Call;
  readonly credentials: Credentials;
  readonly clock: Clock;
  /** Where every product is, instead of the cloud's own hosts. */
  readonly endpoint: string | undefined;
  readonly onAnswer?: (answer: Answered) => void;
}

/** A cloud whose keys say whose they are, and may enter roles of other accounts. */
export interface RoleCloud<Config, Entry, Credentials, Ask, Api> {
  readonly provider: ProviderName;
  readonly homeIn: (env: ProviderPorts['env']) => string;
  /** The account that an entry names, as far as it names one. */
  readonly accountOf: (entry: Entry) => string | undefined;
  /** `asking`: of the cloud, with credentials of no account yet. */
  readonly entriesOf: (
    ports: RolePorts<Config>,
    asking: (credentials: Credentials) => Ask,
  ) => Promise<readonly Entry[]>;
  readonly ownOf: (entry: Entry, ports: RolePorts<Config>) => Credentials;
  /** Those of a role, which are issued as soon as they are asked for. */
  readonly lentOf: (ask: Ask, entry: Entry & { readonly roleArn: string }, clock: Clock) => Credentials;
  readonly askIn: (region: string, sending: RoleSending<Credentials>) => Ask;
  readonly callerOf: (ask: Ask) => Promise<Omit<Identity, 'clockAheadMs'>>;
  /** What an account is asked for its regions; `wants` is asked before `regions`, and cannot wait. */
  readonly regionsOf: (
    ask: Ask,
    ports: RolePorts<Config>,
    account: string,
  ) => Promise<Pick<Account<Api>, 'regions' | 'wants'>>;
  readonly connect: (account: string, region: string, sending: RoleSending<Credentials>) => Api;
}

/** Every account that is wanted, open or not. */
export async function* roleAccounts<
  Config extends Choosing & { readonly endpoint?: string | undefined },
  Entry extends Entered,
  Credentials extends () => Promise<unknown>,
  Ask,
  Api,
>(
  cloud: RoleCloud<Config, Entry, Credentials, Ask, Api>,
  config: Config,
  given: ProviderPorts,
): AsyncGenerator<Account<Api> | Unopened, void, undefined> {
  const { accountOf, askIn } = cloud;
  const home = cloud.homeIn(given.env);
  const ports: RolePorts<Config> = { ...given, config, home, names: new Map() };
  const { clock } = ports;

  function sendingOf(credentials: Credentials, account: string, principal: string): RoleSending<Credentials> {
    const call = ports.calls({ provider: cloud.provider, account, region: home, principal });
    return { call, credentials, clock, endpoint: config.endpoint };
  }

  /** Proves the credentials: by the role they get, or by whose they are. */
  async function open(entry: Entry): Promise<Account<Api>> {
    const own = cloud.ownOf(entry, ports);
    const named = accountOf(entry);
    const ask = askIn(home, sendingOf(own, named ?? entry.name ?? 'ambient', 'ambient'));
    const { roleArn } = entry;
    if (roleArn !== undefined && named !== undefined) {
      const credentials = cloud.lentOf(ask, { ...entry, roleArn }, clock);
      await credentials();
      return opened({ account: named, principal: roleArn }, entry.name, credentials);
    }
    const caller = await cloud.callerOf(ask);
    checkOwner(named, caller.account);
    return opened(caller, entry.name, own);
  }

  async function opened(
    { account: id, principal }: Omit<Identity, 'clockAheadMs'>,
    name: string | undefined,
    credentials: Credentials,
  ): Promise<Account<Api>> {
    const sending = sendingOf(credentials, id, principal);
    return {
      id,
      name,
      principal,
      ...(await cloud.regionsOf(askIn(home, sending), ports, id)),
      connect: (region, call) => cloud.connect(id, region === GLOBAL ? home : region, { ...sending, call }),
      async identify() {
        const { onAnswer, clockAheadMs } = hearing(clock);
        const caller = await cloud.callerOf(askIn(home, { ...sending, onAnswer }));
        return { ...caller, clockAheadMs: clockAheadMs() };
      },
    };
  }

  yield* openEach({
    entries: await cloud.entriesOf(ports, (credentials) =>
      askIn(home, sendingOf(credentials, 'ambient', 'ambient')),
    ),
    only: ports.only,
    isId: (one) => /^\d+$/.test(one),
    accountOf,
    wants: wantsIn(ports),
    open,
  });
}
