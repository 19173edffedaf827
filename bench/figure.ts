/** One measured number, by the id of its bar. */
export interface Figure {
  readonly id: string;
  readonly value: number;
}

export interface Options {
  /** Smaller estates and fewer rounds: under a minute. */
  readonly quick: boolean;
  /** What is being done, for a person who waits. */
  readonly say: (text: string) => void;
}

/** The figures of one subject; nothing in them is of an earlier run. */
export type Group = (options: Options) => Promise<readonly Figure[]>;
