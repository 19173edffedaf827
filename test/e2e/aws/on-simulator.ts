/** Makes the estate in the simulated cloud: rows as AWS documents them, ids made of our names. */
import { createHash } from 'node:crypto';
import type { Instance, NetworkInterface, Tag } from '@aws-sdk/client-ec2';
import type { TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Resources, Estate as Simulated } from '../../simulator/aws/estate.ts';
import { emptyRegion } from '../../simulator/aws/estate.ts';
import {
  ACCOUNTS,
  MEMBER_ZONES,
  type Estate,
  PLACES,
  PLACE_NAMES,
  type PlaceName,
  type Tags,
  find,
  placeOfSubnet,
  placeOfVpc,
  portOf,
} from './estate.ts';
import { Facts } from './facts.ts';

export const ROLE = 'tagsync-reader';
export const EXTERNAL_ID = 'an external id';

/** Enabled, and left out by the suite's configuration; and one that nobody switched on. */
const ELSEWHERE = 'eu-west-2';
const CLOSED = 'ap-east-1';
export const REGIONS: readonly string[] = [
  ...new Set(PLACE_NAMES.map((place) => PLACES[place].region)),
  ELSEWHERE,
];

const AN_HOUR_AGO = new Date('2026-01-02T03:04:05.000Z');

export function emptyAccounts(): Simulated {
  const accounts = Object.entries(ACCOUNTS).map(([name, id]) => {
    const open = REGIONS.map((region) => [region, emptyRegion()]);
    const regions = Object.fromEntries([...open, [CLOSED, emptyRegion('not-opted-in')]]);
    const roles = [{ name: ROLE, trusts: [ACCOUNTS.main], externalId: EXTERNAL_ID }];
    return [id, { id, name, roles: name === 'member' ? roles : [], regions }];
  });
  return { accounts: Object.fromEntries(accounts), organization: undefined };
}

/** Again after a change: what is the same keeps its ids. */
export function buildOnSimulator(estate: Estate, cloud: Simulated, facts: Facts = new Facts()): Facts {
  const work: Work = {
    estate,
    facts,
    name: (prefix, name) => facts.set(name, { id: `${prefix}-${hexOf(name, 17)}` }),
    ids: (names) => names.map((name) => facts.id(name)),
  };
  nameAll(work);
  for (const place of PLACE_NAMES) {
    const { account, region } = PLACES[place];
    const row = cloud.accounts[ACCOUNTS[account]]?.regions[region];
    if (row === undefined) throw new Error(`the simulator has no ${place}`);
    Object.assign(row, rowsOf(work, place));
  }
  return facts;
}

interface Work {
  readonly estate: Estate;
  readonly facts: Facts;
  readonly name: (prefix: string, name: string) => void;
  readonly ids: (names: readonly string[]) => string[];
}

