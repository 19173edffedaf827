import { createHash } from 'node:crypto';
import { aggregated, contains, parsePrefix } from './cidr.ts';
import type { Prefix } from './cidr.ts';
import { Panic, index, indexLabels, labelOf, objectsOf } from './gathering.ts';
import type { Gathering } from './gathering.ts';
import { gatherIngresses, gatherServices } from './gather-services.ts';
import { GoJson } from './go-json.ts';
import type { Known, KnownPod, KnownReplicaSet } from './known.ts';

export interface GatherOptions {
  /** Of the domain: `pod_net_ipv4_cidr_max_mask`, `pod_net_ipv6_cidr_max_mask`. */
  readonly v4Mask: number;
  readonly v6Mask: number;
}

/**
 * What DeepFlow makes of the entries of one cluster: the rules of
 * https://github.com/deepflowio/deepflow/tree/main/server/controller/cloud/kubernetes_gather
 * by which an object is known or dropped, file by file, without its plugins
 * and without the interfaces that agents report.
 */
export function gather(
  entries: Readonly<Record<string, readonly string[]>>,
  { v4Mask, v6Mask }: GatherOptions = { v4Mask: 16, v6Mask: 64 },
): Known {
  const run: Gathering = {
    entries,
    dropped: [],
    namespaces: new Map(),
    groups: new Map(),
    groupsByLabel: new Map(),
    groupPorts: new Map(),
    servicesOfGroup: new Map(),
    servicePorts: new Map(),
    ingressOfService: new Map(),
  };
  const [info] = entries['*version.Info'] ?? [];
  if (info === undefined) throw new Error('not found k8s version info');
  const version = GoJson.parse(info).get('gitVersion').text();
  if (version === '') throw new Error('not found k8s gitversion');

  const { nodes, nodesByIp, podPrefixes } = gatherNodes(run);
  const ofVirtual = gatherNamespaces(run);
  for (const [type, group] of GROUPS) gatherGroups(run, type, group);
  gatherInPlaceSets(run);
  gatherGroups(run, '*v1.ReplicationController', 'ReplicationController');
  const { replicaSets, groupOfReplicaSet } = gatherReplicaSets(run);
  const services = gatherServices(run);
  const ingresses = gatherIngresses(run);
  const pods = gatherPods(run, { nodesByIp, ofVirtual, groupOfReplicaSet });
  const masks = { 4: v4Mask, 6: v6Mask };
  const nodePrefixes = [...nodesByIp.keys()].map(parsePrefix);
  const subnets = [nodePrefixes, podPrefixes].flatMap((all) => byFamily(all, masks));
  return {
    version: `Kubernetes ${version}`,
    nodes,
    namespaces: [...run.namespaces].map(([name, id]) => ({ id, name })),
    workloads: [...run.groups.values()],
    replicaSets,
    pods: placed(run, pods, nodesByIp, subnets, masks),
    services: services.map((one) => ({ ...one, ingress: run.ingressOfService.get(one.id) ?? '' })),
    ingresses,
    dropped: run.dropped,
  };
}

const GROUPS = [
  ['*v1.Deployment', 'Deployment'],
  ['*v1.StatefulSet', 'StatefulSet'],
  ['*v1.OpenGaussCluster', 'StatefulSet'],
  ['*v1.DaemonSet', 'DaemonSet'],
  ['*v1.CloneSet', 'CloneSet'],
] as const;

function gatherNodes(run: Gathering) {
  const nodes = [];
  const nodesByIp = new Map<string, string>();
  const podPrefixes: Prefix[] = [];
  for (const { object, id, name, drop } of objectsOf(run, '*v1.Node', false)) {
    const ip = object
      .get('status', 'addresses')
      .array()
      .filter((one) => one.get('type').text() === 'InternalIP')
      .map((one) => one.get('address').text())
      .find((one) => one !== '');
    if (ip === undefined) {
      drop('ip not found');
      continue;
    }
    const labels = object.get('metadata', 'labels').map() ?? {};
    const ready = object
      .get('status', 'conditions')
      .array()
      .find((one) => one.get('reason').text() === 'KubeletReady');
    const memory = object.get('status', 'capacity', 'memory').text().replaceAll('Ki', '');
    nodes.push({
      id,
      name,
      ip,
      isMaster: ['master', 'control-plane'].some((role) =>
        Object.hasOwn(labels, `node-role.kubernetes.io/${role}`),
      ),
      isReady: ready?.get('status').text() === 'True',
      cpu: goInt(object.get('status', 'capacity', 'cpu').text()),
      memoryMb: Math.trunc(goInt(memory) / 1024),
    });
    nodesByIp.set(ip, id);
    const cidr = object.get('spec', 'podCidr').text() || object.get('spec', 'podCIDR').text();
    // One that does not parse fails the whole cluster.
    if (cidr !== '') podPrefixes.push(parsePrefix(cidr));
  }
  for (const ip of nodesByIp.keys()) {
    if (ip.includes('.') || ip.includes(':')) parsePrefix(ip); // fails the whole cluster
    else throw new Panic(`ParseIP(${JSON.stringify(ip)}): unable to parse IP`);
  }
  return { nodes, nodesByIp, podPrefixes };
}

