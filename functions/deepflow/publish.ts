import { CloudError } from '../../shared/collect/errors.ts';
import { GLOBAL } from '../../shared/collect/provider.ts';
import { readEstate } from '../../shared/lookup/read-estate.ts';
import type { WholeEstate } from '../../shared/lookup/read-estate.ts';
import type { JobPorts } from '../../shared/runtime/ports.ts';
import type { Config } from './config.ts';
import type { Controller, DeepflowDomain } from './controller.ts';
import { domainFor, targetsOf } from './domains.ts';
import type { Target } from './domains.ts';
import { desiredOf } from './desired.ts';
import type { Desired } from './desired.ts';
import { joined, meaningOf, ofDomains, sizeOf } from './payload.ts';
import type { Payload } from './payload.ts';
import { readSent, writeSent } from './sent.ts';
import { asReadBack, tableOf, unrepeatable } from './table.ts';

export interface PublishPorts {
  readonly store: JobPorts['store'];
  readonly controller: Controller;
  /** Asked right before each act that only the holder of the lease may do; throws otherwise. */
  readonly stillHeld: () => void;
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
  /** `sent`: the table was replaced; `equal`: nothing differed; `dry`: it would be replaced. */
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
  const published = new Set<string>(config.domains.map(({ provider }) => provider));
  const whole = await readEstate(store, Number.MAX_SAFE_INTEGER, ({ provider }) => published.has(provider));
  const targets = targetsOf(config, regionsIn(whole));
  const domains = dryRun ? await controller.domains() : await withMissing(config, targets, controller);
  const desired: Desired[] = [];
  for (const target of targets) {
    const domain = domainFor(target, domains);
    const sent = target.mode === 'own' ? await readSent(store, config.org, target.clusterId) : undefined;
    const recorded = domain === undefined ? { VMs: null } : await controller.recorded(domain.LCUUID);
    desired.push(desiredOf(config, target, { whole, domain, domains, sent, recorded }));
  }
  const ours = joined(...desired.map(({ payload }) => payload));
  for (let round = 1; ; round++) {
    const before = tableOf(await controller.table());
    const foreign = foreignOf(before, desired);
    const all = joined(foreign, ours);
    if (meaningOf(asReadBack(all)) === meaningOf(before)) return reported('equal', desired, foreign);
    refuseLoss(config, foreign);
    if (sizeOf(all) === 0) return reported('equal', desired, foreign); // an empty table cannot be sent
    if (dryRun) return reported('dry', desired, foreign);
    const again = tableOf(await controller.table());
    const isQuiet = meaningOf(again) === meaningOf(before);
    if (!isQuiet && round < ROUNDS) continue;
    if (!isQuiet)
      throw new CloudError(
        'unavailable',
        `DeepFlow: somebody else writes the table of additional resources all the time (${ROUNDS} tries): one writer is all it can have`,
      );
    ports.stillHeld();
    await controller.replace(all);
    const after = tableOf(await controller.table());
    if (meaningOf(asReadBack(all)) !== meaningOf(after)) {
      throw new CloudError(
        'unavailable',
        'DeepFlow: the table is not what was sent: somebody else wrote at the same time, or half of it was taken; the next run repeats it',
      );
    }
    for (const { target, payload, origins, isLeft } of desired) {
      if (target.mode === 'own' && !isLeft)
        await writeSent(store, config.org, target.clusterId, { payload, origins });
    }
    return reported('sent', desired, foreign);
  }
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

/** Makes the domains that are missing, if the configuration says how. */
async function withMissing(
  config: Config,
  targets: readonly Target[],
  controller: Controller,
): Promise<readonly DeepflowDomain[]> {
  const domains = await controller.domains();
  const missing = targets.filter(
    (target) => target.mode === 'own' && domainFor(target, domains) === undefined,
  );
  if (missing.length === 0 || config.create === undefined) return domains;
  for (const { name, clusterId, region } of missing) {
    const CONFIG = { ...config.create.config, region_uuid: region };
    await controller.createDomain({ NAME: name, TYPE: config.create.type, CLUSTER_ID: clusterId, CONFIG });
  }
  return controller.domains();
}

/** All of domains that are not ours, or are left alone; of those that DeepFlow collects itself, all but their tags. */
function foreignOf(table: Payload, desired: readonly Desired[]): Payload {
  const idsOf = (mode: Target['mode']): ReadonlySet<string> =>
    new Set(
      desired.flatMap(({ target, domain, isLeft }) =>
        target.mode === mode && domain !== undefined && !isLeft ? [domain.LCUUID] : [],
      ),
    );
  const others = ofDomains(table, idsOf('own'), true);
  const tagged = idsOf('tags');
  const cloud_tags = others.cloud_tags.filter(
    ({ domain_uuid, resource_type }) => !(tagged.has(domain_uuid) && resource_type === 'chost'),
  );
  return { ...others, cloud_tags };
}

function refuseLoss({ ownTable }: Config, foreign: Payload): void {
  const lost = ownTable ? [] : unrepeatable(foreign);
  if (lost.length === 0) return;
  throw new CloudError(
    'invalid',
    `DeepFlow: the table holds what cannot be given back as it was: ${lost.slice(0, 5).join('; ')}. Nothing was sent; "ownTable: true" says that it may be lost`,
  );
}

function reported(outcome: Published['outcome'], desired: readonly Desired[], foreign: Payload): Published {
  return {
    outcome,
    foreign: sizeOf(foreign),
    domains: desired.map(({ target, domain, payload, outstanding, notes }) => ({
      name: target.name,
      mode: target.mode,
      domain: domain?.LCUUID,
      items: sizeOf(payload),
      tags: payload.cloud_tags.length,
      outstanding,
      notes,
    })),
  };
}
