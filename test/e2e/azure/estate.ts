/** A small estate, written out, with what is particular to this cloud in it. `expected.ts` says what it must become. */
import {
  type Estate,
  emptyEstate,
  location,
  logicalLocation,
  subscription,
  tenant,
} from '../../simulator/azure/estate.ts';
import { applicationGateway, loadBalancer } from '../../simulator/azure/rows/balancers.ts';
import { cluster, instance, machine, scaleSet } from '../../simulator/azure/rows/compute.ts';
import {
  cache,
  cacheCluster,
  mysql,
  postgresql,
  sqlInstance,
  sqlServer,
} from '../../simulator/azure/rows/data.ts';
import {
  applicationGroup,
  hubConnection,
  natGateway,
  networkInterface,
  privateEndpoint,
  publicIp,
  publicIpPrefix,
  routeTable,
  securityGroup,
  virtualHub,
  virtualNetwork,
  virtualWan,
} from '../../simulator/azure/rows/network.ts';
import type { Place, Tags } from '../../simulator/azure/rows/place.ts';
import { BRANCH, MAIN, TENANT } from './stage.ts';

export const HERE: Place = { subscription: MAIN, group: 'Shop', location: 'westeurope' };
const NODES: Place = { subscription: MAIN, group: 'MC_Shop', location: 'westeurope' };
export const THERE: Place = { subscription: BRANCH, group: 'branch', location: 'eastus' };

/** Spelt as the portal does; answers spell ids as they like. */
export const at = (type: string, name: string, { subscription: own, group }: Place = HERE): string =>
  `/subscriptions/${own}/resourceGroups/${group}/providers/${type}/${name}`;
const net = (type: string, name: string, place: Place = HERE): string =>
  at(`Microsoft.Network/${type}`, name, place);
const own = (name: string): Tags => ({ own: name });

const CORE = net('virtualNetworks', 'core');
const FRONT = `${CORE}/subnets/front`;
const DATA = `${CORE}/subnets/data`;
const NODE_NET = net('virtualNetworks', 'aks-vnet', NODES);

export function buildEstate(): Estate {
  const estate = emptyEstate();
  estate.tenants[TENANT] = tenant(TENANT);
  const main = subscription(MAIN, TENANT, 'Head office 总部', [
    location('westeurope', [3, 1, 2]),
    location('eastus', [1, 2, 3]),
    logicalLocation('europe', 'Europe'),
  ]);
  const branch = subscription(BRANCH, TENANT, 'branch', [location('eastus', [2, 3, 1])]);
  estate.subscriptions[MAIN] = main;
  estate.subscriptions[BRANCH] = branch;
  main.resources.push(...networks(), ...machines(), ...balancers(), ...data(), ...wide());
  branch.resources.push(
    virtualNetwork(THERE, {
      name: 'branch-net',
      prefixes: ['10.9.0.0/16'],
      tags: null,
      subnets: [{ name: 'all', prefixes: ['10.9.0.0/24'] }],
      peerings: [{ name: 'to-core', remote: CORE, state: 'Initiated' }],
    }),
    // The same private address as in the other subscription, in another network.
    networkInterface(THERE, {
      name: 'far-nic',
      machine: at('Microsoft.Compute/virtualMachines', 'far', THERE),
      mac: '00-0D-3A-00-00-09',
      primary: true,
      addresses: [{ ip: '10.0.1.4', subnet: `${net('virtualNetworks', 'branch-net', THERE)}/subnets/all` }],
    }),
    machine(THERE, {
      name: 'far',
      cards: [net('networkInterfaces', 'far-nic', THERE)],
      zones: ['1'],
      tags: own('far'),
    }),
  );
  return estate;
}

