import { readEstate } from '../../shared/lookup/read-estate.ts';
import { added, countsOf } from './caps.ts';
import { clusterParts } from './clusters.ts';
import type { Config } from './config.ts';
import type { Controller } from './controller.ts';
import type { DeepflowDomain, Knowledge } from './controller-shapes.ts';
import { domainFor, targetsOf } from './domains.ts';
import type { Target } from './domains.ts';
import { desiredOf } from './desired.ts';
import { keepFiles } from './kept-files.ts';
import { keepTable } from './kept-table.ts';
import { withMissing } from './made-domains.ts';
import type { Desired, Part } from './part.ts';
import { ofDomains, sizeOf } from './payload-lists.ts';
import type { PublishPorts } from './publish-ports.ts';
import { reportOf, untargetedPart, withWaiting } from './report.ts';
import type { DomainReport } from './report.ts';
import { readNote, textOf, writeNote } from './sent.ts';
import type { Sent } from './sent.ts';
import { standing } from './standing.ts';
import { tableOf } from './table.ts';
import { regionsIn, wantedBy } from './wanted.ts';

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
  const stood = new Map<Target, Sent | undefined>();
  const texts = new Map<Target, string | undefined>();
  let used = countsOf(ofDomains(first, ownIn(targets, domains), true));
  for (const target of targets) {
    const domain = domainFor(target, domains);
    const noted = await readNote(store, config.org, target);
    const own = ofDomains(first, new Set(domain === undefined ? [] : [domain.LCUUID]));
    const sent = noted && standing(noted, own);
    const known = domain === undefined ? { VMs: null } : await knownOf(domain.LCUUID);
    const problem = problems.get(target.clusterId);
    const given = { whole, domain, problem, domains, sent, known, table: first, used };
    const one = desiredOf(config, target, given);
    used = added(used, one.counts);
    desired.push(one);
    stood.set(target, sent);
    texts.set(target, noted?.text);
  }
  const alive = new Set(domains.map(({ LCUUID }) => LCUUID));
  const given = { whole, domains, desired, table: first, knownOf };
  const parts: readonly Part[] = [
    ...desired,
    ...(await clusterParts(config, given, { ...ports, dryRun })),
    ...untargeted.map(untargetedPart),
  ];
  const note = async (form: (now: Sent, target: Target) => string): Promise<void> => {
    for (const { target, note: now } of desired) {
      if (now === undefined || dryRun || textOf(now) === texts.get(target)) continue;
      const text = form(now, target);
      if (text !== texts.get(target)) await writeNote(store, config.org, target, text);
      texts.set(target, text);
    }
  };
  // If this run ended behind what it sends, nobody would know what that stands for, nor what is there.
  await note((now, target) => textOf(now, stood.get(target)));
  const filesDiffer = await keepFiles(desired, ports, dryRun);
  const { outcome, foreign, without } = await keepTable(config, { parts, first, alive }, ports, dryRun);
  await note((now) => textOf(now));
  return {
    outcome: outcome === 'equal' && filesDiffer ? (dryRun ? 'dry' : 'sent') : outcome,
    foreign: sizeOf(foreign),
    domains: withWaiting(parts, without).map(reportOf),
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
