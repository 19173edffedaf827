/** A row as one list has it, without what only another list tells. */
export function without<Row extends object, K extends keyof Row>(
  row: Row,
  ...names: readonly K[]
): Omit<Row, K> {
  const copy: Partial<Row> = { ...row };
  for (const name of names) delete copy[name];
  return copy as Omit<Row, K>;
}
