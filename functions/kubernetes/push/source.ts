import { CloudError } from '../../../shared/collect/errors.ts';
import type { WatchCache } from '../cached.ts';
import type { Content, ContentReader, Skip } from './content.ts';
import { refuseTooLarge } from './message-limit.ts';
import type { Pushed } from './pushed.ts';
import { kindOf } from './sent.ts';

/** What there is to say of a cluster: its content; why there is none; or nothing yet. */
export type Source =
  | { readonly content: Content }
  | { readonly failure: CloudError }
  | { readonly waits: true };

export interface SourceOptions {
  readonly cluster: string;
  readonly maxBytes: number;
  readonly skip: Skip;
  readonly read: ContentReader['read'];
}

/**
 * Never less than the truth: what is missing from a push is deleted there. While
 * something cannot be read that was pushed before, the server is told why, and
 * keeps what it has.
 */
export function sourceOf(cache: WatchCache, before: Pushed | undefined, options: SourceOptions): Source {
  const { cluster, maxBytes, skip, read } = options;
  if (cache.failure !== undefined) return { failure: cache.failure };
  if (!cache.synced) return { waits: true };
  const lost = cache.kinds.find(({ type, synced, failure }) => {
    const kind = kindOf(type);
    return failure !== undefined && !synced && !skip.kind(kind) && (before?.counts[kind] ?? 0) > 0;
  });
  if (lost?.failure !== undefined) {
    return {
      failure: new CloudError(
        lost.failure.reason,
        `DeepFlow keeps cluster ${cluster} as it is, since ${lost.type} cannot be told and it has some: ${lost.failure.message} (push.skip.kinds lets them go, there too)`,
        { cause: lost.failure },
      ),
    };
  }
  if (cache.version === undefined) {
    return {
      failure: new CloudError('invalid', `the API server of cluster ${cluster} does not tell its version`),
    };
  }
  const content = read(cache, cache.version);
  try {
    refuseTooLarge(cluster, content, maxBytes);
  } catch (error) {
    if (error instanceof CloudError) return { failure: error };
    throw error;
  }
  return { content };
}
