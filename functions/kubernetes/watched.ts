import { ingress } from './collectors/ingress.ts';
import { namespace } from './collectors/namespace.ts';
import { node } from './collectors/node.ts';
import { pod } from './collectors/pod.ts';
import { inPlaceSet, replicaSet } from './collectors/replica-set.ts';
import { service } from './collectors/service.ts';
import {
  advancedDaemonSet,
  advancedStatefulSet,
  cafeDeployment,
  cloneSet,
  daemonSet,
  deployment,
  replicationController,
  statefulSet,
} from './collectors/workload.ts';

const workloads = [deployment, statefulSet, daemonSet, replicationController, cafeDeployment, cloneSet];
const lookAlikes = [advancedStatefulSet, advancedDaemonSet];

/** What can be listed can be watched; the order is that of a reader who wants owners before what they own. */
export const watched = [
  node,
  namespace,
  service,
  ingress,
  ...workloads,
  ...lookAlikes,
  replicaSet,
  inPlaceSet,
  pod,
];
