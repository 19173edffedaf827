import { CloudError } from '../../shared/collect/errors.ts';
import { GLOBAL } from '../../shared/collect/provider.ts';
import type { Scope } from '../../shared/collect/collector.ts';
import { readEstate } from '../../shared/lookup/read-estate.ts';
import type { WholeEstate } from '../../shared/lookup/read-estate.ts';
import type { JobPorts } from '../../shared/runtime/ports.ts';
import { added, countsOf } from './caps.ts';
import { foreignOf } from './claims.ts';
import { clusterParts } from './clusters.ts';
import { FILEREADER } from './config.ts';
import type { Config } from './config.ts';
import type { Controller, DeepflowDomain, Knowledge } from './controller.ts';
import { domainFor, targetsOf } from './domains.ts';
import type { Target, Untargeted } from './domains.ts';
import { desiredOf } from './desired.ts';
import type { Desired, Part } from './desired.ts';
import { yamlOf } from './file-content.ts';
import type { Files } from './files.ts';
import { EMPTY, joined, meaningOf, ofDomains, sizeOf } from './payload.ts';
import type { Payload } from './payload.ts';
import { send } from './sending.ts';
import { readSent, writeSent } from './sent.ts';
import { asReadBack, tableOf, unrepeatable } from './table.ts';

export interface PublishPorts {
  readonly store: JobPorts['store'];
  readonly controller: Controller;
  readonly files: Files;
  /** Asked right before each act that only the holder of the lease may do; throws otherwise. */
  readonly stillHeld: () => Promise<void>;
}

export interface DomainReport {
  readonly name: string;
  readonly mode: Target['mode'];
  readonly domain: string | undefined;
  /** Items of the domain that are in DeepFlow's table now, or would be. */
  readonly items: number;
  readonly tags: number;
  /** What another run, in a minute, may find done. */
  readonly outstanding: readonly string[];
  /** What a person may want to know: items left out, tags that were changed. */
  readonly notes: readonly string[];
}

export interface Published {
  /** `sent`: the table was replaced, or a file; `equal`: nothing differed; `dry`: it would be. */
  readonly outcome: 'sent' | 'equal' | 'dry';
  readonly domains: readonly DomainReport[];
  /** Items of others in the table, given back as they were. */
  readonly foreign: number;
}

/** Of reading the table, comparing and writing, when somebody else writes in between. */
const ROUNDS = 3;

/**
 * Makes DeepFlow's table of additional resources what the log says: all of it,
 * each time, and only where something differs. What others have in the table is
 * read, and given back with it. Throws `CloudError`; what one resource or domain
 * lacks is in the report.
 */
export async function publish(
  config: Config,
  { dryRun }: { readonly dryRun: boolean },
  ports: PublishPorts,
): Promise<Published> {
  const { store, controller } = ports;
  const whole = await readEstate(store, Number.MAX_SAFE_INTEGER, wantedBy(config));
  const { targets, problems: untargeted } = targetsOf(config, regionsIn(whole));
  const { domains, problems } = await withMissing(config, targets, ports, dryRun);
  const knownOf = once(controller);
  const first = tableOf(await controller.table());
  const desired: Desired[] = [];
  const texts = new Map<string, string | undefined>();
  let used = countsOf(ofDomains(first, ownIn(targets, domains), true));
  for (const target of targets) {
    const domain = domainFor(target, domains);
    const sent = target.mode === 'own' ? await readSent(store, config.org, target.clusterId) : undefined;
    const known = domain === undefined ? { VMs: null } : await knownOf(domain.LCUUID);
    const problem = problems.get(target.clusterId);
    const one = desiredOf(config, target, {
      whole,
      domain,
      problem,
      domains,
      sent,
      known,
      table: first,
      used,
    });
    used = added(used, one.counts);
    desired.push(one);
    if (target.mode === 'own') texts.set(target.clusterId, sent?.text);
  }
  const alive = new Set(domains.map(({ LCUUID }) => LCUUID));
  const given = { whole, domains, desired, table: first, knownOf };
  const parts: readonly Part[] = [
    ...desired,
    ...(await clusterParts(config, given, { ...ports, dryRun })),
    ...untargeted.map(untargetedPart),
  ];
  const filesDiffer = await keepFiles(desired, ports, dryRun);
  const { outcome, foreign, without } = await keepTable(config, { parts, first, alive }, ports, dryRun);
  if (!dryRun) {
    for (const { target, payload, origins, claims } of desired) {
      if (target.mode !== 'own' || claims.length === 0) continue;
      const noted = texts.get(target.clusterId);
      await writeSent(store, config.org, target.clusterId, { noted, now: { payload, origins } });
    }
  }
  return {
    outcome: outcome === 'equal' && filesDiffer ? (dryRun ? 'dry' : 'sent') : outcome,
    foreign: sizeOf(foreign),
    domains: withWaiting(parts, without).map(reportOf),
  };
}

