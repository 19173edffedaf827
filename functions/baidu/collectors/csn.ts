import { whole } from '../../../shared/collect/gather.ts';
import * as z from 'zod/mini';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { baiduRef, id, link, said, tags } from '../items.ts';
import { markedPages, ofEach, orNothing } from '../pages.ts';

/** SDK type Csn. */
const Csn = z.object({ csnId: id, name: said, status: said, tags });

/** SDK type Instance of csn. */
const Attached = z.object({
  attachId: said,
  instanceType: said,
  instanceId: id,
  instanceAccountId: said,
  status: said,
});

/** Networks of any regions and accounts, each with what is on it: VPCs, lines, edges. */
export const csn = collector({
  name: 'csn',
  emits: ['cen'],
  scope: 'account',
  paging: 'token',
  actions: [API.csns.action, API.csnInstances.action],

  async *list(api) {
    const asking = orNothing(api, 'instances');
    for await (const page of markedPages(api, API.csns, { at: 'csns', item: Csn })) {
      const joined = ofEach(page, async (network) => {
        const listed = { ids: { csnId: network.csnId }, at: 'instances', item: Attached };
        return [{ network, attached: await whole(markedPages(asking, API.csnInstances, listed)) }];
      });
      yield await whole(joined);
    }
  },

  *map({ network, attached }, { account }) {
    yield {
      kind: 'cen',
      ref: baiduRef('cen', network.csnId),
      id: network.csnId,
      name: network.name ?? network.csnId,
      tags: network.tags,
      region: undefined,
      owner: account,
      type: 'csn',
      state: network.status ?? 'unknown',
      attachments: attached.map(({ attachId, instanceType, instanceId, instanceAccountId, status }) => ({
        id: attachId ?? instanceId,
        vpc: instanceType === 'vpc' ? link('vpc', instanceId) : undefined,
        owner: instanceAccountId,
        state: status ?? 'unknown',
      })),
    };
  },
});
