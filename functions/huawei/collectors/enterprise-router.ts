import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { routersOf } from '../enterprise-routers.ts';
import { huaweiRef, link, regionRef } from '../items.ts';

/** With the VPCs on it. */
export const enterpriseRouter = collector({
  name: 'enterprise-router',
  emits: ['cen'],
  scope: 'region',
  paging: 'token',
  actions: [API.enterpriseRouters.action, API.vpcAttachments.action],

  list: (api) => routersOf(api),

  *map({ router, attached }, { region }) {
    if (router.state === 'deleted') return;
    yield {
      kind: 'cen',
      ref: huaweiRef('cen', router.id),
      id: router.id,
      name: router.name ?? router.id,
      tags: router.tags,
      region: regionRef(region),
      owner: undefined,
      type: 'enterprise-router',
      state: router.state ?? 'unknown',
      attachments: attached.map(({ id: attachment, vpc_id, state }) => ({
        id: attachment,
        vpc: link('vpc', vpc_id),
        owner: undefined,
        state: state ?? 'unknown',
      })),
    };
  },
});