const goInt = (text: string): number => (/^[+-]?\d+$/.test(text) ? Number(text) : 0);

function gatherNamespaces(run: Gathering): ReadonlySet<string> {
  const ofVirtual = new Set<string>();
  for (const { object, id, name } of objectsOf(run, '*v1.Namespace', false)) {
    run.namespaces.set(name, id);
    const label = 'virtual-kubelet.io/provider-cluster-native-name';
    if (object.get('metadata', 'labels', label).text() !== '') ofVirtual.add(name);
  }
  return ofVirtual;
}

function gatherGroups(run: Gathering, type: string, group: string): void {
  for (const { object, id, name, namespace } of objectsOf(run, type)) {
    const spec = object.get('spec');
    const own = object.get('metadata', 'labels').map() ?? {};
    const template = spec.get('template', 'metadata', 'labels').map() ?? {};
    const isController = group === 'ReplicationController'; // its own labels, and its network, are not looked at
    index(run, namespace, `${group.toLowerCase()}:${namespace}:${name}`, id);
    for (const labels of isController ? [template] : [template, own]) indexLabels(run, namespace, labels, id);
    const ports = spec
      .get('template', 'spec', 'containers')
      .array()
      .flatMap((container) => container.get('ports').array())
      .filter((port) => port.has('name'))
      .map((port) => [port.get('name').text(), port.get('containerPort').int()] as const);
    run.groupPorts.set(id, new Map(ports));
    run.groups.set(id, {
      id,
      name,
      namespace,
      type: group,
      replicas: spec.get('replicas').int(),
      label: labelOf(isController ? template : own),
      hostNetwork: !isController && spec.get('template', 'spec', 'hostNetwork').isTrue(),
    });
  }
}

/** The owner of a pod of this kind is made up from the first such pod. */
function gatherInPlaceSets(run: Gathering): void {
  const silently = { ...run, dropped: [] }; // each is looked at again as a pod
  for (const { object, namespace } of objectsOf(silently, '*v1.Pod')) {
    const [owner = new GoJson(undefined)] = object.get('metadata', 'ownerReferences').array();
    if (owner.get('kind').text() !== 'InPlaceSet') continue;
    const [id, name] = [owner.get('uid').text(), owner.get('name').text()];
    if (run.groups.has(id)) continue;
    const labels = object.get('metadata', 'labels').map() ?? {};
    index(run, namespace, `inplaceset:${namespace}:${name}`, id);
    indexLabels(run, namespace, labels, id);
    run.groupPorts.set(id, new Map());
    const label = labelOf(labels);
    run.groups.set(id, { id, name, namespace, type: 'Deployment', replicas: 0, label, hostNetwork: false });
  }
}

function gatherReplicaSets(run: Gathering) {
  const replicaSets: KnownReplicaSet[] = [];
  const groupOfReplicaSet = new Map<string, string>();
  for (const { object, id, name, namespace, drop } of objectsOf(run, '*v1.ReplicaSet')) {
    const replicas = object.get('spec', 'replicas').int();
    if (replicas === 0) continue; // inactive, which is no loss
    const [owner] = object.get('metadata', 'ownerReferences').array();
    let workload = owner?.get('uid').text() ?? '';
    if (workload === '') {
      drop('pod group not found');
      continue;
    }
    if (!run.groups.has(workload)) {
      workload = id;
      const own = object.get('metadata', 'labels').map() ?? {};
      const template = object.get('spec', 'template', 'metadata', 'labels').map() ?? {};
      index(run, namespace, `replicasetcontroller:${namespace}:${name}`, id);
      indexLabels(run, namespace, template, id);
      run.groups.set(id, {
        id,
        name: name.includes('-') ? name.slice(0, name.lastIndexOf('-')) : name,
        namespace,
        type: 'ReplicaSetController',
        replicas,
        label: labelOf(own),
        hostNetwork: false,
      });
    }
    replicaSets.push({ id, name, namespace, workload, replicas });
    groupOfReplicaSet.set(id, workload);
  }
  return { replicaSets, groupOfReplicaSet };
}

const POD_OWNERS =
  'CloneSet DaemonSet Deployment InPlaceSet ReplicaSet StatefulSet StatefulSetPlus OpenGaussCluster ReplicationController'.split(
    ' ',
  );

