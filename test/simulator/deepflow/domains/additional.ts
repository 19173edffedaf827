/**
 * What a domain's part of the table is to its task: generateCloudModelData of
 * https://github.com/deepflowio/deepflow/blob/main/server/controller/http/service/resource/domain_additional_resource.go.
 */
import type { Payload, Vinterface } from '../../../../functions/deepflow/payload.ts';
import { isCanonical } from './blocks.ts';
import { NOTHING } from './resources.ts';
import type { Ip, Resources, Vif } from './resources.ts';
import { v5 } from './uuid.ts';

export function additionalOf(payload: Payload): Resources {
  const vifs: Vif[] = [];
  const ips: Ip[] = [];
  const cards = (device: string, own: readonly Vinterface[] = []): void => {
    for (const { subnet_uuid: network, mac, ips: addresses } of own) {
      const uuid = v5(network + mac);
      vifs.push({ uuid, mac, device, network, vpc: '' });
      for (const ip of addresses) ips.push({ uuid: v5(uuid + ip), ip, vif: uuid });
    }
  };
  // The id of a block is found by its canonical form; those with host bits find none, and of one id one is recorded.
  const nameless = payload.subnets.flatMap(({ cidrs }) => cidrs).find((cidr) => !isCanonical(cidr));
  const lbs = payload.lbs.map((lb) => ({ ...lb, uuid: v5(lb.name + lb.vpc_uuid) }));
  for (const { uuid, vinterfaces } of [...payload.hosts, ...payload.chosts, ...lbs]) cards(uuid, vinterfaces);
  return {
    ...NOTHING,
    azs: payload.azs.map(({ uuid, name }) => ({ uuid, name })),
    vpcs: payload.vpcs.map(({ uuid, name }) => ({ uuid, name })),
    networks: payload.subnets.map(({ uuid, name, vpc_uuid: vpc, az_uuid: az, type, cidrs }) => ({
      uuid,
      name,
      vpc,
      az,
      type,
      cidrs: cidrs.filter((cidr) => isCanonical(cidr) || cidr === nameless),
    })),
    hosts: payload.hosts.map(({ uuid, name, ip, az_uuid: az }) => ({ uuid, name, ip, az })),
    vms: payload.chosts.map(({ uuid, name, vpc_uuid: vpc, az_uuid: az, type, host_ip: host }) => ({
      uuid,
      name,
      vpc,
      az,
      // What is not sent is bare metal.
      type: type === 0 || type === undefined ? 2 : type,
      host: host ?? '',
      tags: undefined,
    })),
    lbs,
    peers: payload.peer_connections,
    vifs,
    ips,
  };
}

/** What its own collector has, and what the table adds. */
export const together = (a: Resources, b: Resources): Resources => ({
  azs: [...a.azs, ...b.azs],
  vpcs: [...a.vpcs, ...b.vpcs],
  networks: [...a.networks, ...b.networks],
  hosts: [...a.hosts, ...b.hosts],
  vms: [...a.vms, ...b.vms],
  lbs: [...a.lbs, ...b.lbs],
  peers: [...a.peers, ...b.peers],
  vifs: [...a.vifs, ...b.vifs],
  ips: [...a.ips, ...b.ips],
  namespaces: [...a.namespaces, ...b.namespaces],
});
