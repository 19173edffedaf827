/**
 * Small items after the examples that Microsoft publishes for its lists, rebuilt by hand: what is odd in them, and what
 * it is read as. Paths below are those of https://github.com/Azure/azure-rest-api-specs, specification/.
 */
import { describe, expect, it } from 'vitest';
import { applicationGateway } from '../../../functions/azure/collectors/application-gateway.ts';
import { az } from '../../../functions/azure/collectors/az.ts';
import { gatewayTarget } from '../../../functions/azure/collectors/gateway-target.ts';
import { k8sCluster } from '../../../functions/azure/collectors/k8s-cluster.ts';
import { loadBalancer } from '../../../functions/azure/collectors/load-balancer.ts';
import { mysql } from '../../../functions/azure/collectors/mysql.ts';
import { natGateway } from '../../../functions/azure/collectors/nat-gateway.ts';
import { nic } from '../../../functions/azure/collectors/nic.ts';
import { peerConnection } from '../../../functions/azure/collectors/peer-connection.ts';
import { postgresql } from '../../../functions/azure/collectors/postgresql.ts';
import { redisEnterprise } from '../../../functions/azure/collectors/redis-enterprise.ts';
import { redis } from '../../../functions/azure/collectors/redis.ts';
import { region } from '../../../functions/azure/collectors/region.ts';
import { scaleSetNic } from '../../../functions/azure/collectors/scale-set-nic.ts';
import { securityGroup } from '../../../functions/azure/collectors/security-group.ts';
import { sqlManagedInstance } from '../../../functions/azure/collectors/sql-managed-instance.ts';
import { subnet } from '../../../functions/azure/collectors/subnet.ts';
import { virtualHub } from '../../../functions/azure/collectors/virtual-hub.ts';
import { vm } from '../../../functions/azure/collectors/vm.ts';
import { connectionsOf } from '../../../shared/model/links/connection.ts';
import { estateOf } from '../../support/estate.ts';
import * as answering from './answering.ts';

const { NET, read, ref, RG, SUB } = answering;

/** A network that is peered with another one. */
const side = (own: string, remote: string) => ({
  id: `${NET}/virtualNetworks/${own}`,
  name: own,
  location: 'westus',
  properties: {
    virtualNetworkPeerings: [
      {
        id: `${NET}/virtualNetworks/${own}/virtualNetworkPeerings/to-${remote}`,
        name: `to-${remote}`,
        properties: {
          peeringState: 'Connected',
          remoteVirtualNetwork: { id: `${NET}/virtualNetworks/${remote}` },
        },
      },
    ],
  },
});

const machine = (name: string, zones: readonly string[]) => ({
  id: `${RG}/Microsoft.Compute/virtualMachines/${name}`,
  name,
  type: 'Microsoft.Compute/virtualMachines',
  location: 'eastus',
  zones,
  tags: { key8752: '', key7: null },
  properties: { hardwareProfile: { vmSize: 'Basic_A0' }, timeCreated: '2022-01-06T03:57:10.999Z' },
});

const seat = (name: string, properties: object) => ({
  id: `${NET}/networkInterfaces/n/ipConfigurations/${name}`,
  name,
  properties,
});

const database = (type: string, name: string, properties: object) => ({
  id: `${RG}/${type}/${name}`,
  name,
  location: 'Southeast Asia',
  sku: { name: 'GP_Gen5', tier: 'GeneralPurpose' },
  properties: { fullyQualifiedDomainName: `${name}.example`, ...properties },
});

