import { clusterRef, objectRef, tagsOf } from '../items.ts';
import { OBJECTS } from '../kinds.ts';
import { Node } from '../objects.ts';
import { INSTANCE_ID, vmOf, vmOfInstance } from '../provider-id.ts';
import { objects } from '../object-collector.ts';

export const node = objects({
  name: 'node',
  emits: ['node', 'nic'],
  object: OBJECTS.node,
  schema: Node,
  facts: [INSTANCE_ID],

  *map({ metadata, spec, status }, { account }) {
    const { uid, name } = metadata;
    const ref = objectRef('node', account, uid);
    const addresses = status?.addresses ?? [];
    const of = (type: string): string[] =>
      addresses.filter((one) => one.type === type).map(({ address }) => address);
    yield {
      kind: 'node',
      ref,
      id: uid,
      name,
      tags: tagsOf(metadata),
      cluster: clusterRef(account),
      vm: spec?.providerID ? vmOf(spec.providerID) : vmOfInstance(metadata.facts?.[INSTANCE_ID]),
      hostname: of('Hostname')[0],
      pod_cidrs: spec?.podCIDRs ?? (spec?.podCIDR ? [spec.podCIDR] : []),
    };
    const own = [
      ...of('InternalIP').map((ip) => ({ ip, public_ip: undefined })),
      ...of('ExternalIP').map((ip) => ({ ip: undefined, public_ip: ip })),
    ];
    if (own.length === 0) return;
    yield {
      kind: 'nic',
      ref: objectRef('nic', account, uid),
      id: uid,
      name,
      tags: [],
      owner: undefined,
      vpc: undefined,
      subnet: undefined,
      device: ref,
      usage: undefined,
      mac: undefined,
      addresses: own,
      security_groups: [],
    };
  },
});
