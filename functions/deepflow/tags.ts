import type { Tag } from '../../shared/model/parts.ts';
import type { Merged } from '../../shared/model/links/estate.ts';
import type { DeepflowDomain, KnownResource } from './controller-shapes.ts';
import type { CloudTag, Payload } from './payload.ts';
import { safeTags } from './safe.ts';

export interface Tagging {
  readonly tags: readonly CloudTag[];
  /** What DeepFlow does not know yet: its tags go with a later run. */
  readonly waiting: readonly string[];
  /** In words: names that stand for several, tags that were not sent as they are. */
  readonly notes: readonly string[];
}

/** Whose tags: by the name that it has in DeepFlow. */
export type ByName = ReadonlyMap<
  string,
  { readonly record: { readonly ref: string; readonly tags: readonly Tag[] } }
>;

/** Where they are: servers of a domain, or namespaces of a cluster that is one or is in one. */
export type TagPlace = Pick<CloudTag, 'resource_type' | 'domain_uuid' | 'subdomain_uuid'>;

const WORDS = { chost: 'servers', pod_ns: 'namespaces' } as const;

/** Tags for what is known there now, by the names it has there. */
export function tagsOf(place: TagPlace, tagged: ByName, known: readonly KnownResource[]): Tagging {
  const counts = new Map<string, number>();
  for (const { name } of known) counts.set(name, (counts.get(name) ?? 0) + 1);
  const tags: CloudTag[] = [];
  const waiting: string[] = [];
  const notes: string[] = [];
  for (const [name, { record }] of [...tagged].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (record.tags.length === 0) continue;
    const safe = safeTags(record.tags);
    notes.push(...safe.changed.map((what) => `${record.ref}: tag ${what}`));
    if (safe.tags.length === 0) continue;
    const count = counts.get(name) ?? 0;
    if (count === 0) waiting.push(name);
    else if (count > 1)
      notes.push(
        `${record.ref}: ${count} ${WORDS[place.resource_type]} are called ${name} in DeepFlow: none is tagged, since it could be the wrong one`,
      );
    else tags.push({ ...place, resource_name: name, tags: safe.tags });
  }
  return { tags, waiting, notes };
}

/** Servers of a domain. */
export const serversOf = ({ LCUUID }: Pick<DeepflowDomain, 'LCUUID'>): TagPlace => ({
  resource_type: 'chost',
  domain_uuid: LCUUID,
  subdomain_uuid: '',
});

/** Those in the table whose names are read back: they are of what is recorded. */
export const tagsIn = ({ cloud_tags: tags }: Payload, place: TagPlace): readonly CloudTag[] =>
  tags.filter(
    (tag) =>
      tag.resource_name !== '' &&
      tag.resource_type === place.resource_type &&
      tag.domain_uuid === place.domain_uuid &&
      tag.subdomain_uuid === place.subdomain_uuid,
  );

/** A name that several have is left alone. */
export function byName<T extends Merged>(
  resources: readonly T[],
  said: (name: string, ids: readonly string[]) => string,
): { readonly tagged: ReadonlyMap<string, T>; readonly notes: readonly string[] } {
  const names = new Map<string, T[]>();
  for (const one of resources) {
    const others = names.get(one.record.name);
    if (others === undefined) names.set(one.record.name, [one]);
    else others.push(one);
  }
  const tagged = new Map<string, T>();
  const notes: string[] = [];
  for (const [name, own] of names) {
    const [only] = own;
    const ids = own.map(({ record }) => record.id);
    if (own.length === 1 && only !== undefined) tagged.set(name, only);
    else notes.push(`${said(name, ids)}: none is tagged (${ids.join(', ')})`);
  }
  return { tagged, notes };
}
