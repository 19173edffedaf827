import { hearing } from '../../shared/collect/ahead.ts';
import { openEach } from '../../shared/collect/open-accounts.ts';
import { GLOBAL } from '../../shared/collect/provider.ts';
import type { Account, Identity, ProviderPorts, Unopened } from '../../shared/collect/provider.ts';
import { wantsRegion } from '../../shared/runtime/choice.ts';
import { askIn, connect } from './client.ts';
import type { Baidu, Sending } from './client.ts';
import type { Config, Entry } from './config.ts';
import { ownCredentials, roleCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { regionsOf } from './regions.ts';

interface Ports extends ProviderPorts {
  readonly config: Config;
  /** Localised names by region id, as far as some account has told them. */
  readonly names: Map<string, readonly string[]>;
}

/** Every account that is wanted, open or not. */
export async function* openAccounts(
  config: Config,
  given: ProviderPorts,
): AsyncGenerator<Account<Baidu> | Unopened, void, undefined> {
  const ports: Ports = { ...given, config, names: new Map() };
  yield* openEach({
    entries: config.accounts,
    only: ports.only,
    isId: () => false,
    accountOf: ({ id }) => id,
    wants: (region) => wants(ports, region),
    open: (entry) => open(entry, ports),
  });
}

const wants = ({ config: { regions = {} }, names }: Ports, region: string): boolean =>
  wantsRegion(regions, region, names);

/** Proves the keys by asking for the regions, which are needed in any case. */
async function open(entry: Entry, ports: Ports): Promise<Account<Baidu>> {
  const { id, name, roleName } = entry;
  const { clock } = ports;
  const own = ownCredentials(entry, ports.env);
  const principal = roleName === undefined ? id : `${id}/role/${roleName}`;
  const credentials =
    roleName === undefined
      ? own
      : roleCredentials(askIn(GLOBAL, sendingOf(ports, own, id, 'ambient')), entry, clock);
  const sending = sendingOf(ports, credentials, id, principal);
  const regions = await regionsOf(askIn(GLOBAL, sending));
  for (const { regionId, regionName } of regions)
    ports.names.set(regionId, regionName === undefined ? [] : [regionName]);
  return {
    id,
    name,
    principal,
    wants: (region) => wants(ports, region),
    regions: async () =>
      regions
        .map(({ regionId }) => regionId)
        .filter((region) => wants(ports, region))
        .toSorted(),
    connect: (region, call) => connect(id, region, { ...sending, call }),
    async identify(): Promise<Identity> {
      const { onAnswer, clockAheadMs } = hearing(clock);
      await regionsOf(askIn(GLOBAL, { ...sending, onAnswer }));
      return { account: id, principal, clockAheadMs: clockAheadMs() };
    },
  };
}

function sendingOf(
  { calls, clock, config }: Ports,
  credentials: Credentials,
  account: string,
  principal: string,
): Sending {
  const call = calls({ provider: 'baidu', account, region: GLOBAL, principal });
  const { domain = 'baidubce.com', endpoint } = config;
  return { call, credentials, clock, domain, endpoint: endpoint?.replace(/\/+$/, '') };
}
