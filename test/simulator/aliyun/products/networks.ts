/**
 * Cbn 2017-09-12 (by number up to 50; attachments of VPCs by token, no maximum documented: 100 here), CS
 * 2015-12-15 in the ROA style (by number, total in `page_info.total_count`, no maximum documented: 100 here) and
 * Tag 2018-08-28 (1 to 50 ARNs, or tags).
 *
 * Attachments are asked for by transit router, by CEN with region, or by region
 * (https://help.aliyun.com/zh/cen/developer-reference/api-cbn-2017-09-12-listtransitroutervpcattachments); routers
 * by CEN, or by region (https://www.alibabacloud.com/help/doc-detail/261219.htm, and no parameter of
 * ListTransitRoutersRequest is marked as required). Sources of the rows: `../rows/networks.ts`; of
 * parameters and sizes: alibabacloud-typescript-sdk, cbn-20170912, cs-20151215, tag-20180828, src/models/*Request.ts.
 */
import { without } from '../rows/without.ts';
import type { RegionEstate } from '../estate.ts';
import { type Context, type Params, productOf, valuesOf } from '../operation.ts';
import { type Numbered, byNumber, byToken, byTokenOnly, specOf } from '../paging.ts';
import { invalid, refusal } from '../refusals.ts';
import type { Cen, ChildInstance, Cluster, TransitRouter, VpcAttachment } from '../rows/networks.ts';
import type { Tag } from '../rows/tags.ts';
import { tagRows } from './tags.ts';

const cbn = productOf('cbn', 'cen');
const cs = productOf('cs', 'cs');
const tag = productOf('tag', 'tag');
const TAGS = ['Tag.#.Key', 'Tag.#.Value'];

export const CBN = [
  cbn.list<Cen>({
    name: 'DescribeCens',
    documented: ['Filter.#.Key', 'Filter.#.Value.#', ...TAGS],
    paging: specOf(byNumber(50)),
    rows: ({ account }) => account.cens,
    put: (rows) => ({ Cens: { Cen: rows.map((row) => without(row, 'children')) } }),
  }),
  cbn.list<ChildInstance>({
    name: 'DescribeCenAttachedChildInstances',
    required: ['CenId'],
    paging: specOf(byNumber(50)),
    filters: {
      ChildInstanceRegionId: ({ ChildInstanceRegionId }, value) => ChildInstanceRegionId === value,
      ChildInstanceType: ({ ChildInstanceType }, value) => ChildInstanceType === value,
    },
    rows({ account, params }) {
      const id = params.get('CenId');
      const found = account.cens.find(({ CenId }) => CenId === id);
      if (found !== undefined) return found.children;
      const message = 'The specified CEN instance does not exist.';
      throw refusal({ status: 404, code: 'ParameterCenInstanceId', message }, 'cbn');
    },
    put: (ChildInstance) => ({ ChildInstances: { ChildInstance } }),
  }),
  cbn.list<TransitRouter>({
    name: 'ListTransitRouters',
    documented: ['FeatureFilter.#.Key', 'FeatureFilter.#.Value.#', 'TransitRouterName', ...TAGS],
    paging: specOf(byNumber(50)),
    filters: {
      CenId: ({ CenId }, value) => CenId === value,
      RegionId: ({ RegionId }, value) => RegionId === value,
      Status: ({ Status }, value) => Status === value,
      TransitRouterId: ({ TransitRouterId }, value) => TransitRouterId === value,
      Type: ({ Type }, value) => Type === value,
    },
    rows({ account, params }) {
      oneOf(params, ['CenId', 'RegionId', 'TransitRouterId']);
      return account.transitRouters;
    },
    put: (TransitRouters) => ({ TransitRouters }),
  }),
  cbn.list<VpcAttachment>({
    name: 'ListTransitRouterVpcAttachments',
    documented: ['OrderType', 'Status', ...TAGS],
    paging: specOf(undefined, byToken(100)),
    filters: {
      CenId: ({ CenId }, value) => CenId === value,
      RegionId: ({ VpcRegionId }, value) => VpcRegionId === value,
      TransitRouterAttachmentId: ({ TransitRouterAttachmentId }, value) =>
        TransitRouterAttachmentId === value,
      TransitRouterId: ({ TransitRouterId }, value) => TransitRouterId === value,
      VpcId: ({ VpcId }, value) => VpcId === value,
    },
    rows({ account, params }) {
      const ways = ['TransitRouterId', 'RegionId', 'CenId', 'TransitRouterAttachmentId', 'VpcId'];
      if (!ways.some((name) => params.has(name))) {
        throw refusal(
          { status: 400, code: 'IncorrectParameter', message: 'Neither router nor region.' },
          'cbn',
        );
      }
      return account.vpcAttachments;
    },
    put: (TransitRouterAttachments) => ({ TransitRouterAttachments }),
  }),
  tagRows(cbn.list, {
    ids: 20,
    paging: specOf(undefined, byTokenOnly('PageSize', 50, 10)),
    types: {
      cen: ({ account }) => account.cens.map(({ CenId, Tags }) => [CenId, Tags.Tag]),
      TransitRouter: ({ account }) =>
        account.transitRouters.map(({ TransitRouterId, Tags }) => [TransitRouterId, Tags]),
    },
  }),
];

