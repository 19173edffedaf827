/** What a maker of rows has to be told, and what it has defaults for. */
export type Given<Row, Needed extends keyof Row> = Pick<Row, Needed> & Partial<Row>;

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** The enterprise project that everything belongs to unless somebody says otherwise. */
export const DEFAULT_EPS = '0';

export const CREATED = '2024-03-05T07:09:11Z';

/** A row as an API shows it that does not tell everything. */
export function without<Row extends object, Name extends keyof Row & string>(
  row: Row,
  ...names: readonly Name[]
): Omit<Row, Name> {
  const hidden: readonly string[] = names;
  return Object.fromEntries(Object.entries(row).filter(([name]) => !hidden.includes(name))) as Omit<
    Row,
    Name
  >;
}
