import type { Kind } from './kinds.ts';

declare const refTag: unique symbol;

/**
 * The identity of one resource: a pure function of provider, kind and the
 * cloud's own id. Two collectors that never met agree on it, so links need no
 * lookup table and collectors need no order.
 */
export type Ref<K extends Kind = Kind> = `${string}/${K}/${string}` & { readonly [refTag]: K };

/** A record without one would be the same as another: what was answered cannot be read. */
export class NoIdentity extends Error {
  override readonly name = 'NoIdentity';
}

/**
 * `native` is the cloud's own id; it has several parts (account, region, …)
 * where that id alone is not unique. An empty part throws `NoIdentity`.
 */
export function ref<K extends Kind>(
  provider: string,
  kind: K,
  ...native: readonly [string, ...string[]]
): Ref<K> {
  let text = `${provider}/${kind}`;
  for (const part of native) {
    if (part === '') throw new NoIdentity(`${provider} ${kind} without an id`);
    text += `/${encodePart(part)}`;
  }
  return text as Ref<K>;
}

/** Letters, digits and `._~:-` stay; so every byte sorts above TAB, and `/` always separates. */
export function encodePart(part: string): string {
  if (/^[\w.~:-]+$/.test(part)) return part;
  if (/\p{Surrogate}/u.test(part)) throw new NoIdentity(`half a character in the id ${part}`);
  return encodeURIComponent(part)
    .replaceAll('%3A', ':')
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The parts of a ref, decoded: provider, kind, then the native id's. */
export function partsOf(text: string): readonly string[] {
  return text.split('/').map(decodeURIComponent);
}
