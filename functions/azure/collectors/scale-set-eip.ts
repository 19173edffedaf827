import { collector } from '../client.ts';
import { holderOf } from '../eips.ts';
import { azureRef, parentOf } from '../items.ts';
import { actionsOf } from '../resources.ts';

/** Of instances of Uniform scale sets: no list of a subscription has them. ARM does not tell where they are; the set is there, too. */
export const scaleSetEip = collector({
  name: 'scale-set-eip',
  emits: ['eip'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf('scaleSet', 'setPublicIp'),

  async *list({ read }) {
    yield* (await read('scale-set-eip', ['setPublicIp'])).pages('setPublicIp');
  },

  *map({ id, name, tags, location = 'unknown', properties }, { account }) {
    const { ipAddress: ip } = properties;
    if (ip === undefined) return;
    const { nic, device } = holderOf(parentOf(id, 'publicipaddresses'));
    yield {
      kind: 'eip',
      ref: azureRef('eip', id),
      id,
      name,
      tags,
      region: azureRef('region', location),
      owner: account,
      ip,
      private_ip: undefined,
      nic,
      device,
    };
  },
});