describe('places', () => {
  // resources/…/subscriptions/stable/2022-12-01/examples/GetLocations.json
  const locations = [
    {
      name: 'eastus',
      displayName: 'East US',
      metadata: { regionType: 'Physical' },
      availabilityZoneMappings: [
        { logicalZone: '1', physicalZone: 'eastus-az1' },
        { logicalZone: '2', physicalZone: 'eastus-az3' },
      ],
    },
    { name: 'asia', displayName: 'Asia', metadata: { regionType: 'Logical' } },
  ];

  it('are physical, and zones are known by what they are and not by their number', async () => {
    expect((await read(region, { locations })).map(({ name }) => name)).toEqual(['East US']);
    expect(await read(az, { locations })).toMatchObject([
      { id: 'eastus-az1', region: 'azure/region/eastus' },
      { id: 'eastus-az3', zone_id: 'eastus-az3' },
    ]);
  });

  // A zone that is closed to a subscription, or sold out for it, is not in the subscription's mapping; what runs there runs on.
  // https://learn.microsoft.com/en-us/rest/api/resources/subscriptions/list-locations (`availabilityZoneMappings`)
  it('may have zones that are closed to a subscription: the others are there, and so is what runs in them', async () => {
    const closed = [
      {
        name: 'eastus',
        metadata: { regionType: 'Physical' },
        availabilityZoneMappings: [
          { logicalZone: '1', physicalZone: 'eastus-az2' },
          { logicalZone: '2', physicalZone: null },
        ],
      },
      { name: 'westus', metadata: { regionType: 'Physical' }, availabilityZoneMappings: null },
    ];
    expect((await read(region, { locations: closed })).map(({ id }) => id)).toEqual(['eastus', 'westus']);
    expect((await read(az, { locations: closed })).map(({ id }) => id)).toEqual(['eastus-az2']);
    const virtualMachines = ['1', '2', '3'].map((zone) => machine(`in-${zone}`, [zone]));
    const found = await read(vm, { locations: closed, virtualMachines });
    expect(found.map((one) => ('az' in one ? [one.name, one.az] : []))).toEqual([
      ['in-1', 'azure/az/eastus-az2'],
      ['in-2', undefined],
      ['in-3', undefined],
    ]);
  });

  // compute/…/virtualMachineExamples/VirtualMachine_ListAll_MaximumSet_Gen.json has zones of no number.
  it('of a machine are looked up; one that nobody knows is none', async () => {
    const virtualMachines = [machine('a', ['2']), machine('b', ['aaaaaaaaaa']), machine('c', ['1', '2'])];
    const records = await read(vm, { locations, virtualMachines });
    expect(records).toMatchObject([
      { az: 'azure/az/eastus-az3', state: 'other', created: '2022-01-06T03:57:10.999Z', hostname: undefined },
      { az: undefined },
      { az: undefined },
    ]);
    expect(records[0]?.tags).toEqual([
      ['key8752', ''],
      ['key7', ''],
    ]);
  });
});

