/** What the process holds after a cycle, once garbage is collected. */
export interface Sample {
  readonly cycle: number;
  /** The heap but for code, and what is outside of it for it, in bytes. */
  readonly bytes: number;
  /** What is open, by kind: sockets, timers, descriptors. */
  readonly handles: Readonly<Record<string, number>>;
}

export interface Verdict {
  readonly what: string;
  readonly early: number;
  readonly late: number;
  /** What `late` may be. */
  readonly most: number;
  readonly isFlat: boolean;
}

/** The medians of two stretches of equal length: one when caches and pools are full, and the last one. */
export function judge(samples: readonly Sample[], bounds: Bounds): readonly Verdict[] {
  const cycles = samples.at(-1)?.cycle ?? 0;
  const between = (from: number, to: number): readonly Sample[] =>
    samples.filter(({ cycle }) => cycle > cycles * from && cycle <= cycles * to);
  const early = between(0.15, 0.3);
  const late = between(0.85, 1);
  const verdict = (what: string, of: (sample: Sample) => number, share: number, more: number): Verdict => {
    const [before, after] = [medianOf(early.map(of)), medianOf(late.map(of))];
    const most = before * (1 + share) + more;
    return { what, early: before, late: after, most, isFlat: after <= most };
  };
  const kinds = [...new Set(samples.flatMap(({ handles }) => Object.keys(handles)))].toSorted();
  return [
    verdict('bytes', ({ bytes }) => bytes, bounds.share, 0),
    ...kinds.map((kind) => verdict(kind, ({ handles }) => handles[kind] ?? 0, 0, bounds.handles)),
  ];
}

export interface Bounds {
  /** Of what was held early: so much more may be held late. */
  readonly share: number;
  /** So many more of one kind may be open. */
  readonly handles: number;
}

export function medianOf(numbers: readonly number[]): number {
  const ordered = numbers.toSorted((a, b) => a - b);
  const middle = ordered[Math.floor(ordered.length / 2)];
  if (middle === undefined) throw new Error('there is no sample to judge: run more cycles');
  return middle;
}
