/**
 * A row of the table of what a cloud tells by itself: which events mean that
 * which collectors have something new to list. In the words of EventBridge:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
export interface EventRow {
  /** The event's `source`. */
  readonly from: string;
  /** Its `detail-type`: one of these. */
  readonly types: readonly string[];
  /** Fields of its `detail`, each with the values that count. A rule of the bus filters by them. */
  readonly detail: Readonly<Record<string, readonly string[]>>;
  /** What the ARN of the resource says it is, such as `instance`; `undefined`: whatever it is. */
  readonly resource: string | undefined;
  /** Collectors, by name. */
  readonly sources: readonly string[];
  /** Where the vendor describes the event. */
  readonly documented: string;
}

/** As a rule of the bus has it: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
export interface EventPattern {
  readonly source: readonly string[];
  readonly 'detail-type': readonly string[];
  readonly detail: Readonly<Record<string, readonly string[]>>;
}

/**
 * One pattern for all rows of the same source and types. It lets through what
 * any of them wants, and may let through more: the rows decide.
 */
export function patternsOf(rows: readonly EventRow[]): readonly EventPattern[] {
  const groups = new Map<string, EventRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.from, row.types, Object.keys(row.detail)]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const values = (field: string): readonly string[] => [
      ...new Set(group.flatMap(({ detail }) => detail[field] ?? [])),
    ];
    const detail = Object.fromEntries(Object.keys(first.detail).map((field) => [field, values(field)]));
    return [{ source: [first.from], 'detail-type': first.types, detail }];
  });
}