describe('networks', () => {
  // network/…/2025-05-01/examples/VirtualNetworkListAll.json: one prefix, or several, or both fields.
  it('have subnets with one prefix or several', async () => {
    const part = (name: string, properties: object) => ({
      id: `${NET}/virtualNetworks/v/subnets/${name}`,
      name,
      properties,
    });
    const virtualNetworks = [
      {
        id: `${NET}/virtualNetworks/v`,
        name: 'v',
        location: 'westus',
        properties: {
          addressSpace: { addressPrefixes: ['10.0.0.0/8'] },
          subnets: [
            part('one', { addressPrefix: '10.0.1.0/24' }),
            part('both', { addressPrefix: '10.0.2.0/24', addressPrefixes: ['10.0.2.0/24', 'fd00::/64'] }),
            part('none', { addressPrefix: null }),
          ],
          virtualNetworkPeerings: null,
        },
      },
    ];
    const cidrs = (await read(subnet, { virtualNetworks })).map((one) => ('cidrs' in one ? one.cidrs : []));
    expect(cidrs).toEqual([['10.0.1.0/24'], ['10.0.2.0/24', 'fd00::/64'], []]);
  });

  // …/VirtualNetworkPeeringList.json: two of the same name, both initiated.
  it('have peerings that differ by their ids, and know where the other end is if it is ours', async () => {
    const peering = (name: string, remote: string) => ({
      id: `${NET}/virtualNetworks/a/virtualNetworkPeerings/${name}`,
      name: 'peer',
      properties: { peeringState: 'Initiated', remoteVirtualNetwork: { id: remote } },
    });
    const virtualNetworks = [
      {
        id: `${NET}/virtualNetworks/a`,
        name: 'a',
        location: 'westus',
        properties: {
          virtualNetworkPeerings: [
            peering('peer', `${NET}/virtualNetworks/B`),
            peering(
              'peer2',
              '/subscriptions/other/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/c',
            ),
          ],
        },
      },
      { id: `${NET}/virtualNetworks/b`, name: 'b', location: 'East US', properties: {} },
    ];
    expect(await read(peerConnection, { virtualNetworks })).toMatchObject([
      { name: 'peer', state: 'initiated', remote_region: 'azure/region/eastus', remote_owner: SUB },
      { name: 'peer', remote_region: undefined, remote_owner: 'other' },
    ]);
  });

  it('have peerings of two sides, which are one connection', async () => {
    for (const names of [
      ['a', 'B'],
      ['B', 'a'],
    ] as const) {
      const virtualNetworks = [side(names[0], names[1]), side(names[1], names[0])];
      const records = await read(peerConnection, { virtualNetworks });
      expect(connectionsOf(estateOf(...records))).toMatchObject([
        { name: 'to-B', requester: { vpc: ref('vpc', `${NET}/virtualNetworks/a`) } },
      ]);
    }
  });

  // …/NetworkSecurityGroupListAll.json: default rules, singular fields only.
  it('are guarded by rules in the singular or the plural', async () => {
    const rule = {
      name: 'r',
      properties: {
        protocol: '*',
        sourcePortRange: '*',
        destinationPortRange: '80',
        sourceAddressPrefix: 'AzureLoadBalancer',
        destinationAddressPrefix: '*',
        access: 'Allow',
        priority: 65_001,
        direction: 'Inbound',
        sourceAddressPrefixes: [],
      },
    };
    const networkSecurityGroups = [
      {
        id: `${NET}/networkSecurityGroups/n`,
        name: 'n',
        location: 'westus',
        properties: { defaultSecurityRules: [rule] },
      },
    ];
    expect(await read(securityGroup, { networkSecurityGroups })).toMatchObject([
      {
        rules: [{ protocol: 'all', from_port: 80, to_port: 80, peer: 'AzureLoadBalancer', priority: 65_001 }],
      },
    ]);
  });

  // …/NatGatewayListAll.json: nothing but public addresses, which are not in this subscription.
  it('are left through gateways of which no more is known', async () => {
    const natGateways = [
      {
        id: `${NET}/natGatewayes/nat1`,
        name: 'nat1',
        location: 'eastus',
        properties: { publicIpAddresses: [{ id: `${NET}/publicIPAddresses/elsewhere` }] },
      },
    ];
    expect(await read(natGateway, { natGateways })).toMatchObject([
      { name: 'nat1', vpc: undefined, subnet: undefined, addresses: [], state: 'other' },
    ]);
  });

  // …/HubVirtualNetworkConnectionList.json: ids say `hubVirtualNetworkConnections` of hubs that are written as people read them.
  it('hang on hubs, which may be route servers', async () => {
    const hub = (name: string, properties: object) => ({
      id: `${NET}/virtualHubs/${name}`,
      name,
      location: 'West US',
      properties: { provisioningState: 'Succeeded', ...properties },
    });
    const virtualHubs = [hub('hub1', { virtualWan: { id: `${NET}/virtualWANs/wan1` } }), hub('server', {})];
    const connection = {
      id: `${NET}/virtualHubs/hub1/virtualHubVnetConnections/one`,
      name: 'one',
      properties: { remoteVirtualNetwork: { id: `${NET}/virtualNetworks/V` }, provisioningState: 'Updating' },
    };
    expect(await read(virtualHub, { virtualHubs, hubVirtualNetworkConnections: [connection] })).toMatchObject(
      [
        {
          name: 'hub1',
          region: 'azure/region/westus',
          attachments: [{ vpc: ref('vpc', `${NET}/virtualNetworks/v`), state: 'succeeded' }],
        },
      ],
    );
  });
});

