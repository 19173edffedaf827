import { change } from '../mutate.ts';
import {
  applicationGroup,
  hubConnection,
  natGateway,
  NETWORK,
  publicIp,
  publicIpPrefix,
  routeTable,
  securityGroup,
  virtualHub,
  virtualNetwork,
  virtualWan,
} from '../rows/network.ts';
import { idOf, part, to } from '../rows/place.ts';
import { type Ground, at, put, tagsOf, times } from './ground.ts';

export const subnetId = ({ place }: Ground, network: number, subnet: number): string =>
  `${idOf(place, NETWORK, `vnet-${network}`)}/subnets/subnet-${subnet}`;

export const groupId = ({ place }: Ground, n: number): string =>
  idOf(place, 'Microsoft.Network/networkSecurityGroups', `nsg-${n}`);

export const applicationGroupId = ({ place }: Ground, n: number): string =>
  idOf(place, 'Microsoft.Network/applicationSecurityGroups', `asg-${n}`);

export function makeNetworks(ground: Ground): void {
  const { place, sizes, index } = ground;
  for (let n = 0; n < sizes.networks; n++) {
    const block = `10.${index % 200}.${(n * 16) % 256}`;
    const subnets = times(sizes.subnets, (k) => {
      const base = `10.${index % 200}.${(n * 16 + k) % 256}.0`;
      ground.subnets.push({ id: subnetId(ground, n, k), base });
      return {
        name: `subnet-${k}`,
        prefixes: k % 3 === 1 ? [`${base}/24`, `fd00:${index}:${n}:${k}::/64`] : [`${base}/24`],
        ...(sizes.securityGroups > 0 && { nsg: groupId(ground, (n + k) % sizes.securityGroups) }),
      };
    });
    put(
      ground,
      virtualNetwork(place, {
        name: `vnet-${n}`,
        tags: tagsOf(`vnet-${n}`, ground),
        prefixes: [`${block}.0/20`, `fd00:${index}:${n}::/48`],
        subnets,
      }),
    );
  }
  put(
    ground,
    ...times(sizes.securityGroups, (n) =>
      securityGroup(place, { name: `nsg-${n}`, tags: tagsOf(`nsg-${n}`, ground), rules: rulesOf(ground) }),
    ),
    ...times(sizes.applicationGroups, (n) =>
      applicationGroup(place, { name: `asg-${n}`, tags: tagsOf(`asg-${n}`, ground) }),
    ),
    ...times(sizes.routeTables, (n) =>
      routeTable(place, {
        name: `rt-${n}`,
        tags: tagsOf(`rt-${n}`, ground),
        subnets: [at(ground.subnets, n).id],
        routes: times(sizes.routes, (k) => ({
          to: `172.16.${k}.0/24`,
          by: 'VirtualAppliance',
          at: `10.0.0.${k}`,
        })),
      }),
    ),
  );
  makeOutside(ground);
}

function rulesOf(ground: Ground) {
  return times(ground.sizes.rules, (n) => ({
    name: `rule-${n}`,
    priority: 100 + n,
    direction: n % 2 === 0 ? 'Inbound' : 'Outbound',
    access: n % 3 === 0 ? 'Deny' : 'Allow',
    protocol: at(['Tcp', 'Udp', '*'], n),
    sourceAddressPrefix: `192.0.2.${n}/32`,
    sourcePortRange: '*',
    destinationAddressPrefix: '*',
    destinationPortRanges: ['443', '8000-8099'],
  }));
}

function makeOutside(ground: Ground): void {
  const { place, sizes } = ground;
  put(
    ground,
    ...times(sizes.publicIps, (n) =>
      publicIp(place, {
        name: `pip-${n}`,
        tags: tagsOf(`pip-${n}`, ground),
        ip: ground.publicIp(),
        zones: ['1', '2', '3'],
      }),
    ),
    ...times(sizes.prefixes, (n) =>
      publicIpPrefix(place, {
        name: `prefix-${n}`,
        tags: tagsOf(`prefix-${n}`, ground),
        prefix: `203.${ground.index % 256}.${n % 256}.0/30`,
      }),
    ),
  );
  for (let n = 0; n < sizes.natGateways; n++) {
    const id = idOf(place, 'Microsoft.Network/natGateways', `nat-${n}`);
    const outside = publicIp(place, {
      name: `pip-nat-${n}`,
      tags: tagsOf(`pip-nat-${n}`, ground),
      ip: ground.publicIp(),
      natGateway: id,
    });
    put(
      ground,
      outside,
      natGateway(place, {
        name: `nat-${n}`,
        tags: tagsOf(`nat-${n}`, ground),
        ips: [outside.id],
        subnets: [at(ground.subnets, n).id],
      }),
    );
  }
}

/** Each first network is peered with one of another ground, in both directions. */
export function makePeerings(ground: Ground, grounds: readonly Ground[]): void {
  const others = grounds.filter((other) => other !== ground);
  const id = idOf(ground.place, NETWORK, 'vnet-0');
  if (others.length === 0 || ground.sizes.networks === 0) return;
  const peerings = times(ground.sizes.peerings, (n) => {
    const remote = idOf(at(others, n).place, NETWORK, `vnet-${n % ground.sizes.networks}`);
    return part(id, 'virtualNetworkPeerings', `peering-${n}`, {
      peeringState: 'Connected',
      remoteVirtualNetwork: to(remote),
    });
  });
  change(ground.own, id, { properties: { virtualNetworkPeerings: peerings } });
}

export function makeWans(ground: Ground): void {
  const { place, sizes } = ground;
  for (let n = 0; n < sizes.wans; n++) {
    const wanId = idOf(place, 'Microsoft.Network/virtualWans', `wan-${n}`);
    const hubs = times(sizes.hubs, (k) =>
      virtualHub(place, {
        name: `hub-${n}-${k}`,
        tags: tagsOf(`hub-${n}-${k}`, ground),
        wan: wanId,
        prefix: `10.255.${k}.0/24`,
      }),
    );
    put(
      ground,
      virtualWan(place, {
        name: `wan-${n}`,
        tags: tagsOf(`wan-${n}`, ground),
        hubs: hubs.map(({ id }) => id),
      }),
      ...hubs,
      ...hubs.flatMap((hub) =>
        times(Math.min(3, sizes.networks), (k) =>
          hubConnection(hub, `to-${k}`, idOf(place, NETWORK, `vnet-${k}`)),
        ),
      ),
    );
  }
}
