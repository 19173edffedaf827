/**
 * The other examples that Microsoft publishes for its lists, rebuilt by hand, with all that is odd in them. Paths below
 * are those of https://github.com/Azure/azure-rest-api-specs, specification/.
 */
import { describe, expect, it } from 'vitest';
import { eip } from '../../../functions/azure/collectors/eip.ts';
import { nic } from '../../../functions/azure/collectors/nic.ts';
import { publicIpPrefix } from '../../../functions/azure/collectors/public-ip-prefix.ts';
import { router } from '../../../functions/azure/collectors/router.ts';
import { scaleSetVm } from '../../../functions/azure/collectors/scale-set-vm.ts';
import { sqlServer } from '../../../functions/azure/collectors/sql-server.ts';
import { virtualHub } from '../../../functions/azure/collectors/virtual-hub.ts';
import { virtualWan } from '../../../functions/azure/collectors/virtual-wan.ts';
import { graphOf } from '../../../functions/azure/graph.ts';
import { subscriptionsOf } from '../../../functions/azure/subscriptions.ts';
import * as answering from './answering.ts';
import { clock } from './cloud.ts';

const { NET, read, ref, RG, SUB } = answering;

const headers = new Headers();

/** Of the graph. */
const row = (n: number, type: string) => ({
  id: `/subscriptions/${SUB}/resourceGroups/RG1/providers/${type}/${n}`,
  name: String(n),
  type,
  location: 'eastus',
});
const page = (rows: readonly object[], totalRecords: number, $skipToken?: string) => ({
  totalRecords,
  count: rows.length,
  resultTruncated: 'false',
  facets: [],
  data: rows,
  ...($skipToken !== undefined && { $skipToken }),
});
const own = { id: `/subscriptions/${SUB}`, type: 'microsoft.resources/subscriptions', name: 'own' };
const graphFrom = (answers: readonly object[]) => {
  const asked: unknown[] = [];
  const graph = graphOf({
    clock,
    wants: () => true,
    ask: async ({ body }) => {
      asked.push(Object(body).options.$skipToken);
      return { body: { ...answers[asked.length - 1] }, headers };
    },
  });
  return { asked, graph };
};

/** Of a private endpoint. */
const link = (target: string) => [{ id: 'x', properties: { privateLinkServiceId: target } }];

