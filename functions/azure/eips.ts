import type { Device } from '../../shared/model/parts.ts';
import type { Ref } from '../../shared/model/ref.ts';
import { azureRef, linkTo, parentOf } from './items.ts';

const SET_CARD = /^(.*\/virtualmachinescalesets\/[^/]+\/virtualmachines\/[^/]+)\/networkinterfaces\/[^/]+$/;

/** What an address is on, by the id of the configuration that has it. */
export function holderOf(configuration: string | undefined): {
  readonly nic: Ref<'nic'> | undefined;
  readonly device: Ref<Device> | undefined;
} {
  const nic = parentOf(configuration, 'ipconfigurations');
  // Gateways and bastions have configurations, too.
  if (nic !== undefined && /\/networkinterfaces\/[^/]+$/.test(nic))
    return { nic: azureRef('nic', nic), device: linkTo('vm', SET_CARD.exec(nic)?.[1]) };
  const balancer = parentOf(configuration, 'frontendipconfigurations');
  return { nic: undefined, device: linkTo('load_balancer', balancer) };
}
