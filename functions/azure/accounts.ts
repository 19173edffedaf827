import { hearing } from '../../shared/collect/ahead.ts';
import type { Call } from '../../shared/collect/call.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { FAN_OUT, inBatches, inParallel } from '../../shared/collect/parallel.ts';
import { GLOBAL } from '../../shared/collect/provider.ts';
import type { Account, Identity, ProviderPorts, Unopened } from '../../shared/collect/provider.ts';
import { askWith } from './client.ts';
import type { Azure, Sending } from './client.ts';
import { audienceOf, chosen, placeOf } from './config.ts';
import type { Config, Entry } from './config.ts';
import { connect } from './connect.ts';
import { credentialsOf } from './credentials.ts';
import { GROUP, graphOf } from './graph.ts';
import type { Graph } from './graph.ts';
import { TYPE_NAMES } from './resources.ts';
import { isDeleted, tellOf } from './subscription-states.ts';
import { SUBSCRIPTIONS, mayWant, subscriptionsOf } from './subscriptions.ts';
import type { Subscription } from './subscriptions.ts';

interface Ports extends ProviderPorts {
  readonly config: Config;
}

/** An identity in a tenant, and what it sees there. */
interface Tenant {
  readonly entry: Entry;
  readonly principal: string;
  readonly sending: Omit<Sending, 'call'>;
  /** Of what is about no subscription in particular. */
  readonly call: Call;
  readonly graph: Graph;
  readonly subscriptions: readonly Subscription[];
  /** Nothing can be asked of them; by their ids. */
  readonly deleted: ReadonlySet<string>;
}

/** Every subscription that a configured identity sees. A tenant that does not open ends it, after all others. */
export async function* openAccounts(
  config: Config,
  given: ProviderPorts,
): AsyncGenerator<Account<Azure> | Unopened, void, undefined> {
  const ports: Ports = { ...given, config };
  const seen = new Set<string>();
  const missing = new Set(ports.only);
  const failures: unknown[] = [];
  const entries = config.tenants ?? [{}];
  for await (const { entry, tenant, failure } of inParallel(entries, FAN_OUT, (one) =>
    tryToOpen(one, ports),
  )) {
    if (tenant === undefined) {
      failures.push(failure);
      yield* namedBy(entry, () => failure, ports).filter(({ id }) => !seen.has(id));
      continue;
    }
    // One that several identities see is the first one's.
    const own = tenant.subscriptions.filter(({ subscriptionId }) => !seen.has(subscriptionId));
    for (const { subscriptionId, displayName } of own) {
      seen.add(subscriptionId);
      missing.delete(subscriptionId);
      missing.delete(displayName ?? subscriptionId);
    }
    yield* accountsOf(tenant, own, ports);
    yield* namedBy(entry, (id) => unseen(tenant, id), ports).filter(({ id }) => !seen.has(id));
  }
  // Who is found is in none of the tenants that do not open.
  if (failures.length === 0 || (ports.only.length > 0 && missing.size === 0)) return;
  if (failures.length === 1) throw failures[0];
  throw new AggregateError(failures, `${failures.length} tenants could not be opened`);
}

/** Subscriptions that the configuration names by their ids: what is stored of them is said to be kept. */
function namedBy({ subscriptions }: Entry, failureOf: (id: string) => unknown, { only }: Ports): Unopened[] {
  return (subscriptions?.include ?? [])
    .map((one) => one.trim().toLowerCase())
    .filter((one) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(one))
    .filter((one) => only.length === 0 || only.includes(one))
    .map((id) => ({ id, name: undefined, failure: failureOf(id), wants: () => true }));
}

const unseen = ({ principal, deleted }: Tenant, id: string): CloudError =>
  new CloudError(
    'denied',
    deleted.has(id)
      ? 'this subscription is deleted: take it out of the configuration; `tagsync forget` takes out what is stored'
      : `this subscription is not among those that ${principal} sees: give it a role there`,
  );

async function tryToOpen(entry: Entry, ports: Ports) {
  try {
    return { entry, tenant: await open(entry, ports), failure: undefined };
  } catch (failure) {
    return { entry, tenant: undefined, failure };
  }
}

async function open(entry: Entry, ports: Ports): Promise<Tenant> {
  const { config, calls, clock, env, only, discovered } = ports;
  const tenantId = entry.tenantId ?? env['AZURE_TENANT_ID'] ?? 'ambient';
  const principal = `${tenantId}/${entry.clientId ?? env['AZURE_CLIENT_ID'] ?? 'ambient'}`;
  const call = calls({ provider: 'azure', account: tenantId, region: GLOBAL, principal });
  const { authority, management } = placeOf(config);
  const credentials = credentialsOf(entry, { authority, audience: audienceOf(config), call, clock, env });
  const sending = { credentials, clock, management };
  const ask = askWith({ ...sending, call });
  const { regions = {} } = config;
  const wants = (region: string): boolean => chosen(regions, [region]);
  const found = await subscriptionsOf(ask, entry);
  discovered?.({
    seen: found.seen,
    mayWant: (id) => mayWant(entry, id),
    wants,
    among: `subscriptions that ${principal} sees`,
    remedy: 'give this identity its role there again',
  });
  const wanted = found.wanted.filter(
    ({ subscriptionId, displayName }) =>
      only.length === 0 || only.includes(subscriptionId) || only.includes(displayName ?? subscriptionId),
  );
  tellOf(wanted, ports);
  const deleted = new Set(wanted.filter(isDeleted).map(({ subscriptionId }) => subscriptionId));
  const subscriptions = wanted.filter((one) => !isDeleted(one));
  return { entry, principal, sending, call, graph: graphOf({ ask, clock, wants }), subscriptions, deleted };
}

/** Those that are asked about together share the answer. */
function* accountsOf(
  { principal, sending, call, graph }: Tenant,
  subscriptions: readonly Subscription[],
  { config }: Ports,
): Generator<Account<Azure>, void, undefined> {
  const { regions = {}, lists = 'graph' } = config;
  const wants = (region: string): boolean => chosen(regions, [region]);
  for (const group of inBatches(subscriptions, GROUP)) {
    const ids = group.map(({ subscriptionId }) => subscriptionId);
    let together: ReturnType<Graph> | undefined;
    const shared =
      lists === 'arm' ? undefined : { graph, first: () => (together ??= graph(ids, TYPE_NAMES)) };
    for (const { subscriptionId: id, displayName: name } of group) {
      yield {
        id,
        name,
        principal,
        wants,
        // A list is of a subscription, wherever its resources are.
        regions: async () => [],
        connect: (_, own) => connect(id, askWith({ ...sending, call: own }), wants, shared),
        identify: () => identified(id, principal, { ...sending, call }),
      };
    }
  }
}

async function identified(account: string, principal: string, sending: Sending): Promise<Identity> {
  const { onAnswer, clockAheadMs } = hearing(sending.clock);
  const ask = askWith({ ...sending, onAnswer });
  await ask({
    action: SUBSCRIPTIONS,
    method: 'GET',
    at: `/subscriptions/${account}`,
    params: { 'api-version': '2022-12-01' },
  });
  return { account, principal, clockAheadMs: clockAheadMs() };
}
