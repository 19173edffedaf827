import { CloudError } from '../../shared/collect/errors.ts';
import type { WholeEstate } from '../../shared/lookup/read-estate.ts';
import type { ClusterSection, Config } from './config.ts';
import type { DeepflowDomain, DeepflowSubDomain, Knowledge } from './controller-shapes.ts';
import type { Controller } from './controller.ts';
import { BUILT_IN_CLUSTER } from './ids.ts';
import type { Desired, Part } from './part.ts';
import type { CloudPlace } from './sub-domains.ts';

export interface ClusterGiven {
  readonly whole: WholeEstate;
  readonly domains: readonly DeepflowDomain[];
  readonly desired: readonly Desired[];
  readonly table: Part['payload'];
  /** What the task of a domain knows. */
  readonly knownOf: (lcuuid: string) => Promise<Knowledge>;
}

export interface ClusterPorts {
  readonly controller: Controller;
  readonly dryRun: boolean;
  readonly stillHeld: () => Promise<void>;
}

/** Where a cluster is in DeepFlow: a domain of its own, or a sub-domain of the one that its servers are in. */
export interface Home {
  readonly domain: DeepflowDomain;
  readonly subDomain: DeepflowSubDomain | undefined;
}

export function homeOf(
  clusterId: string,
  domains: readonly DeepflowDomain[],
  subDomains: readonly DeepflowSubDomain[],
): Home | undefined {
  const own = domains.find(({ CLUSTER_ID, TYPE }) => CLUSTER_ID === clusterId && TYPE === BUILT_IN_CLUSTER);
  if (own !== undefined) return { domain: own, subDomain: undefined };
  const subDomain = subDomains.find(({ CLUSTER_ID }) => CLUSTER_ID === clusterId);
  const domain = domains.find(({ LCUUID }) => LCUUID === subDomain?.DOMAIN);
  return subDomain === undefined || domain === undefined ? undefined : { domain, subDomain };
}

interface Wanted {
  readonly section: ClusterSection;
  readonly clusterId: string;
  readonly home: Home | undefined;
  readonly place: CloudPlace | string;
}

/** Makes the sub-domain, or sets its VPC right where the domain is ours; says why it cannot be made. */
export async function brought(
  config: Config,
  { section, clusterId, home, place }: Wanted,
  { knownOf }: ClusterGiven,
  { controller, dryRun, stillHeld }: ClusterPorts,
): Promise<string | undefined> {
  if (typeof place === 'string') return place;
  const { domain, vpc, isOurs } = place;
  const { NAME, LCUUID, CONFIG } = domain;
  const isKnown = async (): Promise<boolean> =>
    ((await knownOf(LCUUID)).VPCs ?? []).some(({ lcuuid }) => lcuuid === vpc);
  // The region is where what is in the cluster is said to be.
  const own = { region_uuid: CONFIG?.region_uuid ?? '', vpc_uuid: vpc };
  if (home !== undefined) {
    const { subDomain } = home;
    if (!isOurs || dryRun || subDomain?.DOMAIN !== LCUUID || subDomain.CONFIG?.vpc_uuid === vpc)
      return undefined;
    if (!(await isKnown())) return undefined;
    await stillHeld();
    const { vtap_id: _, ...before } = { ...subDomain.CONFIG }; // it is put in when the rest is read
    await controller.configureSubDomain(subDomain.LCUUID, { ...before, ...own });
    return undefined;
  }
  if (config.create === undefined || dryRun)
    return `${clusterId}: no domain and no sub-domain has that cluster id: "create" makes a sub-domain of ${NAME}`;
  if (!(await isKnown()))
    return `${clusterId}: its sub-domain waits for DeepFlow to know the VPC of its nodes in ${NAME}`;
  await stillHeld();
  try {
    const name = section.name ?? section.id;
    await controller.createSubDomain({ DOMAIN: LCUUID, NAME: name, CLUSTER_ID: clusterId, CONFIG: own });
    return undefined;
  } catch (error) {
    if (error instanceof CloudError && error.reason === 'invalid') return error.message;
    throw error;
  }
}
