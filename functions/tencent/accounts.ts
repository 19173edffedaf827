import * as z from 'zod/mini';
import type { Account, ProviderPorts, Unopened } from '../../shared/collect/provider.ts';
import { parsed, text } from '../../shared/collect/wire.ts';
import { namedRegions } from '../../shared/runtime/named-regions.ts';
import { roleAccounts } from '../../shared/runtime/role-accounts.ts';
import type { RoleCloud } from '../../shared/runtime/role-accounts.ts';
import { askIn, connect } from './client.ts';
import type { Ask, Tencent } from './client.ts';
import { accountOf } from './config.ts';
import type { Config, Entry } from './config.ts';
import { METADATA, ownCredentials, roleCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { regionsOf } from './regions.ts';

const CLOUD: RoleCloud<Config, Entry, Credentials, Ask, Tencent> = {
  provider: 'tencent',
  homeIn: (env) => env['TENCENTCLOUD_REGION'] || 'ap-guangzhou',
  accountOf,
  entriesOf: async ({ config }) => config.accounts ?? [{}],
  ownOf(entry, { calls, clock, env, home }) {
    const account = accountOf(entry) ?? entry.name ?? 'ambient';
    const call = calls({ provider: 'tencent', account, region: home, principal: 'ambient' });
    return ownCredentials(entry, env, { call, clock, metadata: METADATA });
  },
  lentOf: (ask, { roleArn, externalId }, clock) => roleCredentials(ask, { roleArn, externalId }, clock),
  askIn,
  callerOf,
  regionsOf: async (ask, ports) =>
    namedRegions(ports, async () =>
      (await regionsOf(ask)).map(({ Region: id, RegionName: name = id, RegionState = 'AVAILABLE' }) => ({
        id,
        name,
        isOpen: RegionState === 'AVAILABLE',
      })),
    ),
  connect,
};

/** Every account that is wanted, open or not. */
export const openAccounts = (
  config: Config,
  ports: ProviderPorts,
): AsyncGenerator<Account<Tencent> | Unopened, void, undefined> => roleAccounts(CLOUD, config, ports);

/** SDK type GetCallerIdentityResponse: `AccountId` is the UIN of the main account. */
const Caller = z.object({ AccountId: text, Arn: text });

async function callerOf(ask: Ask): Promise<{ readonly account: string; readonly principal: string }> {
  const answer = await ask('sts:GetCallerIdentity', {});
  const { AccountId, Arn } = parsed(Caller, answer, 'sts:GetCallerIdentity');
  return { account: AccountId, principal: Arn };
}
