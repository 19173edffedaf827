/**
 * The two spellings of a tag: ECS, NAT gateways and CLB say `TagKey`, the others `Key`.
 * https://help.aliyun.com/zh/ecs/developer-reference/api-ecs-2014-05-26-describeinstances (`Tags.Tag[].TagKey`)
 * https://help.aliyun.com/zh/vpc/developer-reference/api-vpc-2016-04-28-describevpcs (`Tags.Tag[].Key`)
 * All others: alibabacloud-typescript-sdk, src/models of each product, `…Tags*`.
 */
export type Tags = Readonly<Record<string, string>>;

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface TagPair {
  readonly TagKey: string;
  readonly TagValue: string;
}

export const tagList = (tags: Tags): readonly Tag[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

export const tagPairs = (tags: Tags): readonly TagPair[] =>
  Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));

/** A row with the fields that its maker fills in left out, or given. */
export type Given<Row, Named extends keyof Row> = Pick<Row, Named> & Partial<Row>;
