import type { TagRecord } from '../../../shared/model/kinds.ts';
import { namespaced, ownerRef, requirementsOf, typeOf } from '../items.ts';
import { OBJECTS } from '../kinds.ts';
import { ReplicaSet } from '../objects.ts';
import { objects } from '../object-collector.ts';

const replicas = {
  emits: ['replica_set'],
  schema: ReplicaSet,

  *map(
    { metadata, spec }: ReplicaSet,
    { account }: { readonly account: string },
    type: string,
  ): Generator<TagRecord<'replica_set'>> {
    yield {
      kind: 'replica_set',
      ...namespaced('replica_set', metadata, account),
      ...typeOf(type),
      replicas: spec?.replicas ?? undefined,
      selector: requirementsOf(spec?.selector),
      owner: ownerRef(metadata, account, ['workload']),
    };
  },
} as const;

export const replicaSet = objects({ ...replicas, name: 'replica-set', object: OBJECTS.replicaSet });
export const inPlaceSet = objects({
  ...replicas,
  name: 'in-place-set',
  object: OBJECTS.inPlaceSet,
  // As of a CafeDeployment, whose it is.
  map: ({ metadata, spec }, scope, type) =>
    replicas.map({ metadata, spec: { ...spec, replicas: spec?.replicas ?? 0 } }, scope, type),
});
