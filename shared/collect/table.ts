/**
 * A table that is asked by words of others. A plain object also knows the words that every object knows: a state called
 * `constructor` would be a function.
 */
export function table<T>(rows: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null), rows);
}
