/** What the job must store of `estate.ts`, written by hand. Ids are as Azure means them: lower case. */
import { encodePart } from '../../../shared/model/ref.ts';
import { BRANCH, MAIN } from './stage.ts';
import type { Found } from '../stage.ts';

const SHOP = `/subscriptions/${MAIN}/resourcegroups/shop/providers`;
const NODES = `/subscriptions/${MAIN}/resourcegroups/mc_shop/providers`;
const FAR = `/subscriptions/${BRANCH}/resourcegroups/branch/providers`;
const NET = `${SHOP}/microsoft.network`;

const CORE = `${NET}/virtualnetworks/core`;
const FRONT = `${CORE}/subnets/front`;
const DATA = `${CORE}/subnets/data`;
const NODE_NET = `${NODES}/microsoft.network/virtualnetworks/aks-vnet`;
const NODE_SUBNET = `${NODE_NET}/subnets/aks-subnet`;
const FAR_NET = `${FAR}/microsoft.network/virtualnetworks/branch-net`;
const NAT = `${NET}/natgateways/nat`;
const WEB_NIC = `${NET}/networkinterfaces/web-nic`;
const NODE = `${NODES}/microsoft.compute/virtualmachinescalesets/aks-pool/virtualmachines/0`;
const NODE_NIC = `${NODE}/networkinterfaces/nic`;
const OUTSIDE = `${NET}/loadbalancers/outside`;
const INSIDE = `${NET}/loadbalancers/inside`;
const WORLD = `${NET}/loadbalancers/world`;
const AGW = `${NET}/applicationgateways/agw`;
const WEB = `${SHOP}/microsoft.compute/virtualmachines/web`;

const ref = (kind: string, ...ids: readonly string[]): string =>
  `azure/${kind}/${ids.map(encodePart).join('/')}`;
const own = (name: string) => [['own', name]];
const WEST = 'azure/region/westeurope';
const EAST = 'azure/region/eastus';
const ANY = { from_port: null, to_port: null };

type Fields = Readonly<Record<string, unknown>>;

const found =
  (at: string) =>
  (source: string, kind: string, ids: string | readonly string[], fields: Fields): Found => {
    const [first = '', ...others] = [ids].flat();
    return {
      at: `${at} global`,
      source,
      ref: ref(kind, first, ...others),
      fields: { id: first, tags: [], ...fields },
    };
  };

const here = found(MAIN);
const there = found(BRANCH);
const placed = { region: WEST, owner: MAIN };

export function expected(): readonly Found[] {
  return [
    ...places(),
    ...networks(),
    ...addresses(),
    ...machines(),
    ...balancers(),
    ...data(),
    ...wide(),
    ...branch(),
  ];
}

function places(): readonly Found[] {
  const zone = (of: typeof here, region: string, n: number): Found =>
    of('az', 'az', `${region}-az${n}`, {
      name: `${region}-az${n}`,
      region: ref('region', region),
      zone_id: `${region}-az${n}`,
    });
  return [
    here('region', 'region', 'westeurope', { name: 'West Europe' }),
    here('region', 'region', 'eastus', { name: 'East US' }),
    there('region', 'region', 'eastus', { name: 'East US' }),
    ...[1, 2, 3].flatMap((n) => [
      zone(here, 'westeurope', n),
      zone(here, 'eastus', n),
      zone(there, 'eastus', n),
    ]),
  ];
}

