import * as z from 'zod/mini';
import { byPage } from '../../shared/collect/paginate.ts';
import { maybe, parsed, some, whole as wholeNumber } from '../../shared/collect/wire.ts';
import { API } from './apis.ts';
import type { Baidu } from './client.ts';
import { id, said, tags } from './items.ts';
import { itemsOf } from './pages.ts';

const Groups = some(z.object({ id: said }));

/** SDK type Cluster of cce v2. */
export const Cluster = z.object({
  spec: z.object({
    clusterID: id,
    clusterName: said,
    k8sVersion: said,
    vpcID: said,
    masterConfig: maybe(z.object({ clusterBLBVPCSubnetID: said })),
    containerNetworkConfig: maybe(
      z.object({
        clusterIPServiceCIDR: said,
        clusterIPServiceCIDRIPv6: said,
        eniVPCSubnetIDs: maybe(z.record(z.string(), some(said))),
        lbServiceVPCSubnetID: said,
      }),
    ),
    masterDefaultSecurityGroups: Groups,
    nodeDefaultSecurityGroups: Groups,
    eniDefaultSecurityGroups: Groups,
    tags,
  }),
  status: maybe(z.object({ clusterPhase: said, clusterBLB: maybe(z.object({ vpcIP: said, eip: said })) })),
});
export type Cluster = z.infer<typeof Cluster>;

const Page = z.object({ clusterPage: z.object({ totalCount: wholeNumber, clusterList: z.unknown() }) });

/** Not documented; the sister product has a hundred: https://cloud.baidu.com/doc/CHPC/s/nllyta7u8 */
const LARGEST = 100;

/** Version 2, which has page numbers: the first one pages by a marker that it does not follow. */
export function clustersOf({ ask, pageSize }: Baidu): AsyncGenerator<readonly Cluster[], void, undefined> {
  const size = pageSize(LARGEST);
  const { action } = API.clusters;
  return byPage({
    pageSize: size,
    keyOf: ({ spec }) => spec.clusterID,
    fetch: async (index) => {
      const answer = await ask(API.clusters, { params: { pageNo: index + 1, pageSize: size } });
      const { totalCount: total, clusterList } = parsed(Page, answer, action).clusterPage;
      // An account without clusters has `null` for a list.
      const list = clusterList === null && total === 0 ? [] : clusterList;
      return { items: itemsOf({ clusterList: list }, 'clusterList', Cluster, action), total };
    },
  });
}
