import { hearing } from '../../shared/collect/ahead.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { checkOwner, openEach } from '../../shared/collect/open-accounts.ts';
import { GLOBAL } from '../../shared/collect/provider.ts';
import type { Account, Identity, ProviderPorts, Unopened } from '../../shared/collect/provider.ts';
import { sharedList } from '../../shared/collect/shared-list.ts';
import { chosen } from '../../shared/runtime/choice.ts';
import { askIn, connect } from './client.ts';
import type { QingCloud, Sending, Zones } from './client.ts';
import type { Config, Entry } from './config.ts';
import { METADATA, ownCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { memoryOf } from './memory.ts';
import type { Memory } from './memory.ts';
import { createQuota } from './quota.ts';
import type { Quota } from './quota.ts';
import { ownerIn, ownerOfKey } from './owner.ts';
import { nameOf, regionsIn, zonesOf } from './zones.ts';

interface Ports extends ProviderPorts {
  readonly config: Config;
}

/** Every account that is wanted, open or not. */
export async function* openAccounts(
  config: Config,
  given: ProviderPorts,
): AsyncGenerator<Account<QingCloud> | Unopened, void, undefined> {
  const ports: Ports = { ...given, config };
  yield* openEach({
    entries: config.accounts ?? [{}],
    only: ports.only,
    isId: (one) => one.startsWith('usr-'),
    accountOf: ({ id }) => id,
    wants: (region) => wants(config, region),
    open: (entry) => open(entry, ports),
  });
}

const wants = ({ regions = {} }: Config, region: string): boolean =>
  chosen(regions, [region, nameOf(region)]);

/** Proves the keys by the zones that they may enter, and by whose they are. */
async function open(entry: Entry, ports: Ports): Promise<Account<QingCloud>> {
  const { calls, clock, config, env } = ports;
  const account = entry.id ?? entry.name ?? 'ambient';
  const call = calls({ provider: 'qingcloud', account, region: GLOBAL, principal: 'ambient' });
  const credentials = ownCredentials(entry, env, { call, clock, metadata: METADATA });
  const { accessKeyId, sessionToken } = await credentials();
  const ofToken = sessionToken === undefined ? undefined : ownerIn(sessionToken, entry.id);
  const memory = await memoryOf(ports.notes, entry.id ?? ofToken ?? accessKeyId);
  const quota = createQuota(clock, memory);
  const endpoint = config.endpoint ?? 'https://api.qingcloud.com';
  const sending: Sending = { call, credentials, clock, quota, endpoint };
  const zones = sharedList(() => zonesOf(askIn(undefined, sending)));
  const asked = async (): Promise<string> =>
    ownerOfKey(askIn(await anyRegion(zones), sending), accessKeyId, entry.id);
  const owner = ofToken ?? (await asked().catch(orKnown(entry, quota, memory)));
  // With a key of nobody whom the configuration names, the day's quota may be spent before anything is asked.
  if (entry.id === undefined && ofToken === undefined) await memory.note({ account: owner });
  // Temporary keys come and go.
  const principal = sessionToken === undefined ? accessKeyId : `${owner}/role`;
  checkOwner(entry.id, owner);
  return accountWith(ports, {
    id: owner,
    name: entry.name,
    principal,
    credentials,
    quota,
    endpoint,
    zones,
  });
}

/** Whose the key is, where there are no requests left to ask: the account keeps what it has, and says why. */
function orKnown(entry: Entry, quota: Quota, memory: Memory): (error: unknown) => string {
  return (error) => {
    const known = entry.id ?? memory.noted().account;
    if (!quota.isSpent() || known === undefined) throw error;
    return known;
  };
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
      const { onAnswer, clockAheadMs } = hearing(clock);
      try {
        await zonesOf(askIn(undefined, { ...sending, onAnswer }));
      } catch (error) {
        // Refused by what IAM does not know, a role is known all the same.
        if (!isRefusedByIam(error)) throw error;
      }
      return { account: id, principal, clockAheadMs: clockAheadMs() };
    },
  };
}