describe('published examples of networks', () => {
  // network/…/2026-01-01/examples/RouteTableListAll.json: no table serves a subnet.
  it('RouteTableListAll: a table of no subnet is no router; one that serves some routes to a gateway without a name', async () => {
    const table = (name: string, properties: object) => ({
      id: `${NET}/routeTables/${name}`,
      name,
      type: 'Microsoft.Network/routeTables',
      location: 'westus',
      properties: { provisioningState: 'Succeeded', ...properties },
    });
    const route = {
      id: `${NET}/routeTables/testrt/routes/route1`,
      name: 'route1',
      properties: { addressPrefix: '10.0.3.0/24', nextHopType: 'VirtualNetworkGateway' },
    };
    const listed = [table('testrt', { routes: [route] }), table('testrt3', { routes: [] })];
    expect(await read(router, { routeTables: listed })).toEqual([]);
    const used = table('testrt', {
      routes: [route],
      subnets: [{ id: `${NET}/virtualNetworks/V/subnets/S` }],
    });
    expect(await read(router, { routeTables: [used] })).toMatchObject([
      {
        vpc: ref('vpc', `${NET}/virtualNetworks/v`),
        routes: [{ destination: '10.0.3.0/24', hop: 'vpn_gateway', target: undefined, active: true }],
      },
    ]);
  });

  // …/2026-01-01/examples/PublicIpAddressListAll.json: a dynamic one without an address, two of one load balancer.
  it('PublicIpAddressListAll: what has no address is none; the others lead to what has them', async () => {
    const address = (name: string, on: string, ipAddress?: string) => ({
      id: `${NET}/publicIPAddresses/${name}`,
      name,
      location: 'westus',
      properties: { publicIPAllocationMethod: 'Dynamic', ipAddress, ipConfiguration: { id: `${NET}/${on}` } },
    });
    const front = 'loadBalancers/testLb/frontendIPConfigurations/LoadBalancerFrontEnd';
    const publicIPAddresses = [
      address('testDNS-ip', 'networkInterfaces/testDNS649/ipConfigurations/ipconfig1'),
      address('ip01', front, '40.85.154.247'),
      address('ip02', front, '40.85.154.248'),
    ];
    const device = ref('load_balancer', `${NET}/loadBalancers/testLb`);
    expect(await read(eip, { publicIPAddresses })).toMatchObject([
      { name: 'ip01', ip: '40.85.154.247', device, nic: undefined },
      { name: 'ip02', ip: '40.85.154.248', device, nic: undefined },
    ]);
  });

  // …/2025-05-01/examples/PublicIpPrefixListAll.json: written with an address that is not the block's first.
  it('PublicIpPrefixListAll: each address of a block, wherever it is said to begin, but those that are resources', async () => {
    const prefix = (name: string, ipPrefix: string, properties: object) => ({
      id: `${NET}/publicIPPrefixes/${name}`,
      name,
      location: 'westus',
      sku: { name: 'Standard' },
      properties: { ipPrefix, prefixLength: 30, ipTags: [], ...properties },
    });
    const one = `${NET}/publicIPAddresses/PublicIpAddress1`;
    const publicIPPrefixes = [
      prefix('test-ipprefix', '41.85.154.247/30', { publicIPAddresses: [{ id: one }] }),
      prefix('pfx', '25.101.84.16/30', {
        loadBalancerFrontendIpConfiguration: {
          id: `${NET}/loadBalancers/lb-pfx/frontendIPConfigurations/ipconfig1`,
        },
      }),
    ];
    const publicIPAddresses = [
      {
        id: one,
        name: 'PublicIpAddress1',
        location: 'westus',
        properties: {
          ipAddress: '41.85.154.245',
          publicIPPrefix: { id: `${NET}/publicIPPrefixes/TEST-ipprefix` },
        },
      },
    ];
    const found = await read(publicIpPrefix, { publicIPPrefixes, publicIPAddresses });
    expect(found.map((each) => ('ip' in each && 'device' in each ? [each.ip, each.device] : []))).toEqual([
      ...['41.85.154.244', '41.85.154.246', '41.85.154.247'].map((ip) => [ip, undefined]),
      ...['25.101.84.16', '25.101.84.17', '25.101.84.18', '25.101.84.19'].map((ip) => [
        ip,
        ref('load_balancer', `${NET}/loadBalancers/lb-pfx`),
      ]),
    ]);
  });

  // …/PrivateEndpointListAll.json: ids of interfaces are misspelt, so no interface has them; one waits to be approved.
  it('PrivateEndpointListAll: what an interface is of, it says itself', async () => {
    const endpoint = (name: string, more: object) => ({
      id: `${NET}/privateEndpoints/${name}`,
      name,
      location: 'eastus',
      properties: {
        networkInterfaces: [{ id: `/subscriptions/${SUB}/provders/networkInterfaces/${name}.nic` }],
        subnet: { id: `${NET}/virtualNetworks/myVnet/subnets/mySubnet` },
        ...more,
      },
    });
    const privateEndpoints = [
      endpoint('pe1', { privateLinkServiceConnections: link(`${NET}/privateLinkServices/testPls1`) }),
      endpoint('pe2', {
        privateLinkServiceConnections: [],
        manualPrivateLinkServiceConnections: link(`${RG}/Microsoft.Sql/servers/db`),
      }),
    ];
    const networkInterfaces = ['pe1', 'pe2'].map((name) => ({
      id: `${NET}/networkInterfaces/${name}.nic`,
      name: `${name}.nic`,
      location: 'eastus',
      properties: {
        privateEndpoint: { id: `${NET}/privateEndpoints/${name.toUpperCase()}` },
        ipConfigurations: [],
      },
    }));
    expect(await read(nic, { privateEndpoints, networkInterfaces })).toMatchObject([
      { name: 'pe1.nic', usage: 'private-endpoint', device: undefined },
      { name: 'pe2.nic', usage: 'private-endpoint', device: ref('rds', `${RG}/Microsoft.Sql/servers/db`) },
    ]);
  });

  // …/VirtualWANList.json: of type Basic, in places with spaces. …/VirtualHubList.json: a SKU that is a text.
  it('VirtualWANList and VirtualHubList: a WAN has hubs, a hub is in a place', async () => {
    const hub = (n: number) => `${NET}/virtualHubs/virtualHub${n}`;
    const virtualWans = [
      {
        id: `${NET}/virtualWANs/wan1`,
        name: 'wan1',
        location: 'West US',
        tags: { key1: 'value1' },
        properties: {
          provisioningState: 'Succeeded',
          virtualHubs: [{ id: hub(1) }, { id: hub(2) }],
          vpnSites: [{ id: `${NET}/vpnSites/vpnSite1` }],
          type: 'Basic',
        },
      },
    ];
    expect(await read(virtualWan, { virtualWans })).toMatchObject([
      {
        type: 'virtual-wan-basic',
        region: undefined,
        tags: [['key1', 'value1']],
        attachments: [{ id: hub(1).toLowerCase(), owner: SUB }, { id: hub(2).toLowerCase() }],
      },
    ]);
    const virtualHubs = [1, 2].map((n) => ({
      id: hub(n),
      name: `virtualHub${n}`,
      location: n === 1 ? 'West US' : 'East US',
      properties: {
        provisioningState: 'Succeeded',
        virtualWan: { id: `${NET}/virtualWans/virtualWan1` },
        addressPrefix: '10.10.1.0/24',
        sku: 'Basic',
        virtualRouterAsn: 65_515,
      },
    }));
    expect(await read(virtualHub, { virtualHubs })).toMatchObject([
      { name: 'virtualHub1', region: 'azure/region/westus', attachments: [] },
      { name: 'virtualHub2', region: 'azure/region/eastus', attachments: [] },
    ]);
  });
});

