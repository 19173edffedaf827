/** Views of an estate's arrays that are made once per array (arrays are replaced, never changed). */

const indexes = new WeakMap<readonly unknown[], Map<string, Map<string, readonly unknown[]>>>();

/** The rows whose `field` has this value, in order. `name` names the field in the memory. */
export function rowsBy<Row>(
  rows: readonly Row[],
  name: string,
  field: (row: Row) => string | undefined,
  value: string,
): readonly Row[] {
  let byName = indexes.get(rows);
  if (byName === undefined) indexes.set(rows, (byName = new Map()));
  let index = byName.get(name);
  if (index === undefined) {
    const groups = new Map<string, Row[]>();
    for (const row of rows) {
      const key = field(row);
      if (key === undefined) continue;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [row]);
      else group.push(row);
    }
    index = groups;
    byName.set(name, index);
  }
  return (index.get(value) ?? NONE) as readonly Row[];
}

const NONE: readonly never[] = [];

export function without<Row extends object, K extends keyof Row>(row: Row, name: K): Omit<Row, K> {
  const copy: Partial<Row> = { ...row };
  delete copy[name];
  return copy as Omit<Row, K>;
}
