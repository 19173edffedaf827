import { CloudError } from '../../shared/collect/errors.ts';
import { inParallel } from '../../shared/collect/parallel.ts';
import { GLOBAL } from '../../shared/collect/provider.ts';
import type { Account, Identity, ProviderPorts, Unopened } from '../../shared/collect/provider.ts';
import { askIn, connect, FAN_OUT } from './client.ts';
import type { Huawei, Sending } from './client.ts';
import { chosen, hasNames } from './config.ts';
import type { Config, Entry } from './config.ts';
import { agencyCredentials, ownCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { aheadMs } from './errors.ts';
import { projectsOf, regionsOf } from './projects.ts';
import type { Project } from './projects.ts';

interface Ports extends ProviderPorts {
  readonly config: Config;
  /** Localised names by region id, as far as some account has told them. */
  readonly names: Map<string, readonly string[]>;
}

/** Every account, open or not. One that nobody can name ends it, after all others. */
export async function* openAccounts(
  config: Config,
  given: ProviderPorts,
): AsyncGenerator<Account<Huawei> | Unopened, void, undefined> {
  const ports: Ports = { ...given, config, names: new Map() };
  const entries = wanted(config.accounts ?? [{}], ports.only);
  const seen = new Set<string>();
  const missing = new Set(ports.only);
  const nameless: unknown[] = [];
  const doubled: unknown[] = [];
  for await (const { entry, opened, failure } of inParallel(entries, FAN_OUT, (one) =>
    tryToOpen(one, ports),
  )) {
    const id = opened?.id ?? entry.id;
    if (id === undefined) {
      nameless.push(failure);
      continue;
    }
    if (ports.only.length > 0 && !isNamed({ ...entry, id }, ports.only)) continue;
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
  const unknown = only.some(
    (one) => /^[0-9a-f]{32}$/.test(one) && !entries.some((entry) => isNamed(entry, [one])),
  );
  return entries.filter((entry) => isNamed(entry, only) || (unknown && entry.id === undefined));
}

function isNamed({ id, name }: Pick<Entry, 'id' | 'name'>, only: readonly string[]): boolean {
  return [id, name].some((one) => one !== undefined && only.includes(one));
}

/** A region whose names nobody has told may be one that is wanted by name. */
function wants({ config: { regions = {} }, names }: Ports, region: string): boolean {
  const known = names.get(region);
  if (known !== undefined) return chosen(regions, [region, ...known]);
  return chosen(regions, [region]) || (hasNames(regions) && chosen({ exclude: regions.exclude }, [region]));
}

async function tryToOpen(entry: Entry, ports: Ports) {
  try {
    return { entry, opened: await open(entry, ports), failure: undefined };
  } catch (failure) {
    return { entry, opened: undefined, failure };
  }
}

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
  // Another account's resources must never be taken for this one's.
  if (entry.id !== undefined && entry.id !== domain) {
    throw new CloudError('denied', `the credentials given for account ${entry.id} are of account ${domain}`);
  }
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
      const found = new Set(projects.map(({ region }) => region));
      return [...found].filter((region) => wants(ports, region)).toSorted();
    },
    connect: (region, call) => connect(id, region, async () => projects, { ...sending, call }),
    async identify(): Promise<Identity> {
      let clockAheadMs: number | undefined;
      const onAnswer: Sending['onAnswer'] = (answer) => {
        clockAheadMs = aheadMs(answer, clock.now());
      };
      await projectsOf(askIn(GLOBAL, { ...sending, onAnswer }));
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
  const call = calls({ provider: 'huawei', account, region: GLOBAL, principal });
  const { domain = 'myhuaweicloud.com', endpoint } = config;
  return { call, credentials, clock, domain, endpoint: endpoint?.replace(/\/+$/, '') };
}
