/** Servers with their ports, public addresses, NAT gateways. */
import { dnatRule, natGateway, publicip, server, snatRule } from '../rows/compute.ts';
import type { Publicip, Server, ServerAddress } from '../rows/compute.ts';
import { privateDnat, privateNat, privateSnat, transitIp } from '../rows/private-nat.ts';
import { port } from '../rows/vpc.ts';
import type { Port, Subnet } from '../rows/vpc.ts';
import { type Ground, at, enterpriseOf, hostOf, joined, nameOf, tagsOf } from './ground.ts';

const STATES = ['ACTIVE', 'ACTIVE', 'ACTIVE', 'SHUTOFF', 'BUILD', 'REBOOT', 'ERROR', 'RESIZE', 'MIGRATING'];

export function portIn(ground: Ground, place: Subnet, host: number, row: Partial<Port> = {}): Port {
  const { project, uuid, mac } = ground;
  const id = row.id ?? uuid();
  const made = port({
    id,
    network_id: place.id,
    vpc_id: place.vpc_id,
    mac_address: mac(),
    tenant_id: project.id,
    tags: tagsOf('port', id),
    fixed_ips: [
      { subnet_id: place.neutron_subnet_id, ip_address: hostOf(place.cidr, host) },
      ...(place.neutron_subnet_id_v6 === null || host % 8 !== 2
        ? []
        : [
            {
              subnet_id: place.neutron_subnet_id_v6,
              ip_address: `${place.cidr_v6?.replace('::/64', '') ?? ''}::${host.toString(16)}`,
            },
          ]),
    ],
    ...row,
  });
  ground.here.ports.push(made);
  return made;
}

export function makeServers(ground: Ground): void {
  const { project, here, sizes, uuid } = ground;
  for (let n = 0; n < sizes.servers; n++) {
    const id = uuid();
    const place = at(here.subnets, n);
    const zone = place.availability_zone || at(here.zones, n).availability_zone_id;
    const group = at(here.securityGroups, n);
    const nic = portIn(ground, place, 10 + (Math.floor(n / here.subnets.length) % 200), {
      device_id: id,
      device_owner: `compute:${zone}`,
      security_groups: [group.id],
      zone_id: zone,
      status: n % 4 === 3 ? 'DOWN' : 'ACTIVE',
    });
    const open = n % 6 === 2 ? attached(ground, nic, id) : undefined;
    here.servers.push(
      server({
        id,
        name: nameOf('server', n),
        status: at(STATES, n),
        tenant_id: project.id,
        'OS-EXT-AZ:availability_zone': zone,
        'OS-EXT-SRV-ATTR:hostname': `server-${n}`,
        addresses: {
          [place.vpc_id]: [...addressesOf(nic), ...(open === undefined ? [] : [floating(nic, open)])],
        },
        metadata: { vpc_id: place.vpc_id, charging_mode: '0', os_type: 'Linux' },
        security_groups: [{ name: group.name, id: group.id }],
        tags: joined(tagsOf('server', id)),
        enterprise_project_id: enterpriseOf(n),
      }),
    );
  }
  for (let n = 0; n < sizes.ports; n++) {
    const place = at(here.subnets, n);
    const owner = n % 4 === 3 ? undefined : here.servers[n];
    portIn(ground, place, 230 + (n % 20), loose(owner, n));
  }
}

/** A further port of a server, one of the system, one of nothing. */
function loose(owner: Server | undefined, n: number): Partial<Port> {
  if (owner !== undefined) {
    return { device_id: owner.id, device_owner: `compute:${owner['OS-EXT-AZ:availability_zone']}` };
  }
  return n % 8 === 7 ? { device_owner: 'network:dhcp', device_id: `dhcp-${n}` } : { status: 'DOWN' };
}

const addressesOf = ({ fixed_ips, mac_address, id }: Port): readonly ServerAddress[] =>
  fixed_ips.map(({ ip_address }) => ({
    version: ip_address.includes(':') ? '6' : '4',
    addr: ip_address,
    'OS-EXT-IPS:type': 'fixed',
    'OS-EXT-IPS-MAC:mac_addr': mac_address,
    'OS-EXT-IPS:port_id': id,
  }));

const floating = ({ mac_address, id }: Port, { public_ip_address }: Publicip): ServerAddress => ({
  version: '4',
  addr: public_ip_address,
  'OS-EXT-IPS:type': 'floating',
  'OS-EXT-IPS-MAC:mac_addr': mac_address,
  'OS-EXT-IPS:port_id': id,
});