function oneOf(params: Params, names: readonly string[]): void {
  if (names.some((name) => params.has(name))) return;
  const message = `One of ${names.join(', ')} has to be specified.`;
  throw refusal({ status: 400, code: 'MissingParameter', message }, 'cbn');
}

const snakeNumber: Numbered = {
  ...byNumber(100),
  number: 'page_number',
  size: 'page_size',
  fields: (page_number, page_size, _, total_count) => ({
    page_info: { page_number, page_size, total_count },
  }),
};

export const CS = [
  cs.list<Cluster>({
    name: 'DescribeClustersV1',
    path: /^\/api\/v1\/clusters$/,
    documented: ['cluster_spec', 'profile', 'name'],
    paging: specOf(snakeNumber),
    filters: {
      cluster_id: ({ cluster_id }, value) => cluster_id === value,
      cluster_type: ({ cluster_type }, value) => cluster_type === value,
      region_id: ({ region_id }, value) => region_id === value,
    },
    rows: ({ account }) => account.clusters,
    put: (clusters) => ({ clusters }),
  }),
];

export const TAG = [
  tag.list<{ readonly ResourceARN: string; readonly Tags: readonly Tag[] }>({
    name: 'ListTagResources',
    required: ['RegionId'],
    known: ['ResourceARN.#', 'Category'],
    documented: ['Tags'],
    paging: specOf(undefined, byTokenOnly('PageSize', 1000, 50)),
    rows(context) {
      const arns = valuesOf(context.params, 'ResourceARN.#');
      if (arns.length > 50) throw refusal(invalid('ResourceARN.N', `${arns.length} of 50`), 'tag');
      const all = taggedIn(context);
      return arns.flatMap((ResourceARN) => {
        const tags = all.get(ResourceARN.slice(ResourceARN.lastIndexOf(':') + 1)) ?? [];
        return tags.length === 0 ? [] : [{ ResourceARN, Tags: tags }];
      });
    },
    put: (rows) => ({
      TagResources: rows.map(({ ResourceARN, Tags }) => ({
        ResourceARN,
        Tags: Tags.map((one) => ({ ...one, Category: 'Custom' })),
      })),
    }),
  }),
];

/** By `type/id`, as the end of an ARN has it. */
function taggedIn({ here }: Context): ReadonlyMap<string, readonly Tag[]> {
  const { vpcs, vSwitches, dbInstances, polarClusters, kvInstances }: RegionEstate = here;
  return new Map([
    ...vpcs.map(({ VpcId, Tags }) => [`vpc/${VpcId}`, Tags.Tag] as const),
    ...vSwitches.map(({ VSwitchId, Tags }) => [`vswitch/${VSwitchId}`, Tags.Tag] as const),
    ...dbInstances.map(({ DBInstanceId, tags }) => [`dbinstance/${DBInstanceId}`, tags] as const),
    ...polarClusters.map(({ DBClusterId, Tags }) => [`dbcluster/${DBClusterId}`, Tags.Tag] as const),
    ...kvInstances.map(({ InstanceId, Tags }) => [`instance/${InstanceId}`, Tags.Tag] as const),
  ]);
}
