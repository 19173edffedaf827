/**
 * One list for several readers, so that no call is made twice. A reader that
 * asks again gets a newer list: it lists again to see what has changed, and an
 * offset-paged list proves nothing by its own copy.
 * `reader` is the name of the collector that asks.
 */
export function sharedList<T>(make: () => Promise<T>): (reader: string) => Promise<T> {
  const made: Promise<T>[] = [];
  const asked = new Map<string, number>();
  return (reader) => {
    const n = asked.get(reader) ?? 0;
    asked.set(reader, n + 1);
    const list = made[n] ?? make();
    made[n] = list;
    return list;
  };
}
