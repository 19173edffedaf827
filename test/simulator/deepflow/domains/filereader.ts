/**
 * What the controller makes of the file of a filereader domain: the types of FileInfo, every reference by name, one that
 * leads nowhere fails all of it, ids made of names.
 * https://github.com/deepflowio/deepflow/tree/main/server/controller/cloud/filereader
 */
import { loadAll } from 'js-yaml';
import * as z from 'zod/mini';
import { v5 } from './uuid.ts';
import { NOTHING } from './resources.ts';
import type { Resources } from './resources.ts';

// A member that is missing is Go's zero value; one of another type is an error of yaml.v2; one that is unknown is ignored.
const text = z.prefault(z.string(), '');
const number = z.prefault(z.int(), 0);
const listOf = <T extends z.ZodMiniType>(item: T) =>
  z.pipe(
    z.prefault(z.nullable(z.array(item)), null),
    z.transform((all) => all ?? []),
  );
const Port = z.object({ ip_address: text, mac_address: text, subnet_name: text });
const FileInfo = z.object({
  regions: listOf(z.object({ name: text })),
  azs: listOf(z.object({ name: text, region: text })),
  hosts: listOf(z.object({ ip: text, memory_mb: number, vcpus: number, az: text, region: text })),
  tenants: listOf(z.object({ name: text, region: text })),
  networks: listOf(
    z.object({
      name: text,
      external: z.prefault(z.boolean(), false),
      net_type: text,
      shared: z.prefault(z.boolean(), false),
      segmentation_id: number,
      tenant_name: text,
      az: text,
      region: text,
    }),
  ),
  subnets: listOf(z.object({ name: text, cidr: text, gateway_ip: text, network_name: text })),
  routers: listOf(
    z.object({
      name: text,
      gw_launch_server: text,
      tenant_name: text,
      region: text,
      ports: listOf(Port),
    }),
  ),
  vms: listOf(
    z.object({
      name: text,
      launch_server: text,
      tenant_name: text,
      az: text,
      region: text,
      ports: listOf(Port),
    }),
  ),
});

/** Throws in the controller's words. */
export function readFile(file: string, display: string): Resources {
  const info = FileInfo.parse(loadAll(file)[0] ?? {});
  const idOf = (kind: string, name: string): string => v5(`${display}_${kind}_${name}`);
  // The last of a name wins, as in the controller's maps.
  const azs = new Map(info.azs.map(({ name }) => [name, idOf('az', name)]));
  const vpcs = new Map(info.tenants.map(({ name }) => [name, idOf('vpc', name)]));
  const networks = new Map(
    info.networks.map(({ name, net_type: type, az, tenant_name: vpc }) => [
      name,
      {
        uuid: idOf('network', name),
        type: type === 'wan' ? 3 : 4,
        az: found(azs, 'az', az),
        vpc: found(vpcs, 'vpc', vpc),
      },
    ]),
  );
  const subnets = new Map(
    info.subnets.map(({ name, cidr, network_name: network }) => [
      name,
      { cidr, network: found(networks, 'network', network) },
    ]),
  );
  const hosts = info.hosts.map(({ ip, az }) => ({
    uuid: idOf('host', ip),
    name: ip,
    ip,
    az: found(azs, 'az', az),
  }));
  const vms = info.vms.map((vm) => ({
    uuid: idOf('vm', vm.name),
    name: vm.name,
    vpc: found(vpcs, 'vpc', vm.tenant_name),
    az: found(azs, 'az', vm.az),
    type: 1,
    host: vm.launch_server,
    // Its name is its label too, a shorter column.
    label: vm.name,
    tags: undefined,
    ports: vm.ports.map((port) => ({ ...port, subnet: found(subnets, 'subnet', port.subnet_name) })),
  }));
  return {
    ...NOTHING,
    azs: info.azs.map(({ name }) => ({ uuid: idOf('az', name), name })),
    vpcs: info.tenants.map(({ name }) => ({ uuid: idOf('vpc', name), name, label: name })),
    networks: info.networks.map(({ name }) => {
      const { uuid, vpc, az, type } = found(networks, 'network', name);
      const cidrs = [...subnets.values()].filter(({ network }) => network.uuid === uuid);
      return { uuid, name, label: name, vpc, az, type, cidrs: cidrs.map(({ cidr }) => cidr) };
    }),
    hosts,
    vms,
    vifs: vms.flatMap((vm) =>
      vm.ports.map(({ mac_address: mac, subnet }) => ({
        uuid: v5(display + mac),
        mac,
        device: vm.uuid,
        network: subnet.network.uuid,
        vpc: vm.vpc,
      })),
    ),
    ips: vms.flatMap((vm) =>
      vm.ports.map(({ mac_address: mac, ip_address: ip }) => ({
        uuid: v5(ip + mac),
        ip,
        vif: v5(display + mac),
      })),
    ),
  };
}

function found<T>(map: ReadonlyMap<string, T>, what: string, name: string): T {
  const one = map.get(name);
  if (one === undefined) throw new Error(`${what} (${name}) not in file`);
  return one;
}
