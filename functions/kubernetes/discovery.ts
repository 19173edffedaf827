import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import { parsed } from '../../shared/collect/wire.ts';
import type { ObjectKind } from './kinds.ts';

/** Which of our kinds the cluster has, and in which version. */
export interface Discovery {
  /** The first of its versions that is served. Throws `unsupported` where none is. */
  readonly apiVersionOf: (kind: ObjectKind) => Promise<string>;
  /** Kinds come and go with their definitions: what was learned is asked for again. */
  readonly forget: () => void;
}

export const GROUPS = 'discovery:groups';
export const RESOURCES = 'discovery:resources';

/** https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/#apigroup-v1-meta */
const Groups = z.object({
  groups: z.array(z.object({ versions: z.array(z.object({ groupVersion: z.string() })) })),
});
const Resources = z.object({ resources: z.array(z.object({ name: z.string(), kind: z.string() })) });

/**
 * The core group is always there. A group that is not named has nothing of it,
 * be it by a definition or by an aggregated API; one that is named and does not
 * answer (the server behind an aggregated API is down) is a failure of its
 * kinds, not their absence.
 */
export function createDiscovery(get: (action: string, path: string) => Promise<unknown>): Discovery {
  let groups: Promise<ReadonlySet<string>> | undefined;
  const resources = new Map<string, Promise<ReadonlySet<string>>>();

  const groupsOf = (): Promise<ReadonlySet<string>> => {
    groups ??= (async () => {
      const answer = parsed(Groups, await get(GROUPS, '/apis'), GROUPS);
      return new Set(answer.groups.flatMap(({ versions }) => versions.map((one) => one.groupVersion)));
    })().catch((error: unknown) => {
      groups = undefined;
      throw error;
    });
    return groups;
  };
  const resourcesOf = (apiVersion: string): Promise<ReadonlySet<string>> => {
    const known = resources.get(apiVersion);
    if (known !== undefined) return known;
    const asked = (async () => {
      const answer = parsed(Resources, await get(RESOURCES, `/apis/${apiVersion}`), apiVersion);
      return new Set(answer.resources.map(({ name, kind }) => `${name} ${kind}`));
    })().catch((error: unknown) => {
      resources.delete(apiVersion);
      throw error;
    });
    resources.set(apiVersion, asked);
    return asked;
  };

  return {
    async apiVersionOf({ kind, plural, apiVersions }) {
      const [first] = apiVersions;
      if (!first.includes('/')) return first;
      const served = await groupsOf();
      for (const apiVersion of apiVersions.filter((one) => served.has(one))) {
        if ((await resourcesOf(apiVersion)).has(`${plural} ${kind}`)) return apiVersion;
      }
      throw new CloudError('unsupported', `the cluster has no ${plural} of ${apiVersions.join(', ')}`);
    },
    forget() {
      groups = undefined;
      resources.clear();
    },
  };
}