const listOf = (tags: Tags): Tag[] & { Key: string; Value: string }[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

const hexOf = (name: string, digits: number): string =>
  createHash('sha256').update(name).digest('hex').slice(0, digits);

const accountOf = (place: PlaceName): string => ACCOUNTS[PLACES[place].account];

const GATEWAYS = {
  internet_gateway: 'igw',
  egress_only_internet_gateway: 'eigw',
  vpn_gateway: 'vgw',
  carrier_gateway: 'cagw',
} as const;

/** The address that is `n` after the beginning of a block. */
function hostOf(cidr: string, n: number): string {
  const parts = cidr
    .replace(/\/\d+$/, '')
    .split('.')
    .map(Number);
  const value = parts.reduce((sum, part) => sum * 256 + part, 0) + n;
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

const macOf = (name: string): string => `02:${[...hexOf(`mac of ${name}`, 10).matchAll(/../g)].join(':')}`;

/** Ids, and everything else that the cloud chooses. */
function nameAll(work: Work): void {
  const { estate, facts, name } = work;
  for (const [n, vpc] of estate.vpcs.entries()) {
    name('vpc', vpc.name);
    if (vpc.ipv6) facts.set(vpc.name, { id: facts.id(vpc.name), v6: `2600:1f18:${n}:ab00::/56` });
  }
  for (const subnet of estate.subnets) {
    name('subnet', subnet.name);
    const v6 = subnet.ipv6 ? facts.detail(subnet.vpc, 'v6').replace('/56', '/64') : '';
    facts.set(subnet.name, { id: facts.id(subnet.name), v6 });
  }
  for (const gateway of estate.gateways) name(GATEWAYS[gateway.type], gateway.name);
  for (const list of estate.prefixLists) name('pl', list.name);
  for (const group of estate.groups) name('sg', group.name);
  for (const table of estate.routeTables) name('rtb', table.name);
  for (const peering of estate.peerings) name('pcx', peering.name);
  for (const gateway of estate.transitGateways) {
    name('tgw', gateway.name);
    for (const attachment of gateway.attachments) name('tgw-attach', attachment.name);
  }
  const used = new Map<string, number>();
  const nextIp = (subnet: string): string => {
    const n = used.get(subnet) ?? 10;
    used.set(subnet, n + 1);
    return hostOf(find(estate.subnets, subnet).cidr, n);
  };
  for (const nat of estate.nats) {
    name('nat', nat.name);
    const eth0 = `${nat.name}.eth0`;
    name('eni', eth0);
    facts.set(eth0, { id: facts.id(eth0), ip: nextIp(nat.subnet), mac: macOf(eth0) });
  }
  for (const vm of estate.vms) {
    name('i', vm.name);
    const ip = nextIp(vm.subnet);
    const { region } = PLACES[placeOfSubnet(estate, vm.subnet)];
    const hostname = `ip-${ip.replaceAll('.', '-')}.${region}.compute.internal`;
    facts.set(vm.name, { id: facts.id(vm.name), ip, hostname, created: AN_HOUR_AGO.toISOString() });
    const eth0 = `${vm.name}.eth0`;
    name('eni', eth0);
    facts.set(eth0, { id: facts.id(eth0), ip, mac: macOf(eth0) });
  }
  for (const nic of estate.nics) {
    name('eni', nic.name);
    const v6 = nic.ipv6 > 0 ? facts.detail(nic.subnet, 'v6').replace('::/64', '::c8') : '';
    facts.set(nic.name, { id: facts.id(nic.name), mac: macOf(nic.name), v6 });
  }
  for (const [n, eip] of estate.eips.entries()) {
    name('eipalloc', eip.name);
    facts.set(eip.name, { id: facts.id(eip.name), ip: `198.51.100.${n + 1}` });
  }
  nameServices(work);
}

function nameServices({ estate, facts, name }: Work): void {
  const { region } = PLACES.hub;
  const arn = (rest: string): string => `arn:aws:elasticloadbalancing:${region}:${accountOf('hub')}:${rest}`;
  const pathOf = (balancer: string): string => {
    const kind = find(estate.balancers, balancer).type === 'application' ? 'app' : 'net';
    return `${kind}/${balancer}/${hexOf(balancer, 16)}`;
  };
  for (const classic of estate.classicBalancers) {
    facts.set(classic.name, { id: classic.name, hostname: `${classic.name}-1.${region}.elb.amazonaws.com` });
  }
  for (const balancer of estate.balancers) {
    const id = arn(`loadbalancer/${pathOf(balancer.name)}`);
    facts.set(balancer.name, { id, hostname: `${balancer.name}-2.${region}.elb.amazonaws.com` });
  }
  for (const group of estate.targetGroups) {
    facts.set(group.name, { id: arn(`targetgroup/${group.name}/${hexOf(group.name, 16)}`) });
  }
  for (const listener of estate.listeners) {
    facts.set(listener.name, {
      id: arn(`listener/${pathOf(listener.balancer)}/${hexOf(listener.name, 16)}`),
    });
  }
  const domain = `cqxyz.${region}.rds.amazonaws.com`;
  for (const cluster of estate.dbClusters) {
    facts.set(cluster.name, {
      id: `cluster-${hexOf(cluster.name, 26).toUpperCase()}`,
      writer: `${cluster.name}.cluster-${domain}`,
      reader: `${cluster.name}.cluster-ro-${domain}`,
      port: '5432',
    });
  }
  for (const db of estate.dbs) {
    const id = `db-${hexOf(db.name, 26).toUpperCase()}`;
    facts.set(db.name, { id, host: `${db.name}.${domain}`, port: '5432' });
  }
  const caches = `ng.use1.cache.amazonaws.com`;
  const nodesOf = (cache: string, count: number): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [`node${n}`, `${cache}-00${n + 1}.${caches}`]),
    );
  for (const group of estate.cacheGroups) {
    facts.set(group.name, {
      id: group.name,
      primary: `master.${group.name}.${caches}`,
      reader: `replica.${group.name}.${caches}`,
      ...nodesOf(group.name, group.nodes),
    });
  }
  for (const cache of estate.caches) {
    const config = cache.engine === 'memcached' ? { primary: `${cache.name}.cfg.${caches}` } : {};
    facts.set(cache.name, { id: cache.name, ...config, ...nodesOf(cache.name, cache.nodes) });
  }
  for (const cache of estate.serverlessCaches) {
    facts.set(cache.name, { id: cache.name, primary: `${cache.name}.serverless.${caches}` });
  }
  for (const cluster of estate.clusters) {
    name('sg', `${cluster.name} cluster group`);
    const group = facts.id(`${cluster.name} cluster group`);
    facts.set(cluster.name, {
      id: cluster.name,
      endpoint: `https://${hexOf(cluster.name, 32)}.eks.amazonaws.com`,
      group,
    });
  }
}

