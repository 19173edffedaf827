import { CloudError } from '../../shared/collect/errors.ts';
import { inParallel } from '../../shared/collect/parallel.ts';
import { GLOBAL } from '../../shared/collect/provider.ts';
import type { Account, Identity, ProviderPorts, Unopened } from '../../shared/collect/provider.ts';
import { askIn, connect } from './client.ts';
import type { QingCloud, Sending, Zones } from './client.ts';
import { chosen } from './config.ts';
import type { Config, Entry } from './config.ts';
import { METADATA, ownCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { aheadMs } from './errors.ts';
import { shared } from './lists.ts';
import { FAN_OUT } from './pages.ts';
import { createQuota } from './quota.ts';
import type { Quota } from './quota.ts';
import { checkedOwner, ownerIn, ownerOfKey } from './owner.ts';
import { nameOf, regionsIn, zonesOf } from './zones.ts';

interface Ports extends ProviderPorts {
  readonly config: Config;
}

/** Every account, open or not. One that nobody can name ends it, after all others. */
export async function* openAccounts(
  config: Config,
  given: ProviderPorts,
): AsyncGenerator<Account<QingCloud> | Unopened, void, undefined> {
  const ports: Ports = { ...given, config };
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
    else yield opened ?? { id, name: entry.name, failure, wants: (region) => wants(config, region) };
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
    (one) => one.startsWith('usr-') && !entries.some((entry) => isNamed(entry, [one])),
  );
  return entries.filter((entry) => isNamed(entry, only) || (unknown && entry.id === undefined));
}

function isNamed({ id, name }: Pick<Entry, 'id' | 'name'>, only: readonly string[]): boolean {
  return [id, name].some((one) => one !== undefined && only.includes(one));
}

function wants({ regions = {} }: Config, region: string): boolean {
  return chosen(regions, [region, nameOf(region)]);
}

async function tryToOpen(entry: Entry, ports: Ports) {
  try {
    return { entry, opened: await open(entry, ports), failure: undefined };
  } catch (failure) {
    return { entry, opened: undefined, failure };
  }
}

/** Proves the keys by the zones that they may enter, and by whose they are. */
async function open(entry: Entry, ports: Ports): Promise<Account<QingCloud>> {
  const { calls, clock, config, env } = ports;
  const account = entry.id ?? entry.name ?? 'ambient';
  const call = calls({ provider: 'qingcloud', account, region: GLOBAL, principal: 'ambient' });
  const credentials = ownCredentials(entry, env, { call, clock, metadata: METADATA });
  const quota = createQuota(clock);
  const endpoint = config.endpoint ?? 'https://api.qingcloud.com';
  const sending: Sending = { call, credentials, clock, quota, endpoint };
  const zones = shared(() => zonesOf(askIn(undefined, sending)));
  const { accessKeyId, sessionToken } = await credentials();
  const owner =
    sessionToken === undefined
      ? await ownerOfKey(askIn(await anyRegion(zones), sending), accessKeyId, entry.id)
      : ownerIn(sessionToken, entry.id);
  // Temporary keys come and go.
  const principal = sessionToken === undefined ? accessKeyId : `${owner}/role`;
  const id = checkedOwner(owner, entry.id);
  return accountWith(ports, { id, name: entry.name, principal, credentials, quota, endpoint, zones });
}

/** Keys can be asked about in any region. */
async function anyRegion(zones: Zones): Promise<string> {
  const [first] = regionsIn(await zones('open'));
  if (first === undefined)
    throw new CloudError('invalid', 'DescribeZones: no zone that the account may enter');
  return first;
}

/** IAM does not let roles list zones: theirs are the regions that the configuration names. */
async function regionsOf(zones: Zones, { regions }: Config): Promise<readonly string[]> {
  try {
    return regionsIn(await zones('regions'));
  } catch (error) {
    const named = (regions?.include ?? []).map((one) => one.trim()).filter((one) => /^[a-z0-9]+$/.test(one));
    if (!isRefusedByIam(error) || named.length === 0) throw error;
    return [...new Set(named)].toSorted();
  }
}

const isRefusedByIam = (error: unknown): boolean => error instanceof CloudError && error.code === '1400';

interface Opened {
  readonly id: string;
  readonly name: string | undefined;
  readonly principal: string;
  readonly credentials: Credentials;
  readonly quota: Quota;
  readonly endpoint: string;
  readonly zones: Zones;
}

function accountWith({ calls, clock, config }: Ports, opened: Opened): Account<QingCloud> {
  const { id, name, principal, credentials, quota, endpoint, zones } = opened;
  const call = calls({ provider: 'qingcloud', account: id, region: GLOBAL, principal });
  const sending: Sending = { call, credentials, clock, quota, endpoint };
  return {
    id,
    name,
    principal,
    wants: (region) => wants(config, region),
    regions: async () => (await regionsOf(zones, config)).filter((region) => wants(config, region)),
    connect: (region, own) => connect(id, region, zones, { ...sending, call: own }),
    async identify(): Promise<Identity> {
      let clockAheadMs: number | undefined;
      const onAnswer: Sending['onAnswer'] = (answer) => {
        clockAheadMs = aheadMs(answer, clock.now());
      };
      try {
        await zonesOf(askIn(undefined, { ...sending, onAnswer }));
      } catch (error) {
        // Refused by what IAM does not know, a role is known all the same.
        if (!isRefusedByIam(error)) throw error;
      }
      return { account: id, principal, clockAheadMs };
    },
  };
}