describe('published examples of machines and databases', () => {
  const SETS = 'Microsoft.Compute/virtualMachineScaleSets';
  const set = `${RG}/${SETS}/vmss`;
  // compute/…/2025-04-01/…/VirtualMachineScaleSet_ListAll_MaximumSet_Gen.json: a zone that is no number.
  const virtualMachineScaleSets = [
    {
      id: set,
      name: 'vmss',
      location: 'westus',
      sku: { tier: 'Standard', capacity: 3, name: 'Standard_D1_v2' },
      zones: ['aaaaaaaaaaaaaaaaaaaa'],
      tags: { key8425: 'aaa' },
      properties: { orchestrationMode: 'Uniform', provisioningState: 'succeeded' },
    },
  ];

  // …/2024-07-01/…/VirtualMachineScaleSetVM_List_MaximumSet_Gen.json: of the type of machines, without a power state.
  it('VirtualMachineScaleSetVM_List_MaximumSet: an instance of a set', async () => {
    const virtualMachines = [
      {
        id: `${set}/virtualMachines/0`,
        name: 'vmss_0',
        type: 'Microsoft.Compute/virtualMachines',
        location: 'westus',
        tags: {},
        properties: {
          hardwareProfile: { vmSize: 'Basic_A0', vmSizeProperties: { vCPUsAvailable: 9 } },
          osProfile: { computerName: 'test000000' },
          networkProfile: { networkInterfaces: [{ id: `${set}/virtualMachines/0/networkInterfaces/n` }] },
          instanceView: { statuses: [{ code: 'ProvisioningState/succeeded' }] },
        },
      },
    ];
    expect(await read(scaleSetVm, { virtualMachineScaleSets, virtualMachines })).toMatchObject([
      {
        ref: ref('vm', `${set}/virtualMachines/0`),
        hostname: 'test000000',
        type: 'Basic_A0',
        state: 'other',
      },
    ]);
  });

  // …/2025-04-01/…/VirtualMachineScaleSetVM_List_MinimumSet_Gen.json: an id and a place, and nothing else.
  it('VirtualMachineScaleSetVM_List_MinimumSet: what says nothing of itself is not read as a machine', async () => {
    const virtualMachines = [{ id: `${set}/virtualMachines/0`, location: 'westus' }];
    await expect(read(scaleSetVm, { virtualMachineScaleSets, virtualMachines })).rejects.toMatchObject({
      reason: 'invalid',
    });
  });

  // sql/…/2025-01-01/examples/ServerList.json: two servers told with one endpoint, in another subscription.
  it('ServerList: an endpoint in another subscription is told there', async () => {
    const servers = ['sqlcrudtest-4645', 'sqlcrudtest-6661'].map((name) => ({
      id: `${RG}/Microsoft.Sql/servers/${name}`,
      name,
      location: 'japaneast',
      kind: 'v12.0',
      properties: {
        fullyQualifiedDomainName: `${name}.example`,
        version: '12.0',
        state: 'Ready',
        privateEndpointConnections: [
          {
            id: `${RG}/Microsoft.Sql/servers/sqlcrudtest-4645/privateEndpointConnections/pe`,
            properties: {
              provisioningState: 'Ready',
              privateEndpoint: {
                id: '/subscriptions/other/resourceGroups/Default-Network/providers/Microsoft.Network/privateEndpoints/pe',
              },
            },
          },
        ],
      },
    }));
    expect(await read(sqlServer, { servers })).toMatchObject([
      {
        engine: 'sqlserver',
        version: '12.0',
        state: 'running',
        region: 'azure/region/japaneast',
        vpc: undefined,
        addresses: [],
        endpoints: [{ host: 'sqlcrudtest-4645.example', port: 1433, role: 'primary' }],
      },
      { name: 'sqlcrudtest-6661', addresses: [] },
    ]);
  });
});

