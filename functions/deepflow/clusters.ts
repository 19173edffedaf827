import { CloudError } from '../../shared/collect/errors.ts';
import type { WholeEstate } from '../../shared/lookup/read-estate.ts';
import { ref } from '../../shared/model/ref.ts';
import type { ClusterSection, Config } from './config.ts';
import type { Controller, DeepflowDomain, DeepflowSubDomain, Knowledge } from './controller.ts';
import { some } from './desired.ts';
import type { Desired, Part } from './desired.ts';
import { BUILT_IN_CLUSTER } from './ids.ts';
import { EMPTY } from './payload.ts';
import { taggedIn } from './remembered.ts';
import { cloudPlaceOf } from './sub-domains.ts';
import type { CloudPlace } from './sub-domains.ts';
import { byName, tagsOf, unshown } from './tags.ts';
import type { TagPlace } from './tags.ts';

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
interface Home {
  readonly domain: DeepflowDomain;
  readonly subDomain: DeepflowSubDomain | undefined;
}

/**
 * Tags for the namespaces of each cluster of the configuration. Where it is
 * nowhere in DeepFlow, and its nodes are servers of a domain, it is made a
 * sub-domain of that.
 */
export async function clusterParts(
  config: Config,
  given: ClusterGiven,
  ports: ClusterPorts,
): Promise<readonly Part[]> {
  if (config.clusters.length === 0) return [];
  let subDomains = await ports.controller.subDomains();
  const parts: Part[] = [];
  for (const section of config.clusters) {
    const clusterId = section.clusterId ?? section.id;
    const place = cloudPlaceOf(section.id, given, config.org);
    let home = homeOf(clusterId, given.domains, subDomains);
    const problem = await brought(config, { section, clusterId, home, place }, given, ports);
    if (home === undefined && problem === undefined) {
      subDomains = await ports.controller.subDomains();
      home = homeOf(clusterId, given.domains, subDomains);
    }
    parts.push(
      home === undefined
        ? without(
            section,
            undefined,
            problem ?? `${clusterId}: no domain and no sub-domain has that cluster id`,
          )
        : await partOf(section, home, given),
    );
  }
  return parts;
}

function homeOf(
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
async function brought(
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

const without = (
  { id, name }: ClusterSection,
  domain: DeepflowDomain | undefined,
  ...outstanding: readonly string[]
): Part => ({
  name: name ?? id,
  mode: 'tags',
  domain,
  payload: EMPTY,
  claims: [],
  outstanding,
  notes: [],
});

async function partOf(
  section: ClusterSection,
  { domain, subDomain }: Home,
  { whole, table, knownOf }: ClusterGiven,
): Promise<Part> {
  const { id } = section;
  const unread = whole.scopes.some(
    ({ scope, commit }) =>
      scope.provider === 'kubernetes' &&
      scope.account === id &&
      (commit.sources['namespace']?.count ?? null) !== null,
  )
    ? undefined
    : `the namespaces of ${id} were never listed completely: what was last sent stands`;
  if (unread !== undefined) return without(section, domain, unread);
  const cluster = ref('kubernetes', 'cluster', id);
  const namespaces = [...whole.estate.of('namespace')].filter(
    ({ record, standing }) => record.cluster === cluster && standing !== 'stale',
  );
  const named = byName(namespaces, (name, ids) => `${ids.length} namespaces of ${id} are called ${name}`);
  const told = await knownOf(domain.LCUUID);
  const place: TagPlace = {
    resource_type: 'pod_ns',
    domain_uuid: domain.LCUUID,
    subdomain_uuid: subDomain?.LCUUID ?? '',
  };
  const listed =
    subDomain === undefined ? told.PodNamespaces : told.SubDomainResources?.[subDomain.LCUUID]?.PodNamespaces;
  const known = listed ?? taggedIn(table, place);
  const tagging = tagsOf(place, named.tagged, known);
  const { waiting } = tagging;
  const hidden = unshown(
    table.cloud_tags.filter(
      (tag) =>
        tag.resource_type === 'pod_ns' &&
        tag.domain_uuid === place.domain_uuid &&
        tag.subdomain_uuid === place.subdomain_uuid,
    ),
    known,
  );
  return {
    name: section.name ?? id,
    mode: 'tags',
    domain,
    payload: { ...EMPTY, cloud_tags: tagging.tags },
    claims: [{ domain: domain.LCUUID, of: 'pod_ns', subDomain: place.subdomain_uuid }],
    outstanding: [
      ...stateOf(subDomain ?? domain),
      ...(waiting.length > 0 && known.length === 0
        ? [`no namespace of it is recorded yet: ${some(waiting)}`]
        : []),
      ...(hidden.length === 0
        ? []
        : [`the tags of ${hidden.length} namespaces are not shown: ${some(hidden)}`]),
    ],
    notes: [
      ...named.notes,
      ...tagging.notes,
      ...(waiting.length > 0 && known.length > 0
        ? [`${waiting.length} namespaces are not in DeepFlow: ${some(waiting)}`]
        : []),
    ],
  };
}

function stateOf({ STATE, ERROR_MSG }: Pick<DeepflowSubDomain, 'STATE' | 'ERROR_MSG'>): readonly string[] {
  return STATE === 1
    ? []
    : [`DeepFlow says of the cluster: ${ERROR_MSG === '' ? `state ${STATE}` : ERROR_MSG}`];
}
