import type { Collector, Scope } from '../collect/collector.ts';
import { CloudError } from '../collect/errors.ts';
import { Collecting } from '../model/collecting.ts';
import type { Lines } from '../model/lines.ts';

/** One whole list of one source. */
export interface Listing {
  readonly lines: Lines;
  readonly pages: number;
  /** Records that came twice: under offset paging, a sign that items moved between pages. */
  readonly repeats: number;
}

export type OnPage = (page: {
  readonly source: string;
  readonly pages: number;
  readonly records: number;
}) => void;

/** Lists once. Nothing of a list that broke off is ever used: it throws. */
export async function observe<Api>(
  collector: Collector<Api>,
  api: Api,
  scope: Scope,
  onPage: OnPage,
): Promise<Listing> {
  const collecting = new Collecting();
  let pages = 0;
  for await (const page of collector.list(api, scope)) {
    pages++;
    for (const item of page) for (const record of collector.map(item, scope)) collecting.add(record);
    onPage({ source: collector.name, pages, records: collecting.size });
  }
  const { lines, repeats, conflicts } = collecting.finish();
  const [conflict] = conflicts;
  if (conflict !== undefined && collector.paging === 'token') {
    throw new CloudError('invalid', `${collector.name}: two different records for ${conflict}`);
  }
  return { lines, pages, repeats };
}

/**
 * The list to believe after two readings of an offset-paged one, if they prove
 * it. An item slips through a page boundary only when another one goes away
 * meanwhile, and then the next listing does not have that one any more; or,
 * where pages are read side by side, when another one comes, which then no
 * earlier list has. So a listing that repeated nothing, whose every item was
 * known before and is listed again after, missed nothing that lived through it,
 * and what the later one lacks is gone.
 */
export function proved(
  earlier: readonly Lines[],
  { lines, repeats }: Pick<Listing, 'lines' | 'repeats'>,
  later: Lines,
): Lines | undefined {
  const holds = repeats === 0 && isWithin(lines, [later]) && isWithin(lines, earlier);
  return holds ? later : undefined;
}

/** Is every ref of these lines in one of the others? */
function isWithin(lines: Lines, others: readonly Lines[]): boolean {
  const at = others.map(() => 0);
  for (let i = 0; i < lines.size; i++) {
    const ref = lines.ref(i);
    const isIn = others.some((other, n) => {
      let j = at[n] ?? 0;
      while (j < other.size && other.ref(j) < ref) j++;
      at[n] = j;
      return j < other.size && other.ref(j) === ref;
    });
    if (!isIn) return false;
  }
  return true;
}
