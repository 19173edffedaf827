/** Calls that one region cannot do without, from what its estate holds; what was called has no part in it. */
export interface Row {
  /** As the simulator records it: `service:operation`. */
  readonly call: string;
  /**
   * `reference`: a term of the published minimum for the kinds it lists. `new`: what further kinds and tags, and the
   * doubts of a first sync, add for the region as a whole. `each`: what a further kind, or what the minimum leaves out of one, adds per parent, where
   * the cloud has no other way to be asked.
   */
  readonly since: 'reference' | 'new' | 'each';
  /** The term, as the minimum writes it; ⌈n/page⌉ is at least one page. */
  readonly term: string;
  readonly calls: number;
  /** Of them in a row, each waiting for the answer before it. */
  readonly steps: number;
  /** The call whose answer these need. */
  readonly after: string | undefined;
}

type Since = Row['since'];

const pages = (items: number, page: number): number => Math.max(1, Math.ceil(items / page));

/** Each page tells where the next one begins. */
export function byToken(
  call: string,
  letter: string,
  items: number,
  page: number,
  since: Since = 'reference',
): Row {
  const calls = pages(items, page);
  return { call, since, term: `⌈${letter}/${page}⌉`, calls, steps: calls, after: undefined };
}

/** The first page has the total, all others go side by side. */
export function byNumber(
  call: string,
  letter: string,
  items: number,
  page: number,
  since: Since = 'reference',
): Row {
  const calls = pages(items, page);
  return { call, since, term: `⌈${letter}/${page}⌉`, calls, steps: Math.min(calls, 2), after: undefined };
}

/** Only an empty page ends the list: a short one may have more behind it. */
export function untilEmpty(
  call: string,
  letter: string,
  items: number,
  page: number,
  since: Since = 'reference',
): Row {
  const calls = items === 0 ? 1 : pages(items, page) + 1;
  return { call, since, term: `⌈${letter}/${page}⌉ + 1`, calls, steps: calls, after: undefined };
}

/** Calls about what another list told, all side by side. */
export function about(
  after: string,
  call: string,
  term: string,
  calls: number,
  since: Since = 'reference',
): Row {
  return { call, since, term, calls, steps: Math.min(calls, 1), after };
}

export const once = (call: string, since: Since = 'reference'): Row => ({
  call,
  since,
  term: '1',
  calls: 1,
  steps: 1,
  after: undefined,
});

export const sumOf = (rows: readonly Row[]): number => sumOver(rows, ({ calls }) => calls);

/** Calls in the longest chain in which each needs the answer before it. */
export function longestChain(rows: readonly Row[]): number {
  const before = stepsBefore(rows);
  return Math.max(0, ...rows.map(({ steps, after }) => (steps === 0 ? 0 : steps + before(after))));
}

/** Calls in a row until a list is whole; until that of `undefined`, none. */
export function stepsBefore(rows: readonly Row[]): (after: string | undefined) => number {
  const before = (name: string | undefined): number =>
    name === undefined ? 0 : Math.max(0, ...rows.filter(({ call }) => call === name).map(chainOf));
  const chainOf = ({ steps, after }: Row): number => (steps === 0 ? 0 : steps + before(after));
  return before;
}

export const sumOver = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);
