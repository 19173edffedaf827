import * as z from 'zod/mini';
import { StoreError, everything } from '../store/store.ts';
import type { Listed, ObjectStore } from '../store/store.ts';
import { leaseKey, leasePrefix } from './keys.ts';

/** What a date can say; beyond it, nobody wrote that. */
const Time = z.number().check(z.gte(0), z.lte(8.64e15));
/** One object of a lease; times are milliseconds since 1970, by the clock of who wrote it. */
const Claim = z.object({
  term: z.int().check(z.positive()),
  /** For people: where it runs, and what it is. */
  holder: z.string(),
  /** Unique for ever: tells a holder's own claim from another's after an ambiguous answer. */
  token: z.string(),
  acquired: Time,
  expires: Time,
  released: z.boolean(),
});
export type Claim = z.infer<typeof Claim>;

/** Somebody else holds it, or may by now. */
export class NotHeld extends Error {
  override readonly name = 'NotHeld';
  /** `undefined`: ours ran out. */
  readonly by: Claim | undefined;
  constructor(name: string, by: Claim | undefined) {
    super(
      by === undefined
        ? `the lease of ${name} ran out before it was renewed: another process may have it now`
        : `${name} is held by ${by.holder} since ${iso(by.acquired)}, until ${iso(by.expires)} unless renewed: ` +
            `leave it to that one, or stop it; one that died is succeeded by itself`,
    );
    this.by = by;
  }
}

/** An object of a lease that nobody of ours has written so: who holds the lease cannot be known. */
export class BadClaim extends Error {
  override readonly name = 'BadClaim';
  constructor(key: string, options: ErrorOptions) {
    super(`${key} is not a claim on a lease: delete it when no process is left that could hold it`, options);
  }
}

/** Creates are repeated so often: an answer that does not come says nothing. */
const CREATES = 3;

/** Who claimed it last, expired or released or not. */
export async function lastClaim(store: ObjectStore, name: string): Promise<Claim | undefined> {
  const keys = await claimKeys(store, name);
  const key = keys.at(-1)?.key;
  return key === undefined ? undefined : readClaim(store, key);
}

/** An ambiguous create is asked for again with the same bytes. */
export async function createClaim(
  store: ObjectStore,
  name: string,
  claim: Claim,
): Promise<'created' | 'exists'> {
  const body = Buffer.from(JSON.stringify(claim));
  for (let n = 1; ; n++) {
    try {
      return await store.putIfAbsent(leaseKey(name, claim.term), body);
    } catch (error) {
      if (n === CREATES || !(error instanceof StoreError)) throw error;
    }
  }
}

/** In the order of their terms. */
export async function claimKeys(store: ObjectStore, name: string): Promise<Listed[]> {
  const keys: Listed[] = [];
  for await (const listed of everything(store, leasePrefix(name))) keys.push(listed);
  return keys;
}

export async function readClaim(store: ObjectStore, key: string): Promise<Claim | undefined> {
  const stored = await store.get(key);
  if (stored === undefined) return undefined;
  try {
    return Claim.parse(JSON.parse(Buffer.from(stored.body).toString()));
  } catch (cause) {
    throw new BadClaim(key, { cause });
  }
}

const iso = (ms: number): string => new Date(ms).toISOString();
