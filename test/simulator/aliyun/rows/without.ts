/** A row as a list gives it: without what other calls of the API tell. */
export function without<Row extends object, Name extends keyof Row>(
  row: Row,
  ...names: readonly Name[]
): Omit<Row, Name> {
  const rest = { ...row };
  for (const name of names) delete rest[name];
  return rest;
}
