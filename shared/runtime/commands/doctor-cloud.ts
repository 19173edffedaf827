import { RETRY, createCalls } from '../../collect/call.ts';
import type { Call } from '../../collect/call.ts';
import type { Collector } from '../../collect/collector.ts';
import { CloudError } from '../../collect/errors.ts';
import type { Caller } from '../../collect/limit.ts';
import { inParallel } from '../../collect/parallel.ts';
import { GLOBAL } from '../../collect/provider.ts';
import type { Account } from '../../collect/provider.ts';
import { lineOf } from '../error-line.ts';
import { anyOf } from '../patterns.ts';
import { collectorsOf } from '../selection.ts';
import type { AnyProvider, CliIo } from './context.ts';
import type { Tell } from './doctor.ts';
import { tellMissing, tellRegion } from './doctor-permissions.ts';
import type { Result } from './doctor-permissions.ts';
import type { ScopeOptions } from './options.ts';
import { usedOf } from './used.ts';

/** Signatures are refused at five minutes and more; a clock that runs away is worth a word before. */
const SKEW_MS = 60_000;
const PROBES_AT_ONCE = 8;
const REGIONS_AT_ONCE = 4;
/** A diagnosis does not sit out an outage. */
const POLICY = { ...RETRY, attempts: 3, timeoutMs: 15_000 };

/** Every account and region of a provider: who we are, the clock, and each permission. */
export async function checkProvider(
  provider: AnyProvider,
  config: unknown,
  options: ScopeOptions,
  { clock, env, signal }: CliIo,
  tell: Tell,
): Promise<void> {
  const { limits } = provider;
  const used = usedOf(provider, config);
  const calls = createCalls({ limits, policy: POLICY, clock, signal, onAttempt: () => {} });
  const warn = (message: string, { account = '' }: Readonly<Record<string, unknown>>): void =>
    tell({ what: `${provider.name} ${String(account)}`.trim(), status: 'incomplete', text: message });
  let found = 0;
  for await (const account of provider.accounts(config, { calls, clock, env, only: options.account, warn })) {
    const { id, name } = account;
    const { account: wanted } = options;
    if (wanted.length > 0 && !wanted.includes(id) && (name === undefined || !wanted.includes(name))) continue;
    found++;
    const what = `${provider.name} ${id}${name === undefined ? '' : ` (${name})`}`;
    if ('failure' in account) tell({ what, status: 'failed', text: lineOf(account.failure) });
    else await checkAccount(used, account, what, options, calls, tell);
  }
  if (found > 0) return;
  const text = "no account is configured or selected: check the provider's section and --account";
  tell({ what: provider.name, status: 'failed', text });
}

async function checkAccount(
  provider: AnyProvider,
  account: Account<unknown>,
  what: string,
  { region }: ScopeOptions,
  calls: (caller: Caller) => Call,
  tell: Tell,
): Promise<void> {
  let regions: readonly string[];
  try {
    const { principal, clockAheadMs: ahead } = await account.identify();
    const off = ahead !== undefined && Math.abs(ahead) >= SKEW_MS;
    tell({ what, status: off ? 'failed' : 'ok', text: `is ${principal}; ${clockText(ahead)}` });
    regions = await account.regions();
  } catch (error) {
    tell({ what, status: 'failed', text: lineOf(error) });
    return;
  }
  const wanted = region.length === 0 ? () => true : anyOf(region);
  const scopes = [GLOBAL, ...regions].filter(wanted);
  const results: Result[] = [];
  for await (const some of inParallel(scopes, REGIONS_AT_ONCE, async (one) => {
    const scope = { provider: provider.name, account: account.id, region: one };
    const api = account.connect(one, calls({ ...scope, principal: account.principal }));
    const collectors = collectorsOf(provider.collectors, one, { kinds: [], sources: [] });
    return probeAll(provider, api, one, collectors);
  })) {
    results.push(...some);
    tellRegion(what, some, tell);
  }
  tellMissing(provider, what, results, tell);
}

function clockText(ahead: number | undefined): string {
  if (ahead === undefined) return 'the cloud does not tell its time';
  const seconds = Math.round(Math.abs(ahead) / 1000);
  const text = `our clock is ${seconds} s ${ahead >= 0 ? 'ahead' : 'behind'}`;
  return seconds * 1000 >= SKEW_MS ? `${text}: set it right, or requests will be refused` : text;
}

async function probeAll(
  provider: AnyProvider,
  api: unknown,
  region: string,
  collectors: readonly Collector<unknown>[],
): Promise<readonly Result[]> {
  const actions = [...new Set(collectors.flatMap((collector) => collector.actions))].toSorted();
  const results: Result[] = [];
  for await (const result of inParallel(actions, PROBES_AT_ONCE, async (action): Promise<Result> => {
    try {
      const outcome = (await provider.probe(api, action)) ?? 'allowed';
      return { region, action, outcome, error: undefined };
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      const outcome = error.reason === 'unsupported' ? 'not offered' : error.reason;
      return { region, action, outcome, error };
    }
  })) {
    results.push(result);
  }
  return results;
}
