import * as z from 'zod/mini';

/** Version of the stored form; `docs/format.md` describes it. */
export const FORMAT = 1;

/** A data object and the hash of its stored bytes: never shared by two runs. */
const Data = z.object({
  key: z.string().check(z.regex(/^data\/[!-~]+$/)),
  sha256: z.string(),
  size: z.number(),
  /** Of its content, unpacked. Commits that are older than this field say nothing of it. */
  bytes: z.optional(z.number()),
});

const Pending = z.object({
  /** Of the lines that wait to be removed. */
  digest: z.string(),
  count: z.number(),
  since: z.number(),
  /** Complete listings, empty ones apart, that agreed on them, this one included; up to what the guard asks for, less one. */
  seen: z.number(),
  /** Digest of the list that lacked them: the same list again needs no comparison. */
  listed: z.string(),
});

const Entry = z.object({
  outcome: z.enum(['complete', 'kept', 'held', 'unsupported']),
  reason: z.nullable(z.string()),
  since: z.number(),
  pending: z.nullable(Pending),
  /** `null`: never completed, which is not "empty". */
  count: z.nullable(z.number()),
  /** Of the stored form of all records, uncompressed. */
  bytes: z.number(),
  /** SHA-256 of that stored form. */
  digest: z.nullable(z.string()),
  /** The last version whose run listed this source completely, changed or not. */
  observedAt: z.number(),
  snapshot: z.nullable(Data),
  /** What happened since the snapshot: in a data object, or inside the commit of that version. */
  segments: z.array(
    z.object({ version: z.number(), at: z.number(), size: z.number(), data: z.nullable(Data) }),
  ),
});

const Counts = z.object({ added: z.number(), changed: z.number(), removed: z.number() });

/** Times are milliseconds since 1970. Readers ignore fields they do not know. */
export const Commit = z.object({
  format: z.literal(FORMAT),
  /** Schema version of the records. */
  mapper: z.number(),
  version: z.number(),
  runId: z.string(),
  at: z.number(),
  /**
   * `repair`: a person cut something out; sinks get a snapshot. `forget`: a
   * person took all records of a scope that is no longer synced.
   */
  cause: z.enum(['sync', 'resync', 'remap', 'repair', 'forget']),
  /** Data that the previous version names and this one does not. */
  replaced: z.array(z.string()),
  sources: z.record(z.string(), Entry),
  /** By source, what changed; sources without a change are not in it. */
  counts: z.record(z.string(), Counts),
  /** A patch (see `patch.ts`), here or in a data object; `first`: sources whose change is their whole snapshot. */
  changes: z.union([
    z.object({ inline: z.string(), first: z.array(z.string()) }),
    z.object({ data: Data, first: z.array(z.string()) }),
  ]),
});

export type Data = z.infer<typeof Data>;
export type Pending = z.infer<typeof Pending>;
export type Entry = z.infer<typeof Entry>;
export type Commit = z.infer<typeof Commit>;
export type Cause = Commit['cause'];

/** A stored object is not what was written, or is no longer there. */
export class Corrupt extends Error {
  override readonly name = 'Corrupt';
  readonly key: string;
  constructor(key: string, what: string, options?: ErrorOptions) {
    super(
      `${key}: ${what}. Nothing was overwritten; "tagsync verify" names all such objects, "tagsync verify --quarantine" sets them aside.`,
      options,
    );
    this.key = key;
  }
}

/** The head was written by a newer release than this one. */
export class Outdated extends Error {
  override readonly name = 'Outdated';
}

export function parseCommit(key: string, body: Uint8Array): Commit {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(body).toString());
  } catch (cause) {
    throw new Corrupt(key, 'not JSON', { cause });
  }
  const parsed = Commit.safeParse(value);
  if (parsed.success) return parsed.data;
  if (typeof value === 'object' && value !== null && 'format' in value && Number(value.format) > FORMAT) {
    throw new Outdated(
      `${key} has format ${String(value.format)}, this release reads ${FORMAT}: install a newer one`,
    );
  }
  throw new Corrupt(
    key,
    `not a commit (${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')})`,
  );
}

/** Every data key that this version needs, for its state and for its delivery. */
export function named({ sources, changes }: Commit): Set<string> {
  const keys = new Set<string>('data' in changes ? [changes.data.key] : []);
  for (const { snapshot, segments } of Object.values(sources)) {
    for (const data of [snapshot, ...segments.map((segment) => segment.data)]) {
      if (data !== null) keys.add(data.key);
    }
  }
  return keys;
}