describe('interfaces', () => {
  // …/2026-01-01/examples/NetworkInterfaceListAll.json: the second one has neither machine nor address of hardware.
  it('may be of nothing', async () => {
    const networkInterfaces = [
      {
        id: `${NET}/networkInterfaces/test-nic2`,
        name: 'test-nic2',
        location: 'eastus',
        properties: {
          ipConfigurations: [
            seat('ipconfig1', {
              privateIPAddress: '172.20.2.4',
              subnet: { id: `${NET}/virtualNetworks/rg1-vnet2/subnets/default` },
              primary: true,
              privateIPAddressVersion: 'IPv4',
            }),
          ],
        },
      },
    ];
    expect(await read(nic, { networkInterfaces })).toMatchObject([
      {
        mac: undefined,
        device: undefined,
        vpc: ref('vpc', `${NET}/virtualNetworks/rg1-vnet2`),
        addresses: [{ ip: '172.20.2.4', public_ip: undefined }],
      },
    ]);
  });

  // …/2023-11-01/examples/VmssNetworkInterfaceList.json: a block for pods, no location.
  it('of a scale set tell their machine in their id, and hold a block for pods', async () => {
    const set = `${RG}/Microsoft.Compute/virtualMachineScaleSets/vmss1`;
    const card = `${set}/virtualMachines/1/networkInterfaces/nic1`;
    const answers = {
      virtualMachineScaleSets: [{ id: set, name: 'vmss1', location: 'westus', properties: {} }],
      networkInterfaces: [
        {
          name: 'nic1',
          id: card,
          properties: {
            macAddress: '00-0D-3A-1B-C7-21',
            ipConfigurations: [
              { id: `${card}/ipConfigurations/a`, name: 'a', properties: { privateIPAddress: '10.0.0.4' } },
              {
                id: `${card}/ipConfigurations/b`,
                name: 'b',
                properties: { privateIPAddress: '10.0.0.16/28' },
              },
            ],
          },
        },
      ],
    };
    expect(await read(scaleSetNic, answers)).toMatchObject([
      {
        device: ref('vm', `${set}/virtualMachines/1`),
        mac: '00:0d:3a:1b:c7:21',
        addresses: [{ ip: '10.0.0.4', public_ip: undefined }],
      },
    ]);
  });
});

describe('balancers', () => {
  // …/LoadBalancerListAll.json: a pool without members, no SKU.
  it('may have nobody behind them', async () => {
    const id = `${NET}/loadBalancers/lb1`;
    const loadBalancers = [
      {
        id,
        name: 'lb1',
        location: 'eastus',
        properties: {
          frontendIPConfigurations: [
            {
              id: `${id}/frontendIPConfigurations/f`,
              name: 'f',
              properties: { publicIPAddress: { id: 'x' } },
            },
          ],
          backendAddressPools: [
            { id: `${id}/backendAddressPools/b`, name: 'b', properties: { provisioningState: 'Succeeded' } },
          ],
        },
      },
    ];
    expect(await read(loadBalancer, { loadBalancers })).toMatchObject([
      { type: 'basic', scheme: 'external', vpc: undefined, addresses: [] },
    ]);
  });

  // …/2025-07-01/examples/ApplicationGatewayListAll.json: members are bare texts there.
  it('of version 7 have members that are objects, or bare texts', async () => {
    const id = `${NET}/applicationGateways/appgw`;
    const applicationGateways = [
      {
        id,
        name: 'appgw',
        location: 'westus',
        properties: {
          operationalState: 'Stopped',
          sku: { name: 'Standard_Medium', tier: 'Standard' },
          backendAddressPools: [
            {
              id: `${id}/backendAddressPools/p`,
              name: 'p',
              properties: {
                backendAddresses: ['10.0.0.1', { ipAddress: '10.0.0.2' }, { fqdn: 'a.example' }],
              },
            },
          ],
        },
      },
    ];
    expect(await read(applicationGateway, { applicationGateways })).toMatchObject([
      { type: 'application-gateway-standard', state: 'stopped', scheme: 'internal' },
    ]);
    expect(await read(gatewayTarget, { applicationGateways })).toMatchObject([
      { id: '10.0.0.1', ip: '10.0.0.1', port: undefined },
      { id: '10.0.0.2', ip: '10.0.0.2' },
      { id: 'a.example', ip: undefined },
    ]);
  });
});