/** Said of the domain that a refusal names; of the first where it names none. */
function withWaiting(parts: readonly Part[], without: readonly string[]): readonly Part[] {
  const placed = without.map((why) => ({
    why,
    at: Math.max(
      0,
      parts.findIndex(({ domain }) => domain !== undefined && why.includes(domain.LCUUID)),
    ),
  }));
  return parts.map((part, n) => ({
    ...part,
    outstanding: [...part.outstanding, ...placed.filter(({ at }) => at === n).map(({ why }) => why)],
  }));
}

interface Kept {
  readonly outcome: Published['outcome'];
  readonly foreign: Payload;
  readonly without: readonly string[];
}

interface Wanted {
  readonly parts: readonly Part[];
  /** The table as it was read first. */
  readonly first: Payload;
  /** Domains that are there: items of one that was deleted stay in the table, and no PUT takes them. */
  readonly alive: ReadonlySet<string>;
}

async function keepTable(
  config: Config,
  { parts, first, alive }: Wanted,
  { controller, stillHeld }: PublishPorts,
  dryRun: boolean,
): Promise<Kept> {
  const ours = joined(...parts.map(({ payload }) => payload));
  const claims = parts.flatMap((part) => part.claims);
  let before = first;
  for (let round = 1; ; round++) {
    const foreign = ofDomains(foreignOf(before, claims), alive);
    const all = joined(foreign, ours);
    const done = (outcome: Published['outcome'], without: readonly string[] = []): Kept => ({
      outcome,
      foreign,
      without,
    });
    const meaning = meaningOf(before);
    if (meaningOf(asReadBack(all)) === meaning) return done('equal');
    refuseLoss(config, foreign);
    // An empty table cannot be sent: what is left in it stays.
    if (sizeOf(all) === 0)
      return done(
        'equal',
        sizeOf(before) === 0 ? [] : ['the table has items that should go, and DeepFlow takes no empty table'],
      );
    if (dryRun) return done('dry');
    const again = tableOf(await controller.table());
    const isQuiet = meaningOf(again) === meaning;
    if (!isQuiet && round < ROUNDS) {
      before = again;
      continue;
    }
    if (!isQuiet)
      throw new CloudError(
        'unavailable',
        `DeepFlow: somebody else writes the table of additional resources all the time (${ROUNDS} tries): one writer is all it can have`,
      );
    const replace: Controller['replace'] = async (payload) => {
      await stillHeld();
      await controller.replace(payload);
    };
    const { payload, without } = await send({ replace }, foreign, ours, before);
    const after = tableOf(await controller.table());
    if (meaningOf(asReadBack(payload)) !== meaningOf(after)) {
      throw new CloudError(
        'unavailable',
        'DeepFlow: the table is not what was sent: somebody else wrote at the same time, or half of it was taken; the next run repeats it',
      );
    }
    return done('sent', without);
  }
}

/** Whether a file was, or would be, another one. */
async function keepFiles(
  desired: readonly Desired[],
  { files, stillHeld }: PublishPorts,
  dryRun: boolean,
): Promise<boolean> {
  let differs = false;
  for (const { target, file } of desired) {
    if (target.file === undefined || file === undefined) continue;
    const text = yamlOf(file);
    if ((await files.read(target.file)) === text) continue;
    differs = true;
    if (dryRun) continue;
    await stillHeld();
    await files.write(target.file, text);
  }
  return differs;
}

