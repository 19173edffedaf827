import { table } from '../../../shared/collect/table.ts';
import type { Json, JsonObject } from '../cached.ts';
import { listAt, objectAt, pick, textAt } from './json.ts';
import { safeLabels } from './safe.ts';

/** Of the whole cluster, what the shape of an object depends on. */
export interface Surroundings {
  /** The cluster's InPlaceSets are among what is sent: the server need not make them up from their pods. */
  readonly hasInPlaceSets: boolean;
}

export function named(metadata: Json): JsonObject {
  return { ...pick(metadata, 'uid', 'name', 'namespace'), labels: safeLabels(objectAt(metadata)['labels']) };
}

/** The one condition that the server reads; the times of the others would be changes. */
export function readiness(status: Json, ...more: readonly string[]): readonly JsonObject[] {
  return listAt(status, 'conditions')
    .filter((one) => textAt(one, 'type') === 'Ready')
    .map((one) => pick(one, 'type', 'status', ...more));
}

/** By which kind the server is told of an owner that it has no code for. */
const OWNER_KINDS = table<string>({ CafeDeployment: 'Deployment' });

/** What controls it. The server reads the first reference only, so that is the only one it gets. */
export function ownerSent(metadata: Json, { hasInPlaceSets }: Surroundings): JsonObject | undefined {
  const all = listAt(metadata, 'ownerReferences');
  const owner = all.find((one) => objectAt(one)['controller'] === true) ?? all[0];
  const kind = textAt(owner, 'kind');
  if (owner === undefined || kind === undefined) return undefined;
  const known = hasInPlaceSets && kind === 'InPlaceSet' ? 'ReplicaSet' : OWNER_KINDS[kind];
  return { ...pick(owner, 'name', 'uid'), kind: known ?? kind };
}
