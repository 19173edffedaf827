import * as z from 'zod/mini';
import type { Account, ProviderPorts, Unopened } from '../../shared/collect/provider.ts';
import { parsed, text } from '../../shared/collect/wire.ts';
import { namedRegions, wantsIn } from '../../shared/runtime/named-regions.ts';
import { roleAccounts } from '../../shared/runtime/role-accounts.ts';
import type { RoleCloud, RolePorts } from '../../shared/runtime/role-accounts.ts';
import { askIn, connect } from './client.ts';
import type { Aliyun, Ask } from './client.ts';
import { accountOf } from './config.ts';
import type { Config, Entry } from './config.ts';
import { ownCredentials, roleCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { members } from './directory.ts';
import { regionsOf } from './regions.ts';

const CLOUD: RoleCloud<Config, Entry, Credentials, Ask, Aliyun> = {
  provider: 'aliyun',
  homeIn: (env) => env['ALIBABA_CLOUD_REGION_ID'] || 'cn-hangzhou',
  accountOf,
  async entriesOf(ports, asking) {
    const { accounts = [{}], resourceDirectory } = ports.config;
    if (resourceDirectory === undefined) return accounts;
    const ask = asking(ownOf({}, ports));
    const { account } = await callerOf(ask);
    return members(ask, resourceDirectory, account, { ...ports, wants: wantsIn(ports) });
  },
  ownOf,
  lentOf: (ask, { roleArn, externalId }, clock) => roleCredentials(ask, { roleArn, externalId }, clock),
  askIn,
  callerOf,
  regionsOf: async (ask, ports) =>
    namedRegions(ports, async () =>
      (await regionsOf(ask)).map(({ RegionId: id, LocalName: name = id }) => ({ id, name, isOpen: true })),
    ),
  connect,
};

/** Every account that is wanted, open or not. */
export const openAccounts = (
  config: Config,
  ports: ProviderPorts,
): AsyncGenerator<Account<Aliyun> | Unopened, void, undefined> => roleAccounts(CLOUD, config, ports);

function ownOf(entry: Entry, { calls, clock, config, env, home }: RolePorts<Config>): Credentials {
  const account = accountOf(entry) ?? entry.name ?? 'ambient';
  const call = calls({ provider: 'aliyun', account, region: home, principal: 'ambient' });
  return ownCredentials(entry, env, { call, clock, region: home, endpoint: config.endpoint });
}

/** SDK type GetCallerIdentityResponseBody. */
const Caller = z.object({ AccountId: text, Arn: text });

async function callerOf(ask: Ask): Promise<{ readonly account: string; readonly principal: string }> {
  const { AccountId, Arn } = parsed(Caller, await ask('sts:GetCallerIdentity', {}), 'sts:GetCallerIdentity');
  return { account: AccountId, principal: Arn };
}