function networks(): readonly Found[] {
  const routes = [
    { destination: '0.0.0.0/0', hop: 'other', target: '10.0.2.250', active: true },
    { destination: '10.77.0.0/16', hop: 'other', target: '10.0.2.251', active: true },
    { destination: '10.77.0.0/16', hop: 'other', target: '10.0.2.252', active: true },
    { destination: '172.16.0.0/12', hop: 'other', target: null, active: false },
    { destination: '192.168.0.0/16', hop: 'vpn_gateway', target: null, active: true },
    { destination: 'Storage', hop: 'internet_gateway', target: null, active: true },
  ];
  const OUT = `${NET}/routetables/out`;
  const SHOPS = `${NET}/applicationsecuritygroups/shops`;
  // Sets are stored in the order of their bytes.
  const allowed = {
    direction: 'ingress',
    action: 'allow',
    protocol: 'all',
    ...ANY,
    peer: 'VirtualNetwork',
    priority: 65_000,
  };
  const denied = {
    direction: 'egress',
    action: 'deny',
    protocol: 'all',
    ...ANY,
    peer: '*',
    priority: 65_500,
  };
  const into = { direction: 'ingress', action: 'allow', protocol: 'tcp', peer: 'Internet', priority: 100 };
  const out = { direction: 'egress', action: 'deny', protocol: 'udp', ...ANY, priority: 200 };
  return [
    here('vpc', 'vpc', CORE, {
      ...placed,
      name: 'core',
      tags: [
        ['empty', ''],
        ['own', 'core'],
        ['环境', '生产'],
      ],
      cidrs: ['10.0.0.0/16', 'fd00:a::/48'],
      is_default: false,
    }),
    here('vpc', 'vpc', NODE_NET, {
      ...placed,
      name: 'aks-vnet',
      cidrs: ['10.224.0.0/12'],
      is_default: false,
    }),
    here('subnet', 'subnet', FRONT, {
      ...placed,
      name: 'front',
      vpc: ref('vpc', CORE),
      az: null,
      cidrs: ['10.0.1.0/24', 'fd00:a:0:1::/64'],
    }),
    here('subnet', 'subnet', DATA, {
      ...placed,
      name: 'data',
      vpc: ref('vpc', CORE),
      az: null,
      cidrs: ['10.0.2.0/24'],
    }),
    here('subnet', 'subnet', NODE_SUBNET, {
      ...placed,
      name: 'aks-subnet',
      vpc: ref('vpc', NODE_NET),
      az: null,
      cidrs: ['10.224.0.0/16'],
    }),
    here('router', 'router', [OUT, CORE], {
      ...placed,
      name: 'out',
      tags: own('out'),
      vpc: ref('vpc', CORE),
      main: false,
      subnets: [ref('subnet', FRONT)],
      routes,
    }),
    here('router', 'router', [OUT, NODE_NET], {
      ...placed,
      name: 'out',
      tags: own('out'),
      vpc: ref('vpc', NODE_NET),
      main: false,
      subnets: [ref('subnet', NODE_SUBNET)],
      routes,
    }),
    here('security-group', 'security_group', `${NET}/networksecuritygroups/web`, {
      ...placed,
      name: 'web',
      tags: own('web'),
      vpc: null,
      rules: [
        denied,
        { ...out, peer: SHOPS },
        { ...out, peer: '10.1.0.0/16' },
        { ...out, peer: '10.2.0.0/16' },
        allowed,
        { ...into, from_port: 443, to_port: 443 },
        { ...into, from_port: 8000, to_port: 8080 },
      ],
    }),
    here('security-group', 'security_group', `${NET}/networksecuritygroups/card`, {
      ...placed,
      name: 'card',
      vpc: null,
      rules: [denied, allowed],
    }),
    here('application-security-group', 'security_group', SHOPS, {
      ...placed,
      name: 'shops',
      tags: own('shops'),
      vpc: null,
      rules: [],
    }),
    here('peer-connection', 'peer_connection', `${CORE}/virtualnetworkpeerings/to-branch`, {
      name: 'to-branch',
      // Of the two ids, that of this network comes first.
      side: 'requester',
      state: 'connected',
      local_vpc: ref('vpc', CORE),
      local_region: WEST,
      local_owner: MAIN,
      remote_vpc: ref('vpc', FAR_NET),
      remote_region: null,
      remote_owner: BRANCH,
    }),
  ];
}

