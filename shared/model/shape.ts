// How records of a kind are stored.

/**
 * How a field is stored: `one` value, a `set` (sorted by bytes, without
 * duplicates) or a `list` (in its own order); of objects, with their keys.
 */
export type Form = 'one' | 'set' | 'list' | { readonly set: readonly string[] };

type KeysOf<E> = E extends readonly unknown[] ? never : Extract<keyof E, string>;
type FormOf<T> =
  NonNullable<T> extends readonly (infer E)[]
    ? E extends string | readonly unknown[]
      ? 'set' | 'list'
      : { readonly set: readonly KeysOf<E>[] }
    : 'one';
export type Shape<R> = { readonly [F in Exclude<keyof R, 'kind' | 'ref'>]: FormOf<R[F]> };

/** What every record has. */
export const resource = { id: 'one', name: 'one', tags: 'set' } as const;
