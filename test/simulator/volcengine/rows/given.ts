/** A row of which some fields have to be given; the others are as a new resource has them. */
export type Given<Row, Needed extends keyof Row> = Pick<Row, Needed> & Partial<Row>;

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export const CREATED = '2025-03-01T10:03:04+08:00';

/** A row as one list has it, without what only another action tells. */
export function without<Row extends object, K extends keyof Row>(
  row: Row,
  ...names: readonly K[]
): Omit<Row, K> {
  const copy: Partial<Row> = { ...row };
  for (const name of names) delete copy[name];
  return copy as Omit<Row, K>;
}
