/** Estates of any size from a seed: the same seed, the same estate. */
import { type Random, randomFrom } from '../aws/generate/random.ts';
import { type AccountEstate, type Estate, type Resources, emptyAccount, emptyPlace } from './estate.ts';
import * as rows from './rows.ts';

/** How much of everything a region has. */
export interface Sizes {
  readonly zones: number;
  readonly vpcs: number;
  readonly subnets: number;
  /** Of each VPC, those of the system included. */
  readonly routes: number;
  readonly securityGroups: number;
  readonly enterpriseGroups: number;
  /** Of each group. */
  readonly rules: number;
  readonly servers: number;
  /** Elastic ones; every fourth is on nothing. */
  readonly interfaces: number;
  readonly metals: number;
  readonly nats: number;
  /** Of each kind, of each gateway. */
  readonly natRules: number;
  /** Beside those of servers, gateways and balancers. */
  readonly eips: number;
  readonly blbs: number;
  readonly appBlbs: number;
  /** Of each balancer; of application balancers each has a policy. */
  readonly listeners: number;
  /** Of each application balancer: of servers, and as many of addresses. */
  readonly groups: number;
  /** Of each balancer, of each group. */
  readonly members: number;
  readonly peerings: number;
  readonly databases: number;
  readonly caches: number;
  readonly clusters: number;
}

export const SMALL: Sizes = {
  zones: 3,
  vpcs: 4,
  subnets: 8,
  routes: 6,
  securityGroups: 4,
  enterpriseGroups: 2,
  rules: 4,
  servers: 20,
  interfaces: 8,
  metals: 2,
  nats: 2,
  natRules: 3,
  eips: 4,
  blbs: 4,
  appBlbs: 4,
  listeners: 2,
  groups: 2,
  members: 3,
  peerings: 3,
  databases: 6,
  caches: 5,
  clusters: 2,
};

/** More than a page of a thousand of what has many rows, and more than a page of clusters. */
export const PAGED: Sizes = {
  ...SMALL,
  vpcs: 3,
  subnets: 12,
  routes: 1005,
  securityGroups: 12,
  servers: 2010,
  interfaces: 3060,
  metals: 130,
  nats: 3,
  natRules: 4,
  eips: 1400,
  blbs: 12,
  appBlbs: 12,
  peerings: 6,
  databases: 1010,
  caches: 12,
  clusters: 105,
};

export interface EstateSpec {
  readonly seed: string;
  /** Account ids: 32 hex digits. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly sizes?: Partial<Sizes>;
  /** Of each account. */
  readonly csns?: number;
}

interface Ground {
  readonly account: AccountEstate;
  readonly region: string;
  readonly here: Resources;
  readonly sizes: Sizes;
  readonly random: Random;
  readonly publicIp: () => string;
  /** `vpc-0a1b2c3d4e5f`, as most services make their ids. */
  readonly id: (prefix: string) => string;
  readonly mac: () => string;
}

export function generateEstate({ seed, accounts, regions, sizes = {}, csns = 2 }: EstateSpec): Estate {
  let addresses = 0;
  let cards = 0;
  const estate: Estate = { accounts: Object.fromEntries(accounts.map((id) => [id, emptyAccount(id)])) };
  for (const account of Object.values(estate.accounts)) {
    for (const region of regions) {
      const place = emptyPlace();
      account.places[region] = place;
      const random = randomFrom(`${seed} ${account.id} ${region}`);
      makeRegion({
        account,
        region,
        here: place.here,
        sizes: { ...SMALL, ...sizes },
        random,
        publicIp: () => dotted(0xc6_12_00_00 + addresses++),
        id: (prefix) => `${prefix}-${random.hex(12)}`,
        mac: () =>
          `FA:16:3E:${(cards++).toString(16).padStart(6, '0').toUpperCase().match(/../g)?.join(':')}`,
      });
    }
    makeCsns(account, randomFrom(`${seed} ${account.id} csn`), csns);
  }
  return estate;
}

function makeRegion(ground: Ground): void {
  makeNetworks(ground);
  makeGroups(ground);
  makeServers(ground);
  makeGateways(ground);
  makeBalancers(ground);
  makeApplicationBalancers(ground);
  makePeerings(ground);
  makeData(ground);
}

