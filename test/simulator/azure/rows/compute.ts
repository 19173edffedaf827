/**
 * Microsoft.Compute and Microsoft.ContainerService: schemas `VirtualMachine`, `VirtualMachineScaleSet`,
 * `VirtualMachineScaleSetVM` and `ManagedCluster` of https://github.com/Azure/azure-rest-api-specs.
 */
import type { Resource } from '../estate.ts';
import { type AddressGiven, cardProperties } from './network.ts';
import { type Given, type Place, idOf, row, to } from './place.ts';

export const MACHINE = 'Microsoft.Compute/virtualMachines';
export const SET = 'Microsoft.Compute/virtualMachineScaleSets';

export interface MachineGiven extends Given {
  readonly cards: readonly string[];
  readonly power?: string;
  readonly size?: string;
  readonly hostname?: string;
  readonly created?: string;
  /** A Flexible set. */
  readonly set?: string;
}

export const machine = (
  place: Place,
  {
    cards,
    power = 'PowerState/running',
    size = 'Standard_D2s_v5',
    hostname,
    created,
    set,
    ...given
  }: MachineGiven,
): Resource =>
  row(
    place,
    MACHINE,
    given,
    {
      vmId: '00000000-0000-0000-0000-000000000001',
      hardwareProfile: { vmSize: size },
      ...(hostname !== undefined && { osProfile: { computerName: hostname, adminUsername: 'azureuser' } }),
      storageProfile: { dataDisks: [], osDisk: { osType: 'Linux', createOption: 'FromImage' } },
      networkProfile: { networkInterfaces: cards.map((id, n) => ({ id, properties: { primary: n === 0 } })) },
      timeCreated: created ?? '2026-01-02T03:04:05.0600000+00:00',
      ...(set !== undefined && { virtualMachineScaleSet: to(set) }),
    },
    { power },
  );

export const scaleSet = (
  place: Place,
  {
    mode,
    capacity,
    subnet,
    ...given
  }: Given & { readonly mode?: 'Uniform' | 'Flexible'; readonly capacity: number; readonly subnet: string },
): Resource =>
  row(
    place,
    SET,
    given,
    {
      ...(mode !== undefined && { orchestrationMode: mode }),
      virtualMachineProfile: {
        networkProfile: {
          networkInterfaceConfigurations: [
            {
              name: 'nic',
              properties: {
                primary: true,
                ipConfigurations: [{ name: 'ipconfig1', properties: { subnet: to(subnet) } }],
              },
            },
          ],
        },
      },
      uniqueId: '00000000-0000-0000-0000-000000000002',
    },
    { sku: { name: 'Standard_D4s_v5', tier: 'Standard', capacity } },
  );

export interface InstanceGiven {
  readonly number: number;
  readonly addresses: readonly AddressGiven[];
  readonly publicIp?: string;
  readonly power?: string;
  readonly mac?: string;
  readonly zones?: readonly string[];
  readonly tags?: Given['tags'];
}

/** An instance of a Uniform set with its card, and with its public address if it has one: three rows. */
export function instance(set: Resource, given: InstanceGiven): readonly Resource[] {
  const { number, addresses, publicIp, power = 'PowerState/running', mac, zones, tags } = given;
  const id = `${set.id}/virtualMachines/${number}`;
  const nic = `${id}/networkInterfaces/nic`;
  const seat = `${nic}/ipConfigurations/ipconfig1`;
  const address = `${seat}/publicIPAddresses/public`;
  const common = { location: set.location, ...(tags !== undefined && { tags }) };
  const vm: Resource = {
    ...common,
    id,
    name: `${set.name}_${number}`,
    type: `${SET}/virtualMachines`,
    ...(zones !== undefined && { zones }),
    sku: { name: 'Standard_D4s_v5', tier: 'Standard' },
    power,
    properties: {
      vmId: '00000000-0000-0000-0000-000000000003',
      provisioningState: 'Succeeded',
      osProfile: { computerName: `${set.name}-${String(number).padStart(6, '0')}` },
      networkProfile: { networkInterfaces: [{ id: nic, properties: { primary: true } }] },
      timeCreated: '2026-02-03T04:05:06+00:00',
    },
  };
  const [first, ...others] = addresses;
  const seats =
    first === undefined ? [] : [publicIp === undefined ? first : { ...first, publicIp: address }, ...others];
  const card: Resource = {
    location: set.location,
    id: nic,
    name: 'nic',
    type: `${SET}/virtualMachines/networkInterfaces`,
    properties: {
      provisioningState: 'Succeeded',
      ...cardProperties(nic, { addresses: seats, machine: id, mac, primary: true }),
    },
  };
  if (publicIp === undefined) return [vm, card];
  const outside: Resource = {
    location: set.location,
    id: address,
    name: 'public',
    type: `${SET}/virtualMachines/networkInterfaces/ipConfigurations/publicIPAddresses`,
    properties: { provisioningState: 'Succeeded', ipAddress: publicIp, ipConfiguration: to(seat) },
  };
  return [vm, card, outside];
}

export const cluster = (
  place: Place,
  {
    subnets = [],
    nodeGroup,
    power = 'Running',
    state = 'Succeeded',
    version = '1.33.2',
    privately = false,
    ...given
  }: Given & {
    readonly subnets?: readonly string[];
    readonly nodeGroup: string;
    readonly power?: 'Running' | 'Stopped';
    readonly state?: string;
    readonly version?: string;
    readonly privately?: boolean;
  },
): Resource =>
  row(
    place,
    'Microsoft.ContainerService/managedClusters',
    given,
    {
      provisioningState: state,
      powerState: { code: power },
      kubernetesVersion: '1.33',
      currentKubernetesVersion: version,
      dnsPrefix: given.name,
      nodeResourceGroup: nodeGroup,
      ...(privately
        ? { privateFQDN: `${given.name}.privatelink.example` }
        : { fqdn: `${given.name}.azmk8s.example` }),
      // AKS spells ids of groups in lower case now and then.
      agentPoolProfiles: (subnets.length > 0 ? subnets : [undefined]).map((subnet, n) => ({
        name: `pool${n}`,
        count: 3,
        type: 'VirtualMachineScaleSets',
        ...(subnet !== undefined && { vnetSubnetID: subnet.replace('/resourceGroups/', '/resourcegroups/') }),
      })),
      networkProfile: {
        networkPlugin: 'azure',
        serviceCidr: '10.240.0.0/16',
        serviceCidrs: ['10.240.0.0/16'],
      },
    },
    {
      id: idOf(place, 'Microsoft.ContainerService/managedClusters', given.name).replace(
        'resourceGroups',
        'resourcegroups',
      ),
    },
  );