/** A public address on a port. */
export function attached(ground: Ground, nic: Port, device: string): Publicip {
  const id = ground.uuid();
  const row = publicip({
    id,
    project_id: ground.project.id,
    public_ip_address: ground.publicIp(),
    alias: `eip of ${device.slice(0, 8)}`,
    associate_instance_type: 'PORT',
    associate_instance_id: nic.id,
    vnic: {
      private_ip_address: nic.fixed_ips[0]?.ip_address ?? '',
      device_id: device,
      device_owner: nic.device_owner,
      vpc_id: nic.vpc_id,
      port_id: nic.id,
      mac: nic.mac_address,
      instance_id: nic.instance_id,
      instance_type: nic.instance_type,
    },
    tags: tagsOf('eip', id),
  });
  ground.here.publicips.push(row);
  return row;
}

export function makePublicips(ground: Ground): void {
  const { project, here, sizes, uuid, publicIp } = ground;
  for (let n = 0; n < sizes.publicips; n++) {
    const id = uuid();
    here.publicips.push(
      publicip({
        id,
        project_id: project.id,
        public_ip_address: publicIp(),
        status: at(['DOWN', 'FREEZED', 'BIND_ERROR'], n),
        enterprise_project_id: enterpriseOf(n),
        tags: tagsOf('eip', id),
      }),
    );
  }
}

export function makeNatGateways(ground: Ground): void {
  const { project, here, sizes, uuid, publicIp } = ground;
  for (let n = 0; n < sizes.natGateways; n++) {
    const id = uuid();
    const place = at(here.subnets, n);
    const eip = uuid();
    const address = publicIp();
    here.natGateways.push(
      natGateway({
        id,
        tenant_id: project.id,
        name: nameOf('nat', n),
        router_id: place.vpc_id,
        internal_network_id: place.id,
        status: at(['ACTIVE', 'ACTIVE', 'PENDING_UPDATE', 'INACTIVE'], n),
        ngport_ip_address: hostOf(place.cidr, 250),
        enterprise_project_id: enterpriseOf(n),
        tags: tagsOf('nat', id),
      }),
    );
    here.publicips.push(
      publicip({
        id: eip,
        project_id: project.id,
        public_ip_address: address,
        associate_instance_type: 'NATGW',
        associate_instance_id: id,
        tags: tagsOf('eip', eip),
      }),
    );
    const open = {
      floating_ip_id: eip,
      floating_ip_address: address,
      nat_gateway_id: id,
      tenant_id: project.id,
    };
    for (let k = 0; k < sizes.natRules; k++) {
      const source =
        k % 2 === 0
          ? { network_id: at(here.subnets, n + k).id }
          : { cidr: `10.${k}.0.0/24`, source_type: 1 as const };
      here.snatRules.push(snatRule({ id: uuid(), ...open, ...source }));
      const all = k % 3 === 2;
      here.dnatRules.push(
        dnatRule({
          id: uuid(),
          ...open,
          protocol: all ? 'any' : at(['tcp', 'udp'], k),
          external_service_port: all ? 0 : 8000 + k,
          internal_service_port: all ? 0 : 80 + k,
          ...(k % 2 === 0 ? { port_id: at(here.ports, k).id } : { private_ip: `192.168.9.${k}` }),
          ...(k % 4 === 3 && {
            external_service_port_range: '100-200',
            internal_service_port_range: '300-400',
          }),
        }),
      );
    }
  }
}

export function makePrivateNats(ground: Ground): void {
  const { project, here, sizes, uuid } = ground;
  for (let n = 0; n < sizes.privateNats; n++) {
    const id = uuid();
    const place = at(here.subnets, n + 1);
    const transit = transitIp({
      id: uuid(),
      project_id: project.id,
      ip_address: hostOf(place.cidr, 251),
      virsubnet_id: place.id,
      gateway_id: id,
      network_interface_id: portIn(ground, place, 251, { device_owner: 'network:nat_gateway', device_id: id })
        .id,
    });
    here.transitIps.push(transit);
    here.privateNats.push(
      privateNat({
        id,
        project_id: project.id,
        name: nameOf('private-nat', n),
        status: at(['ACTIVE', 'FROZEN'], n),
        downlink_vpcs: [
          { vpc_id: place.vpc_id, virsubnet_id: place.id, ngport_ip_address: hostOf(place.cidr, 252) },
        ],
        tags: tagsOf('private-nat', id),
      }),
    );
    const own = { project_id: project.id, gateway_id: id } as const;
    here.privateSnats.push(
      privateSnat({
        ...own,
        id: uuid(),
        ...(n % 2 === 0 ? { virsubnet_id: place.id } : { cidr: '172.30.0.0/24' }),
        transit_ip_associations: [{ transit_ip_id: transit.id, transit_ip_address: transit.ip_address }],
      }),
    );
    here.privateDnats.push(
      privateDnat({
        ...own,
        id: uuid(),
        transit_ip_id: transit.id,
        private_ip_address: '172.30.0.9',
        protocol: 'tcp',
        internal_service_port: '80',
        transit_service_port: '8080',
      }),
    );
  }
}
