import { cluster, instance, machine, MACHINE, scaleSet, SET } from '../rows/compute.ts';
import { CARD, networkInterface, publicIp } from '../rows/network.ts';
import { idOf } from '../rows/place.ts';
import { type Ground, at, hostOf, put, tagsOf, times } from './ground.ts';
import { applicationGroupId } from './network.ts';

const POWER = ['PowerState/running', 'PowerState/deallocated', 'PowerState/stopped', 'PowerState/running'];

export function makeCompute(ground: Ground): void {
  if (ground.subnets.length === 0) return;
  makeMachines(ground);
  makeSets(ground);
  const { place, sizes } = ground;
  put(
    ground,
    ...times(sizes.cards, (n) =>
      networkInterface(place, {
        name: `card-${n}`,
        tags: tagsOf(`card-${n}`, ground),
        addresses: [{ ip: hostOf(at(ground.subnets, n).base, 250 - n), subnet: at(ground.subnets, n).id }],
      }),
    ),
    ...times(sizes.clusters, (n) =>
      cluster(place, {
        name: `aks-${n}`,
        tags: tagsOf(`aks-${n}`, ground),
        subnets: [at(ground.subnets, n).id],
        nodeGroup: `MC_aks-${n}`,
        power: n % 2 === 1 ? 'Stopped' : 'Running',
      }),
    ),
  );
}

function makeMachines(ground: Ground): void {
  const { place, sizes } = ground;
  for (let n = 0; n < sizes.machines; n++) {
    const { id: subnet, base } = at(ground.subnets, n);
    const name = `vm-${n}`;
    const cardId = idOf(place, CARD, `${name}-nic`);
    const seat = `${cardId}/ipConfigurations/ipconfig1`;
    ground.seats.push(seat);
    const isOutside = n % 4 === 0 && sizes.publicIps > 0;
    const outside = publicIp(place, {
      name: `pip-${name}`,
      tags: tagsOf(`pip-${name}`, ground),
      ip: isOutside ? ground.publicIp() : '',
      on: seat,
    });
    if (isOutside) put(ground, outside);
    put(
      ground,
      networkInterface(place, {
        name: `${name}-nic`,
        tags: tagsOf(`${name}-nic`, ground),
        machine: idOf(place, MACHINE, name),
        mac: ground.mac(),
        primary: true,
        addresses: [
          {
            ip: hostOf(base, 4 + Math.floor(n / ground.subnets.length)),
            subnet,
            ...(sizes.applicationGroups > 0 && {
              groups: [applicationGroupId(ground, n % sizes.applicationGroups)],
            }),
            ...(isOutside && { publicIp: outside.id }),
          },
        ],
      }),
      machine(place, {
        name,
        tags: tagsOf(name, ground),
        cards: [cardId],
        zones: [String((n % 3) + 1)],
        hostname: `host-${n}`,
        power: at(POWER, n),
        ...(n < sizes.flexibleSets * 2 && { set: idOf(place, SET, `flex-${Math.floor(n / 2)}`) }),
      }),
    );
  }
}

function makeSets(ground: Ground): void {
  const { place, sizes } = ground;
  for (let n = 0; n < sizes.flexibleSets; n++) {
    const subnet = at(ground.subnets, n).id;
    put(
      ground,
      scaleSet(place, {
        name: `flex-${n}`,
        tags: tagsOf(`flex-${n}`, ground),
        mode: 'Flexible',
        capacity: 2,
        subnet,
      }),
    );
  }
  for (let n = 0; n < sizes.sets; n++) {
    const { id: subnet, base } = at(ground.subnets, n);
    const set = scaleSet(place, {
      name: `set-${n}`,
      tags: tagsOf(`set-${n}`, ground),
      // What has no mode is Uniform.
      ...(n % 2 === 0 && { mode: 'Uniform' as const }),
      capacity: sizes.instances,
      subnet,
    });
    put(ground, set);
    for (let k = 0; k < sizes.instances; k++) {
      const seat = `${set.id}/virtualMachines/${k}/networkInterfaces/nic/ipConfigurations/ipconfig1`;
      if (k === 0) ground.seats.push(seat);
      put(
        ground,
        ...instance(set, {
          number: k,
          addresses: [{ ip: hostOf(base, 100 + n * sizes.instances + k), subnet }],
          mac: ground.mac(),
          zones: [String((k % 3) + 1)],
          tags: tagsOf(`set-${n}_${k}`, ground),
          ...(k < 3 && sizes.publicIps > 0 && { publicIp: ground.publicIp() }),
        }),
      );
    }
  }
}