function addresses(): readonly Found[] {
  const eip = (name: string, fields: Fields): Found =>
    here('eip', 'eip', `${NET}/publicipaddresses/${name}`, {
      ...placed,
      name,
      private_ip: null,
      nic: null,
      device: null,
      ...fields,
    });
  return [
    eip('taken', { ip: '203.0.113.9', device: ref('nat_gateway', NAT) }),
    eip('loose', { ip: '203.0.113.77', tags: own('loose') }),
    eip('web-ip', {
      ip: '203.0.113.20',
      tags: own('web-ip'),
      private_ip: '10.0.1.4',
      nic: ref('nic', WEB_NIC),
      device: ref('vm', WEB),
    }),
    eip('lb-ip', { ip: '203.0.113.40', device: ref('load_balancer', OUTSIDE) }),
    here('public-ip-prefix', 'eip', [`${NET}/publicipprefixes/block`, '203.0.113.8'], {
      ...placed,
      name: 'block',
      tags: own('block'),
      ip: '203.0.113.8',
      private_ip: null,
      nic: null,
      device: ref('nat_gateway', NAT),
    }),
    here('scale-set-eip', 'eip', `${NODE_NIC}/ipconfigurations/ipconfig1/publicipaddresses/public`, {
      ...placed,
      name: 'public',
      ip: '203.0.113.30',
      private_ip: null,
      nic: ref('nic', NODE_NIC),
      device: ref('vm', NODE),
    }),
    here('nat-gateway', 'nat_gateway', NAT, {
      ...placed,
      name: 'nat',
      tags: own('nat'),
      vpc: ref('vpc', CORE),
      subnet: ref('subnet', FRONT),
      scheme: 'external',
      state: 'running',
      addresses: [
        { ip: null, public_ip: '203.0.113.8' },
        { ip: null, public_ip: '203.0.113.9' },
      ],
      nics: [],
    }),
    here('nat-rule', 'nat_rule', [NAT, FRONT], {
      id: FRONT,
      name: 'front',
      nat_gateway: ref('nat_gateway', NAT),
      direction: 'snat',
      protocol: 'all',
      public_ip: null,
      public_port: null,
      private_ip: null,
      private_port: null,
      subnet: ref('subnet', FRONT),
    }),
  ];
}

function machines(): readonly Found[] {
  const groups = [
    ref('security_group', `${NET}/applicationsecuritygroups/shops`),
    ref('security_group', `${NET}/networksecuritygroups/card`),
    // Of its subnet.
    ref('security_group', `${NET}/networksecuritygroups/web`),
  ];
  const nic = (source: string, id: string, fields: Fields): Found =>
    here(source, 'nic', id, {
      owner: MAIN,
      vpc: ref('vpc', CORE),
      subnet: ref('subnet', DATA),
      device: null,
      usage: null,
      mac: null,
      addresses: [],
      security_groups: [],
      ...fields,
    });
  return [
    nic('nic', WEB_NIC, {
      name: 'web-nic',
      tags: own('web-nic'),
      subnet: ref('subnet', FRONT),
      device: ref('vm', WEB),
      mac: '00:0d:3a:00:00:01',
      addresses: [
        { ip: '10.0.1.4', public_ip: '203.0.113.20' },
        { ip: 'fd00:a:0:1::4', public_ip: null },
      ],
      security_groups: groups,
    }),
    nic('nic', `${NET}/networkinterfaces/off-nic`, {
      name: 'off-nic',
      device: ref('vm', `${SHOP}/microsoft.compute/virtualmachines/off`),
    }),
    nic('nic', `${NET}/networkinterfaces/orders-nic`, {
      name: 'orders-nic',
      device: ref('rds', `${SHOP}/microsoft.sql/servers/orders`),
      usage: 'private-endpoint',
      mac: '00:0d:3a:00:00:07',
      addresses: [{ ip: '10.0.2.40', public_ip: null }],
    }),
    nic('scale-set-nic', NODE_NIC, {
      name: 'nic',
      vpc: ref('vpc', NODE_NET),
      subnet: ref('subnet', NODE_SUBNET),
      device: ref('vm', NODE),
      usage: 'virtual-machine-scale-set',
      mac: '00:0d:3a:00:00:05',
      addresses: [{ ip: '10.224.0.4', public_ip: '203.0.113.30' }],
    }),
    here('vm', 'vm', WEB, {
      ...placed,
      name: 'web',
      tags: own('web'),
      vpc: ref('vpc', CORE),
      subnet: ref('subnet', FRONT),
      // What this subscription calls zone 1.
      az: 'azure/az/westeurope-az3',
      state: 'running',
      type: 'Standard_D2s_v5',
      ip: '10.0.1.4',
      hostname: 'web-01',
      created: '2026-03-05T07:09:11.500Z',
      security_groups: groups,
    }),
    here('vm', 'vm', `${SHOP}/microsoft.compute/virtualmachines/off`, {
      ...placed,
      name: 'off',
      tags: own('off'),
      vpc: ref('vpc', CORE),
      subnet: ref('subnet', DATA),
      az: null,
      state: 'stopped',
      type: 'Standard_D2s_v5',
      ip: null,
      hostname: null,
      created: '2026-01-02T03:04:05.060Z',
      security_groups: [],
    }),
    here('scale-set-vm', 'vm', NODE, {
      ...placed,
      name: 'aks-pool_0',
      tags: own('node'),
      vpc: ref('vpc', NODE_NET),
      subnet: ref('subnet', NODE_SUBNET),
      az: 'azure/az/westeurope-az1',
      state: 'running',
      type: 'Standard_D4s_v5',
      ip: '10.224.0.4',
      hostname: 'aks-pool-000000',
      created: '2026-02-03T04:05:06.000Z',
      security_groups: [],
    }),
    here('k8s-cluster', 'k8s_cluster', `${SHOP}/microsoft.containerservice/managedclusters/shop-aks`, {
      ...placed,
      name: 'shop-aks',
      tags: own('shop-aks'),
      version: '1.33.2',
      state: 'stopped',
      vpc: ref('vpc', NODE_NET),
      subnets: [ref('subnet', NODE_SUBNET)],
      endpoint: 'shop-aks.privatelink.example',
      service_cidrs: ['10.240.0.0/16'],
      security_groups: [],
    }),
  ];
}