/** Of the clouds that are published everything; of the clusters, what says where they are and how they are parted. */
function wantedBy({ domains, clusters }: Config): (scope: Scope, source?: string) => boolean {
  const providers = new Set<string>(domains.map(({ provider }) => provider));
  const ids = new Set(clusters.map(({ id }) => id));
  return ({ provider, account }, source) =>
    providers.has(provider) ||
    (provider === 'kubernetes' &&
      ids.has(account) &&
      (source === undefined || source === 'node' || source === 'namespace'));
}

/** Of an account; where all of it is one scope, as a subscription of Azure is, that one. */
function regionsIn({ scopes }: WholeEstate): (provider: string, account: string) => readonly string[] {
  return (provider, account) => {
    const own = scopes.filter(({ scope }) => scope.provider === provider && scope.account === account);
    const all = own.map(({ scope }) => scope.region);
    const regions = all.filter((region) => region !== GLOBAL);
    return regions.length === 0 ? all : regions;
  };
}

/** Asks for what a task knows once for each domain. */
function once(controller: Controller): (lcuuid: string) => Promise<Knowledge> {
  const asked = new Map<string, Promise<Knowledge>>();
  return (lcuuid) => {
    const known = asked.get(lcuuid) ?? controller.known(lcuuid);
    asked.set(lcuuid, known);
    return known;
  };
}

const ownIn = (targets: readonly Target[], domains: readonly DeepflowDomain[]): ReadonlySet<string> =>
  new Set(
    targets.flatMap((target) => (target.mode === 'own' ? (domainFor(target, domains)?.LCUUID ?? []) : [])),
  );

/** An empty file that every machine has: a filereader needs one. */
const NO_FILE = '/dev/null';

interface Made {
  readonly domains: readonly DeepflowDomain[];
  /** By cluster id: why a domain could not be made. */
  readonly problems: ReadonlyMap<string, string>;
}

/** Makes the domains that are missing, if the configuration says how. */
async function withMissing(
  config: Config,
  targets: readonly Target[],
  { controller, stillHeld }: PublishPorts,
  dryRun: boolean,
): Promise<Made> {
  const domains = await controller.domains();
  const problems = new Map<string, string>();
  const missing = targets.filter(
    (target) => target.mode === 'own' && domainFor(target, domains) === undefined,
  );
  if (missing.length === 0 || config.create === undefined || dryRun) return { domains, problems };
  for (const { name, clusterId, region, file } of missing) {
    const CONFIG = {
      ...(config.create.type === FILEREADER && { path: NO_FILE }),
      ...config.create.config,
      ...(file !== undefined && { path: file.server }),
      region_uuid: region,
    };
    await stillHeld();
    try {
      const { type } = config.create;
      await controller.createDomain({ NAME: name, TYPE: type, CLUSTER_ID: clusterId, CONFIG });
    } catch (error) {
      // One that cannot be made does not keep the others from what they are.
      if (!(error instanceof CloudError) || error.reason !== 'invalid') throw error;
      problems.set(clusterId, error.message);
    }
  }
  return { domains: await controller.domains(), problems };
}

function refuseLoss({ ownTable }: Config, foreign: Payload): void {
  const lost = ownTable ? [] : unrepeatable(foreign);
  if (lost.length === 0) return;
  throw new CloudError(
    'invalid',
    `DeepFlow: the table holds what cannot be given back as it was: ${lost.slice(0, 5).join('; ')}. Nothing was sent; "ownTable: true" says that it may be lost`,
  );
}

const untargetedPart = ({ name, why }: Untargeted): Part => ({
  name,
  mode: 'own',
  domain: undefined,
  payload: EMPTY,
  claims: [],
  outstanding: [why],
  notes: [],
});

function reportOf({ name, mode, domain, payload, outstanding, notes }: Part): DomainReport {
  return {
    name,
    mode,
    domain: domain?.LCUUID,
    items: sizeOf(payload),
    tags: payload.cloud_tags.length,
    outstanding,
    notes,
  };
}
