/** Changes to an estate, as a person at the console would make them. Arrays are replaced (see estate.ts). */
import {
  type Estate,
  type Place,
  type ResourceOf,
  type ResourceType,
  type Resources,
  TAGS_OF,
  type Tag,
  idOf,
  regionOf,
} from './estate.ts';

export function add<T extends ResourceType>(
  estate: Estate,
  place: Place,
  type: T,
  ...resources: readonly ResourceOf<T>[]
): void {
  const region: Resources = regionOf(estate, place);
  region[type] = [...region[type], ...resources] as unknown as Resources[T];
}

export function remove(estate: Estate, place: Place, type: ResourceType, ...ids: readonly string[]): void {
  const gone = new Set(ids);
  const region: Resources = regionOf(estate, place);
  const all: readonly ResourceOf<ResourceType>[] = region[type];
  const left = all.filter((resource) => !gone.has(idOf(type, resource)));
  if (all.length - left.length !== gone.size) throw new Error(`not all of ${ids.join(', ')} are in ${type}`);
  replaceAll(region, type, left);
}

/** Lays `fields` over one resource. */
export function change<T extends ResourceType>(
  estate: Estate,
  place: Place,
  type: T,
  id: string,
  fields: Partial<ResourceOf<T>>,
): void {
  const region: Resources = regionOf(estate, place);
  const all: readonly ResourceOf<T>[] = region[type];
  const index = all.findIndex((resource) => idOf(type, resource) === id);
  const found = all[index];
  if (found === undefined) throw new Error(`no ${id} in ${type}`);
  replaceAll(region, type, all.with(index, { ...found, ...fields }));
}

/** All tags of one resource, wherever its type keeps them. */
export function retag(
  estate: Estate,
  place: Place,
  type: ResourceType,
  id: string,
  tags: Readonly<Record<string, string>>,
): void {
  const list: readonly Tag[] = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const fields: Readonly<Record<string, unknown>> = {
    [TAGS_OF[type] ?? 'Tags']: type === 'clusters' ? tags : list,
  };
  change(estate, place, type, id, fields);
}

/** Sets the tag `Name`, which is what AWS's console calls a name. */
export function rename(estate: Estate, place: Place, type: ResourceType, id: string, name: string): void {
  const all: readonly ResourceOf<ResourceType>[] = regionOf(estate, place)[type];
  const found = all.find((resource) => idOf(type, resource) === id);
  if (found === undefined) throw new Error(`no ${id} in ${type}`);
  retag(estate, place, type, id, { ...tagsOf(found), Name: name });
}

/** The tags of any resource as one object. */
export function tagsOf(resource: ResourceOf<ResourceType>): Record<string, string> {
  const { Tags, TagList, TagSet, tags } = resource as {
    readonly Tags?: readonly Tag[];
    readonly TagList?: readonly Tag[];
    readonly TagSet?: readonly Tag[];
    readonly tags?: Readonly<Record<string, string>>;
  };
  if (tags !== undefined) return { ...tags };
  return Object.fromEntries((Tags ?? TagList ?? TagSet ?? []).map(({ Key, Value }) => [Key, Value]));
}

function replaceAll(region: Resources, type: ResourceType, all: readonly unknown[]): void {
  (region as unknown as Record<ResourceType, readonly unknown[]>)[type] = all;
}
