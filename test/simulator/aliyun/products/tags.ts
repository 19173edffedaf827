/**
 * ListTagResources as single products have it: one row for each tag of each resource of one type. By ids, or by
 * tags; not by nothing where the product says so.
 * https://help.aliyun.com/zh/vpc/developer-reference/api-vpc-2016-04-28-listtagresources
 * https://help.aliyun.com/zh/rds/developer-reference/api-rds-2014-08-15-listtagresources
 */
import type { Context, Operation, productOf } from '../operation.ts';
import { valuesOf } from '../operation.ts';
import type { PageSpec } from '../paging.ts';
import { type ProductName, invalid, refusal } from '../refusals.ts';
import type { Tag } from '../rows/tags.ts';

type List = ReturnType<typeof productOf>['list'];
export type Tagged = readonly (readonly [id: string, tags: readonly Tag[]])[];

export interface TagSpec {
  /** Resource ids of one request at most. */
  readonly ids: number;
  readonly paging: PageSpec;
  readonly types: Readonly<Record<string, (context: Context) => Tagged>>;
  /** Neither ids nor tags is an error. */
  readonly strict?: ProductName;
  /** ALB and NLB: the list without a name around it, and no region to name. */
  readonly bare?: true;
}

interface TagRow {
  readonly ResourceId: string;
  readonly ResourceType: string;
  readonly TagKey: string;
  readonly TagValue: string;
}

export function tagRows(list: List, { ids, paging, types, strict, bare }: TagSpec): Operation {
  return list<TagRow>({
    name: 'ListTagResources',
    required: bare === true ? ['ResourceType'] : ['RegionId', 'ResourceType'],
    known: bare === true ? ['RegionId'] : [],
    paging,
    filters: {
      'ResourceId.#': ({ ResourceId }, value) => ResourceId === value,
      'Tag.#.Key': ({ TagKey }, value) => TagKey === value,
    },
    documented: ['Tag.#.Value'],
    rows(context) {
      const type = context.params.get('ResourceType') ?? '';
      const tagged = types[type];
      if (tagged === undefined) throw refusal(invalid('ResourceType', type));
      const asked = valuesOf(context.params, 'ResourceId.#');
      if (asked.length > ids) throw refusal(invalid('ResourceId.N', `${asked.length} of ${ids}`));
      const keys = valuesOf(context.params, 'Tag.#.Key');
      if (strict !== undefined && asked.length + keys.length === 0) {
        const message = 'You must specify ResourceId.N or Tags.';
        throw refusal({ status: 400, code: 'MissingParameter.TagOrResourceId', message }, strict);
      }
      return tagged(context).flatMap(([ResourceId, tags]) =>
        tags.map(({ Key, Value }) => ({ ResourceId, ResourceType: type, TagKey: Key, TagValue: Value })),
      );
    },
    put: (rows) => ({ TagResources: bare === true ? rows : { TagResource: rows } }),
  });
}
