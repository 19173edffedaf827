import { providerOf } from '../../model/record.ts';
import type { Kind } from '../../model/kinds.ts';
import type { Label } from '../../model/links/label.ts';
import type { Lookup } from '../lookup.ts';
import { deviceOf } from './flat.ts';
import { rowsOf } from './rows.ts';

/** The attributes of the resource that holds an address. */
export interface ResourceAttributes {
  readonly address: string;
  /** The VPC or cluster it is that in; `null` for a public one. */
  readonly space: string | null;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * `cloud.provider`: the registered value where there is one, else the one that
 * `docs/lookup.md` documents.
 * https://opentelemetry.io/docs/specs/semconv/registry/attributes/cloud/
 */
export const CLOUD_PROVIDERS: Readonly<Record<string, string>> = {
  aliyun: 'alibaba_cloud',
  aws: 'aws',
  azure: 'azure',
  tencent: 'tencent_cloud',
  baidu: 'baidu_cloud',
  huawei: 'huawei_cloud',
  qingcloud: 'qingcloud',
  volcengine: 'volcengine',
};

/** `cloud.platform` of servers; registered ones first. */
export const CLOUD_PLATFORMS: Readonly<Record<string, string>> = {
  aliyun: 'alibaba_cloud_ecs',
  aws: 'aws_ec2',
  azure: 'azure.vm',
  tencent: 'tencent_cloud_cvm',
  baidu: 'baidu_cloud_bcc',
  huawei: 'huawei_cloud_ecs',
  qingcloud: 'qingcloud_instance',
  volcengine: 'volcengine_ecs',
};

/** The attribute that names a workload of a type. https://opentelemetry.io/docs/specs/semconv/registry/attributes/k8s/ */
const NAMED: readonly (readonly [Kind, string])[] = [
  ['cluster', 'k8s.cluster'],
  ['namespace', 'k8s.namespace'],
  ['node', 'k8s.node'],
  ['pod', 'k8s.pod'],
  ['replica_set', 'k8s.replicaset'],
];
const WORKLOADS: Readonly<Record<string, string>> = {
  Deployment: 'k8s.deployment',
  StatefulSet: 'k8s.statefulset',
  DaemonSet: 'k8s.daemonset',
  ReplicationController: 'k8s.replicationcontroller',
};

export function* attributesOf(lookup: Lookup): Generator<ResourceAttributes, void, undefined> {
  for (const { address, space, answer } of rowsOf(lookup)) {
    yield { address, space: space ?? null, attributes: attributesFor(lookup, answer.labels) };
  }
}

function attributesFor(lookup: Lookup, labels: readonly Label[]): Record<string, string> {
  const found: Record<string, string> = {};
  const first = (kind: Kind): Label | undefined => labels.find((label) => label.kind === kind);
  const device = deviceOf(labels) ?? labels[0];
  const vm = first('vm');
  const cloud = vm ?? first('vpc') ?? first('region') ?? (device?.kind === 'pod' ? undefined : device);
  const provider = cloud === undefined ? undefined : CLOUD_PROVIDERS[providerOf(cloud.ref)];
  if (cloud !== undefined && provider !== undefined) {
    found['cloud.provider'] = provider;
    found['cloud.account.id'] = cloud.account;
    const platform = CLOUD_PLATFORMS[providerOf(cloud.ref)];
    if (vm !== undefined && platform !== undefined) found['cloud.platform'] = platform;
  }
  const region = first('region')?.id;
  if (region !== undefined) found['cloud.region'] = region;
  const zone = first('az')?.id;
  if (zone !== undefined) found['cloud.availability_zone'] = zone;
  if (device !== undefined) found['cloud.resource_id'] = device.id;
  if (vm !== undefined) {
    found['host.id'] = vm.id;
    found['host.name'] = vm.name;
    const merged = lookup.estate.get(vm.ref)?.record;
    if (merged?.kind === 'vm' && merged.type !== undefined) found['host.type'] = merged.type;
  }
  for (const [kind, prefix] of NAMED) {
    const label = first(kind);
    if (label === undefined) continue;
    found[`${prefix}.name`] = label.name;
    if (kind === 'pod' || kind === 'node' || kind === 'replica_set') found[`${prefix}.uid`] = label.id;
  }
  for (const label of labels) if (label.kind === 'workload') addWorkload(lookup, label, found);
  for (const [key, value] of first('pod')?.tags ?? []) found[`k8s.pod.label.${key}`] = value;
  if (device !== undefined && device.kind !== 'pod') {
    for (const [key, value] of device.tags) found[`tagsync.tag.${key}`] = value;
  }
  return found;
}

function addWorkload(lookup: Lookup, label: Label, found: Record<string, string>): void {
  const record = lookup.estate.get(label.ref)?.record;
  const prefix = record?.kind === 'workload' ? WORKLOADS[record.type] : undefined;
  if (prefix === undefined) return;
  found[`${prefix}.name`] = label.name;
  found[`${prefix}.uid`] = label.id;
}
