// Measures one group after the other, as it is told: a process beside others, each with a memory of its own.
import type { Figure } from './figure.ts';
import { GROUPS } from './groups.ts';

export interface Wanted {
  readonly group: string;
  readonly quick: boolean;
  readonly gate: boolean;
  readonly cloud?: string;
}

/** What it says: `ready` to be told the first, then of each group what is done, and at last what came of it. */
export type Told =
  | { readonly ready: true }
  | { readonly said: string }
  | { readonly figures: readonly Figure[] };

const tell = (told: Told): void => void process.send?.(told);

const say = (said: string): void => tell({ said });

process.on('message', ({ group, ...options }: Wanted) => {
  const load = GROUPS[group];
  if (load === undefined) throw new Error(`no group is called ${group}`);
  // A group that fails ends the process, and whoever waits for it hears of that.
  void load()
    .then(async (measure) => measure({ ...options, say }))
    .then((figures) => tell({ figures }));
});
process.on('disconnect', () => process.exit(0));
tell({ ready: true });