function makeNetworks({ here, sizes, region, id, random }: Ground): void {
  here.zones.push(...times(sizes.zones, (n) => rows.zone({ zoneName: `cn-${region}-${'abcdef'[n] ?? n}` })));
  for (let n = 0; n < sizes.vpcs; n++) {
    const vpcId = id('vpc');
    here.vpcs.push(
      rows.vpc({
        vpcId,
        name: nameOf('vpc', n),
        cidr: `10.${n}.0.0/16`,
        ipv6Cidr: n % 2 === 0 ? `2400:da00:e00${n}::/56` : '',
        isDefault: n === 0,
        secondaryCidr: n % 3 === 1 ? [`172.${16 + (n % 16)}.0.0/16`] : [],
        tags: tagsOf('vpc', vpcId),
      }),
    );
    const routeTableId = id('rt');
    const hops = ['sys', 'custom', 'nat', 'peerConn', 'vpn', 'dcGateway', 'enic', 'ipv6gateway'];
    here.routeRules.push(
      // The last one of several has no rules.
      ...times(n > 0 && n === sizes.vpcs - 1 ? 0 : sizes.routes, (k) => ({
        parent: vpcId,
        row: rows.routeRule({
          routeRuleId: id('rr'),
          routeTableId,
          destinationAddress: `10.${100 + (k >> 8)}.${k & 255}.0/24`,
          nexthopType: at(hops, k),
          nexthopId: k % hops.length === 0 ? '' : `hop-${random.hex(6)}`,
        }),
      })),
    );
  }
  for (let n = 0; n < sizes.subnets; n++) {
    const subnetId = id('sbn');
    const { vpcId } = at(here.vpcs, n);
    here.subnets.push(
      rows.subnet({
        subnetId,
        name: nameOf('subnet', n),
        vpcId,
        zoneName: at(here.zones, n).zoneName,
        cidr: `10.${n % sizes.vpcs}.${n * 8}.0/21`,
        ipv6Cidr: n % 4 === 0 ? `2400:da00:e000:${n.toString(16)}::/64` : '',
        tags: tagsOf('subnet', subnetId),
      }),
    );
  }
}

function makeGroups({ here, sizes, id }: Ground): void {
  for (let n = 0; n < sizes.securityGroups; n++) {
    const group = id('g');
    here.securityGroups.push(
      rows.securityGroup({
        id: group,
        name: nameOf('group', n),
        vpcId: at(here.vpcs, n).vpcId,
        rules: times(sizes.rules, (k) =>
          k % 2 === 0
            ? {
                direction: 'ingress',
                ethertype: 'IPv4',
                protocol: 'tcp',
                portRange: `${80 + k}`,
                sourceIp: 'all',
              }
            : { direction: 'egress', ethertype: 'IPv6', portRange: '1-65535', destIp: '' },
        ),
        tags: tagsOf('group', group),
      }),
    );
  }
  for (let n = 0; n < sizes.enterpriseGroups; n++) {
    const group = id('esg');
    here.enterpriseGroups.push(
      rows.enterpriseGroup({
        id: group,
        name: nameOf('enterprise', n),
        rules: times(sizes.rules, (k) => ({
          direction: 'ingress',
          ethertype: 'IPv4',
          protocol: at(['tcp', 'udp', 'icmp', 'all'], k),
          portRange: k % 2 === 0 ? '22,8000-9000' : '',
          sourceIp: `192.168.${k}.0/24`,
          action: k % 2 === 0 ? 'allow' : 'deny',
          priority: 1000 + k,
        })),
        tags: tagsOf('enterprise', group),
      }),
    );
  }
}

const STATES = [
  'Running',
  'Running',
  'Running',
  'Stopped',
  'Starting',
  'Error',
  'Expired',
  'SnapshotProcessing',
];

