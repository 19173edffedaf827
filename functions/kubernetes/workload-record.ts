import type { TagRecord } from '../../shared/model/kinds.ts';
import { namespaced, ownerRef, pairsOf, requirementsOf, typeOf } from './items.ts';
import type { Workload } from './objects.ts';

/** What runs pods, whichever kind it is; `type` tells the kind and its group. */
export function workloadOf(
  { metadata, spec }: Workload,
  { account }: { readonly account: string },
  type: string,
): TagRecord<'workload'> {
  return {
    kind: 'workload',
    ...namespaced('workload', metadata, account),
    ...typeOf(type),
    replicas: spec?.replicas ?? undefined,
    selector: requirementsOf(spec?.selector),
    pod_labels: pairsOf(spec?.template?.metadata?.labels),
    owner: ownerRef(metadata, account, ['workload']),
  };
}
