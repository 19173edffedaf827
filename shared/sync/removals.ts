import { applyPatch } from '../log/patch.ts';
import { refOf } from '../model/line.ts';
import type { Lines } from '../model/lines.ts';
import { diff } from './diff.ts';
import type { Change } from './diff.ts';

export type Removal = Extract<Change, { after: undefined }>;

/** What stood and is not listed. */
export const removals = (before: Lines, after: Lines): Removal[] =>
  [...diff(before, after)].filter((change): change is Removal => change.after === undefined);

/** The list, and what it lacks as it stood. */
export const withAgain = (list: Lines, gone: readonly Removal[]): Lines =>
  applyPatch(
    list,
    gone.map(({ before }) => ({ before: undefined, after: before })),
  );

/** The list, and as it stood what the configuration no longer asks for although it is there: nobody said that it is gone. */
export function withUnasked(before: Lines, list: Lines, stands: (ref: string) => boolean): Lines {
  const unasked = removals(before, list).filter((change) => stands(refOf(change.before)));
  return unasked.length === 0 ? list : withAgain(list, unasked);
}
