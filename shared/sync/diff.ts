import type { Line } from '../model/line.ts';
import type { Lines } from '../model/lines.ts';
import type { Counts } from '../notify/event.ts';

/** One record before and after; `undefined` where it is not. */
export type Change =
  | { readonly before: Line; readonly after: undefined }
  | { readonly before: undefined; readonly after: Line }
  | { readonly before: Line; readonly after: Line };

/** Merges two states. Applying what it yields to `before` gives `after`. */
export function* diff(before: Lines, after: Lines): Generator<Change, void, undefined> {
  let i = 0;
  let j = 0;
  while (i < before.size && j < after.size) {
    const a = before.line(i);
    const b = after.line(j);
    const equal = Buffer.compare(a, b) === 0;
    const [x, y] = equal ? ['', ''] : [before.ref(i), after.ref(j)];
    if (x < y) yield { before: a, after: undefined };
    else if (x > y) yield { before: undefined, after: b };
    else if (!equal) yield { before: a, after: b };
    if (x <= y) i++;
    if (x >= y) j++;
  }
  for (; i < before.size; i++) yield { before: before.line(i), after: undefined };
  for (; j < after.size; j++) yield { before: undefined, after: after.line(j) };
}

export function countsOf(changes: Iterable<Change>): Counts {
  const counts = { added: 0, changed: 0, removed: 0 };
  for (const { before, after } of changes) {
    if (before === undefined) counts.added++;
    else if (after === undefined) counts.removed++;
    else counts.changed++;
  }
  return counts;
}