function makeServers(ground: Ground): void {
  const { here, sizes, id, mac, publicIp } = ground;
  for (let n = 0; n < sizes.servers; n++) {
    const own = id('i');
    const { subnetId, vpcId, zoneName, cidr } = at(here.subnets, n);
    const privateIp = hostOf(cidr, 10 + (Math.floor(n / here.subnets.length) % 1000));
    const open = n % 6 === 2 ? attach(ground, 'BCC', own, publicIp()) : '';
    here.instances.push(
      rows.instance({
        id: own,
        name: n % 7 === 6 ? '' : nameOf('server', n),
        hostname: `server-${n}`,
        status: at(STATES, n),
        internalIp: privateIp,
        publicIp: open,
        zoneName,
        subnetId,
        vpcId,
        nicInfo: {
          ...rows.NIC,
          eniId: n % 3 === 0 ? id('eni') : '',
          macAddress: mac(),
          vpcId,
          subnetId,
          ips: [{ eip: open === '' ? 'null' : open, primary: 'true', privateIp }],
          ipv6s:
            n % 8 === 0
              ? [{ eip: '', primary: 'true', privateIp: `2400:da00:e000:1::${(n + 1).toString(16)}` }]
              : [],
          securityGroups: [at(here.securityGroups, n).id],
          enterpriseSecurityGroups: n % 5 === 0 ? [at(here.enterpriseGroups, n).id] : [],
        },
        tags: tagsOf('server', own),
      }),
    );
  }
  makeInterfaces(ground);
  for (let n = 0; n < sizes.metals; n++) {
    const own = id('i');
    const { subnetId, vpcId, zoneName, cidr } = at(here.subnets, n);
    here.metals.push(
      rows.metal({
        id: own,
        name: nameOf('metal', n),
        hostname: `metal-${n}`,
        status: at(STATES, n),
        internalIp: hostOf(cidr, 1200 + n),
        publicIp: n % 2 === 0 ? attach(ground, 'BBC', own, publicIp()) : '',
        zone: zoneName,
        tags: tagsOf('metal', own),
      }),
    );
    const card = hostOf(cidr, 1200 + n);
    here.metalInterfaces.push(
      rows.metalInterface({
        eniId: `eni-${own}`,
        instanceId: own,
        zoneName,
        vpcId,
        subnetId,
        macAddress: `fa:16:3e:bb:${[n >> 8, n & 255].map((part) => part.toString(16).padStart(2, '0')).join(':')}`,
        privateIpSet: [
          { privateIpAddress: card, publicIpAddress: '', ipv6Address: '', primary: true, subnetId },
        ],
      }),
    );
    const network = rows.metalNetwork({ bbcId: own });
    here.metalNetworks.push({
      ...network,
      vpc: { ...network.vpc, vpcId },
      subnet: { ...network.subnet, subnetId, vpcId, zoneName },
    });
  }
  for (let n = 0; n < sizes.eips; n++) {
    attach(
      ground,
      '',
      '',
      n % 4 === 3 ? `2400:da00:e001::${ground.random.hex(4)}:${n.toString(16)}` : publicIp(),
    );
  }
}

function makeInterfaces({ here, sizes, id, mac, publicIp }: Ground): void {
  for (let n = 0; n < sizes.interfaces; n++) {
    const eniId = id('eni');
    const { subnetId, vpcId, zoneName, cidr } = at(here.subnets, n);
    here.enis.push(
      rows.eni({
        eniId,
        name: nameOf('eni', n),
        zoneName,
        vpcId,
        subnetId,
        instanceId: n % 4 === 3 ? '' : (here.instances[n % Math.max(1, here.instances.length)]?.id ?? ''),
        status: n % 4 === 3 ? 'available' : 'inuse',
        macAddress: mac(),
        privateIpSet: times(1 + (n % 2), (k) => ({
          primary: k === 0,
          privateIpAddress: hostOf(cidr, 1300 + ((n * 2 + k) % 700)),
          publicIpAddress: k === 0 && n % 5 === 0 ? publicIp() : '',
        })),
        ipv6PrivateIpSet:
          n % 3 === 0
            ? [
                {
                  primary: true,
                  privateIpAddress: `2400:da00:e000:2::${(n + 1).toString(16)}`,
                  publicIpAddress: '',
                },
              ]
            : [],
        securityGroupIds: [at(here.securityGroups, n).id],
        tags: tagsOf('eni', eniId),
      }),
    );
  }
}

