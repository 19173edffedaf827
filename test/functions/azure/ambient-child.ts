// A process of its own, which trusts the authority of the test: what each environment lets see of Azure, as JSON.
import { openAccounts } from '../../../functions/azure/accounts.ts';
import { Config } from '../../../functions/azure/config.ts';
import { callsOnce } from './cloud.ts';
import { systemClock } from '../../../shared/runtime/clock.ts';

/** One way to come by a token. */
export interface Way {
  readonly env: Readonly<Record<string, string>>;
  readonly config: object;
}

const ways: readonly Way[] = JSON.parse(process.argv[2] ?? '[]');
const seen: unknown[] = [];
for (const { env, config } of ways) {
  // The library reads the environment of its process, whatever it is given.
  const unset = Object.keys(process.env).filter((name) => /^(?:AZURE|IDENTITY|MSI|IMDS)_/.test(name));
  for (const name of unset) delete process.env[name];
  Object.assign(process.env, env, { AZURE_TOKEN_CREDENTIALS: 'prod' });
  const ports = { calls: callsOnce(), clock: systemClock, env: process.env, only: [] };
  try {
    const ids: string[] = [];
    for await (const { id } of openAccounts(Config.parse(config), ports)) ids.push(id);
    seen.push(ids);
  } catch (error) {
    seen.push(error instanceof Error ? `${error.message}: ${String(error.cause)}` : String(error));
  }
}
process.stdout.write(JSON.stringify(seen));
