/** What a maker of rows has to be told, and what it has defaults for. */
export type Given<Row, Needed extends keyof Row> = Pick<Row, Needed> & Partial<Row>;

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** The enterprise project that everything belongs to unless somebody says otherwise. */
export const DEFAULT_EPS = '0';

export const CREATED = '2024-03-05T07:09:11Z';
