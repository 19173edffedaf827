import type { Cluster, ScaleSet } from './resources/compute.ts';

/** Of the pools; where AKS has made the network itself, of the scale sets that it has put into its own group. */
export function subnetsOf({ id, properties }: Cluster, sets: readonly ScaleSet[]): readonly string[] {
  const named = properties.agentPoolProfiles.flatMap(({ vnetSubnetID }) => vnetSubnetID ?? []);
  const { nodeResourceGroup } = properties;
  if (named.length > 0 || nodeResourceGroup === undefined) return [...new Set(named)];
  const subscription = id.split('/').slice(0, 3).join('/');
  const group = `${subscription}/resourcegroups/${nodeResourceGroup.toLowerCase()}/`;
  const found = sets.filter((set) => set.id.startsWith(group)).flatMap(subnetsOfSet);
  return [...new Set(found)];
}

function subnetsOfSet({ properties }: ScaleSet): readonly string[] {
  const cards = properties.virtualMachineProfile?.networkProfile?.networkInterfaceConfigurations ?? [];
  return cards.flatMap((card) =>
    (card.properties?.ipConfigurations ?? []).flatMap((one) => one.properties?.subnet ?? []),
  );
}
