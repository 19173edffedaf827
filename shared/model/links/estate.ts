import type { Kind, Models } from '../kinds.ts';
import type { Ref } from '../ref.ts';
import type { Holder, Standing } from './holder.ts';
import type { Key } from './keys.ts';
import type { Label, Role } from './label.ts';

/** One resource as readers of all scopes see it: whose record it is, and how sure it is. */
export interface Merged<K extends Kind = Kind> extends Holder {
  readonly record: Models[K];
  readonly standing: Standing;
}

/** What is known of a record before it is read. */
export interface Placed extends Holder {
  readonly ref: string;
  readonly standing: Standing;
}

/** The newest records of all scopes, each resource once. */
export interface Estate {
  get<K extends Kind>(ref: Ref<K>): Merged<K> | undefined;
  /** What it is to an address that `from` belongs to. What was carried is led to by doubtful records only. */
  label(role: Role, from: Pick<Merged, 'standing'>, ref: Ref): Label | undefined;
  /** In order of ref; of `isWanted`, where it is given, others are not even read. */
  of<K extends Kind>(kind: K, isWanted?: (one: Placed) => boolean): Iterable<Merged<K>>;
  /** Those that are found under a key of `keys.ts`, in order of ref: what was carried is reached by refs alone. */
  under<K extends Kind>(kind: K, key: Key): readonly Merged<K>[];
}