function networks() {
  return [
    virtualNetwork(HERE, {
      name: 'core',
      tags: { ...own('core'), 环境: '生产', empty: '' },
      prefixes: ['10.0.0.0/16', 'fd00:a::/48'],
      subnets: [
        {
          name: 'front',
          prefixes: ['10.0.1.0/24', 'fd00:a:0:1::/64'],
          nsg: net('networkSecurityGroups', 'web'),
          table: net('routeTables', 'out'),
          natGateway: net('natGateways', 'nat'),
        },
        { name: 'data', prefixes: ['10.0.2.0/24'] },
      ],
      peerings: [
        { name: 'to-branch', remote: net('virtualNetworks', 'branch-net', THERE) },
        {
          name: 'RemoteVnetToHubPeering_11111111',
          remote:
            '/subscriptions/99999999-0000-4000-8000-000000000000/resourceGroups/RG_hub_1/providers/Microsoft.Network/virtualNetworks/HV_hub_1',
        },
      ],
    }),
    virtualNetwork(NODES, {
      name: 'aks-vnet',
      prefixes: ['10.224.0.0/12'],
      subnets: [{ name: 'aks-subnet', prefixes: ['10.224.0.0/16'] }],
    }),
    routeTable(HERE, {
      name: 'out',
      tags: own('out'),
      // It serves two networks, and is a router in each.
      subnets: [FRONT, `${NODE_NET}/subnets/aks-subnet`],
      routes: [
        { to: '0.0.0.0/0', by: 'VirtualAppliance', at: '10.0.2.250' },
        { to: '10.77.0.0/16', by: 'VirtualApplianceEcmp', among: ['10.0.2.251', '10.0.2.252'] },
        { to: 'Storage', by: 'Internet' },
        { to: '192.168.0.0/16', by: 'VirtualNetworkGateway' },
        { to: '172.16.0.0/12', by: 'None' },
      ],
    }),
    routeTable(HERE, { name: 'unused', subnets: [], routes: [] }),
    securityGroup(HERE, {
      name: 'web',
      tags: own('web'),
      rules: [
        {
          name: 'in',
          priority: 100,
          direction: 'Inbound',
          access: 'Allow',
          protocol: 'Tcp',
          sourceAddressPrefix: 'Internet',
          sourcePortRange: '*',
          destinationApplicationSecurityGroups: [{ id: net('applicationSecurityGroups', 'shops') }],
          destinationPortRanges: ['443', '8000-8080'],
        },
        {
          name: 'apps',
          priority: 200,
          direction: 'Outbound',
          access: 'Deny',
          protocol: 'Udp',
          sourceAddressPrefix: '*',
          sourcePortRange: '*',
          destinationAddressPrefix: '',
          destinationAddressPrefixes: ['10.1.0.0/16', '10.2.0.0/16'],
          destinationApplicationSecurityGroups: [{ id: net('applicationSecurityGroups', 'shops') }],
          destinationPortRange: '*',
        },
      ],
    }),
    securityGroup(HERE, { name: 'card' }),
    applicationGroup(HERE, { name: 'shops', tags: own('shops') }),
    publicIpPrefix(HERE, {
      name: 'block',
      tags: own('block'),
      prefix: '203.0.113.8/31',
      natGateway: net('natGateways', 'nat'),
    }),
    publicIp(HERE, {
      name: 'taken',
      ip: '203.0.113.9',
      prefix: net('publicIPPrefixes', 'block'),
      natGateway: net('natGateways', 'nat'),
    }),
    publicIp(HERE, { name: 'loose', tags: own('loose'), ip: '203.0.113.77', zones: ['1', '2', '3'] }),
    publicIp(HERE, { name: 'nothing-yet' }),
    natGateway(HERE, {
      name: 'nat',
      tags: own('nat'),
      ips: [net('publicIPAddresses', 'taken')],
      prefixes: [net('publicIPPrefixes', 'block')],
      subnets: [FRONT],
    }),
  ];
}

function machines() {
  const set = scaleSet(NODES, {
    name: 'aks-pool',
    mode: 'Uniform',
    capacity: 1,
    subnet: `${NODE_NET}/subnets/aks-subnet`,
  });
  return [
    publicIp(HERE, {
      name: 'web-ip',
      tags: own('web-ip'),
      ip: '203.0.113.20',
      // In another case than the interface has it.
      on: `${net('networkInterfaces', 'web-nic').toUpperCase()}/ipConfigurations/ipconfig1`,
    }),
    networkInterface(HERE, {
      name: 'web-nic',
      tags: own('web-nic'),
      machine: at('Microsoft.Compute/virtualMachines', 'web'),
      mac: '00-0D-3A-00-00-01',
      nsg: net('networkSecurityGroups', 'card'),
      primary: true,
      addresses: [
        {
          ip: '10.0.1.4',
          subnet: FRONT,
          publicIp: net('publicIPAddresses', 'web-ip'),
          groups: [net('applicationSecurityGroups', 'shops')],
        },
        { ip: 'fd00:a:0:1::4', subnet: FRONT },
      ],
    }),
    machine(HERE, {
      name: 'web',
      tags: own('web'),
      cards: [net('networkInterfaces', 'web-nic')],
      zones: ['1'],
      hostname: 'web-01',
      created: '2026-03-05T07:09:11.5000000+00:00',
    }),
    // Deallocated, regional, of a Flexible set, and with a card that has neither address nor MAC.
    networkInterface(HERE, {
      name: 'off-nic',
      machine: at('Microsoft.Compute/virtualMachines', 'off'),
      mac: '00-00-00-00-00-00',
      addresses: [{ subnet: DATA }],
    }),
    machine(HERE, {
      name: 'off',
      cards: [net('networkInterfaces', 'off-nic')],
      power: 'PowerState/deallocated',
      set: at('Microsoft.Compute/virtualMachineScaleSets', 'flex'),
      tags: { own: 'off' },
    }),
    scaleSet(HERE, { name: 'flex', mode: 'Flexible', capacity: 1, subnet: DATA }),
    set,
    ...instance(set, {
      number: 0,
      mac: '00-0D-3A-00-00-05',
      zones: ['2'],
      tags: own('node'),
      publicIp: '203.0.113.30',
      addresses: [
        { ip: '10.224.0.4', subnet: `${NODE_NET}/subnets/aks-subnet` },
        // A block for the pods of the node.
        { ip: '10.224.0.16/28', subnet: `${NODE_NET}/subnets/aks-subnet` },
      ],
    }),
    // Made its network itself: told by its scale sets.
    cluster(HERE, {
      name: 'shop-aks',
      tags: own('shop-aks'),
      nodeGroup: 'MC_Shop',
      power: 'Stopped',
      privately: true,
    }),
  ];
}

