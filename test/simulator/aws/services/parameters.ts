/** Checks that several services share. */
import type { AwsFailure } from '../errors.ts';

export type Input = Readonly<Record<string, unknown>>;

/** The API documents these parameters, this simulator does not act on them: a test must not believe it did. */
export function refuseUnsimulated(input: Input, names: readonly string[]): void {
  const used = names.filter((name) => input[name] !== undefined);
  if (used.length > 0) throw new Error(`${used.join(', ')}: documented by AWS, not simulated`);
}

export function textOf(input: Input, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
}

export function listOf(input: Input, name: string): readonly string[] | undefined {
  const value = input[name];
  return Array.isArray(value) ? value.map(String) : undefined;
}

/** The rows with these ids, in the order of the ids; all rows where none are named. */
export function only<Row>(
  rows: readonly Row[],
  id: (row: Row) => string | undefined,
  ids: readonly string[] | undefined,
  notFound: (id: string) => AwsFailure,
): readonly Row[] {
  if (ids === undefined) return rows;
  if (ids.length === 1) {
    const [wanted = ''] = ids;
    const row = rows.find((one) => id(one) === wanted);
    if (row === undefined) throw notFound(wanted);
    return [row];
  }
  const known = new Map(rows.map((row) => [id(row), row]));
  return ids.map((wanted) => {
    const row = known.get(wanted);
    if (row === undefined) throw notFound(wanted);
    return row;
  });
}
