/** VPCs, networks, tables, borders, security groups of one region. */
import {
  border,
  borderStatic,
  borderVxnet,
  routeTable,
  router,
  securityGroup,
  securityGroupRule,
  vxnet,
} from '../rows/network.ts';
import { type Ground, joined, nameFor, nth, tagsFor, times, zoneFor } from './ground.ts';

export function makeVpcs(ground: Ground): void {
  const { estate, sizes } = ground;
  estate.routers = times(sizes.routers, (n) => {
    const router_id = ground.id('rtr');
    return router({
      router_id,
      router_name: nameFor(n),
      vpc_network: `172.${16 + (n % 16)}.0.0/16`,
      status: n % 7 === 6 ? 'poweroffed' : 'active',
      tags: tagsFor(router_id, n),
    });
  });
  estate.vxnets = times(sizes.vxnets, (n) => {
    const vxnet_id = ground.id('vxnet');
    const { router_id, router_name, vpc_network } = nth(estate.routers, n);
    const within = Math.floor(n / estate.routers.length);
    const network = vpc_network.replace('0.0/16', `${within * 8}.0/21`);
    return vxnet({
      vxnet_id,
      vxnet_name: nameFor(n),
      vpc_router_id: router_id,
      zone_id: zoneFor(ground, n),
      router: {
        router_id,
        router_name,
        manager_ip: network.replace('.0/21', '.1'),
        ip_network: network,
        mode: 1,
        ...(n % 4 === 3 && { ipv6_network: `2402:4e00:${(0x1000 + n).toString(16)}::/64` }),
      },
      tags: tagsFor(vxnet_id, n),
    });
  });
  estate.routers = estate.routers.map((row) => ({
    ...row,
    vxnets: estate.vxnets
      .filter(({ vpc_router_id }) => vpc_router_id === row.router_id)
      .map(({ vxnet_id }) => ({ vxnet_id, nic_id: ground.mac() })),
  }));
  const own = ground.id('vxnet');
  estate.vxnets.push(
    vxnet({ vxnet_id: 'vxnet-0', vxnet_name: 'primary vxnet', vxnet_type: 2, zone_id: zoneFor(ground, 0) }),
    vxnet({
      vxnet_id: own,
      vxnet_name: '自管',
      vxnet_type: 0,
      zone_id: zoneFor(ground, 1),
      tags: tagsFor(own, 1),
    }),
  );
}

/** Every table but the last is bound to a network or two. */
export function makeRouteTables(ground: Ground): void {
  const { estate, sizes } = ground;
  const networks = joined(ground);
  estate.routeTables = times(sizes.routeTables, (n) => {
    const bound =
      n > 0 && n === sizes.routeTables - 1 ? [] : [nth(networks, n), nth(networks, n + sizes.routers)];
    return routeTable({
      rtable_id: ground.id('rt'),
      rtable_name: nameFor(n),
      resource_map: Object.fromEntries(
        bound.map(({ vxnet_id }) => [vxnet_id, { resource_id: vxnet_id, resource_type: 'vxnet' }]),
      ),
      routing_table_rule_set: times(4, (k) => ({
        rtable_rule_id: ground.id('r'),
        rtable_rule_name: nameFor(k),
        network: `192.168.${k}.0/24`,
        nexthop_type: k % 3 === 2 && estate.nfvs.length > 0 ? 4 : 2 + (k % 2),
        nexthop:
          k % 3 === 2 && estate.nfvs.length > 0
            ? nth(estate.nfvs, k).nfv_id
            : k % 2 === 0
              ? nth(estate.routers, k).router_id
              : '172.16.0.5',
        disabled: k === 3 ? 1 : 0,
      })),
    });
  });
}

export function makeBorders(ground: Ground): void {
  const { estate, sizes, account: owner } = ground;
  const networks = joined(ground);
  estate.borders = times(sizes.borders, (n) => {
    const vpc_border_id = ground.id('irt');
    return border({
      vpc_border_id,
      border_name: nameFor(n),
      router_id: n % 3 === 1 ? '' : nth(estate.routers, n).router_id,
      owner,
      zone_id: zoneFor(ground, n),
      tags: tagsFor(vpc_border_id, n),
    });
  });
  estate.borderVxnets = estate.borders.flatMap(({ vpc_border_id: border_id }, n) =>
    times(2, (k) => {
      const { vxnet_id, vxnet_name, vpc_router_id, router: of } = nth(networks, n * 2 + k);
      return borderVxnet({
        border_id,
        vxnet_id,
        vxnet_name,
        vpc_router_id,
        ip_network: of?.ip_network ?? '',
        owner,
      });
    }),
  );
  estate.borderStatics = estate.borders.flatMap(({ vpc_border_id: border_id }, n) =>
    times(2, (k) =>
      borderStatic({
        border_static_id: ground.id('bdrs'),
        border_id,
        val1: `10.${n}.${k}.0/24`,
        val2: k === 0 ? nth(estate.routers, n).router_id : nth(estate.instances, n).instance_id,
      }),
    ),
  );
}

export function makeSecurityGroups(ground: Ground): void {
  const { estate, sizes } = ground;
  estate.securityGroups = times(sizes.securityGroups, (n) => {
    const security_group_id = ground.id('sg');
    return securityGroup({
      security_group_id,
      security_group_name: nameFor(n),
      is_default: n === 0 ? 1 : 0,
      tags: tagsFor(security_group_id, n),
    });
  });
  estate.securityGroupRules = estate.securityGroups.flatMap(({ security_group_id }) =>
    times(sizes.rulesPerGroup, (n) =>
      securityGroupRule({
        security_group_rule_id: ground.id('sgr'),
        security_group_id,
        protocol: ['tcp', 'udp', 'icmp', 'gre'][n % 4] ?? 'tcp',
        direction: n % 2,
        action: n % 5 === 4 ? 'drop' : 'accept',
        priority: n,
        val1: n % 4 === 3 ? '' : String(n % 4 === 2 ? 8 : 8000 + n),
        val2: n % 4 === 2 ? '0' : '',
        val3: n % 3 === 2 ? '10.0.0.0/8' : '',
      }),
    ),
  );
}
