// What a cloud remembers of who was there when, by source and id. Instants count its changes.
export function createPresence() {
  let instant = 0;
  const absences = new Map<string, { from: number; to: number }[]>();
  const spansOf = (source: string, id: string): { from: number; to: number }[] => {
    const key = `${source}/${id}`;
    const spans = absences.get(key) ?? [{ from: 0, to: Infinity }];
    absences.set(key, spans);
    return spans;
  };
  return {
    now: () => instant,
    changed: () => void instant++,
    came(source: string, id: string): void {
      const last = spansOf(source, id).at(-1);
      if (last !== undefined) last.to = ++instant;
    },
    went: (source: string, id: string): void =>
      void spansOf(source, id).push({ from: ++instant, to: Infinity }),
    /** Was it away at some instant of the span? */
    wasAway: (source: string, id: string, from: number, to: number): boolean =>
      spansOf(source, id).some((span) => span.from <= to && span.to > from),
  };
}
export type Presence = ReturnType<typeof createPresence>;
