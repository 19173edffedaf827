import type { Kind, Models } from '../kinds.ts';
import type { Ref } from '../ref.ts';
import type { Holder, Standing } from './holder.ts';
import type { Key } from './keys.ts';

/** One resource as readers of all scopes see it: whose record it is, and how sure it is. */
export interface Merged<K extends Kind = Kind> extends Holder {
  readonly record: Models[K];
  readonly standing: Standing;
}

/** The newest records of all scopes, each resource once. */
export interface Estate {
  get<K extends Kind>(ref: Ref<K>): Merged<K> | undefined;
  /** In order of ref. */
  of<K extends Kind>(kind: K): Iterable<Merged<K>>;
  /** Those that are found under a key of `keys.ts`, in order of ref. */
  under<K extends Kind>(kind: K, key: Key): readonly Merged<K>[];
}
