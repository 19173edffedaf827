import { CloudError } from '../../../shared/collect/errors.ts';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { addressesOf, deviceOf, Eip, mayHaveNone } from '../eips.ts';
import { link, regionRef } from '../items.ts';
import { inProject, markedPages } from '../pages.ts';

/** Tags are told only to who asks for them: https://support.huaweicloud.com/api-eip/ListPublicipsV3.html */
const params = { fields: Object.keys(Eip.shape) };

/** Attached or not; a record for each address of one. */
export const eip = collector({
  name: 'eip',
  emits: ['eip'],
  scope: 'region',
  paging: 'token',
  actions: [API.eips.action],

  list: (api) =>
    inProject(api, (ids) =>
      markedPages(api, API.eips, { ids, params, at: 'publicips', item: Eip, size: 2000 }),
    ),

  *map(item, { region }) {
    const addresses = addressesOf(item);
    if (addresses.length === 0 && !mayHaveNone(item))
      throw new CloudError('invalid', `${API.eips.action}: ${item.id} has no address`);
    for (const { ref, ip } of addresses) {
      yield {
        kind: 'eip',
        ref,
        id: item.id,
        name: item.alias ?? item.id,
        tags: item.tags,
        region: regionRef(region),
        owner: undefined,
        ip,
        private_ip: item.vnic?.private_ip_address,
        nic: link('nic', item.vnic?.port_id),
        device: deviceOf(item),
      };
    }
  },
});
