import * as z from 'zod/mini';
import { inParallel } from '../../../shared/collect/parallel.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { API } from '../apis.ts';
import { collector, FAN_OUT } from '../client.ts';
import { huaweiRef, id, link, said, tags } from '../items.ts';
import { inProjects, markedPages } from '../pages.ts';

/** SDK type EnterpriseRouter. */
const Router = z.object({ id, name: said, state: said, tags });

/** SDK type VpcAttachmentDetails. */
const Attached = z.object({ id, vpc_id: said, state: said });

/** With the VPCs on it: they are asked for router by router, the API has no other way. */
export const enterpriseRouter = collector({
  name: 'enterprise-router',
  emits: ['cen'],
  scope: 'region',
  paging: 'token',
  actions: [API.enterpriseRouters.action, API.vpcAttachments.action],

  list: (api) =>
    inProjects(api, async function* (ids) {
      const size = 2000;
      const find = {
        ...api,
        ask: async (...asked: Parameters<typeof api.ask>) =>
          (await api.find(...asked)) ?? { vpc_attachments: [] },
      };
      const every = { ids, at: 'instances', item: Router, size };
      for await (const page of markedPages(api, API.enterpriseRouters, every)) {
        const joined = inParallel(page, FAN_OUT, async (router) => {
          const of = { ids: { ...ids, er_id: router.id }, at: 'vpc_attachments', item: Attached, size };
          const attached = await whole(markedPages(find, API.vpcAttachments, of));
          return [{ router, attached }];
        });
        yield await whole(joined);
      }
    }),

  *map({ router, attached }, { region }) {
    if (router.state === 'deleted') return;
    yield {
      kind: 'cen',
      ref: huaweiRef('cen', router.id),
      id: router.id,
      name: router.name ?? router.id,
      tags: router.tags,
      region: huaweiRef('region', region),
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
