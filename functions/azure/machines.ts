import type { Card } from './cards.ts';
import { machineOf, primaryIp, subnetOf } from './cards.ts';
import { azureRef, linksTo, linkTo, networkOf, timeOf } from './items.ts';
import type { Machine } from './resources/compute.ts';
import { powerState } from './states.ts';

/** A machine with its cards and its physical zone. */
export interface Equipped {
  readonly row: Machine;
  readonly cards: readonly Card[];
  readonly zone: string | undefined;
}

/** Cards by the machines that they are in. */
export function cardsByMachine(pages: readonly (readonly Card[])[]): ReadonlyMap<string, readonly Card[]> {
  const found = new Map<string, Card[]>();
  for (const card of pages.flat()) {
    const machine = machineOf(card);
    if (machine === undefined) continue;
    const cards = found.get(machine);
    if (cards === undefined) found.set(machine, [card]);
    else cards.push(card);
  }
  return found;
}

export function vmOf({ row, cards, zone }: Equipped, subscription: string) {
  const { id, name, tags, location, properties } = row;
  const first = cards.find((card) => card.row.properties.primary === true) ?? cards[0];
  const subnet = first && subnetOf(first);
  return {
    kind: 'vm',
    ref: azureRef('vm', id),
    id,
    name,
    tags,
    region: azureRef('region', location),
    owner: subscription,
    vpc: linkTo('vpc', networkOf(subnet)),
    subnet: linkTo('subnet', subnet),
    az: linkTo('az', zone),
    state: powerState(powerOf(row)),
    type: properties.hardwareProfile?.vmSize ?? row.sku?.name,
    ip: first && primaryIp(first),
    hostname: properties.osProfile?.computerName,
    created: timeOf(properties.timeCreated),
    security_groups: linksTo(
      'security_group',
      cards.flatMap(({ groups }) => groups),
    ),
  } as const;
}

/** The graph has it apart, Azure Resource Manager among other statuses. */
function powerOf({ properties: { extended, instanceView } }: Equipped['row']): string | undefined {
  for (const view of [extended?.instanceView, instanceView]) {
    const codes = [view?.powerState, ...(view?.statuses ?? [])].flatMap((status) => status?.code ?? []);
    const power = codes.find((code) => /^powerstate\//i.test(code));
    if (power !== undefined) return power;
  }
  return undefined;
}
