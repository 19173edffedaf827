/** Where a resource is, and what is said of every one. */
import type { Resource } from '../estate.ts';

export interface Place {
  readonly subscription: string;
  readonly group: string;
  readonly location: string;
}

export type Tags = Readonly<Record<string, string>>;

export interface Given {
  readonly name: string;
  readonly tags?: Tags | null;
  readonly zones?: readonly string[];
}

export const idOf = ({ subscription, group }: Place, type: string, name: string): string =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/${type}/${name}`;

export const row = (
  place: Place,
  type: string,
  { name, tags, zones }: Given,
  properties: Readonly<Record<string, unknown>>,
  more: Partial<Resource> = {},
): Resource => ({
  id: idOf(place, type, name),
  name,
  type,
  location: place.location,
  ...(tags !== undefined && { tags }),
  ...(zones !== undefined && { zones }),
  ...more,
  properties: { provisioningState: 'Succeeded', ...properties },
});

/** `{ id }`, as resources name each other. */
export const to = (id: string): { readonly id: string } => ({ id });

export const part = (parent: string, type: string, name: string, properties: object) => ({
  id: `${parent}/${type}/${name}`,
  name,
  properties: { provisioningState: 'Succeeded', ...properties },
});