describe('clusters, databases and caches', () => {
  // containerservice/…/2025-05-01/examples/ManagedClustersList.json: `resourcegroups` in ids.
  it('AKS spells groups in lower case', async () => {
    const managedClusters = [
      {
        id: `/subscriptions/${SUB}/resourcegroups/rg1/providers/Microsoft.ContainerService/managedClusters/clustername1`,
        name: 'clustername1',
        location: 'location1',
        properties: {
          provisioningState: 'Succeeded',
          kubernetesVersion: '1.9.6',
          fqdn: 'dnsprefix1-abcd1234.hcp.eastus.azmk8s.io',
          agentPoolProfiles: [{ name: 'nodepool1', count: 3 }],
        },
      },
    ];
    expect(await read(k8sCluster, { managedClusters })).toMatchObject([
      { version: '1.9.6', state: 'running', vpc: undefined, subnets: [], service_cidrs: [] },
    ]);
  });

  // sql/…/ManagedInstanceList.json, mysql/…/ServersList.json, postgresql/…/ServersListBySubscription.json
  it('databases by their roles and states', async () => {
    const managedInstances = [
      database('Microsoft.Sql/managedInstances', 'mi', {
        state: 'Ready',
        subnetId: `${NET}/virtualNetworks/V/subnets/S`,
      }),
    ];
    expect(await read(sqlManagedInstance, { managedInstances })).toMatchObject([
      { region: 'azure/region/southeastasia', vpc: ref('vpc', `${NET}/virtualNetworks/v`), state: 'running' },
    ]);
    const roles = async (collector: typeof mysql | typeof postgresql, type: string, all: readonly object[]) =>
      (
        await read(collector as typeof mysql, {
          flexibleServers: all.map((one, n) => database(type, `s${n}`, one)),
        })
      ).map((one) => ('role' in one ? one.role : undefined));
    const none = { highAvailability: { mode: 'Disabled' } };
    expect(
      await roles(mysql, 'Microsoft.DBforMySQL/flexibleServers', [
        { ...none, replicationRole: 'None' },
        { ...none, replicationRole: 'Source' },
        { ...none, replicationRole: 'Replica' },
      ]),
    ).toEqual(['single', 'primary', 'replica']);
    expect(
      await roles(postgresql, 'Microsoft.DBforPostgreSQL/flexibleServers', [
        { ...none, replicationRole: 'Primary' },
        { highAvailability: { mode: 'SameZone' }, replicationRole: 'Primary' },
        { ...none, replicationRole: 'GeoAsyncReplica' },
      ]),
    ).toEqual(['single', 'primary', 'replica']);
  });

  // redis/…/RedisCacheList.json, redisenterprise/…/RedisEnterpriseList.json
  it('caches by their SKUs, in places with spaces', async () => {
    const cache = {
      id: `${RG}/Microsoft.Cache/Redis/cache1`,
      name: 'cache1',
      location: 'East US',
      properties: {
        hostName: 'cache1.redis.cache.windows.net',
        port: 6379,
        sslPort: 6380,
        enableNonSslPort: true,
        provisioningState: 'Creating',
        redisVersion: '4.0.14',
        sku: { name: 'Standard', family: 'C', capacity: 6 },
      },
    };
    expect(await read(redis, { redis: [cache] })).toMatchObject([
      {
        region: 'azure/region/eastus',
        role: 'single',
        state: 'starting',
        type: 'Standard_C6',
        endpoints: [
          { port: 6380, role: 'primary' },
          { port: 6379, role: 'primary' },
        ],
      },
    ]);
    const enterprise = {
      id: `${RG}/Microsoft.Cache/redisEnterprise/cache1`,
      name: 'cache1',
      location: 'West US',
      sku: { name: 'EnterpriseFlash_F300', capacity: 3 },
      zones: ['1', '2', '3'],
      properties: { hostName: 'cache1.westus.something', redisVersion: '5', resourceState: 'Running' },
    };
    expect(await read(redisEnterprise, { redisEnterprise: [enterprise] })).toMatchObject([
      { type: 'EnterpriseFlash_F300', az: undefined, state: 'running', addresses: [] },
    ]);
  });

  it('numbers as texts and texts as numbers are read; what is no number is not', async () => {
    const id = `${NET}/loadBalancers/lb1`;
    const rule = (frontendPort: unknown) => ({
      id: `${id}/loadBalancingRules/r`,
      name: 'r',
      properties: { frontendPort, protocol: 'Tcp' },
    });
    const listed = (port: unknown) =>
      read(loadBalancer, {
        loadBalancers: [
          { id, name: 'lb1', location: 'eastus', properties: { loadBalancingRules: [rule(port)] } },
        ],
      });
    expect(await listed('443')).toHaveLength(1);
    await expect(listed('many')).rejects.toMatchObject({
      reason: 'invalid',
      message: expect.stringContaining('lb1 cannot be read at properties.loadBalancingRules.0') as unknown,
    });
  });
});
