import * as z from 'zod/mini';
import type { Account, ProviderPorts, Unopened } from '../../shared/collect/provider.ts';
import { parsed, text } from '../../shared/collect/wire.ts';
import { chosen, hasNames } from '../../shared/runtime/choice.ts';
import { wantsIn } from '../../shared/runtime/named-regions.ts';
import { roleAccounts } from '../../shared/runtime/role-accounts.ts';
import type { RoleCloud } from '../../shared/runtime/role-accounts.ts';
import { askIn, connect } from './client.ts';
import type { Ask, Volcengine } from './client.ts';
import { accountOf } from './config.ts';
import type { Config, Entry } from './config.ts';
import { ownCredentials, roleCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { namesToChooseBy } from './region-names.ts';
import { regionIdsOf } from './regions.ts';

const CLOUD: RoleCloud<Config, Entry, Credentials, Ask, Volcengine> = {
  provider: 'volcengine',
  homeIn: (env) => env['VOLCENGINE_REGION'] || 'cn-beijing',
  accountOf,
  entriesOf: async ({ config }) => config.accounts ?? [{}],
  ownOf: (entry, { env }) => ownCredentials(entry, env),
  lentOf: (ask, { roleArn }, clock) => roleCredentials(ask, roleArn, clock),
  askIn,
  callerOf,
  async regionsOf(ask, ports, account) {
    const { names } = ports;
    const { regions = {} } = ports.config;
    if (hasNames(regions) && names.size === 0) {
      const told = await namesToChooseBy(ask, regions, { ...ports, account });
      for (const [region, localised] of told) names.set(region, [localised]);
    }
    const wants = wantsIn(ports);
    // What is stored of a region stands while nobody tells names; nothing is begun on the chance that one is meant.
    const isChosen = (region: string): boolean =>
      names.size === 0 ? chosen(regions, [region]) : wants(region);
    return { wants, regions: async () => (await regionIdsOf(ask)).filter(isChosen).toSorted() };
  },
  connect,
};

/** Every account that is wanted, open or not. */
export const openAccounts = (
  config: Config,
  ports: ProviderPorts,
): AsyncGenerator<Account<Volcengine> | Unopened, void, undefined> => roleAccounts(CLOUD, config, ports);

/** SDK type GetCallerIdentityOutput of sts. */
const Caller = z.object({ AccountId: text, Trn: text });

async function callerOf(ask: Ask): Promise<{ readonly account: string; readonly principal: string }> {
  const answer = await ask('sts:GetCallerIdentity', {});
  const { AccountId, Trn } = parsed(Caller, answer, 'sts:GetCallerIdentity');
  return { account: AccountId, principal: Trn };
}
