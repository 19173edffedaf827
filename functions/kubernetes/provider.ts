import { defineProvider } from '../../shared/collect/provider.ts';
import { CLUSTER_KINDS } from '../../shared/model/shapes.ts';
import { openAccounts } from './accounts.ts';
import { cluster } from './collectors/cluster.ts';
import { Config } from './config.ts';
import { GROUPS, RESOURCES } from './discovery.ts';
import { limits } from './limits.ts';
import { probe } from './probe.ts';
import type { Told } from '../../shared/runtime/publishing.ts';
import { serversOf } from './push/config.ts';
import { obstacles } from './push/obstacles.ts';
import { publish } from './publish.ts';
import { watched } from './watched.ts';

const provider = defineProvider({
  name: 'kubernetes',
  config: Config,
  limits,
  accounts: openAccounts,
  collectors: [cluster, ...watched],
  kinds: [...CLUSTER_KINDS, 'nic'],
  names: {
    cluster: ['cluster'],
    node: ['node'],
    namespace: ['namespace'],
    service: ['service'],
    ingress: ['ingress'],
    Deployment: ['deployment'],
    StatefulSet: ['stateful-set', 'advanced-stateful-set'],
    DaemonSet: ['daemon-set', 'advanced-daemon-set'],
    ReplicationController: ['replication-controller'],
    CafeDeployment: ['cafe-deployment'],
    CloneSet: ['clone-set'],
    ReplicaSet: ['replica-set'],
    InPlaceSet: ['in-place-set'],
    Pod: ['pod'],
  },
  actions: [GROUPS, RESOURCES],
  probe,
  unsupported: {},
  untaggable: {
    cluster: {
      reason: 'A cluster is no object of its own API, so nothing holds labels of it.',
      source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/',
    },
    nic: {
      reason: 'Addresses are fields of nodes and pods, which carry the labels.',
      source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/',
    },
  },
});

export { watched } from './watched.ts';
/** Every server that is told of a cluster. */
const told = ({ clusters }: Config): readonly Told[] =>
  clusters.flatMap(({ push }) => (push === undefined ? [] : serversOf(push)));

export const kubernetes = { ...provider, publish, obstacles, told };
