/**
 * Which records the estate must give: rules written by hand from the model (`shared/model/kinds.ts`) and AWS's
 * documentation, and from nothing that a collector says. Ids, addresses and names that the cloud made up come
 * from the builder, which has them from the answers to its own calls.
 */
import type { At, Difference } from './cloud.ts';
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
import type { Facts } from './facts.ts';

/** A record as it is stored, and by which of the estate's names we call it. */
export interface Expected {
  readonly at: At;
  readonly source: string;
  readonly name: string;
  readonly ref: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface Known {
  readonly estate: Estate;
  readonly facts: Facts;
  readonly differences: ReadonlySet<Difference>;
  readonly regions: readonly string[];
}

export function expectedOf(known: Known): readonly Expected[] {
  return [
    ...regionsAndZones(known),
    ...networks(known),
    ...routers(known),
    ...groups(known),
    ...servers(known),
    ...interfaces(known),
    ...addresses(known),
    ...connections(known),
    ...classicBalancers(known),
    ...balancers(known),
    ...databases(known),
    ...caches(known),
    ...clusters(known),
  ];
}

/**
 * What of the estate a cloud can hold. Two databases with one id would be two records with one ref, which the
 * engine rightly refuses.
 */
export function heldBy(differences: ReadonlySet<Difference>, estate: Estate): Estate {
  if (!differences.has('databases-have-one-id')) return estate;
  return { ...estate, dbs: estate.dbs.slice(0, 1) };
}

/** A ref: `/` inside an id is not the separator. */
const aws = (kind: string, ...parts: readonly string[]): string =>
  ['aws', kind, ...parts.map((part) => part.replaceAll('/', '%2F'))].join('/');

const tagsOf = (tags: Tags): readonly (readonly [string, string])[] => Object.entries(tags);

const accountOf = (place: PlaceName): string => ACCOUNTS[PLACES[place].account];

/** What every placed resource says of itself. */
const placed = (place: PlaceName, owned = true) => ({
  region: aws('region', PLACES[place].region),
  owner: owned ? accountOf(place) : null,
});

/** Of an EC2 resource: its name is the tag `Name`. */
const resource = (id: string, tags: Tags) => ({ id, name: tags['Name'] ?? id, tags: tagsOf(tags) });

const zoneRef = (place: PlaceName, letter: string): string =>
  aws('az', accountOf(place), PLACES[place].region + letter);

function regionsAndZones({ regions }: Known): Expected[] {
  const accounts = Object.keys(ACCOUNTS) as (keyof typeof ACCOUNTS)[];
  return [
    ...accounts.flatMap((at) =>
      regions.map((region) => ({
        at,
        source: 'region',
        name: region,
        ref: aws('region', region),
        fields: { id: region, name: region, tags: [] },
      })),
    ),
    ...PLACE_NAMES.flatMap((at) =>
      PLACES[at].zones.map(([zone, zoneId]) => ({
        at,
        source: 'az',
        name: zone,
        ref: aws('az', accountOf(at), zone),
        fields: { id: zone, name: zone, tags: [], region: aws('region', PLACES[at].region), zone_id: zoneId },
      })),
    ),
  ];
}

const blocksOf = ({ estate, facts }: Known, name: string): string[] => {
  const vpc = find(estate.vpcs, name);
  return [...vpc.cidrs, ...(vpc.ipv6 ? [facts.detail(name, 'v6')] : [])];
};

function networks(known: Known): Expected[] {
  const { estate, facts, differences } = known;
  const readable = !differences.has('state-of-ipv6-blocks-is-no-word');
  return [
    ...estate.vpcs.map(({ name, place, isDefault, tags }) => ({
      at: place,
      source: 'vpc',
      name,
      ref: aws('vpc', facts.id(name)),
      fields: {
        ...resource(facts.id(name), tags),
        ...placed(place),
        cidrs: blocksOf(known, name),
        is_default: isDefault,
      },
    })),
    ...estate.subnets.map(({ name, vpc, zone, cidr, ipv6, tags }) => {
      const at = placeOfVpc(estate, vpc);
      return {
        at,
        source: 'subnet',
        name,
        ref: aws('subnet', facts.id(name)),
        fields: {
          ...resource(facts.id(name), tags),
          ...placed(at),
          vpc: aws('vpc', facts.id(vpc)),
          az: zoneRef(at, zone),
          cidrs: [cidr, ...(ipv6 && readable ? [facts.detail(name, 'v6')] : [])],
        },
      };
    }),
  ];
}

function routers(known: Known): Expected[] {
  const { estate, facts } = known;
  return estate.routeTables.map((table) => {
    const at = placeOfVpc(estate, table.vpc);
    const local = blocksOf(known, table.vpc);
    return {
      at,
      source: 'router',
      name: table.name,
      ref: aws('router', facts.id(table.name)),
      fields: {
        ...resource(facts.id(table.name), table.tags),
        ...placed(at),
        vpc: aws('vpc', facts.id(table.vpc)),
        main: table.main,
        subnets: table.subnets.map((name) => aws('subnet', facts.id(name))),
        routes: [
          ...local.map((destination) => ({ destination, hop: 'local', target: null, active: true })),
          ...table.routes.map(({ to, hop, target }) => ({
            destination: to.includes('/') ? to : facts.id(to),
            hop,
            target: facts.id(target),
            active: true,
          })),
        ],
      },
    };
  });
}

function groups({ estate, facts, differences }: Known): Expected[] {
  const everything = { protocol: 'all', from_port: null, to_port: null, action: 'allow', priority: null };
  return estate.groups.map(({ name, vpc, isDefault, rules, tags }) => {
    const at = placeOfVpc(estate, vpc);
    const id = facts.id(name);
    const everywhere = ['0.0.0.0/0', ...(find(estate.vpcs, vpc).ipv6 ? ['::/0'] : [])];
    return {
      at,
      source: 'security-group',
      name,
      ref: aws('security_group', id),
      fields: {
        ...resource(id, tags),
        ...placed(at),
        name: isDefault ? 'default' : name,
        vpc: aws('vpc', facts.id(vpc)),
        rules: [
          ...everywhere.map((peer) => ({ ...everything, direction: 'egress', peer })),
          ...(isDefault && !differences.has('default-groups-lack-their-own-rule')
            ? [{ ...everything, direction: 'ingress', peer: id }]
            : []),
          ...rules.map(({ direction, protocol, from, to, peer }) => ({
            direction,
            action: 'allow',
            protocol,
            from_port: from ?? null,
            to_port: to ?? null,
            peer: peer.includes('/') ? peer : facts.id(peer),
            priority: null,
          })),
        ],
      },
    };
  });
}

function servers({ estate, facts }: Known): Expected[] {
  return estate.vms
    .filter(({ state }) => state !== 'terminated')
    .map(({ name, subnet, type, groups: carried, state, tags }) => {
      const at = placeOfSubnet(estate, subnet);
      const { vpc, zone } = find(estate.subnets, subnet);
      return {
        at,
        source: 'vm',
        name,
        ref: aws('vm', facts.id(name)),
        fields: {
          ...resource(facts.id(name), tags),
          ...placed(at),
          vpc: aws('vpc', facts.id(vpc)),
          subnet: aws('subnet', facts.id(subnet)),
          az: zoneRef(at, zone),
          state,
          type,
          ip: facts.detail(name, 'ip'),
          hostname: facts.detail(name, 'hostname'),
          created: facts.detail(name, 'created'),
          security_groups: carried.map((group) => aws('security_group', facts.id(group))),
        },
      };
    });
}

interface Interface {
  readonly name: string;
  readonly subnet: string;
  readonly tags: Tags;
  readonly device: string | null;
  readonly usage: string;
  readonly addresses: readonly { readonly ip: string; readonly public_ip: string | null }[];
  readonly groups: readonly string[];
}

function interfaces({ estate, facts, differences }: Known): Expected[] {
  const publicOf = (key: 'vm' | 'nat', name: string): string | null => {
    const eip = estate.eips.find(({ on }) => on !== undefined && key in on && Object.values(on)[0] === name);
    if (eip === undefined || differences.has('addresses-lack-their-association')) return null;
    return facts.detail(eip.name, 'ip');
  };
  const marked = !differences.has('interfaces-of-nat-gateways-are-anybodys');
  const all: Interface[] = [
    ...estate.vms
      .filter(({ state }) => state !== 'terminated' || differences.has('interfaces-outlive-their-servers'))
      .map((vm) => ({
        name: `${vm.name}.eth0`,
        subnet: vm.subnet,
        tags: vm.nicTags,
        device: aws('vm', facts.id(vm.name)),
        usage: 'interface',
        addresses: [{ ip: facts.detail(vm.name, 'ip'), public_ip: publicOf('vm', vm.name) }],
        groups: vm.groups,
      })),
    ...estate.nics.map((nic) => {
      const vm = nic.vm === undefined ? undefined : find(estate.vms, nic.vm);
      const shared = differences.has('attached-interfaces-take-the-groups-of-servers')
        ? (vm?.groups ?? [])
        : [];
      return {
        name: nic.name,
        subnet: nic.subnet,
        tags: nic.tags,
        device: vm === undefined ? null : aws('vm', facts.id(vm.name)),
        usage: 'interface',
        addresses: [...nic.ips, ...(nic.ipv6 > 0 ? [facts.detail(nic.name, 'v6')] : [])].map((ip) => ({
          ip,
          public_ip: null,
        })),
        groups: [...new Set([...nic.groups, ...shared])],
      };
    }),
    ...estate.nats.map((nat) => ({
      name: `${nat.name}.eth0`,
      subnet: nat.subnet,
      tags: {},
      device: marked ? aws('nat_gateway', facts.id(nat.name)) : null,
      usage: marked ? 'natGateway' : 'interface',
      addresses: [{ ip: facts.detail(`${nat.name}.eth0`, 'ip'), public_ip: publicOf('nat', nat.name) }],
      groups: marked ? [] : [`${find(estate.subnets, nat.subnet).vpc}.default`],
    })),
  ];
  return all.map((nic) => {
    const at = placeOfSubnet(estate, nic.subnet);
    return {
      at,
      source: 'nic',
      name: nic.name,
      ref: aws('nic', facts.id(nic.name)),
      fields: {
        ...resource(facts.id(nic.name), nic.tags),
        owner: accountOf(at),
        vpc: aws('vpc', facts.id(find(estate.subnets, nic.subnet).vpc)),
        subnet: aws('subnet', facts.id(nic.subnet)),
        device: nic.device,
        usage: nic.usage,
        mac: facts.detail(nic.name, 'mac'),
        addresses: nic.addresses,
        security_groups: nic.groups.map((group) => aws('security_group', facts.id(group))),
      },
    };
  });
}

function addresses({ estate, facts }: Known): Expected[] {
  return [
    ...estate.eips.map(({ name, place, on, tags }) => {
      const device = on === undefined ? undefined : 'vm' in on ? on.vm : on.nat;
      return {
        at: place,
        source: 'eip',
        name,
        ref: aws('eip', facts.id(name)),
        fields: {
          ...resource(facts.id(name), tags),
          ...placed(place, false),
          ip: facts.detail(name, 'ip'),
          private_ip: device === undefined ? null : facts.detail(`${device}.eth0`, 'ip'),
          nic: device === undefined ? null : aws('nic', facts.id(`${device}.eth0`)),
          device: on !== undefined && 'vm' in on ? aws('vm', facts.id(on.vm)) : null,
        },
      };
    }),
    ...estate.nats.map(({ name, subnet, eip, tags }) => {
      const at = placeOfSubnet(estate, subnet);
      const public_ip = eip === undefined ? null : facts.detail(eip, 'ip');
      return {
        at,
        source: 'nat-gateway',
        name,
        ref: aws('nat_gateway', facts.id(name)),
        fields: {
          ...resource(facts.id(name), tags),
          ...placed(at, false),
          vpc: aws('vpc', facts.id(find(estate.subnets, subnet).vpc)),
          subnet: aws('subnet', facts.id(subnet)),
          scheme: eip === undefined ? 'internal' : 'external',
          state: 'running',
          addresses: [{ ip: facts.detail(`${name}.eth0`, 'ip'), public_ip }],
          nics: [aws('nic', facts.id(`${name}.eth0`))],
        },
      };
    }),
  ];
}

function connections({ estate, facts, differences }: Known): Expected[] {
  const shared = differences.has('peerings-have-one-set-of-tags');
  const end = (vpc: string) => {
    const at = placeOfVpc(estate, vpc);
    return {
      at,
      vpc: aws('vpc', facts.id(vpc)),
      region: aws('region', PLACES[at].region),
      owner: accountOf(at),
    };
  };
  return [
    ...estate.peerings.flatMap(({ name, accepted, requester, accepter, requesterTags, accepterTags }) => {
      const [from, to] = [end(requester), end(accepter)];
      const side = (which: string, local: typeof from, remote: typeof from, tags: Tags): Expected => ({
        at: local.at,
        source: 'peer-connection',
        name: `${name} ${which}`,
        ref: aws('peer_connection', facts.id(name), which),
        fields: {
          ...resource(facts.id(name), tags),
          side: which,
          state: accepted ? 'active' : 'pending-acceptance',
          local_vpc: local.vpc,
          local_region: local.region,
          local_owner: local.owner,
          remote_vpc: remote.vpc,
          remote_region: remote.region,
          remote_owner: remote.owner,
        },
      });
      return [
        side('requester', from, to, requesterTags),
        side('accepter', to, from, shared ? requesterTags : accepterTags),
      ];
    }),
    ...estate.transitGateways.map(({ name, place, attachments, tags }) => ({
      at: place,
      source: 'cen',
      name,
      ref: aws('cen', facts.id(name)),
      fields: {
        ...resource(facts.id(name), tags),
        ...placed(place),
        type: 'transit_gateway',
        state: 'available',
        attachments: attachments.map((attachment) => ({
          id: facts.id(attachment.name),
          vpc: aws('vpc', facts.id(attachment.vpc)),
          owner: accountOf(placeOfVpc(estate, attachment.vpc)),
          state: 'available',
        })),
      },
    })),
  ];
}

function classicBalancers({ estate, facts }: Known): Expected[] {
  return estate.classicBalancers.flatMap((classic): Expected[] => {
    const subnet = classic.subnets[0] ?? '';
    const at = placeOfSubnet(estate, subnet);
    const here = [accountOf(at), PLACES[at].region] as const;
    const balancer = aws('load_balancer', ...here, classic.name);
    const shared = { at, source: 'classic-load-balancer' };
    const backends = new Map(classic.listeners.map(({ to }) => [`${classic.name}:${to[0]}:${to[1]}`, to]));
    return [
      {
        ...shared,
        name: classic.name,
        ref: balancer,
        fields: {
          id: classic.name,
          name: classic.name,
          tags: tagsOf(classic.tags),
          ...placed(at, false),
          type: 'classic',
          scheme: classic.internal ? 'internal' : 'external',
          state: 'running',
          vpc: aws('vpc', facts.id(find(estate.subnets, subnet).vpc)),
          subnets: classic.subnets.map((name) => aws('subnet', facts.id(name))),
          hostname: facts.detail(classic.name, 'hostname'),
          addresses: [],
          security_groups: classic.groups.map((group) => aws('security_group', facts.id(group))),
        },
      },
      ...classic.listeners.map(({ protocol, port, to }) => ({
        ...shared,
        name: `${classic.name}:${port}`,
        ref: aws('lb_listener', ...here, classic.name, String(port)),
        fields: {
          id: `${classic.name}:${port}`,
          name: `${protocol}:${port}`,
          tags: [],
          load_balancer: balancer,
          protocol,
          port,
          target_groups: [`${classic.name}:${to[0]}:${to[1]}`],
        },
      })),
      ...[...backends].flatMap(([group, [protocol, port]]) =>
        classic.vms.map((vm) => ({
          ...shared,
          name: `${group} ${vm}`,
          ref: aws('lb_target', ...here, group, facts.id(vm)),
          fields: {
            id: facts.id(vm),
            name: `${facts.id(vm)}:${port}`,
            tags: [],
            target_group: group,
            load_balancers: [balancer],
            protocol,
            port,
            device: aws('vm', facts.id(vm)),
            ip: null,
          },
        })),
      ),
    ];
  });
}

/** Those that a listener routes to, by its default action or by a rule. */
function routedTo({ forward, rules }: Estate['listeners'][number]): string[] {
  return [...new Set([...forward.map(([group]) => group), ...rules.map((rule) => rule.forward)])];
}

function balancers({ estate, facts, differences }: Known): Expected[] {
  const placeOf = (balancer: string): PlaceName =>
    placeOfSubnet(estate, find(estate.balancers, balancer).subnets[0] ?? '');
  return [
    ...estate.balancers.map((balancer) => {
      const at = placeOf(balancer.name);
      return {
        at,
        source: 'load-balancer',
        name: balancer.name,
        ref: aws('load_balancer', facts.id(balancer.name)),
        fields: {
          id: facts.id(balancer.name),
          name: balancer.name,
          tags: tagsOf(balancer.tags),
          ...placed(at),
          type: balancer.type,
          scheme: balancer.internal ? 'internal' : 'external',
          state: 'running',
          vpc: aws('vpc', facts.id(find(estate.subnets, balancer.subnets[0] ?? '').vpc)),
          subnets: balancer.subnets.map((name) => aws('subnet', facts.id(name))),
          hostname: facts.detail(balancer.name, 'hostname'),
          addresses: [],
          security_groups: balancer.groups.map((group) => aws('security_group', facts.id(group))),
        },
      };
    }),
    ...estate.listeners.map((listener) => ({
      at: placeOf(listener.balancer),
      source: 'lb-listener',
      name: listener.name,
      ref: aws('lb_listener', facts.id(listener.name)),
      fields: {
        id: facts.id(listener.name),
        name: `${listener.protocol}:${listener.port}`,
        tags: tagsOf(listener.tags),
        load_balancer: aws('load_balancer', facts.id(listener.balancer)),
        protocol: listener.protocol,
        port: listener.port,
        target_groups: routedTo(listener).map((group) => facts.id(group)),
      },
    })),
    ...estate.targetGroups.flatMap((group) => {
      const routing = estate.listeners.filter((listener) => routedTo(listener).includes(group.name));
      // A group that no load balancer routes to labels no traffic.
      if (routing.length === 0) return [];
      const from = [...new Set(routing.map(({ balancer }) => balancer))];
      const arn = facts.id(group.name);
      const targets = differences.has('targets-have-one-port')
        ? [...new Map(group.targets.map((target) => [target[0], target])).values()]
        : group.targets;
      return targets.map(([target, port]) => {
        const id = group.type === 'ip' ? target : facts.id(target);
        return {
          at: placeOfVpc(estate, group.vpc),
          source: 'lb-target',
          name: `${group.name} ${target}:${port}`,
          ref: aws('lb_target', arn, id, String(port)),
          fields: {
            id,
            name: `${id}:${port}`,
            tags: [],
            target_group: arn,
            load_balancers: from.map((balancer) => aws('load_balancer', facts.id(balancer))),
            protocol: group.protocol,
            port,
            device: group.type === 'ip' ? null : aws('vm', id),
            ip: group.type === 'ip' ? id : null,
          },
        };
      });
    }),
  ];
}

/** Where databases and caches of a subnet group are. */
function networkOf({ estate, facts }: Known, subnetGroup: string) {
  const { subnets } = find(estate.subnetGroups, subnetGroup);
  return {
    vpc: aws('vpc', facts.id(find(estate.subnets, subnets[0] ?? '').vpc)),
    subnets: subnets.map((name) => aws('subnet', facts.id(name))),
    addresses: [],
  };
}

function databases(known: Known): Expected[] {
  const { estate, facts } = known;
  const securityGroups = (names: readonly string[]) => ({
    security_groups: names.map((group) => aws('security_group', facts.id(group))),
  });
  return [
    ...estate.dbClusters.map((cluster) => {
      const port = Number(facts.detail(cluster.name, 'port'));
      return {
        at: 'hub' as const,
        source: 'rds',
        name: cluster.name,
        ref: aws('rds', facts.id(cluster.name)),
        fields: {
          id: cluster.name,
          name: cluster.name,
          tags: tagsOf(cluster.tags),
          ...placed('hub'),
          engine: cluster.engine,
          version: cluster.version,
          role: 'cluster',
          state: 'running',
          type: null,
          cluster: null,
          az: null,
          ...networkOf(known, cluster.subnetGroup),
          endpoints: [
            { host: facts.detail(cluster.name, 'writer'), port, role: 'primary' },
            { host: facts.detail(cluster.name, 'reader'), port, role: 'reader' },
          ],
          ...securityGroups(cluster.groups),
        },
      };
    }),
    ...estate.dbs.map((db) => {
      const copied = estate.dbs.some(({ replicaOf }) => replicaOf === db.name);
      const alone = db.cluster === undefined && db.replicaOf === undefined && !copied;
      const endpointRole = db.replicaOf === undefined ? 'primary' : 'reader';
      return {
        at: 'hub' as const,
        source: 'rds',
        name: db.name,
        ref: aws('rds', facts.id(db.name)),
        fields: {
          id: db.name,
          name: db.name,
          tags: tagsOf(db.tags),
          ...placed('hub'),
          engine: db.engine,
          version: db.version,
          role: alone ? 'single' : db.writer ? 'primary' : 'replica',
          state: 'running',
          type: db.type,
          cluster: db.cluster === undefined ? null : aws('rds', facts.id(db.cluster)),
          az: zoneRef('hub', db.zone),
          ...networkOf(known, db.subnetGroup),
          endpoints: [
            {
              host: facts.detail(db.name, 'host'),
              port: Number(facts.detail(db.name, 'port')),
              role: db.cluster === undefined ? endpointRole : 'node',
            },
          ],
          ...securityGroups(db.groups),
        },
      };
    }),
  ];
}

function caches(known: Known): Expected[] {
  const { estate, facts, differences } = known;
  const at = 'hub' as const;
  const here = [accountOf(at), PLACES[at].region] as const;
  const bare = differences.has('caches-have-no-nodes');
  const alone = differences.has('replication-groups-have-no-members');
  const shared = (one: { readonly name: string; readonly tags: Tags }) => ({
    id: one.name,
    name: one.name,
    tags: differences.has('cache-types-have-other-names') ? [] : tagsOf(one.tags),
    ...placed(at),
    state: 'running',
  });
  const carried = (names: readonly string[]) => ({
    security_groups: names.map((group) => aws('security_group', facts.id(group))),
  });
  const endpoint = (name: string, detail: string, port: number, role: string) => ({
    host: facts.detail(name, detail),
    port,
    role,
  });
  const nodes = (name: string, count: number, port: number, role = 'node') =>
    Array.from({ length: count }, (_, n) => endpoint(name, `node${n}`, port, role));
  const nowhere = { version: null, vpc: null, subnets: [], addresses: [], security_groups: [] };
  return [
    ...estate.cacheGroups.flatMap((group) => {
      const ref = aws('redis', ...here, 'replicationgroup', group.name);
      const common = {
        version: group.version,
        ...networkOf(known, group.subnetGroup),
        ...carried(group.groups),
      };
      return [
        {
          at,
          source: 'redis',
          name: group.name,
          ref,
          fields: {
            ...shared(group),
            engine: group.engine,
            role: 'cluster',
            type: group.type,
            cluster: null,
            az: null,
            ...(alone ? nowhere : common),
            endpoints: [
              endpoint(group.name, 'primary', 6379, 'primary'),
              ...(alone ? [] : [endpoint(group.name, 'reader', 6379, 'reader')]),
              ...nodes(group.name, alone ? 1 : group.nodes, 6379),
            ],
          },
        },
        ...Array.from({ length: alone ? 0 : group.nodes }, (_, n) => {
          const name = `${group.name}-00${n + 1}`;
          return {
            at,
            source: 'redis',
            name,
            ref: aws('redis', ...here, 'cluster', name),
            fields: {
              ...shared({ name, tags: group.tags }),
              engine: group.engine,
              role: 'node',
              type: group.type,
              cluster: ref,
              az: zoneRef(at, MEMBER_ZONES[n] ?? ''),
              ...common,
              endpoints: [endpoint(group.name, `node${n}`, 6379, 'node')],
            },
          };
        }),
      ];
    }),
    ...estate.caches.map((cache) => {
      const port = portOf(cache.engine);
      const single = cache.nodes === 1;
      return {
        at,
        source: 'redis',
        name: cache.name,
        ref: aws('redis', ...here, 'cluster', cache.name),
        fields: {
          ...shared(cache),
          engine: cache.engine,
          version: cache.version,
          role: single ? 'single' : 'cluster',
          type: cache.type,
          cluster: null,
          az: zoneRef(at, cache.zone),
          ...networkOf(known, cache.subnetGroup),
          ...carried(bare ? [] : cache.groups),
          endpoints: bare
            ? []
            : [
                ...(cache.engine === 'memcached' ? [endpoint(cache.name, 'primary', port, 'primary')] : []),
                ...nodes(cache.name, cache.nodes, port, single ? 'primary' : 'node'),
              ],
        },
      };
    }),
    ...(differences.has('serverless-caches-are-unknown') ? [] : estate.serverlessCaches).map((cache) => ({
      at,
      source: 'redis-serverless',
      name: cache.name,
      ref: aws('redis', ...here, 'serverlesscache', cache.name),
      fields: {
        ...shared(cache),
        engine: cache.engine,
        version: cache.version,
        role: 'serverless',
        type: null,
        cluster: null,
        vpc: null,
        az: null,
        subnets: cache.subnets.map((name) => aws('subnet', facts.id(name))),
        endpoints: [
          endpoint(cache.name, 'primary', 6379, 'primary'),
          endpoint(cache.name, 'primary', 6380, 'reader'),
        ],
        addresses: [],
        ...carried(cache.groups),
      },
    })),
  ];
}

function clusters({ estate, facts, differences }: Known): Expected[] {
  const nowhere = differences.has('kubernetes-clusters-have-no-network');
  return estate.clusters.map((cluster) => {
    const subnet = cluster.subnets[0] ?? '';
    const at = placeOfSubnet(estate, subnet);
    return {
      at,
      source: 'k8s-cluster',
      name: cluster.name,
      ref: aws('k8s_cluster', accountOf(at), PLACES[at].region, cluster.name),
      fields: {
        id: cluster.name,
        name: cluster.name,
        tags: tagsOf(cluster.tags),
        ...placed(at),
        version: cluster.version,
        state: 'running',
        vpc: nowhere ? null : aws('vpc', facts.id(find(estate.subnets, subnet).vpc)),
        subnets: cluster.subnets.map((name) => aws('subnet', facts.id(name))),
        endpoint: facts.detail(cluster.name, 'endpoint'),
        service_cidrs: [cluster.serviceCidr],
        security_groups: [
          ...cluster.groups.map((group) => aws('security_group', facts.id(group))),
          ...(nowhere ? [] : [aws('security_group', facts.detail(cluster.name, 'group'))]),
        ],
      },
    };
  });
}