/** A public address, on something or on nothing. */
function attach(
  { here, region, id }: Ground,
  instanceType: string,
  instanceId: string,
  address: string,
): string {
  const eipId = id('ip');
  here.eips.push(
    rows.eip({
      eip: address,
      eipId,
      name: `EIP of ${instanceId || 'nothing'}`,
      status: instanceId === '' ? 'available' : 'binded',
      instanceType,
      instanceId,
      region,
      tags: tagsOf('eip', eipId),
    }),
  );
  return address;
}

function makeGateways(ground: Ground): void {
  const { here, sizes, id, publicIp } = ground;
  for (let n = 0; n < sizes.nats; n++) {
    const own = id('nat');
    const address = attach(ground, 'NAT', own, publicIp());
    here.nats.push(
      rows.nat({
        id: own,
        name: nameOf('nat', n),
        vpcId: at(here.vpcs, n).vpcId,
        status: at(['active', 'active', 'configuring', 'down'], n),
        natType: n % 2 === 0 ? 'normal' : 'enhanced',
        ...(n % 2 === 0 ? { eips: [address], dnatEips: [address] } : { bindEips: [address] }),
        tags: tagsOf('nat', own),
      }),
    );
    for (let k = 0; k < sizes.natRules; k++) {
      here.snatRules.push({
        parent: own,
        row: rows.snatRule({
          ruleId: id('rule'),
          ruleName: nameOf('snat', k),
          publicIpsAddress: [address],
          sourceCIDR: `10.${n}.${k}.0/24`,
        }),
      });
      here.dnatRules.push({
        parent: own,
        row: rows.dnatRule({
          ruleId: id('rule'),
          ruleName: nameOf('dnat', k),
          publicIpAddress: address,
          privateIpAddress: `10.${n}.0.${10 + k}`,
          protocol: at(['TCP', 'UDP', 'all'], k),
          publicPort: k % 3 === 2 ? 0 : 8000 + k,
          privatePort: k % 3 === 2 ? 0 : 80 + k,
        }),
      });
    }
  }
}

function makeBalancers(ground: Ground): void {
  const { here, sizes, id, publicIp } = ground;
  for (let n = 0; n < sizes.blbs; n++) {
    const blbId = id('lb');
    const { subnetId, vpcId, cidr } = at(here.subnets, n);
    here.blbs.push(
      rows.blb({
        blbId,
        name: nameOf('blb', n),
        address: n % 4 === 3 ? `2400:da00:e000:4::${(n + 1).toString(16)}` : hostOf(cidr, 2001 + (n % 40)),
        status: at(['available', 'available', 'updating', 'paused'], n),
        vpcId,
        subnetId,
        publicIp: n % 2 === 0 ? attach(ground, 'BLB', blbId, publicIp()) : '',
        tags: tagsOf('blb', blbId),
      }),
    );
    here.listeners.push(...times(sizes.listeners, (k) => ({ parent: blbId, row: listenerOf(k) })));
    here.backends.push(
      ...times(sizes.members, (k) => ({ parent: blbId, row: serverOf(here, n * sizes.members + k) })),
    );
  }
}

const listenerOf = (k: number): rows.Listener =>
  rows.listener({ listenerPort: 80 + k, listenerType: at(['TCP', 'UDP', 'HTTP', 'HTTPS'], k) });

function serverOf(here: Resources, n: number): rows.Backend {
  const { id: instanceId, internalIp: privateIp } = at(here.instances, n);
  return rows.backend({ instanceId, privateIp });
}