function balancers() {
  const seat = `${net('networkInterfaces', 'web-nic')}/ipConfigurations/ipconfig1`;
  const nodeSeat = `${at('Microsoft.Compute/virtualMachineScaleSets', 'aks-pool', NODES)}/virtualMachines/0/networkInterfaces/nic/ipConfigurations/ipconfig1`;
  const front = `${net('loadBalancers', 'outside')}/frontendIPConfigurations/front`;
  return [
    publicIp(HERE, { name: 'lb-ip', ip: '203.0.113.40', on: front }),
    loadBalancer(HERE, {
      name: 'outside',
      tags: own('outside'),
      fronts: [{ name: 'front', publicIp: net('publicIPAddresses', 'lb-ip') }],
      pools: [{ name: 'web', seats: [seat, nodeSeat], ips: ['10.0.1.4', '10.0.2.99'], network: CORE }],
      rules: [{ name: 'https', front: 'front', port: 443, backendPort: 8443, pool: 'web' }],
      inbound: [{ name: 'ssh', front: 'front', port: 50_001, backendPort: 22, seat }],
    }),
    // Every port, to a pool that nobody is in.
    loadBalancer(HERE, {
      name: 'inside',
      fronts: [{ name: 'ha', ip: '10.0.2.10', subnet: DATA }],
      pools: [{ name: 'none' }],
      rules: [{ name: 'all', front: 'ha', port: 0, protocol: 'All', pool: 'none' }],
    }),
    loadBalancer(HERE, {
      name: 'world',
      sku: { name: 'Standard', tier: 'Global' },
      fronts: [{ name: 'anycast' }],
      pools: [{ name: 'regions', fronts: [front] }],
      rules: [{ name: 'https', front: 'anycast', port: 443, pool: 'regions' }],
    }),
    applicationGateway(HERE, {
      name: 'agw',
      tags: own('agw'),
      subnet: DATA,
      fronts: [{ name: 'private', ip: '10.0.2.20', subnet: DATA }],
      pools: [
        { name: 'shop', ips: ['10.0.2.30'] },
        { name: 'api', ips: ['api.example.com'] },
      ],
      listeners: [
        { name: 'site', front: 'private', port: 443, host: 'a.example.com', paths: ['shop', 'api'] },
      ],
    }),
  ];
}

function data() {
  const endpoint = net('privateEndpoints', 'orders-pe');
  return [
    sqlServer(HERE, { name: 'orders', tags: own('orders'), endpoints: [endpoint] }),
    privateEndpoint(HERE, {
      name: 'orders-pe',
      subnet: DATA,
      cards: [net('networkInterfaces', 'orders-nic')],
      target: at('Microsoft.Sql/servers', 'orders'),
      manual: true,
    }),
    networkInterface(HERE, {
      name: 'orders-nic',
      endpoint,
      mac: '00-0D-3A-00-00-07',
      addresses: [{ ip: '10.0.2.40', subnet: DATA }],
    }),
    sqlInstance(HERE, { name: 'ledger', tags: own('ledger'), subnet: DATA, zone: '2', state: 'Stopped' }),
    mysql(HERE, { name: 'carts', tags: own('carts'), zone: '3', doubled: true }),
    postgresql(HERE, {
      name: 'copy',
      tags: own('copy'),
      subnet: DATA,
      role: 'AsyncReplica',
      state: 'Updating',
    }),
    // Its place is written as people read it.
    cache(HERE, {
      name: 'sessions',
      tags: own('sessions'),
      subnet: DATA,
      ip: '10.0.2.50',
      shards: 2,
      zones: ['1'],
    }),
    cacheCluster(HERE, { name: 'managed', tags: own('managed'), state: 'Scaling' }),
  ];
}

function wide() {
  const wan = net('virtualWans', 'wan');
  const hub = virtualHub(HERE, { name: 'hub', tags: own('hub'), wan, prefix: '10.255.0.0/24' });
  return [
    virtualWan(HERE, { name: 'wan', tags: own('wan'), hubs: [hub.id] }),
    hub,
    hubConnection(hub, 'to-core', CORE),
    hubConnection(hub, 'to-branch', net('virtualNetworks', 'branch-net', THERE)),
    virtualHub(HERE, { name: 'route-server', prefix: '10.254.0.0/24' }),
  ];
}
