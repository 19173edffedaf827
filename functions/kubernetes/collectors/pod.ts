import { namespaced, objectRef, ownerOf, ownerRef, timeOf } from '../items.ts';
import { OBJECTS } from '../kinds.ts';
import { Pod } from '../objects.ts';
import { hasEnded, podAddresses, podState } from '../pods.ts';
import { objects } from '../object-collector.ts';

/** Every namespace's; one that has ended stays until it is deleted, without its address. */
export const pod = objects({
  name: 'pod',
  emits: ['pod', 'nic'],
  object: OBJECTS.pod,
  schema: Pod,

  *map({ metadata, spec, status }, { account }) {
    const own = namespaced('pod', metadata, account);
    const owner = ownerOf(metadata);
    const onHost = spec?.hostNetwork === true;
    yield {
      kind: 'pod',
      ...own,
      node: spec?.nodeName || undefined,
      host_network: onHost,
      state: podState(status?.phase),
      created: timeOf(metadata.creationTimestamp),
      owner: ownerRef(metadata, account, ['workload', 'replica_set']),
      owner_type: owner?.kind,
      owner_name: owner?.name,
    };
    const addresses = onHost || hasEnded(status?.phase) ? [] : podAddresses(status);
    if (addresses.length === 0) return;
    yield {
      kind: 'nic',
      ref: objectRef('nic', account, own.id),
      id: own.id,
      name: own.name,
      tags: [],
      owner: undefined,
      vpc: undefined,
      subnet: undefined,
      device: own.ref,
      usage: undefined,
      mac: undefined,
      addresses: addresses.map((ip) => ({ ip, public_ip: undefined })),
      security_groups: [],
    };
  },
});
