/** Of what aliases stand for: more than any configuration has, and little enough to walk through. */
const MOST_VALUES = 100_000;
/** As deep as YAML is read without them: `maxDepth` of https://www.npmjs.com/package/js-yaml */
export const MOST_DEPTH = 100;

interface Extent {
  /** Each as often as it is named. */
  readonly values: number;
  readonly depth: number;
}
const ONE: Extent = { values: 1, depth: 0 };
const ENDLESS: Extent = { values: Infinity, depth: Infinity };

/**
 * A few lines of YAML whose aliases name each other are small until somebody walks through them: then they are
 * larger than any memory, or have no end. What is long because it was written so has no aliases to thank for it.
 */
export function isTooMuch(document: unknown): boolean {
  const known = new Map<object, Extent>();
  const { values, depth } = extentOf(document, known);
  let written = 0;
  for (const one of known.keys()) written += 1 + Object.values(one).length;
  return depth > MOST_DEPTH || values > Math.max(MOST_VALUES, written);
}

function extentOf(value: unknown, known: Map<object, Extent>): Extent {
  if (typeof value !== 'object' || value === null) return ONE;
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, ENDLESS); // who meets it again before it is known is inside of it
  const inside = Object.values(value).map((inner: unknown) => extentOf(inner, known));
  const extent = {
    values: inside.reduce((sum, { values }) => sum + values, 1),
    depth: inside.reduce((most, { depth }) => Math.max(most, depth), 0) + 1,
  };
  known.set(value, extent);
  return extent;
}