function makeApplicationBalancers(ground: Ground): void {
  const { here, sizes, id, publicIp } = ground;
  for (let n = 0; n < sizes.appBlbs; n++) {
    const blbId = id('lb');
    const { subnetId, vpcId, cidr } = at(here.subnets, n);
    here.appBlbs.push(
      rows.appBlb({
        blbId,
        name: nameOf('appblb', n),
        address: n % 4 === 3 ? `2400:da00:e000:5::${(n + 1).toString(16)}` : hostOf(cidr, 1960 + (n % 40)),
        vpcId,
        subnetId,
        publicIp: n % 2 === 1 ? attach(ground, 'BLB', blbId, publicIp()) : '',
        tags: tagsOf('appblb', blbId),
      }),
    );
    const groups = times(sizes.groups, (k) => {
      const sg = id('sg');
      const portList = [{ id: id('port'), port: 8080 + k, type: 'TCP' }];
      here.serverGroups.push({
        parent: blbId,
        row: rows.serverGroup({ id: sg, name: nameOf('sg', k), portList }),
      });
      here.groupServers.push(
        ...times(sizes.members, (m) => ({ parent: sg, row: serverOf(here, n * sizes.members + m) })),
      );
      return sg;
    });
    const ipGroups = times(sizes.groups, (k) => {
      const group = id('ip_group');
      const backendPolicyList = [{ id: id('policy'), type: 'TCP' }];
      here.ipGroups.push({
        parent: blbId,
        row: rows.ipGroup({ id: group, name: nameOf('ip-group', k), backendPolicyList }),
      });
      here.ipMembers.push(
        ...times(sizes.members, (m) => ({
          parent: group,
          row: rows.ipMember({ memberId: id('member'), ip: `192.168.${n % 256}.${10 + m}`, port: 9000 + m }),
        })),
      );
      return group;
    });
    for (let k = 0; k < sizes.listeners; k++) {
      const { listenerPort, listenerType } = listenerOf(k);
      here.appListeners.push({ parent: blbId, row: rows.appListener({ listenerPort, listenerType }) });
      here.policies.push({
        parent: blbId,
        row: rows.policy({
          id: id('policy'),
          frontendPort: listenerPort,
          portType: listenerType,
          ...(k % 2 === 0
            ? { appServerGroupId: groups[k % Math.max(1, groups.length)] ?? '' }
            : { appIpGroupId: ipGroups[k % Math.max(1, ipGroups.length)] ?? '' }),
        }),
      });
    }
  }
}

function makePeerings({ account, region, here, sizes, id }: Ground): void {
  for (let n = 0; n < sizes.peerings; n++) {
    const peerConnId = id('peerconn');
    const [local, peer] = [at(here.vpcs, n).vpcId, at(here.vpcs, n + 1).vpcId];
    const common = {
      peerConnId,
      localRegion: region,
      localIfName: nameOf('peer', n),
      tags: tagsOf('peer', peerConnId),
    };
    if (n % 3 === 0) {
      // Both sides are here, so both are listed.
      const inside = { ...common, peerRegion: region, peerAccountId: account.id };
      here.peerConns.push(
        rows.peerConn({ ...inside, role: 'initiator', localVpcId: local, peerVpcId: peer }),
        rows.peerConn({ ...inside, role: 'acceptor', localVpcId: peer, peerVpcId: local }),
      );
    } else {
      here.peerConns.push(
        rows.peerConn({
          ...common,
          role: n % 3 === 1 ? 'initiator' : 'acceptor',
          status: n % 3 === 1 ? 'active' : 'consulting',
          localVpcId: local,
          peerVpcId: `vpc-far${n}`,
          peerRegion: region === 'bj' ? 'gz' : 'bj',
          peerAccountId: n % 3 === 1 ? account.id : 'f'.repeat(32),
        }),
      );
    }
  }
}

