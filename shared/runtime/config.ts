import type * as z from 'zod/mini';
import type { ProviderName } from '../collect/provider.ts';
import type { Retention } from '../log/retain.ts';
import type { StoreConfig } from '../store/open.ts';
import { GUARD } from '../sync/guard.ts';
import type { Guard } from '../sync/guard.ts';
import { parseAt } from './config-error.ts';
import { Document, StoreDocument } from './config-schema.ts';
import type { GuardSection } from './config-schema.ts';
import { configText } from './config-source.ts';
import type { ConfigPorts } from './config-source.ts';
import type { ExportConfig } from './exports.ts';
import { parseDocument } from './document.ts';
import type { TagRules } from './patterns.ts';
import { withReferences } from './references.ts';
import type { Secrets } from './secrets.ts';
import type { SinkConfig } from './sink-config.ts';

export { ConfigError, parseAt } from './config-error.ts';
export { createSecrets } from './secrets.ts';

/** The validated document, in the engine's own units. */
export interface Config {
  readonly store: StoreConfig;
  readonly singleWriter: boolean;
  readonly guard: Guard;
  readonly retention: Retention;
  readonly tags: TagRules;
  readonly sinks: readonly SinkConfig[];
  /** Documents that are kept beside the log. */
  readonly exports: readonly ExportConfig[];
  /** Of states held at once. */
  readonly memoryBytes: number;
  /** Each is validated by its provider's schema, through `parseAt`. */
  readonly providers: Readonly<Partial<Record<ProviderName, unknown>>>;
  /** Validated by the publisher. */
  readonly deepflow: unknown;
  /** The queue that scopes are fanned out through, and how often a round is planned. */
  readonly fanOut: { readonly queueUrl: string; readonly periodMs: number } | undefined;
  /** What messages call it: the file's path, or the environment variable. */
  readonly where: string;
}

export interface LoadPorts extends ConfigPorts {
  readonly resolve: Secrets['resolve'];
  /** Providers whose sections are wanted: nothing of the others is resolved, or has to be there. Default: all. */
  readonly only?: readonly string[];
}

const DAY = 24 * 3_600_000;
/** Many times the longest run: data that no commit names by then was left by a run that died. */
const ORPHAN_AFTER = 2 * DAY;

/** Finds, reads, resolves and validates; throws `ConfigError` for all that is wrong with it. */
export async function loadConfig(ports: LoadPorts): Promise<Config> {
  const { text, where } = await configText(ports);
  const wanted = chosen(await parseDocument(text, where, ports.readYaml), ports.only ?? []);
  const resolved = await withReferences(wanted, ports.resolve, where);
  const { guard, retention, memoryMegabytes, providers, ...rest } = parseAt(Document, resolved, [], where);
  return {
    store: rest.store,
    singleWriter: rest.singleWriter,
    guard: { maxShare: guard.maxShare, minRemoved: guard.minRemoved, confirm: confirmOf(guard.confirm) },
    retention: {
      keep: retention.days * DAY,
      maxLag: retention.maxLagDays * DAY,
      maxVersions: retention.versions ?? Infinity,
      orphanAfter: ORPHAN_AFTER,
    },
    tags: rest.tags,
    sinks: rest.sinks,
    exports: rest.exports,
    memoryBytes: memoryMegabytes * 2 ** 20,
    providers: Object.fromEntries(Object.entries(providers).map(([name, found]) => [name, found ?? {}])),
    deepflow: rest.deepflow,
    fanOut: rest.fanOut && {
      queueUrl: rest.fanOut.queueUrl,
      periodMs: rest.fanOut.periodSeconds * 1000,
    },
    where,
  };
}

/** The document without the sections of providers that are not wanted. */
function chosen(document: unknown, only: readonly string[]): unknown {
  const { providers }: { readonly providers?: unknown } = Object(document);
  if (only.length === 0 || typeof providers !== 'object' || providers === null) return document;
  const wanted = Object.entries(providers).filter(([name]) => only.includes(name));
  return { ...Object(document), providers: Object.fromEntries(wanted) };
}

/** The store alone: no reference outside its section is resolved. */
export async function loadStoreConfig(ports: LoadPorts): Promise<StoreConfig> {
  const { text, where } = await configText(ports);
  const document = await parseDocument(text, where, ports.readYaml);
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    return parseAt(StoreDocument, document, [], where).store;
  }
  const { store, ...rest }: { readonly store?: unknown } = document;
  const resolved = await withReferences({ store }, ports.resolve, where);
  return parseAt(StoreDocument, { ...rest, ...Object(resolved) }, [], where).store;
}

function confirmOf(confirm: z.infer<typeof GuardSection>['confirm']): Guard['confirm'] {
  if (confirm === undefined) return GUARD.confirm;
  return confirm === 'never' ? confirm : { listings: confirm.listings, overMs: confirm.minutes * 60_000 };
}
