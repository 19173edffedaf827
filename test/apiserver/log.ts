import type { Scope } from '../../shared/collect/collector.ts';
import { readHead } from '../../shared/log/head.ts';
import { readState } from '../../shared/log/read.ts';
import type { ObjectStore } from '../../shared/store/store.ts';

/** Every line of the log's head but the cluster's own, in order. */
export async function linesOfHead(store: ObjectStore, scope: Scope): Promise<readonly string[]> {
  const head = await readHead(store, scope);
  const lines: string[] = [];
  for (const source of Object.keys(head?.sources ?? {})) {
    if (head === undefined || source === 'cluster') continue;
    for (const line of await readState(store, scope, head, source)) lines.push(Buffer.from(line).toString());
  }
  return lines.toSorted();
}
