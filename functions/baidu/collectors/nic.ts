import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { elasticAddresses, interfacesOf } from '../interfaces.ts';
import { baiduRef, link, links } from '../items.ts';
import { addressesOf, groupsOf } from '../servers.ts';

/** Elastic ones, on a server or not, and the first one of each server. */
export const nic = collector({
  name: 'nic',
  emits: ['nic'],
  scope: 'region',
  paging: 'token',
  actions: [API.vpcs.action, API.interfaces.action, API.servers.action],

  list: (api) => interfacesOf(api),

  *map(item) {
    if (item.kind === 'elastic') {
      const { eniId: id, name = id, ...own } = item.nic;
      yield {
        kind: 'nic',
        ref: baiduRef('nic', id),
        id,
        name,
        tags: own.tags,
        owner: undefined,
        vpc: link('vpc', own.vpcId),
        subnet: link('subnet', own.subnetId),
        device: link('vm', own.instanceId),
        usage: 'elastic',
        mac: own.macAddress?.toLowerCase(),
        addresses: elasticAddresses(item.nic),
        security_groups: links('security_group', [
          ...own.securityGroupIds,
          ...own.enterpriseSecurityGroupIds,
        ]),
      };
      return;
    }
    const { server } = item;
    const { nicInfo } = server;
    const id = nicInfo?.eniId ?? server.id;
    yield {
      kind: 'nic',
      ref: nicInfo?.eniId === undefined ? baiduRef('nic', server.id, 'primary') : baiduRef('nic', id),
      id,
      name: nicInfo?.name ?? server.name ?? id,
      tags: [],
      owner: undefined,
      vpc: link('vpc', nicInfo?.vpcId ?? server.vpcId),
      subnet: link('subnet', nicInfo?.subnetId ?? server.subnetId),
      device: baiduRef('vm', server.id),
      usage: 'primary',
      mac: nicInfo?.macAddress?.toLowerCase(),
      addresses: addressesOf(server),
      security_groups: links('security_group', groupsOf(server)),
    };
  },
});