function makeData(ground: Ground): void {
  const { here, sizes, region, id, publicIp } = ground;
  for (let n = 0; n < sizes.databases; n++) {
    const instanceId = `rdsm${ground.random.hex(12)}`;
    const { subnetId, vpcId, zoneName, cidr } = at(here.subnets, n);
    const isCopy = n % 5 === 4;
    here.databases.push(
      rows.database({
        instanceId,
        instanceName: nameOf('db', n),
        engine: n % 20 === 1 ? 'SQLServer' : at(['MySQL', 'PostgreSQL'], n),
        instanceStatus: at(['Available', 'Available', 'Backuping', 'Creating', 'Isolated'], n),
        instanceClass: isCopy ? 'REPLICA' : 'MASTER',
        sourceInstanceId: isCopy ? (here.databases.at(-1)?.instanceId ?? '') : '',
        category: n % 4 === 1 ? 'Singleton' : 'Standard',
        endpoint: {
          address: `mysql.${instanceId}.rds.${region}.baidubce.com`,
          port: 3306,
          vnetIp: hostOf(cidr, 600 + (n % 300)),
          inetIp: n % 4 === 2 ? publicIp() : '',
        },
        zoneNames: n % 3 === 0 ? [zoneName] : [zoneName, at(here.zones, n + 1).zoneName],
        vpcId,
        subnets: [{ subnetId, zoneName }],
        region,
        tags: tagsOf('db', instanceId),
      }),
    );
  }
  for (let n = 0; n < sizes.caches; n++) {
    const instanceId = `scs-${region}-${ground.random.hex(12)}`;
    const { subnetId, vpcId, zoneName, cidr } = at(here.subnets, n);
    here.caches.push(
      rows.cache({
        instanceId,
        instanceName: nameOf('cache', n),
        instanceStatus: at(['Running', 'Running', 'Creating', 'Isolated'], n),
        clusterType: n % 2 === 0 ? 'cluster' : 'master_slave',
        engine: n % 4 === 3 ? 'memcache' : 'redis',
        domain: `redis.${instanceId}.scs.${region}.baidubce.com`,
        vnetIp: hostOf(cidr, 900 + (n % 100)),
        eip: n % 3 === 1 ? publicIp() : '',
        vpcId,
        zoneNames: [zoneName],
        subnets: [{ subnetId, zoneName }],
        tags: tagsOf('cache', instanceId),
      }),
    );
  }
  for (let n = 0; n < sizes.clusters; n++) {
    const { subnetId, vpcId } = at(here.subnets, n);
    const base = rows.cluster({});
    const clusterID = id('cce');
    here.clusters.push({
      ...base,
      spec: {
        ...base.spec,
        clusterID,
        clusterName: nameOf('cce', n),
        vpcID: vpcId,
        masterConfig: { masterType: 'managed', clusterBLBVPCSubnetID: subnetId },
        nodeDefaultSecurityGroups: [{ name: 'node', type: 'normal', id: at(here.securityGroups, n).id }],
        tags: tagsOf('cce', clusterID),
      },
      status: {
        clusterPhase: at(['running', 'provisioning', 'create_failed'], n),
        clusterBLB: { id: '', vpcIP: `10.0.255.${1 + (n % 250)}`, eip: '' },
        nodeNum: 3,
      },
    });
  }
}

/** All VPCs of the account in turn. */
function makeCsns(account: AccountEstate, random: Random, count: number): void {
  const vpcs = Object.entries(account.places).flatMap(([region, { here }]) =>
    here.vpcs.map(({ vpcId, name }) => ({ region, vpcId, name })),
  );
  for (let n = 0; n < count; n++) {
    const csnId = `csn-${random.hex(12)}`;
    const own = vpcs.filter((_, k) => k % count === n);
    account.csns.push(
      rows.csn({ csnId, name: nameOf('csn', n), instanceNum: own.length, tags: tagsOf('csn', csnId) }),
    );
    account.csnInstances.push(
      ...own.map(({ region, vpcId, name }) => ({
        parent: csnId,
        row: rows.csnInstance({
          attachId: `tgwAttach-${random.hex(10)}`,
          instanceId: vpcId,
          instanceName: name,
          instanceRegion: region,
          instanceAccountId: account.id,
        }),
      })),
    );
  }
}

/** Every resource has a tag that no other one has. */
export const tagsOf = (kind: string, id: string): readonly rows.Tag[] => [
  { tagKey: 'own', tagValue: id },
  { tagKey: '环境', tagValue: '生产' },
  { tagKey: `${kind}_key`, tagValue: '' },
];

const nameOf = (kind: string, n: number): string => (n % 3 === 0 ? `${kind}-${n}-名称` : `${kind}-${n}`);

function at<T>(all: readonly T[], n: number): T {
  const row = all[n % all.length];
  if (row === undefined) throw new Error('nothing to choose from');
  return row;
}

const times = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

/** The address that is `n` after the beginning of a block. */
function hostOf(cidr: string, n: number): string {
  return dotted(
    cidr
      .replace(/\/\d+$/, '')
      .split('.')
      .reduce((sum, part) => sum * 256 + Number(part), n),
  );
}

const dotted = (value: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
