/**
 * Tag 2018-08-13. Parameters and limits: tencentcloud-sdk-nodejs 4.1.313, tag_models.d.ts. The largest `Limit` of
 * DescribeResourceTagsByResourceIds is not documented there.
 * https://cloud.tencent.com/document/api/651/72275 (GetResources), …/651/40733
 */
import { createHash } from 'node:crypto';
import { productOf } from '../operation.ts';
import { paging } from '../paging.ts';
import { textOf, textsOf } from '../parameters.ts';
import { tooMany } from '../refusals.ts';
import { taggedOf } from '../tagged.ts';

const { list } = productOf('tag', '2018-08-13');
const tokens = paging(undefined, { token: 'PaginationToken', size: 'MaxResults', max: 200, usual: 50 });
const pages = paging({ max: 100, usual: 15, unit: 'multiple' });

interface TagFilter {
  readonly TagKey: string;
  readonly TagValue?: readonly string[];
}

export const tag = [
  list({
    name: 'GetResources',
    rows: ({ account, params }) => {
      const filters = (params['TagFilters'] as readonly TagFilter[] | undefined) ?? [];
      return taggedOf(account).filter(({ tags }) =>
        filters.every(({ TagKey, TagValue }) =>
          tags.some(([key, value]) => key === TagKey && (TagValue === undefined || TagValue.includes(value))),
        ),
      );
    },
    put: (rows, { account }) => ({
      ResourceTagMappingList: rows.map(({ service, region, prefix, id, tags }) => ({
        Resource: `qcs::${service}:${region}:uin/${account.id}:${prefix}/${id}`,
        Tags: tags.map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
      })),
    }),
    region: 'none',
    paging: tokens,
    parameters: { ResourceList: 'texts', TagFilters: 'objects', ...tokens.shapes },
    by: {
      ResourceList: ({ service, region, prefix, id }, { account }) => [
        `qcs::${service}:${region}:uin/${account.id}:${prefix}/${id}`,
      ],
    },
    read: ['TagFilters'],
  }),
  list({
    name: 'DescribeResourceTagsByResourceIds',
    rows: ({ account, params }) => {
      const ids = textsOf(params, 'ResourceIds');
      if (ids.length > 50) throw tooMany('tag', 'ResourceIds', 50);
      return taggedOf(account)
        .filter(
          ({ service, prefix, region, id }) =>
            service === textOf(params, 'ServiceType') &&
            prefix === textOf(params, 'ResourcePrefix') &&
            region === textOf(params, 'ResourceRegion') &&
            ids.includes(id),
        )
        .flatMap(({ service, id, tags }) =>
          tags.map(([TagKey, TagValue]) => ({
            TagKey,
            TagValue,
            ResourceId: id,
            TagKeyMd5: md5(TagKey),
            TagValueMd5: md5(TagValue),
            ServiceType: service,
          })),
        );
    },
    put: (Tags, { params }) => ({
      Tags,
      Offset: Number(params['Offset'] ?? 0),
      Limit: Number(params['Limit'] ?? 15),
    }),
    region: 'none',
    paging: pages,
    parameters: {
      ServiceType: 'text',
      ResourcePrefix: 'text',
      ResourceIds: 'texts',
      ResourceRegion: 'text',
      Category: 'text',
      ...pages.shapes,
    },
    // The last one is empty for what belongs to no region.
    required: ['ServiceType', 'ResourcePrefix', 'ResourceIds', 'ResourceRegion'],
    read: ['ServiceType', 'ResourcePrefix', 'ResourceIds', 'ResourceRegion'],
  }),
];

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
