import type { LeasePorts } from '../../../shared/log/lease.ts';
import { openSeries, standing } from '../../../shared/log/series.ts';
import { encodePart } from '../../../shared/model/ref.ts';
import { pushedOf, textOf } from './pushed.ts';
import type { Pushed } from './pushed.ts';
import type { Rival } from './rival.ts';

type Store = LeasePorts['store'];

/** What was pushed of one cluster: written by the holder of its lease, and never over what was written before. */
export interface PushRecord {
  /** `undefined`: nothing, or it cannot be read. */
  readonly last: Pushed | undefined;
  /** As `Series`. */
  write(next: Pushed): Promise<void>;
}

const PREFIX = 'pushes/';

export async function openRecord(
  cluster: string,
  ports: Pick<LeasePorts, 'store' | 'clock'>,
): Promise<PushRecord> {
  const series = await openSeries(`${PREFIX}${encodePart(cluster)}/`, ports);
  let last = series.last && pushedOf(series.last);
  return {
    get last() {
      return last;
    },
    async write(next) {
      await series.add(Buffer.from(textOf(next)));
      last = next;
    },
  };
}

/** Other senders that were found to push, from the store alone. */
export async function rivalsIn(
  store: Store,
): Promise<readonly (Rival & { readonly cluster: string; readonly server: string })[]> {
  return [...(await standing(store, PREFIX))].flatMap(([name, body]) =>
    Object.entries(pushedOf(body)?.servers ?? {}).flatMap(([server, { rival }]) =>
      rival === undefined ? [] : [{ cluster: decodeURIComponent(name), server, ...rival }],
    ),
  );
}
