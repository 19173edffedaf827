import { ref } from '../../shared/model/ref.ts';
import type { ClusterSection } from './config.ts';
import type { DeepflowDomain } from './controller-shapes.ts';
import { isRead } from './controller-shapes.ts';
import type { ClusterGiven, Home } from './cluster-home.ts';
import { NOT_READ, STANDS, complaintsOf, lineOf } from './part.ts';
import type { Part } from './part.ts';
import { EMPTY } from './payload.ts';
import { taggedIn } from './remembered.ts';
import { comparedWith } from './shown.ts';
import { byName, tagsIn, tagsOf } from './tags.ts';
import type { TagPlace } from './tags.ts';

/** A cluster whose tags are left as they are, and why. */
export const withoutTags = (
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

/** The tags of the namespaces of a cluster. */
export async function clusterPart(
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
    : `the namespaces of ${id} were never listed completely: ${STANDS}`;
  if (unread !== undefined) return withoutTags(section, domain, unread);
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
  const { unseen, others } = comparedWith(tagging.tags, tagsIn(table, place), known);
  return {
    name: section.name ?? id,
    mode: 'tags',
    domain,
    payload: { ...EMPTY, cloud_tags: tagging.tags },
    claims: [{ domain: domain.LCUUID, of: 'pod_ns', subDomain: place.subdomain_uuid }],
    outstanding: [
      ...complaintsOf('cluster', subDomain ?? domain),
      ...(isRead(told) ? [] : [NOT_READ]),
      ...lineOf(
        known.length === 0 ? waiting : [],
        (_, some) => `no namespace of it is recorded yet: ${some}`,
      ),
      ...lineOf(
        [...unseen, ...others],
        (count, some) => `the tags of ${count} namespaces are not shown yet: ${some}`,
      ),
    ],
    notes: [
      ...named.notes,
      ...tagging.notes,
      ...lineOf(
        known.length === 0 ? [] : waiting,
        (count, some) => `${count} namespaces are not in DeepFlow: ${some}`,
      ),
    ],
  };
}