/** Everything that one region of one account holds. */
function rowsOf(work: Work, place: PlaceName): Resources {
  const { region, zones } = PLACES[place];
  return {
    zones: zones.map(([ZoneName, ZoneId]) => ({
      ZoneName,
      ZoneId,
      RegionName: region,
      State: 'available',
      OptInStatus: 'opt-in-not-required',
      ZoneType: 'availability-zone',
    })),
    ...networkRows(work, place),
    ...serverRows(work, place),
    ...connectionRows(work, place),
    ...balancerRows(work, place),
    ...databaseRows(work, place),
  };
}

type Part<T extends keyof Resources> = Pick<Resources, T>;

function networkRows(
  { estate, facts, ids }: Work,
  place: PlaceName,
): Part<'vpcs' | 'subnets' | 'routeTables' | 'securityGroups'> {
  const OwnerId = accountOf(place);
  const { region, zones } = PLACES[place];
  const here = ({ vpc }: { readonly vpc: string }): boolean => placeOfVpc(estate, vpc) === place;
  const blocksOf = (vpc: string): string[] => {
    const { cidrs, ipv6 } = find(estate.vpcs, vpc);
    return [...cidrs, ...(ipv6 ? [facts.detail(vpc, 'v6')] : [])];
  };
  const destination = (to: string) =>
    to.includes(':')
      ? { DestinationIpv6CidrBlock: to }
      : to.includes('/')
        ? { DestinationCidrBlock: to }
        : { DestinationPrefixListId: facts.id(to) };
  const peer = (name: string) => {
    if (name.includes(':')) return { Ipv6Ranges: [{ CidrIpv6: name }] };
    if (name.includes('/')) return { IpRanges: [{ CidrIp: name }] };
    return estate.prefixLists.some((list) => list.name === name)
      ? { PrefixListIds: [{ PrefixListId: facts.id(name) }] }
      : { UserIdGroupPairs: [{ GroupId: facts.id(name), UserId: OwnerId }] };
  };
  const nothing = { IpRanges: [], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] };
  return {
    vpcs: estate.vpcs
      .filter((vpc) => vpc.place === place)
      .map((vpc) => ({
        VpcId: facts.id(vpc.name),
        OwnerId,
        CidrBlock: vpc.cidrs[0],
        CidrBlockAssociationSet: [
          ...vpc.cidrs.map((CidrBlock) => ({ CidrBlock, CidrBlockState: { State: 'associated' as const } })),
          // Stays listed for a while after it was taken away.
          { CidrBlock: '10.250.0.0/16', CidrBlockState: { State: 'disassociated' as const } },
        ],
        Ipv6CidrBlockAssociationSet: vpc.ipv6
          ? [
              {
                Ipv6CidrBlock: facts.detail(vpc.name, 'v6'),
                Ipv6CidrBlockState: { State: 'associated' as const },
              },
            ]
          : [],
        IsDefault: vpc.isDefault,
        State: 'available' as const,
        Tags: listOf(vpc.tags),
      })),
    subnets: estate.subnets.filter(here).map((subnet) => ({
      SubnetId: facts.id(subnet.name),
      VpcId: facts.id(subnet.vpc),
      OwnerId,
      AvailabilityZone: region + subnet.zone,
      AvailabilityZoneId: zones.find(([zone]) => zone === region + subnet.zone)?.[1],
      CidrBlock: subnet.cidr,
      Ipv6CidrBlockAssociationSet: subnet.ipv6
        ? [
            {
              Ipv6CidrBlock: facts.detail(subnet.name, 'v6'),
              Ipv6CidrBlockState: { State: 'associated' as const },
            },
          ]
        : [],
      State: 'available' as const,
      Tags: listOf(subnet.tags),
    })),
    routeTables: estate.routeTables.filter(here).map((table) => ({
      RouteTableId: facts.id(table.name),
      VpcId: facts.id(table.vpc),
      OwnerId,
      Associations: [
        ...(table.main ? [{ Main: true, RouteTableId: facts.id(table.name) }] : []),
        ...ids(table.subnets).map((SubnetId) => ({ Main: false, SubnetId })),
      ],
      Routes: [
        ...blocksOf(table.vpc).map((block) => ({
          ...destination(block),
          GatewayId: 'local',
          Origin: 'CreateRouteTable' as const,
          State: 'active' as const,
        })),
        ...table.routes.map((route) => ({
          ...destination(route.to),
          ...hopOf(route.hop, facts.id(route.target)),
          // A route to a server names its interface too.
          ...(route.hop === 'vm' ? { NetworkInterfaceId: facts.id(`${route.target}.eth0`) } : {}),
          Origin: 'CreateRoute' as const,
          State: 'active' as const,
        })),
      ],
      Tags: listOf(table.tags),
    })),
    securityGroups: estate.groups.filter(here).map((group) => {
      const permissions = (direction: 'ingress' | 'egress') =>
        group.rules
          .filter((rule) => rule.direction === direction)
          .map((rule) => ({
            ...nothing,
            ...peer(rule.peer),
            IpProtocol: rule.protocol === 'all' ? '-1' : rule.protocol,
            FromPort: rule.from ?? (rule.protocol === 'icmp' ? -1 : undefined),
            ToPort: rule.to ?? (rule.protocol === 'icmp' ? -1 : undefined),
          }));
      const self = { ...nothing, IpProtocol: '-1', ...peer(group.name) };
      return {
        GroupId: facts.id(group.name),
        GroupName: group.isDefault ? 'default' : group.name,
        Description: 'of the estate',
        VpcId: facts.id(group.vpc),
        OwnerId,
        IpPermissions: [...(group.isDefault ? [self] : []), ...permissions('ingress')],
        IpPermissionsEgress: [
          {
            ...nothing,
            IpProtocol: '-1',
            IpRanges: [{ CidrIp: '0.0.0.0/0' }],
            Ipv6Ranges: find(estate.vpcs, group.vpc).ipv6 ? [{ CidrIpv6: '::/0' }] : [],
          },
          ...permissions('egress'),
        ],
        Tags: listOf(group.tags),
      };
    }),
  };
}

