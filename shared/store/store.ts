/**
 * All that the log asks of an object store: read-after-write, create-only puts,
 * and listing in the order of key bytes. Keys are relative to the store's
 * prefix: printable ASCII, parts separated by `/`, none of them empty, `.` or
 * `..`; no key is the folder of another one. Methods throw `StoreError`; one
 * that throws may have had its effect. All of them end, in minutes at most.
 */
export interface ObjectStore {
  /** Where it is, for people and for readers of events: `s3://bucket/prefix`, `file:///path`. */
  readonly url: string;
  /** Throws `TooLong` where it has more than `atMost` bytes, which default to what can be read as text. */
  get(key: string, atMost?: number): Promise<Stored | undefined>;
  put(key: string, body: Uint8Array): Promise<void>;
  /**
   * Atomic. An ambiguous answer (timeout, 409, 5xx) throws: the caller reads and decides. `lastly` is called when the
   * request is signed and about to go out; what it throws is thrown, and nothing is created. So a process that sleeps
   * at any moment is stopped by it, or by the age of the signature.
   */
  putIfAbsent(key: string, body: Uint8Array, lastly?: () => void): Promise<'created' | 'exists'>;
  /** Retention only. Deleting what is not there is no error. */
  delete(key: string): Promise<void>;
  /** At most `limit` objects whose key starts with `prefix` and sorts after `startAfter`. */
  list(query: ListQuery): Promise<readonly Listed[]>;
}

export interface ListQuery {
  readonly prefix: string;
  readonly startAfter: string;
  readonly limit: number;
}

export interface Stored {
  readonly body: Uint8Array;
  readonly etag: string;
}

export interface Listed {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  /** Milliseconds since 1970, by the store's clock. */
  readonly modified: number;
}

/** The store did not do, or did not say that it did, what was asked. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** An object has more bytes than whoever reads it knows of. */
export class TooLong extends StoreError {}

/** Every object under a prefix, page by page. */
export async function* everything(
  store: ObjectStore,
  prefix: string,
  limit = 1000,
): AsyncGenerator<Listed, void, undefined> {
  for (let startAfter = ''; ;) {
    const page = await store.list({ prefix, startAfter, limit });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < limit) return;
    startAfter = last.key;
  }
}