describe('published examples of subscriptions and of the graph', () => {
  // resources/…/2022-12-01/examples/GetSubscriptions.json: three dots for a next page.
  it('GetSubscriptions: of two tenants; a next page that has no address is not the end', async () => {
    const rows = ['291bba3f-e0a5-47bc-a099-3bdcb2a50a05', '72AC930A-f34e-42d8-b06d-dc2a9e12ed71'].map(
      (subscriptionId, n) => ({
        id: `/subscriptions/${subscriptionId}`,
        subscriptionId,
        tenantId: `tenant-${n}`,
        displayName: `Example Subscription${n}`,
        state: 'Enabled',
        authorizationSource: 'RoleBased',
        tags: { tagKey1: 'tagValue1' },
      }),
    );
    const asking = (nextLink?: string) => async () => ({ body: { value: rows, nextLink }, headers });
    expect((await subscriptionsOf(asking(), {})).wanted).toMatchObject([
      { subscriptionId: '291bba3f-e0a5-47bc-a099-3bdcb2a50a05', displayName: 'Example Subscription0' },
      { subscriptionId: '72ac930a-f34e-42d8-b06d-dc2a9e12ed71' },
    ]);
    await expect(subscriptionsOf(asking('...'), {})).rejects.toMatchObject({ reason: 'invalid' });
  });

  // resourcegraph/…/2022-10-01/examples/ResourcesFirstPageQuery.json and …/2024-04-01/examples/ResourcesNextPageQuery.json:
  // pages of three of 386 records, each with a token.
  it('ResourcesFirstPageQuery and ResourcesNextPageQuery: with the token, until there is none and all have come', async () => {
    const disks = [row(1, 'microsoft.compute/disks'), row(2, 'microsoft.automation/automationaccounts'), own];
    const next = [row(3, 'microsoft.compute/disks')];
    const { asked, graph } = graphFrom([page(disks, 4, 'eyAi'), page(next, 4)]);
    // Of types that nobody reads, nothing is read.
    expect((await graph([SUB], ['machine']))(SUB).all('machine')).toEqual([]);
    expect(asked).toEqual([undefined, 'eyAi']);
    const cut = graphFrom([page(disks, 386, 'eyAi'), page(next, 386)]);
    await expect(cut.graph([SUB], ['machine'])).rejects.toThrow('4 of 386 records came');
  });

  // …/2024-04-01/examples/ResourcesPropertiesQuery.json, ResourcesBasicQuery.json: counts, and rows without an order.
  it('ResourcesPropertiesQuery: what are no rows of resources is not read as some', async () => {
    const counts = [
      { properties_storageProfile_osDisk_osType: 'Linux', count: 7 },
      { properties_storageProfile_osDisk_osType: 'Windows', count: 23 },
    ];
    const { graph } = graphFrom([page(counts, 2)]);
    await expect(graph([SUB], ['machine'])).rejects.toMatchObject({ reason: 'invalid' });
  });

  it('ResourcesBasicQuery: a row without properties fails its own type and no other', async () => {
    const { graph } = graphFrom([page([own, row(1, 'microsoft.compute/virtualmachines')], 2)]);
    const reading = (await graph([SUB], ['machine', 'network']))(SUB);
    expect(() => reading.all('machine')).toThrow(/cannot be read at properties/);
    expect(reading.all('network')).toEqual([]);
  });
});