function hopOf(hop: Estate['routeTables'][number]['routes'][number]['hop'], id: string): object {
  switch (hop) {
    case 'internet_gateway':
    case 'vpn_gateway':
      return { GatewayId: id };
    case 'egress_only_internet_gateway':
      return { EgressOnlyInternetGatewayId: id };
    case 'carrier_gateway':
      return { CarrierGatewayId: id };
    case 'nat_gateway':
      return { NatGatewayId: id };
    case 'vm':
      return { InstanceId: id };
    case 'nic':
      return { NetworkInterfaceId: id };
    case 'peer_connection':
      return { VpcPeeringConnectionId: id };
    case 'cen':
      return { TransitGatewayId: id };
    default:
      throw new Error(`no way to a ${String(hop satisfies never)}`);
  }
}

function serverRows(
  work: Work,
  place: PlaceName,
): Part<'instances' | 'networkInterfaces' | 'natGateways' | 'addresses'> {
  const { estate, facts, ids } = work;
  const OwnerId = accountOf(place);
  const { region } = PLACES[place];
  const here = ({ subnet }: { readonly subnet: string }): boolean => placeOfSubnet(estate, subnet) === place;
  const eipOf = (device: string) =>
    estate.eips.find(({ on }) => on !== undefined && Object.values(on).includes(device));
  const groupsOf = (names: readonly string[]) => ids(names).map((GroupId) => ({ GroupId }));
  const networkOf = (subnet: string) => ({
    SubnetId: facts.id(subnet),
    VpcId: facts.id(find(estate.subnets, subnet).vpc),
  });
  const nic = (name: string, subnet: string, rest: NetworkInterface): NetworkInterface => ({
    NetworkInterfaceId: facts.id(name),
    ...networkOf(subnet),
    OwnerId,
    AvailabilityZone: region + find(estate.subnets, subnet).zone,
    MacAddress: facts.detail(name, 'mac'),
    InterfaceType: 'interface',
    RequesterManaged: false,
    Status: 'in-use',
    ...rest,
  });
  const association = (device: string) => {
    const eip = eipOf(device);
    return eip === undefined ? {} : { Association: { PublicIp: facts.detail(eip.name, 'ip') } };
  };
  const states = { running: 16, stopped: 80, terminated: 48 } as const;
  return {
    instances: estate.vms.filter(here).map((vm): Instance & { ReservationId: string; OwnerId: string } => {
      const shared = {
        ReservationId: `r-${hexOf(vm.name.startsWith('fleet') ? 'fleet' : vm.name, 17)}`,
        OwnerId,
        InstanceId: facts.id(vm.name),
        InstanceType: vm.type as NonNullable<Instance['InstanceType']>,
        State: { Name: vm.state, Code: states[vm.state] },
        LaunchTime: new Date('2026-06-07T08:09:10Z'),
        Placement: { AvailabilityZone: region + find(estate.subnets, vm.subnet).zone },
        Tags: listOf(vm.tags),
      };
      // Whoever is terminated has left its network.
      if (vm.state === 'terminated') return shared;
      return {
        ...shared,
        ...networkOf(vm.subnet),
        PrivateIpAddress: facts.detail(vm.name, 'ip'),
        PrivateDnsName: facts.detail(vm.name, 'hostname'),
        SecurityGroups: groupsOf(vm.groups),
        NetworkInterfaces: [
          {
            NetworkInterfaceId: facts.id(`${vm.name}.eth0`),
            Attachment: { DeviceIndex: 0, AttachTime: AN_HOUR_AGO, Status: 'attached' },
          },
        ],
      };
    }),
    networkInterfaces: [
      ...estate.vms
        .filter((vm) => here(vm) && vm.state !== 'terminated')
        .map((vm) =>
          nic(`${vm.name}.eth0`, vm.subnet, {
            Attachment: { InstanceId: facts.id(vm.name), DeviceIndex: 0, Status: 'attached' },
            PrivateIpAddresses: [
              { PrivateIpAddress: facts.detail(vm.name, 'ip'), Primary: true, ...association(vm.name) },
            ],
            Groups: groupsOf(vm.groups),
            TagSet: listOf(vm.nicTags),
          }),
        ),
      ...estate.nics.filter(here).map((one) =>
        nic(one.name, one.subnet, {
          ...(one.vm === undefined
            ? { Status: 'available' as const }
            : { Attachment: { InstanceId: facts.id(one.vm), DeviceIndex: 1, Status: 'attached' as const } }),
          PrivateIpAddresses: one.ips.map((PrivateIpAddress, n) => ({ PrivateIpAddress, Primary: n === 0 })),
          Ipv6Addresses: one.ipv6 > 0 ? [{ Ipv6Address: facts.detail(one.name, 'v6') }] : [],
          Groups: groupsOf(one.groups),
          TagSet: listOf(one.tags),
        }),
      ),
      ...estate.nats.filter(here).map((nat) =>
        nic(`${nat.name}.eth0`, nat.subnet, {
          Description: `Interface for NAT Gateway ${facts.id(nat.name)}`,
          InterfaceType: 'natGateway',
          RequesterManaged: true,
          Attachment: { DeviceIndex: 1, InstanceOwnerId: 'amazon-aws', Status: 'attached' },
          PrivateIpAddresses: [
            {
              PrivateIpAddress: facts.detail(`${nat.name}.eth0`, 'ip'),
              Primary: true,
              ...association(nat.name),
            },
          ],
          Groups: [],
          TagSet: [],
        }),
      ),
    ],
    natGateways: estate.nats.filter(here).map((nat) => ({
      NatGatewayId: facts.id(nat.name),
      ...networkOf(nat.subnet),
      ConnectivityType: nat.eip === undefined ? ('private' as const) : ('public' as const),
      State: 'available' as const,
      NatGatewayAddresses: [
        {
          NetworkInterfaceId: facts.id(`${nat.name}.eth0`),
          PrivateIp: facts.detail(`${nat.name}.eth0`, 'ip'),
          ...(nat.eip === undefined
            ? {}
            : { PublicIp: facts.detail(nat.eip, 'ip'), AllocationId: facts.id(nat.eip) }),
        },
      ],
      Tags: listOf(nat.tags),
    })),
    addresses: estate.eips
      .filter((eip) => eip.place === place)
      .map((eip) => {
        const device = eip.on === undefined ? undefined : 'vm' in eip.on ? eip.on.vm : eip.on.nat;
        const attached = device === undefined ? undefined : `${device}.eth0`;
        return {
          AllocationId: facts.id(eip.name),
          PublicIp: facts.detail(eip.name, 'ip'),
          Domain: 'vpc' as const,
          ...(attached === undefined
            ? {}
            : { NetworkInterfaceId: facts.id(attached), PrivateIpAddress: facts.detail(attached, 'ip') }),
          ...(eip.on !== undefined && 'vm' in eip.on ? { InstanceId: facts.id(eip.on.vm) } : {}),
          Tags: listOf(eip.tags),
        };
      }),
  };
}

