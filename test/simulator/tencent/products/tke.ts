/**
 * TKE 2018-05-25. Parameters and limits: tencentcloud-sdk-nodejs 4.1.313, tke_models.d.ts.
 * https://cloud.tencent.com/document/api/457/31862
 */
import { productOf } from '../operation.ts';
import { paging } from '../paging.ts';
import { textOf } from '../parameters.ts';
import { refusal } from '../refusals.ts';
import { without } from '../rows/without.ts';

const { asked, list } = productOf('tke', '2018-05-25');
const pages = paging({ max: 100, usual: 20 });

export const tke = [
  list({
    name: 'DescribeClusters',
    rows: ({ here }) => here.clusters,
    put: (rows) => ({ Clusters: rows.map((row) => without(row, 'endpoints')) }),
    paging: pages,
    parameters: { ClusterIds: 'texts', Filters: 'filters', ClusterType: 'text', ...pages.shapes },
    by: {
      ClusterIds: ({ ClusterId }) => [ClusterId],
      ClusterType: ({ ClusterType }) => [ClusterType],
    },
    filters: {
      ClusterName: ({ ClusterName }) => [ClusterName],
      ClusterStatus: ({ ClusterStatus }) => [ClusterStatus],
    },
  }),
  asked('DescribeClusterEndpoints', {
    parameters: { ClusterId: 'text' },
    required: ['ClusterId'],
    answer({ here, params }) {
      const id = textOf(params, 'ClusterId');
      const found = here.clusters.find(({ ClusterId }) => ClusterId === id);
      if (found === undefined) throw refusal('ResourceNotFound.ClusterNotFound', `No cluster '${id}'.`);
      return { ...found.endpoints, CertificationAuthority: '', ClusterExternalACL: null };
    },
  }),
];