function balancers(): readonly Found[] {
  const balancer = (source: string, id: string, fields: Fields): Found =>
    here(source, 'load_balancer', id, {
      ...placed,
      state: 'running',
      vpc: ref('vpc', CORE),
      subnets: [],
      hostname: null,
      addresses: [],
      security_groups: [],
      ...fields,
    });
  const listener = (source: string, id: string, of: string, fields: Fields): Found =>
    here(source, 'lb_listener', id, { load_balancer: ref('load_balancer', of), ...fields });
  const target = (
    source: string,
    group: string,
    id: string,
    port: string,
    of: string,
    fields: Fields,
  ): Found => ({
    ...here(source, 'lb_target', [group, id, port], {}),
    fields: {
      id,
      name: id,
      tags: [],
      target_group: group,
      load_balancers: [ref('load_balancer', of)],
      protocol: null,
      port: Number(port),
      device: null,
      ip: null,
      ...fields,
    },
  });
  const POOL = `${OUTSIDE}/backendaddresspools/web`;
  const SSH = `${OUTSIDE}/inboundnatrules/ssh`;
  const SEAT = `${WEB_NIC}/ipconfigurations/ipconfig1`;
  const NODE_SEAT = `${NODE_NIC}/ipconfigurations/ipconfig1`;
  const FRONT_OF = `${OUTSIDE}/frontendipconfigurations/front`;
  const tcp = { protocol: 'tcp' };
  return [
    balancer('load-balancer', OUTSIDE, {
      name: 'outside',
      tags: own('outside'),
      type: 'standard',
      scheme: 'external',
      addresses: [{ ip: null, public_ip: '203.0.113.40' }],
    }),
    balancer('load-balancer', INSIDE, {
      name: 'inside',
      type: 'standard',
      scheme: 'internal',
      subnets: [ref('subnet', DATA)],
      addresses: [{ ip: '10.0.2.10', public_ip: null }],
    }),
    balancer('load-balancer', WORLD, {
      name: 'world',
      type: 'standard-global',
      scheme: 'internal',
      vpc: null,
    }),
    balancer('application-gateway', AGW, {
      name: 'agw',
      tags: own('agw'),
      type: 'application-gateway-waf_v2',
      scheme: 'internal',
      subnets: [ref('subnet', DATA)],
      addresses: [{ ip: '10.0.2.20', public_ip: null }],
    }),
    listener('lb-listener', `${OUTSIDE}/loadbalancingrules/https`, OUTSIDE, {
      name: 'https',
      protocol: 'tcp',
      port: 443,
      target_groups: [POOL],
    }),
    listener('lb-listener', SSH, OUTSIDE, {
      name: 'ssh',
      protocol: 'tcp',
      port: 50_001,
      target_groups: [SSH],
    }),
    listener('lb-listener', `${INSIDE}/loadbalancingrules/all`, INSIDE, {
      name: 'all',
      protocol: 'all',
      port: null,
      target_groups: [`${INSIDE}/backendaddresspools/none`],
    }),
    listener('lb-listener', `${WORLD}/loadbalancingrules/https`, WORLD, {
      name: 'https',
      protocol: 'tcp',
      port: 443,
      target_groups: [`${WORLD}/backendaddresspools/regions`],
    }),
    listener('gateway-listener', `${AGW}/httplisteners/site`, AGW, {
      name: 'site',
      protocol: 'https',
      port: 443,
      target_groups: [`${AGW}/backendaddresspools/api`, `${AGW}/backendaddresspools/shop`],
    }),
    target('lb-target', POOL, SEAT, '8443', OUTSIDE, {
      ...tcp,
      name: '10.0.1.4',
      ip: '10.0.1.4',
      device: ref('vm', WEB),
    }),
    target('lb-target', POOL, NODE_SEAT, '8443', OUTSIDE, {
      ...tcp,
      name: '10.224.0.4',
      ip: '10.224.0.4',
      device: ref('vm', NODE),
    }),
    target('lb-target', POOL, '10.0.2.99', '8443', OUTSIDE, { ...tcp, ip: '10.0.2.99' }),
    target('lb-target', SSH, SEAT, '22', OUTSIDE, {
      ...tcp,
      name: '10.0.1.4',
      ip: '10.0.1.4',
      device: ref('vm', WEB),
    }),
    target('lb-target', `${WORLD}/backendaddresspools/regions`, FRONT_OF, '443', WORLD, {
      ...tcp,
      device: ref('load_balancer', OUTSIDE),
    }),
    target('gateway-target', `${AGW}/backendaddresspools/shop`, '10.0.2.30', '8080', AGW, {
      ip: '10.0.2.30',
    }),
    target('gateway-target', `${AGW}/backendaddresspools/api`, 'api.example.com', '8080', AGW, {}),
  ];
}

