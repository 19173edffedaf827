/**
 * As far as they are read: schemas `VirtualMachine`, `VirtualMachineScaleSet` and `VirtualMachineScaleSetVM` of
 * https://github.com/Azure/azure-rest-api-specs, specification/compute/resource-manager/Microsoft.Compute, and
 * `ManagedCluster` of specification/containerservice. What Resource Graph adds is in `extended`:
 * https://learn.microsoft.com/en-us/azure/governance/resource-graph/concepts/query-language#extended-properties
 */
import * as z from 'zod/mini';
import { maybe, some } from '../../../shared/collect/wire.ts';
import { link, maybeId, resource, said } from '../items.ts';

const Status = z.object({ code: said });
const View = maybe(z.object({ powerState: maybe(Status), statuses: some(Status) }));

/** Also an instance of a Uniform set; those of Flexible ones are machines like others. */
export const Machine = resource(
  z.object({
    timeCreated: said,
    hardwareProfile: maybe(z.object({ vmSize: said })),
    osProfile: maybe(z.object({ computerName: said })),
    instanceView: View,
    extended: maybe(z.object({ instanceView: View })),
  }),
);
export type Machine = z.infer<typeof Machine>;

const SetConfiguration = z.object({ properties: maybe(z.object({ subnet: link })) });
const SetInterface = z.object({ properties: maybe(z.object({ ipConfigurations: some(SetConfiguration) })) });

export const ScaleSet = resource(
  z.object({
    orchestrationMode: said,
    virtualMachineProfile: maybe(
      z.object({ networkProfile: maybe(z.object({ networkInterfaceConfigurations: some(SetInterface) })) }),
    ),
  }),
);
export type ScaleSet = z.infer<typeof ScaleSet>;

export const Cluster = resource(
  z.object({
    provisioningState: said,
    powerState: maybe(Status),
    kubernetesVersion: said,
    currentKubernetesVersion: said,
    nodeResourceGroup: said,
    fqdn: said,
    privateFQDN: said,
    agentPoolProfiles: some(z.object({ vnetSubnetID: maybeId })),
    networkProfile: maybe(z.object({ serviceCidr: said, serviceCidrs: some(said) })),
  }),
);
export type Cluster = z.infer<typeof Cluster>;
