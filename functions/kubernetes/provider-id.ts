import { ref } from '../../shared/model/ref.ts';
import type { Ref } from '../../shared/model/ref.ts';

/**
 * The server that a node says it runs on. `spec.providerID` is
 * `<provider>://<what that provider wants>`; each cloud's controller manager has
 * a form of its own, and two of them leave the scheme out. What matches none is
 * some other cloud's, or nobody's.
 */
const FORMS: readonly (readonly [form: RegExp, provider: string])[] = [
  // https://github.com/kubernetes/cloud-provider-aws/blob/master/pkg/providers/v1/instances.go
  [/^aws:\/\/\/(?:[\w-]+\/)?(i-[0-9a-f]+)$/, 'aws'],
  // https://github.com/TencentCloud/tencentcloud-cloud-controller-manager
  [/^qcloud:\/\/\/\d+\/(ins-\w+)$/, 'tencent'],
  // https://github.com/kubernetes/cloud-provider-alibaba-cloud: region and instance, joined by a dot
  [/^(?:alicloud:\/\/)?[a-z]{2}-[a-z0-9-]+\.(i-\w+)$/, 'aliyun'],
  // https://github.com/kubernetes-sigs/cloud-provider-huaweicloud; nodes of CCE have the bare id of the server
  [/^(?:huaweicloud:\/\/\/?)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/, 'huawei'],
  // The cloud controller manager of QingCloud tells none, Cluster API does:
  // https://github.com/kubesphere/cluster-api-provider-qingcloud/blob/master/cloud/scope/machine.go
  [/^qingcloud:\/\/(i-\w+)$/, 'qingcloud'],
  // https://github.com/baidu/cloud-provider-baiducloud/blob/master/pkg/cloud-provider/instances.go
  [/^cce:\/\/(i-\w+)$/, 'baidu'],
  // https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/volcengine/volcengine_cloud_provider.go
  [/^volcengine:\/\/(i-\w+)$/, 'volcengine'],
];

/** https://github.com/kubernetes-sigs/cloud-provider-azure: the id of a resource, in whatever case it was told. */
const AZURE = /^azure:\/\/(\/subscriptions\/.+\/virtualmachines\/[^/]+)$/i;

export function vmOf(providerId: string | null | undefined): Ref<'vm'> | undefined {
  if (!providerId) return undefined;
  const azure = AZURE.exec(providerId)?.[1];
  if (azure !== undefined) return ref('azure', 'vm', azure.toLowerCase());
  for (const [form, provider] of FORMS) {
    const id = form.exec(providerId)?.[1];
    if (id !== undefined) return ref(provider, 'vm', id);
  }
  return undefined;
}

/**
 * Where a node says which of QingCloud's servers it is. The cloud's controller manager tells no `providerID`
 * (`Instances` and `InstancesV2` of qingcloud.go) and reads this annotation, which QKE gives to its nodes (k8s.sh).
 * https://github.com/yunify/qingcloud-cloud-controller-manager/blob/master/pkg/qingcloud/annotations.go
 * https://github.com/yunify/qingcloud-cloud-controller-manager/blob/master/pkg/qingcloud/qingcloud.go
 * https://github.com/QingCloudAppcenter/QKE/blob/master/ansible/roles/app-role-k8s/files/opt/app/current/bin/node/k8s.sh
 */
export const INSTANCE_ID = 'node.beta.kubernetes.io/instance-id';

/** Other clouds use the same annotation, with ids of another form. */
const QINGCLOUD_SERVER = /^i-[0-9a-z]{8}$/;

/** For a node without a `providerID`. */
export function vmOfInstance(instance: string | null | undefined): Ref<'vm'> | undefined {
  return instance && QINGCLOUD_SERVER.test(instance) ? ref('qingcloud', 'vm', instance) : undefined;
}
