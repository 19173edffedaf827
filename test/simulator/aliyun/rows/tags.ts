/** The two spellings of a tag: ECS, NAT gateways and CLB say `TagKey`, the others `Key`. */
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