function connectionRows(
  { estate, facts, ids }: Work,
  place: PlaceName,
): Part<'peerings' | 'transitGateways' | 'transitGatewayAttachments'> {
  const end = (vpc: string) => {
    const at = placeOfVpc(estate, vpc);
    return { VpcId: facts.id(vpc), OwnerId: accountOf(at), Region: PLACES[at].region };
  };
  const gateways = estate.transitGateways.filter((gateway) => gateway.place === place);
  return {
    peerings: estate.peerings.flatMap((peering) => {
      const [from, to] = [placeOfVpc(estate, peering.requester), placeOfVpc(estate, peering.accepter)];
      if (place !== from && place !== to) return [];
      return [
        {
          VpcPeeringConnectionId: facts.id(peering.name),
          RequesterVpcInfo: end(peering.requester),
          AccepterVpcInfo: end(peering.accepter),
          Status: { Code: peering.accepted ? ('active' as const) : ('pending-acceptance' as const) },
          Tags: listOf(place === from ? peering.requesterTags : peering.accepterTags),
        },
      ];
    }),
    transitGateways: gateways.map(({ name, tags }) => ({
      TransitGatewayId: facts.id(name),
      OwnerId: accountOf(place),
      State: 'available' as const,
      Tags: listOf(tags),
    })),
    transitGatewayAttachments: gateways.flatMap(({ name, attachments }) =>
      attachments.map((attachment) => ({
        TransitGatewayAttachmentId: facts.id(attachment.name),
        TransitGatewayId: facts.id(name),
        VpcId: facts.id(attachment.vpc),
        VpcOwnerId: accountOf(placeOfVpc(estate, attachment.vpc)),
        SubnetIds: ids(attachment.subnets),
        State: 'available' as const,
        Tags: [],
      })),
    ),
  };
}