const redis = (source: string, id: string, name: string, fields: Fields): Found =>
  here(source, 'redis', `${SHOP}/microsoft.cache/${id}/${name}`, {
    ...placed,
    name,
    tags: own(name),
    engine: 'redis',
    role: 'cluster',
    state: 'running',
    cluster: null,
    vpc: null,
    az: null,
    subnets: [],
    addresses: [],
    security_groups: [],
    ...fields,
  });

function data(): readonly Found[] {
  const rds = (source: string, id: string, name: string, host: string, port: number, fields: Fields): Found =>
    here(source, 'rds', `${SHOP}/${id}/${name}`, {
      ...placed,
      name,
      tags: own(name),
      role: 'single',
      state: 'running',
      cluster: null,
      vpc: ref('vpc', CORE),
      az: null,
      subnets: [ref('subnet', DATA)],
      endpoints: [{ host: `${name}.${host}`, port, role: 'primary' }],
      addresses: [],
      security_groups: [],
      ...fields,
    });
  return [
    rds('sql-server', 'microsoft.sql/servers', 'orders', 'database.windows.example', 1433, {
      engine: 'sqlserver',
      version: '12.0',
      type: null,
      addresses: [{ ip: '10.0.2.40', public_ip: null }],
    }),
    rds(
      'sql-managed-instance',
      'microsoft.sql/managedinstances',
      'ledger',
      '1a2b.database.windows.example',
      1433,
      {
        engine: 'sqlserver',
        version: 'SQLServer2022',
        type: 'GP_Gen5',
        state: 'stopped',
        az: 'azure/az/westeurope-az1',
      },
    ),
    rds('mysql', 'microsoft.dbformysql/flexibleservers', 'carts', 'mysql.example', 3306, {
      engine: 'mysql',
      version: '8.0.21',
      role: 'primary',
      type: 'Standard_D2ds_v4',
      vpc: null,
      subnets: [],
      az: 'azure/az/westeurope-az2',
    }),
    rds('postgresql', 'microsoft.dbforpostgresql/flexibleservers', 'copy', 'postgres.example', 5432, {
      engine: 'postgresql',
      version: '16.4',
      role: 'replica',
      type: 'Standard_D4ds_v5',
      endpoints: [{ host: 'copy.postgres.example', port: 5432, role: 'reader' }],
    }),
    redis('redis', 'redis', 'sessions', {
      version: '6.0.14',
      type: 'Premium_P1',
      vpc: ref('vpc', CORE),
      az: 'azure/az/westeurope-az3',
      subnets: [ref('subnet', DATA)],
      endpoints: [{ host: 'sessions.redis.cache.windows.example', port: 6380, role: 'primary' }],
      addresses: [{ ip: '10.0.2.50', public_ip: null }],
    }),
    redis('redis-enterprise', 'redisenterprise', 'managed', {
      version: '7.4',
      type: 'Balanced_B5',
      endpoints: [{ host: 'managed.westeurope.redis.azure.example', port: null, role: 'primary' }],
    }),
  ];
}

