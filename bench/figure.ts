/** One measured number, by the id of its bar. */
export interface Figure {
  readonly id: string;
  readonly value: number;
}

export interface Options {
  /** Smaller estates and fewer rounds: under a minute. */
  readonly quick: boolean;
  /** Beside the quick ones, what takes longer and no machine changes. */
  readonly gate: boolean;
  /** Of a group that is shared out by clouds, which; default: all. */
  readonly cloud?: string;
  /** What is being done, for a person who waits. */
  readonly say: (text: string) => void;
}

/** The figures of one subject; nothing in them is of an earlier run. */
export type Group = (options: Options) => Promise<readonly Figure[]>;
