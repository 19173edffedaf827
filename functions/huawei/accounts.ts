import { hearing } from '../../shared/collect/ahead.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { checkOwner, openEach } from '../../shared/collect/open-accounts.ts';
import { GLOBAL } from '../../shared/collect/provider.ts';
import type { Account, Identity, ProviderPorts, Unopened } from '../../shared/collect/provider.ts';
import { chosen, hasNames, wantsRegion } from '../../shared/runtime/choice.ts';
import { askIn, connect } from './client.ts';
import type { Huawei, Sending } from './client.ts';
import type { Config, Entry } from './config.ts';
import { agencyCredentials, ownCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { regionOf } from './project.ts';
import type { Project } from './project.ts';
import { projectsOf, regionsOf } from './projects.ts';

interface Ports extends ProviderPorts {
  readonly config: Config;
  /** Localised names by region id, as far as some account has told them. */
  readonly names: Map<string, readonly string[]>;
}

/** Every account that is wanted, open or not. */
export async function* openAccounts(
  config: Config,
  given: ProviderPorts,
): AsyncGenerator<Account<Huawei> | Unopened, void, undefined> {
  const ports: Ports = { ...given, config, names: new Map() };
  yield* openEach({
    entries: config.accounts ?? [{}],
    only: ports.only,
    isId: (one) => /^[0-9a-f]{32}$/.test(one),
    accountOf: ({ id }) => id,
    wants: (region) => wants(ports, region),
    open: (entry) => open(entry, ports),
  });
}

/** A project inside of a region is wanted with it, and may be left out by its own name. */
const wants = ({ config: { regions = {} }, names }: Ports, name: string): boolean =>
  wantsRegion(regions, regionOf(name), names) && chosen({ exclude: regions.exclude }, [name]);

/** Proves the credentials by the projects that they may enter, which say whose they are. */
async function open(entry: Entry, ports: Ports): Promise<Account<Huawei>> {
  const sending = (credentials: Credentials, principal: string): Sending =>
    sendingOf(ports, credentials, entry.id ?? entry.name ?? 'ambient', principal);
  const own = ownCredentials(entry, ports.env);
  const credentials =
    entry.agencyName === undefined
      ? own
      : agencyCredentials(askIn(GLOBAL, sending(own, 'ambient')), entry, ports.clock);
  const projects = await projectsOf(askIn(GLOBAL, sending(credentials, 'ambient')));
  const [{ domain } = { domain: undefined }] = projects;
  if (domain === undefined)
    throw new CloudError('invalid', 'no project of a region, which would say whose the credentials are');
  checkOwner(entry.id, domain);
  const principal = entry.agencyName === undefined ? domain : `${domain}/agency/${entry.agencyName}`;
  return accountWith(ports, { id: domain, name: entry.name, principal, credentials, projects });
}

interface Opened {
  readonly id: string;
  readonly name: string | undefined;
  readonly principal: string;
  readonly credentials: Credentials;
  readonly projects: readonly Project[];
}

async function accountWith(ports: Ports, opened: Opened): Promise<Account<Huawei>> {
  const { id, name, principal, credentials, projects } = opened;
  const { clock } = ports;
  const sending = sendingOf(ports, credentials, id, principal);
  // `wants` is asked before `regions`, and cannot wait.
  if (hasNames(ports.config.regions ?? {}) && ports.names.size === 0) {
    for (const { id: region, locales } of await regionsOf(askIn(GLOBAL, sending))) {
      ports.names.set(
        region,
        Object.values(locales ?? {}).flatMap((one) => one ?? []),
      );
    }
  }
  return {
    id,
    name,
    principal,
    wants: (region) => wants(ports, region),
    async regions() {
      return projects
        .map((project) => project.name)
        .filter((project) => wants(ports, project))
        .toSorted();
    },
    connect: (region, call) => connect(id, region, async () => projects, { ...sending, call }),
    async identify(): Promise<Identity> {
      const { onAnswer, clockAheadMs } = hearing(clock);
      await projectsOf(askIn(GLOBAL, { ...sending, onAnswer }));
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
  const call = calls({ provider: 'huawei', account, region: GLOBAL, principal });
  const { domain = 'myhuaweicloud.com', endpoint } = config;
  return { call, credentials, clock, domain, endpoint: endpoint?.replace(/\/+$/, '') };
}