function wide(): readonly Found[] {
  const HUB = `${NET}/virtualhubs/hub`;
  return [
    here('virtual-wan', 'cen', `${NET}/virtualwans/wan`, {
      name: 'wan',
      tags: own('wan'),
      region: null,
      owner: MAIN,
      type: 'virtual-wan-standard',
      state: 'succeeded',
      attachments: [{ id: HUB, vpc: null, owner: MAIN, state: 'attached' }],
    }),
    here('virtual-hub', 'cen', HUB, {
      ...placed,
      name: 'hub',
      tags: own('hub'),
      type: 'virtual-hub',
      state: 'succeeded',
      attachments: [
        {
          id: `${HUB}/hubvirtualnetworkconnections/to-branch`,
          vpc: ref('vpc', FAR_NET),
          owner: BRANCH,
          state: 'succeeded',
        },
        {
          id: `${HUB}/hubvirtualnetworkconnections/to-core`,
          vpc: ref('vpc', CORE),
          owner: MAIN,
          state: 'succeeded',
        },
      ],
    }),
  ];
}

function branch(): readonly Found[] {
  const away = { region: EAST, owner: BRANCH };
  const SUBNET = `${FAR_NET}/subnets/all`;
  const NIC = `${FAR}/microsoft.network/networkinterfaces/far-nic`;
  const VM = `${FAR}/microsoft.compute/virtualmachines/far`;
  return [
    there('vpc', 'vpc', FAR_NET, { ...away, name: 'branch-net', cidrs: ['10.9.0.0/16'], is_default: false }),
    there('subnet', 'subnet', SUBNET, {
      ...away,
      name: 'all',
      vpc: ref('vpc', FAR_NET),
      az: null,
      cidrs: ['10.9.0.0/24'],
    }),
    there('peer-connection', 'peer_connection', `${FAR_NET}/virtualnetworkpeerings/to-core`, {
      name: 'to-core',
      side: 'accepter',
      state: 'initiated',
      local_vpc: ref('vpc', FAR_NET),
      local_region: EAST,
      local_owner: BRANCH,
      remote_vpc: ref('vpc', CORE),
      remote_region: null,
      remote_owner: MAIN,
    }),
    there('nic', 'nic', NIC, {
      name: 'far-nic',
      owner: BRANCH,
      vpc: ref('vpc', FAR_NET),
      subnet: ref('subnet', SUBNET),
      device: ref('vm', VM),
      usage: null,
      mac: '00:0d:3a:00:00:09',
      addresses: [{ ip: '10.0.1.4', public_ip: null }],
      security_groups: [],
    }),
    there('vm', 'vm', VM, {
      ...away,
      name: 'far',
      tags: own('far'),
      vpc: ref('vpc', FAR_NET),
      subnet: ref('subnet', SUBNET),
      // Zone 1 of this subscription is another one than zone 1 of the other.
      az: 'azure/az/eastus-az2',
      state: 'running',
      type: 'Standard_D2s_v5',
      ip: '10.0.1.4',
      hostname: null,
      created: '2026-01-02T03:04:05.060Z',
      security_groups: [],
    }),
  ];
}

/** Sources whose addresses are joined through private endpoints. */
export const JOINED = [
  'mysql',
  'nic',
  'postgresql',
  'redis',
  'redis-enterprise',
  'sql-managed-instance',
  'sql-server',
  'vm',
];
