import { GLOBAL } from '../../shared/collect/provider.ts';
import type { Scope } from '../../shared/collect/collector.ts';
import { readEstate } from '../../shared/lookup/read-estate.ts';
import type { WholeEstate } from '../../shared/lookup/read-estate.ts';
import { added, countsOf } from './caps.ts';
import { clusterParts } from './clusters.ts';
import type { Config } from './config.ts';
import type { Controller, DeepflowDomain, Knowledge } from './controller.ts';
import { domainFor, targetsOf } from './domains.ts';
import type { Target, Untargeted } from './domains.ts';
import { desiredOf } from './desired.ts';
import type { Desired, Part } from './desired.ts';
import { yamlOf } from './file-content.ts';
import { keepTable } from './kept-table.ts';
import { withMissing } from './made-domains.ts';
import { EMPTY, ofDomains, sizeOf } from './payload.ts';
import type { PublishPorts } from './publish-ports.ts';
import { readSent, writeSent } from './sent.ts';
import { tableOf } from './table.ts';

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
