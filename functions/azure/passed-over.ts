import { partsOf } from '../../shared/model/ref.ts';

/** What a list had and the configuration did not want: rows by their ids, places by their names; each with its region. */
export type PassedOver = ReadonlyMap<string, string>;

/** Is the record of one of them, or of a part of one? The first part of its native id begins with that of the row. */
export function isOf(passedOver: PassedOver, ref: string): boolean {
  if (passedOver.size === 0) return false;
  const [, , id = ''] = partsOf(ref);
  for (let end = id.length; end > 0; end = id.lastIndexOf('/', end - 1))
    if (passedOver.has(id.slice(0, end))) return true;
  return false;
}