function balancerRows(
  work: Work,
  place: PlaceName,
): Part<'classicLoadBalancers' | 'loadBalancers' | 'listeners' | 'rules' | 'targetGroups' | 'targets'> {
  const { estate, facts, ids } = work;
  const { region } = PLACES[place];
  const here = ({ subnets }: { readonly subnets: readonly string[] }): boolean =>
    placeOfSubnet(estate, subnets[0] ?? '') === place;
  const vpcOf = (subnets: readonly string[]): string => facts.id(find(estate.subnets, subnets[0] ?? '').vpc);
  const listeners = estate.listeners.filter(({ balancer }) => here(find(estate.balancers, balancer)));
  const forward = (groups: readonly (readonly [group: string, weight: number])[]) => {
    const TargetGroups = groups.map(([group, Weight]) => ({ TargetGroupArn: facts.id(group), Weight }));
    // The API repeats a single group outside of `ForwardConfig`.
    const single = TargetGroups.length === 1 ? { TargetGroupArn: TargetGroups[0]?.TargetGroupArn } : {};
    return [{ Type: 'forward' as const, ...single, ForwardConfig: { TargetGroups } }];
  };
  const groups = estate.targetGroups.filter(({ vpc }) => placeOfVpc(estate, vpc) === place);
  const usersOf = (group: string): string[] => {
    const using = listeners.filter(
      ({ forward: to, rules }) =>
        to.some(([name]) => name === group) || rules.some((rule) => rule.forward === group),
    );
    return ids([...new Set(using.map(({ balancer }) => balancer))]);
  };
  return {
    classicLoadBalancers: estate.classicBalancers.filter(here).map((classic) => ({
      LoadBalancerName: classic.name,
      DNSName: facts.detail(classic.name, 'hostname'),
      Scheme: classic.internal ? 'internal' : 'internet-facing',
      VPCId: vpcOf(classic.subnets),
      Subnets: ids(classic.subnets),
      SecurityGroups: ids(classic.groups),
      Instances: ids(classic.vms).map((InstanceId) => ({ InstanceId })),
      ListenerDescriptions: classic.listeners.map(
        ({ protocol, port, to: [InstanceProtocol, InstancePort] }) => ({
          Listener: { Protocol: protocol, LoadBalancerPort: port, InstanceProtocol, InstancePort },
          PolicyNames: [],
        }),
      ),
      Tags: listOf(classic.tags),
    })),
    loadBalancers: estate.balancers.filter(here).map((balancer) => ({
      LoadBalancerArn: facts.id(balancer.name),
      LoadBalancerName: balancer.name,
      DNSName: facts.detail(balancer.name, 'hostname'),
      Scheme: balancer.internal ? ('internal' as const) : ('internet-facing' as const),
      Type: balancer.type,
      State: { Code: 'active' as const },
      VpcId: vpcOf(balancer.subnets),
      AvailabilityZones: balancer.subnets.map((subnet) => ({
        SubnetId: facts.id(subnet),
        ZoneName: region + find(estate.subnets, subnet).zone,
      })),
      SecurityGroups: ids(balancer.groups),
      Tags: listOf(balancer.tags),
    })),
    listeners: listeners.map((listener) => ({
      ListenerArn: facts.id(listener.name),
      LoadBalancerArn: facts.id(listener.balancer),
      Protocol: listener.protocol as 'HTTP',
      Port: listener.port,
      DefaultActions: forward(listener.forward),
      Tags: listOf(listener.tags),
    })),
    rules: listeners.flatMap((listener) => {
      const ListenerArn = facts.id(listener.name);
      const RuleArn = (n: string): string =>
        `${ListenerArn.replace(':listener/', ':listener-rule/')}/${hexOf(`${listener.name} ${n}`, 16)}`;
      return [
        ...listener.rules.map((rule, n) => ({
          RuleArn: RuleArn(String(n)),
          ListenerArn,
          Priority: String(n + 1),
          IsDefault: false,
          Conditions: [{ Field: 'path-pattern', Values: [rule.path] }],
          Actions: forward([[rule.forward, 1]]),
          Tags: [],
        })),
        {
          RuleArn: RuleArn('default'),
          ListenerArn,
          Priority: 'default',
          IsDefault: true,
          Conditions: [],
          Actions: forward(listener.forward),
          Tags: [],
        },
      ];
    }),
    targetGroups: groups.map((group) => ({
      TargetGroupArn: facts.id(group.name),
      TargetGroupName: group.name,
      Protocol: group.protocol as 'HTTP',
      Port: group.port,
      VpcId: facts.id(group.vpc),
      TargetType: group.type,
      LoadBalancerArns: usersOf(group.name),
      Tags: [],
    })),
    targets: groups.flatMap((group) =>
      group.targets.map(
        ([target, Port]): TargetHealthDescription & { Id: string; TargetGroupArn: string } => ({
          Id: `${group.name} ${target}:${Port}`,
          TargetGroupArn: facts.id(group.name),
          Target: { Id: group.type === 'ip' ? target : facts.id(target), Port },
          TargetHealth: { State: 'healthy' },
        }),
      ),
    ),
  };
}

