/** Changes to an estate, as a person at the portal would make them. Rows are replaced, never changed. */
import type { Resource, SubscriptionEstate } from './estate.ts';
import type { Tags } from './rows/place.ts';

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export function add({ resources }: SubscriptionEstate, ...rows: readonly Resource[]): void {
  resources.push(...rows);
}

/** The one with this name of a type; there must be one. */
export function find({ resources }: SubscriptionEstate, type: string, name: string): Resource {
  const found = resources.find((row) => same(row.type, type) && row.name === name);
  if (found === undefined) throw new Error(`no ${type} ${name}`);
  return found;
}

export function remove({ resources }: SubscriptionEstate, ...ids: readonly string[]): void {
  for (const id of ids) {
    const at = resources.findIndex((row) => same(row.id, id));
    if (at < 0) throw new Error(`no ${id}`);
    resources.splice(at, 1);
  }
}

/** Lays `fields` over a resource, and `properties` over its properties. */
export function change(
  { resources }: SubscriptionEstate,
  id: string,
  { properties, ...fields }: Partial<Resource>,
): void {
  const at = resources.findIndex((row) => same(row.id, id));
  const found = resources[at];
  if (found === undefined) throw new Error(`no ${id}`);
  resources.splice(at, 1, { ...found, ...fields, properties: { ...found.properties, ...properties } });
}

export function retag(place: SubscriptionEstate, id: string, tags: Tags | null): void {
  change(place, id, { tags });
}
