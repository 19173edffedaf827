/** Zones, VPCs, subnets, groups, route tables and peerings. */
import { zone } from '../rows/compute.ts';
import { routeTable, securityGroup, securityGroupRule, subnet, vpc, vpcPeering } from '../rows/vpc.ts';
import type { RouteTableRoute } from '../rows/vpc.ts';
import { type Ground, at, enterpriseOf, hostOf, nameOf, tagsOf, times } from './ground.ts';

/** The last one is sold out, and has subnets and servers all the same. */
export function makeZones({ region, here, sizes }: Ground): void {
  here.zones = times(sizes.zones, (n) =>
    zone({
      availability_zone_id: `${region}${String.fromCodePoint(97 + n)}`,
      alias: `可用区${n + 1}`,
      available: n < sizes.zones - 1,
    }),
  );
}

export function makeVpcs({ project, here, sizes, uuid }: Ground): void {
  here.vpcs = times(sizes.vpcs, (n) => {
    const id = uuid();
    return vpc({
      id,
      name: nameOf('vpc', n),
      cidr: `10.${n % 200}.0.0/16`,
      extend_cidrs: n % 4 === 0 ? [`172.${16 + (n % 16)}.0.0/16`] : [],
      status: n % 7 === 6 ? 'PENDING' : 'ACTIVE',
      project_id: project.id,
      enterprise_project_id: enterpriseOf(n),
      tags: tagsOf('vpc', id),
    });
  });
}

export function makeSubnets({ project, here, sizes, uuid }: Ground): void {
  here.subnets = times(sizes.subnets, (n) => {
    const id = uuid();
    const { id: vpc_id, cidr } = at(here.vpcs, n);
    const part = Math.floor(n / here.vpcs.length) % 250;
    const six = n % 2 === 0;
    return subnet({
      id,
      name: nameOf('subnet', n),
      vpc_id,
      cidr: `${hostOf(cidr, part * 256)}/24`,
      cidr_v6: six ? `2407:c080:1200:${n.toString(16)}::/64` : null,
      neutron_subnet_id: uuid(),
      neutron_subnet_id_v6: six ? uuid() : null,
      // A subnet of older making has no zone.
      availability_zone: n % 6 === 5 ? '' : at(here.zones, n).availability_zone_id,
      tenant_id: project.id,
      tags: tagsOf('subnet', id),
    });
  });
}

export function makeSecurityGroups({ project, here, sizes, uuid }: Ground): void {
  const ids = times(sizes.securityGroups, uuid);
  here.securityGroups = ids.map((id, n) =>
    securityGroup({
      id,
      name: n === 0 ? 'default' : nameOf('sg', n),
      project_id: project.id,
      enterprise_project_id: enterpriseOf(n),
      tags: tagsOf('sg', id),
    }),
  );
  here.securityGroupRules = ids.flatMap((security_group_id, n) =>
    times(sizes.rules, (rule) =>
      securityGroupRule({
        id: uuid(),
        security_group_id,
        direction: rule % 3 === 2 ? 'egress' : 'ingress',
        ethertype: rule % 6 === 3 ? 'IPv6' : 'IPv4',
        protocol: at(['tcp', 'udp', null, 'icmp', '47'], rule),
        multiport: at(['80', '22,3389,8000-8080', null, '8-0', null], rule),
        action: rule % 4 === 3 ? 'deny' : 'allow',
        priority: (rule % 100) + 1,
        project_id: project.id,
        enabled: rule % 9 !== 8,
        ...peerOf(rule, at(ids, n + 1)),
      }),
    ),
  );
}

function peerOf(rule: number, group: string) {
  if (rule % 4 === 1) return { remote_group_id: group };
  if (rule % 6 === 3) return { remote_ip_prefix: '::/0' };
  return rule % 5 === 4 ? {} : { remote_ip_prefix: `10.${rule % 256}.0.0/16` };
}

const HOPS = ['ecs', 'eni', 'vip', 'nat', 'peering', 'vpn', 'dc', 'cc', 'egw', 'er', 'subeni'] as const;

export function makeRouteTables(ground: Ground): void {
  const { project, here, sizes, uuid } = ground;
  here.routeTables = times(here.vpcs.length + sizes.routeTables, (n) => {
    const { id: vpc_id } = at(here.vpcs, n);
    const main = n < here.vpcs.length;
    const subnets = here.subnets.filter((row) => row.vpc_id === vpc_id);
    return routeTable({
      id: uuid(),
      name: main ? `rtb-${n}` : nameOf('rtb', n),
      default: main,
      vpc_id,
      tenant_id: project.id,
      // One subnet of a VPC is with the table that somebody made, the others with the default one.
      subnets: subnets.flatMap(({ id }, k) => ((k === 0 && n % 2 === 0) === !main ? [{ id }] : [])),
      routes: times(sizes.routes, (route) => routeOf(ground, subnets[route]?.cidr, route)),
    });
  });
}

function routeOf({ uuid }: Ground, local: string | undefined, n: number): RouteTableRoute {
  if (n < 2 && local !== undefined) {
    return { type: 'local', destination: local, nexthop: '-', description: '' };
  }
  const type = at(HOPS, n);
  const nexthop = type === 'vip' ? `10.0.0.${n + 4}` : uuid();
  const destination =
    n % 5 === 4 ? `2407:c080:${n.toString(16)}::/48` : n === 2 ? '0.0.0.0/0' : `192.168.${n}.0/24`;
  return { type, destination, nexthop, description: n % 4 === 0 ? '路由' : '' };
}

/** Between VPCs of this project, and with one of another account in the same region. */
export function makePeerings({ project, here, sizes, uuid }: Ground, others: readonly Ground[]): void {
  const strangers = others.filter((other) => other.region === project.name && other.here.vpcs.length > 0);
  here.peerings.push(
    ...times(sizes.peerings, (n) => {
      const other = n % 2 === 1 ? strangers[n % Math.max(1, strangers.length)] : undefined;
      const row = vpcPeering({
        id: uuid(),
        name: nameOf('peering', n),
        status: at(['ACTIVE', 'PENDING_ACCEPTANCE', 'ACTIVE', 'REJECTED', 'EXPIRED'], n),
        request_vpc_info: { vpc_id: at(here.vpcs, n).id, tenant_id: project.id },
        accept_vpc_info: {
          vpc_id: at(other?.here.vpcs ?? here.vpcs, n + 1).id,
          tenant_id: other?.project.id ?? project.id,
        },
      });
      // Each side lists it.
      other?.here.peerings.push(row);
      return row;
    }),
  );
}
