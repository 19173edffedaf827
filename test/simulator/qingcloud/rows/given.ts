/** A row of which some fields have to be given; the others are as a new resource has them. */
export type Given<Row, Needed extends keyof Row> = Pick<Row, Needed> & Partial<Row>;

/** SDK type Tag: https://github.com/yunify/qingcloud-sdk-go/blob/master/service/types.go */
export interface Tag {
  readonly tag_id: string;
  readonly tag_key: string;
  readonly tag_name: string;
}

export const CREATED = '2024-03-05T07:09:11Z';

/** What hides from who does not ask for it. */
export function without<Row extends object>(
  row: Row,
  ...names: readonly (keyof Row & string)[]
): Partial<Row> {
  const hidden: readonly string[] = names;
  return Object.fromEntries(Object.entries(row).filter(([name]) => !hidden.includes(name))) as Partial<Row>;
}
