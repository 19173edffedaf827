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
 * it. An item slips through a page boundary only when one listed before it goes
 * away meanwhile, and the next listing does not have that one any more. So a
 * listing that repeated nothing and whose every item is listed again missed
 * nothing that lived through it, and what the later one lacks is gone.
 */
export function proved(first: Listing, second: Listing): Lines | undefined {
  if (first.repeats > 0) return undefined;
  for (let i = 0, j = 0; i < first.lines.size; i++) {
    const ref = first.lines.ref(i);
    while (j < second.lines.size && second.lines.ref(j) < ref) j++;
    if (j === second.lines.size || second.lines.ref(j) !== ref) return undefined;
  }
  return second.lines;
}
