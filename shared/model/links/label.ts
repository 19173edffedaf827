import type { Kind } from '../kinds.ts';
import type { Tag } from '../parts.ts';
import type { Ref } from '../ref.ts';
import type { Estate, Merged } from './estate.ts';
import type { Standing } from './holder.ts';

/**
 * What a resource is to an address: `self` holds it; it is in a `place`; a
 * `guard` decides what reaches it; a `path` leads from it; a `front` stands
 * before it; a `controller` makes it.
 */
export const ROLES = ['self', 'place', 'guard', 'path', 'front', 'controller'] as const;
export type Role = (typeof ROLES)[number];

/** One of the resources that an address belongs to, with its tags. */
export interface Label {
  readonly role: Role;
  readonly kind: Kind;
  readonly ref: Ref;
  readonly id: string;
  readonly name: string;
  readonly tags: readonly Tag[];
  /** The account whose record it is. */
  readonly account: string;
  readonly standing: Standing;
}

export function labelOf(role: Role, { record, account, standing }: Merged): Label {
  const { kind, ref, id, name, tags } = record;
  return { role, kind, ref, id, name, tags, account, standing };
}

/** Where a record leads. What was carried is there for doubtful records only: a complete one knows it gone. */
export function follow<K extends Kind>(
  estate: Estate,
  from: Pick<Merged, 'standing'>,
  ref: Ref<K> | undefined,
): Merged<K> | undefined {
  const found = ref === undefined ? undefined : estate.get(ref);
  return found?.standing === 'stale' && from.standing === 'current' ? undefined : found;
}
