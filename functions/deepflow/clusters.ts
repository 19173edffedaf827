import { brought, homeOf } from './cluster-home.ts';
import type { ClusterGiven, ClusterPorts } from './cluster-home.ts';
import { clusterPart, withoutTags } from './cluster-part.ts';
import type { Config } from './config.ts';
import type { Part } from './part.ts';
import { cloudPlaceOf } from './sub-domains.ts';

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
        ? withoutTags(
            section,
            undefined,
            problem ?? `${clusterId}: no domain and no sub-domain has that cluster id`,
          )
        : await clusterPart(section, home, given),
    );
  }
  return parts;
}
