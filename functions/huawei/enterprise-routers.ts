import * as z from 'zod/mini';
import { whole } from '../../shared/collect/gather.ts';
import { FAN_OUT, inParallel } from '../../shared/collect/parallel.ts';
import { API } from './apis.ts';
import type { Huawei } from './client.ts';
import { id, said, tags } from './items.ts';
import { inProject, markedPages } from './pages.ts';

/** SDK type EnterpriseRouter. */
const Router = z.object({ id, name: said, state: said, tags });

/** SDK type VpcAttachmentDetails. */
const Attached = z.object({ id, vpc_id: said, state: said });

const size = 2000;

/** With the VPCs on them: they are asked for router by router, the API has no other way. */
export function routersOf(api: Huawei) {
  return inProject(api, async function* (ids) {
    const every = { ids, at: 'instances', item: Router, size };
    for await (const page of markedPages(api, API.enterpriseRouters, every)) {
      const joined = inParallel(page, FAN_OUT, async (router) => {
        const of = { ids: { ...ids, er_id: router.id }, at: 'vpc_attachments', item: Attached, size };
        return [{ router, attached: await whole(markedPages(unlessGone(api), API.vpcAttachments, of)) }];
      });
      yield await whole(joined);
    }
  });
}

/** A router that has gone since has nothing on it. */
function unlessGone({ find, pageSize }: Huawei): Pick<Huawei, 'ask' | 'pageSize'> {
  return { pageSize, ask: async (...asked) => (await find(...asked)) ?? { vpc_attachments: [] } };
}
