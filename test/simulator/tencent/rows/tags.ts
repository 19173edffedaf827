/**
 * Tags, in the two spellings that Tencent Cloud's products have for them.
 * https://cloud.tencent.com/document/api/215/15778 (DescribeVpcs, `TagSet`: `Key`)
 * https://cloud.tencent.com/document/api/214/30685 (DescribeLoadBalancers, `Tags`: `TagKey`)
 * Names: tencentcloud-sdk-nodejs 4.1.313, `Tag` of vpc_models, `TagInfo` of clb_models.
 */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface TagInfo {
  readonly TagKey: string;
  readonly TagValue: string;
}

/** A row of which some fields have to be given; the others are as a new resource has them. */
export type Given<Row, Needed extends keyof Row> = Pick<Row, Needed> & Partial<Row>;

export const tagList = (tags: readonly TagInfo[]): Tag[] =>
  tags.map(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue }));

export const pairsOf = (tags: readonly Tag[] | null): [string, string][] =>
  (tags ?? []).map(({ Key, Value }) => [Key, Value]);

export const infoPairs = (tags: readonly TagInfo[] | null): [string, string][] =>
  (tags ?? []).map(({ TagKey, TagValue }) => [TagKey, TagValue]);
