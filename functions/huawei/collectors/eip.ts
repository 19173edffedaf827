import * as z from 'zod/mini';
import { CloudError } from '../../../shared/collect/errors.ts';
import { maybe } from '../../../shared/collect/wire.ts';
import type { Device } from '../../../shared/model/kinds.ts';
import type { Ref } from '../../../shared/model/ref.ts';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { huaweiRef, id, joinedTags, link, said } from '../items.ts';
import { inProjects, markedPages } from '../pages.ts';

/** SDK type PublicipSingleShowResp of eip v3. */
const Eip = z.object({
  id,
  alias: said,
  public_ip_address: said,
  public_ipv6_address: said,
  associate_instance_type: said,
  associate_instance_id: said,
  vnic: maybe(z.object({ private_ip_address: said, device_id: said, device_owner: said, port_id: said })),
  tags: joinedTags,
});

/** Tags are told only to who asks for them: https://support.huaweicloud.com/api-eip/ListPublicipsV3.html */
const params = { fields: Object.keys(Eip.shape) };

/** Attached or not. */
export const eip = collector({
  name: 'eip',
  emits: ['eip'],
  scope: 'region',
  paging: 'token',
  actions: [API.eips.action],

  list: (api) =>
    inProjects(api, (ids) =>
      markedPages(api, API.eips, { ids, params, at: 'publicips', item: Eip, size: 2000 }),
    ),

  *map(item, { region }) {
    const ip = item.public_ip_address ?? item.public_ipv6_address;
    if (ip === undefined) throw new CloudError('invalid', `${API.eips.action}: ${item.id} has no address`);
    yield {
      kind: 'eip',
      ref: huaweiRef('eip', item.id),
      id: item.id,
      name: item.alias ?? item.id,
      tags: item.tags,
      region: huaweiRef('region', region),
      owner: undefined,
      ip,
      private_ip: item.vnic?.private_ip_address,
      nic: link('nic', item.vnic?.port_id),
      device: deviceOf(item),
    };
  },
});

/** SDK enum PublicipSingleShowRespAssociateInstanceTypeEnum; a port is told with the server it is of. */
function deviceOf({
  associate_instance_type: type,
  associate_instance_id: of,
  vnic,
}: z.infer<typeof Eip>): Ref<Device> | undefined {
  if (type === 'NATGW') return link('nat_gateway', of);
  if (type === 'ELB' || type === 'ELBV1') return link('load_balancer', of);
  return vnic?.device_owner?.startsWith('compute:') === true ? link('vm', vnic.device_id) : undefined;
}