function databaseRows(
  { estate, facts, ids }: Work,
  place: PlaceName,
): Part<
  | 'dbInstances'
  | 'dbClusters'
  | 'replicationGroups'
  | 'cacheClusters'
  | 'serverlessCaches'
  | 'cacheSubnetGroups'
  | 'clusters'
> {
  const { region } = PLACES[place];
  const arn = (service: string, rest: string): string =>
    `arn:aws:${service}:${region}:${accountOf(place)}:${rest}`;
  const here = ({ subnetGroup }: { readonly subnetGroup: string }): boolean =>
    placeOfSubnet(estate, find(estate.subnetGroups, subnetGroup).subnets[0] ?? '') === place;
  const vpcOf = (subnets: readonly string[]): string => facts.id(find(estate.subnets, subnets[0] ?? '').vpc);
  const carried = (names: readonly string[]) =>
    ids(names).map((SecurityGroupId) => ({ SecurityGroupId, Status: 'active' }));
  const vpcGroups = (names: readonly string[]) =>
    ids(names).map((VpcSecurityGroupId) => ({ VpcSecurityGroupId, Status: 'active' }));
  const node = (name: string, n: number, Port: number) => ({
    CacheNodeId: `000${n + 1}`,
    Endpoint: { Address: facts.detail(name, `node${n}`), Port },
  });
  return {
    dbInstances: estate.dbs.filter(here).map((db) => {
      const { subnets } = find(estate.subnetGroups, db.subnetGroup);
      return {
        DBInstanceIdentifier: db.name,
        DbiResourceId: facts.id(db.name),
        DBInstanceArn: arn('rds', `db:${db.name}`),
        Engine: db.engine,
        EngineVersion: db.version,
        DBInstanceClass: db.type,
        DBInstanceStatus: 'available',
        AvailabilityZone: region + db.zone,
        Endpoint: { Address: facts.detail(db.name, 'host'), Port: Number(facts.detail(db.name, 'port')) },
        DBSubnetGroup: {
          DBSubnetGroupName: db.subnetGroup,
          VpcId: vpcOf(subnets),
          Subnets: ids(subnets).map((SubnetIdentifier) => ({ SubnetIdentifier })),
        },
        VpcSecurityGroups: vpcGroups(db.groups),
        ...(db.cluster === undefined ? {} : { DBClusterIdentifier: db.cluster }),
        ...(db.replicaOf === undefined ? {} : { ReadReplicaSourceDBInstanceIdentifier: db.replicaOf }),
        ReadReplicaDBInstanceIdentifiers: estate.dbs
          .filter(({ replicaOf }) => replicaOf === db.name)
          .map(({ name }) => name),
        TagList: listOf(db.tags),
      };
    }),
    dbClusters: estate.dbClusters.filter(here).map((cluster) => ({
      DBClusterIdentifier: cluster.name,
      DbClusterResourceId: facts.id(cluster.name),
      DBClusterArn: arn('rds', `cluster:${cluster.name}`),
      Engine: cluster.engine,
      EngineVersion: cluster.version,
      Status: 'available',
      Endpoint: facts.detail(cluster.name, 'writer'),
      ReaderEndpoint: facts.detail(cluster.name, 'reader'),
      Port: Number(facts.detail(cluster.name, 'port')),
      DBSubnetGroup: cluster.subnetGroup,
      VpcSecurityGroups: vpcGroups(cluster.groups),
      DBClusterMembers: estate.dbs
        .filter((db) => db.cluster === cluster.name)
        .map((db) => ({ DBInstanceIdentifier: db.name, IsClusterWriter: db.writer })),
      TagList: listOf(cluster.tags),
    })),
    replicationGroups: estate.cacheGroups.filter(here).map((group) => ({
      ReplicationGroupId: group.name,
      ARN: arn('elasticache', `replicationgroup:${group.name}`),
      Engine: group.engine,
      Status: 'available',
      CacheNodeType: group.type,
      ClusterEnabled: false,
      MemberClusters: Array.from({ length: group.nodes }, (_, n) => `${group.name}-00${n + 1}`),
      NodeGroups: [
        {
          NodeGroupId: '0001',
          PrimaryEndpoint: { Address: facts.detail(group.name, 'primary'), Port: 6379 },
          ReaderEndpoint: { Address: facts.detail(group.name, 'reader'), Port: 6379 },
          NodeGroupMembers: Array.from({ length: group.nodes }, (_, n) => ({
            CacheClusterId: `${group.name}-00${n + 1}`,
            ReadEndpoint: { Address: facts.detail(group.name, `node${n}`), Port: 6379 },
          })),
        },
      ],
      Tags: listOf(group.tags),
    })),
    cacheClusters: [
      ...estate.cacheGroups.filter(here).flatMap((group) =>
        Array.from({ length: group.nodes }, (_, n) => ({
          CacheClusterId: `${group.name}-00${n + 1}`,
          ARN: arn('elasticache', `cluster:${group.name}-00${n + 1}`),
          ReplicationGroupId: group.name,
          Engine: group.engine,
          EngineVersion: group.version,
          CacheClusterStatus: 'available',
          CacheNodeType: group.type,
          NumCacheNodes: 1,
          PreferredAvailabilityZone: region + MEMBER_ZONES[n % 2],
          CacheSubnetGroupName: group.subnetGroup,
          SecurityGroups: carried(group.groups),
          CacheNodes: [node(group.name, n, 6379)],
          Tags: listOf(group.tags),
        })),
      ),
      ...estate.caches.filter(here).map((cache) => {
        const port = portOf(cache.engine);
        return {
          CacheClusterId: cache.name,
          ARN: arn('elasticache', `cluster:${cache.name}`),
          Engine: cache.engine,
          EngineVersion: cache.version,
          CacheClusterStatus: 'available',
          CacheNodeType: cache.type,
          NumCacheNodes: cache.nodes,
          PreferredAvailabilityZone: region + cache.zone,
          CacheSubnetGroupName: cache.subnetGroup,
          SecurityGroups: carried(cache.groups),
          ...(cache.engine === 'memcached'
            ? { ConfigurationEndpoint: { Address: facts.detail(cache.name, 'primary'), Port: port } }
            : {}),
          CacheNodes: Array.from({ length: cache.nodes }, (_, n) => node(cache.name, n, port)),
          Tags: listOf(cache.tags),
        };
      }),
    ],
    serverlessCaches: estate.serverlessCaches
      .filter(({ subnets }) => placeOfSubnet(estate, subnets[0] ?? '') === place)
      .map((cache) => ({
        ServerlessCacheName: cache.name,
        ARN: arn('elasticache', `serverlesscache:${cache.name}`),
        Engine: cache.engine,
        MajorEngineVersion: cache.version.split('.')[0],
        FullEngineVersion: cache.version,
        Status: 'available',
        SubnetIds: ids(cache.subnets),
        SecurityGroupIds: ids(cache.groups),
        Endpoint: { Address: facts.detail(cache.name, 'primary'), Port: 6379 },
        ReaderEndpoint: { Address: facts.detail(cache.name, 'primary'), Port: 6380 },
        Tags: listOf(cache.tags),
      })),
    cacheSubnetGroups: estate.subnetGroups
      .filter(({ name }) => here({ subnetGroup: name }))
      .map(({ name, subnets }) => ({
        CacheSubnetGroupName: name,
        VpcId: vpcOf(subnets),
        Subnets: ids(subnets).map((SubnetIdentifier) => ({ SubnetIdentifier })),
        Tags: [],
      })),
    clusters: estate.clusters
      .filter(({ subnets }) => placeOfSubnet(estate, subnets[0] ?? '') === place)
      .map((cluster) => ({
        name: cluster.name,
        arn: arn('eks', `cluster/${cluster.name}`),
        version: cluster.version,
        status: 'ACTIVE' as const,
        endpoint: facts.detail(cluster.name, 'endpoint'),
        resourcesVpcConfig: {
          vpcId: vpcOf(cluster.subnets),
          subnetIds: ids(cluster.subnets),
          securityGroupIds: ids(cluster.groups),
          clusterSecurityGroupId: facts.detail(cluster.name, 'group'),
        },
        kubernetesNetworkConfig: { serviceIpv4Cidr: cluster.serviceCidr },
        tags: { ...cluster.tags },
      })),
  };
}