interface Lookups {
  readonly nodesByIp: ReadonlyMap<string, string>;
  readonly ofVirtual: ReadonlySet<string>;
  readonly groupOfReplicaSet: ReadonlyMap<string, string>;
}

function gatherPods(run: Gathering, { nodesByIp, ofVirtual, groupOfReplicaSet }: Lookups): KnownPod[] {
  const pods: KnownPod[] = [];
  for (const { object, id, name, namespace, drop } of objectsOf(run, '*v1.Pod')) {
    const meta = object.get('metadata');
    const [owner = new GoJson(undefined)] = meta.get('ownerReferences').array();
    const [owned, kind] = [owner.get('uid').text(), owner.get('kind').text()];
    if (owned === '') {
      drop('pod group not found');
      continue;
    }
    if (!POD_OWNERS.includes(kind)) {
      drop(`type ${kind} not support`);
      continue;
    }
    const group = groupOfReplicaSet.get(owned) ?? (run.groups.has(owned) ? owned : undefined);
    if (group === undefined) {
      drop('pod group not found');
      continue;
    }
    const labels = meta.get('labels').map();
    if (ofVirtual.has(namespace) && labels === undefined) throw new Panic('assignment to entry in nil map');
    if (object.get('status', 'podNetworks').array().length > 0)
      throw new Panic('interface conversion of podNetworks');
    const ready = object
      .get('status', 'conditions')
      .array()
      .find((one) => one.get('type').text() === 'Ready');
    pods.push({
      id: meta.has('generateName') ? hashed(owned + trimmed(name, meta.get('generateName').text())) : id,
      name,
      namespace,
      label: labelOf(labels ?? {}),
      isReady: ready?.get('status').text() === 'True',
      created: meta.get('creationTimestamp').text(),
      containers: object
        .get('status', 'containerStatuses')
        .array()
        .flatMap((one) => one.get('containerID').text() || [])
        .map((one) => one.slice(one.includes('://') ? one.indexOf('://') + 3 : 0))
        .toSorted(),
      node: nodesByIp.get(object.get('status', 'hostIP').text()) ?? '',
      workload: group,
      replicaSet: groupOfReplicaSet.has(owned) ? owned : '',
      service: (run.servicesOfGroup.get(group) ?? []).toSorted()[0] ?? '',
      ip: object.get('status', 'podIP').text() || undefined,
    });
  }
  return pods;
}

/** Go's `strings.TrimLeft`: every leading character that is in the set. */
const trimmed = (text: string, set: string): string => {
  let from = 0;
  while (from < text.length && set.includes(text[from] ?? '')) from++;
  return text.slice(from);
};

const hashed = (text: string): string => createHash('sha1').update(text).digest('hex').slice(0, 32);

/** Which address each pod keeps: the last pod with it has it, and only within a subnet. */
function placed(
  run: Gathering,
  pods: readonly KnownPod[],
  nodesByIp: ReadonlyMap<string, string>,
  subnets: readonly Prefix[],
  masks: Readonly<Record<4 | 6, number>>,
): KnownPod[] {
  const owner = new Map(
    pods.flatMap(({ ip, id }) => (ip !== undefined && !nodesByIp.has(ip) ? [[ip, id]] : [])),
  );
  const outside: Prefix[] = [];
  for (const ip of owner.keys()) {
    const parsed = parsedOrPanic(ip);
    if (!subnets.some((subnet) => contains(subnet, parsed))) outside.push(parsed);
  }
  const lost = new Set(
    ([4, 6] as const).filter(
      (family) =>
        aggregated(
          outside.filter((one) => one.family === family),
          masks[family],
        ).length > 1,
    ),
  );
  return pods.map((pod) => {
    if (pod.ip === undefined || owner.get(pod.ip) !== pod.id) return { ...pod, ip: undefined };
    const parsed = parsePrefix(pod.ip);
    const isInside = subnets.some((subnet) => contains(subnet, parsed));
    if (isInside || !lost.has(parsed.family)) return pod;
    run.dropped.push({ type: '*v1.Pod', name: pod.name, why: `pod ip (${pod.ip}) not found subnet` });
    return { ...pod, ip: undefined };
  });
}

function parsedOrPanic(ip: string): Prefix {
  try {
    return parsePrefix(ip);
  } catch {
    throw new Panic(`ParseIP(${JSON.stringify(ip)}): unable to parse IP`);
  }
}

function byFamily(prefixes: readonly Prefix[], masks: Readonly<Record<4 | 6, number>>): Prefix[] {
  return ([4, 6] as const).flatMap((family) =>
    aggregated(
      prefixes.filter((one) => one.family === family),
      masks[family],
    ),
  );
}
