import { inParallel } from '../../shared/collect/parallel.ts';
import { GLOBAL } from '../../shared/collect/provider.ts';
import type { Account, Identity, ProviderPorts, Unopened } from '../../shared/collect/provider.ts';
import { askIn, connect } from './client.ts';
import type { Baidu, Sending } from './client.ts';
import { chosen, hasNames } from './config.ts';
import type { Config, Entry } from './config.ts';
import { ownCredentials, roleCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { aheadMs } from './errors.ts';
import { FAN_OUT } from './pages.ts';
import { regionsOf } from './regions.ts';

interface Ports extends ProviderPorts {
  readonly config: Config;
  /** Localised names by region id, as far as some account has told them. */
  readonly names: Map<string, string | undefined>;
}

/** Every account, open or not. */
export async function* openAccounts(
  config: Config,
  given: ProviderPorts,
): AsyncGenerator<Account<Baidu> | Unopened, void, undefined> {
  const ports: Ports = { ...given, config, names: new Map() };
  const { only } = given;
  const entries = config.accounts.filter(
    ({ id, name = id }) => only.length === 0 || only.includes(id) || only.includes(name),
  );
  yield* inParallel(entries, FAN_OUT, (entry) => opened(entry, ports));
}

async function opened(entry: Entry, ports: Ports): Promise<Account<Baidu> | Unopened> {
  try {
    return await open(entry, ports);
  } catch (failure) {
    const { id, name } = entry;
    return { id, name, failure, wants: (region) => wants(ports, region) };
  }
}

/** A region whose name nobody has told may be one that is wanted by name. */
function wants({ config: { regions = {} }, names }: Ports, region: string): boolean {
  if (names.has(region)) return chosen(regions, [region, names.get(region) ?? region]);
  return chosen(regions, [region]) || (hasNames(regions) && chosen({ exclude: regions.exclude }, [region]));
}

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
  for (const { regionId, regionName } of regions) ports.names.set(regionId, regionName);
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
      let clockAheadMs: number | undefined;
      const onAnswer: Sending['onAnswer'] = (answer) => {
        clockAheadMs = aheadMs(answer, clock.now());
      };
      await regionsOf(askIn(GLOBAL, { ...sending, onAnswer }));
      return { account: id, principal, clockAheadMs };
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
