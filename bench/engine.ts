// What the engine takes from mapped records to outcome, in an unchanged cycle.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { outputOf } from './child.ts';
import type { Cycle } from './engine-cycle.ts';
import type { Figure, Options } from './figure.ts';

const SIZES = { regions: 20, perRegion: 50_000 };
const QUICK = { regions: 2, perRegion: 20_000 };

export async function engine({ quick, say }: Options): Promise<readonly Figure[]> {
  const { regions, perRegion } = quick ? QUICK : SIZES;
  // The machine may have other work: the best round is the one that had least of it.
  const rounds = quick ? 1 : 3;
  const folder = await mkdtemp(path.join(tmpdir(), 'cloud-tag-sync-bench-'));
  try {
    const cycle = async (): Promise<Cycle> =>
      outputOf<Cycle>('engine-cycle', [folder, String(regions), String(perRegion)]);
    say(`engine: first commit of ${regions} scopes with ${perRegion} records each`);
    const first = await cycle();
    say(`engine: it took ${megabytes(first.peakBytes)} MB at most`);
    const cycles: Cycle[] = [];
    for (let n = 1; n <= rounds; n++) {
      const one = await cycle();
      say(`engine: round ${n}, ${one.perSecond} records/s, ${megabytes(one.peakBytes)} MB`);
      cycles.push(one);
    }
    const worst = (of: (one: Cycle) => number): number => Math.max(...cycles.map(of));
    return [
      { id: 'engine.records', value: first.records },
      { id: 'engine.rate', value: Math.max(...cycles.map(({ perSecond }) => perSecond)) },
      { id: 'engine.unchanged', value: Math.min(...cycles.map(shareUnchanged)) },
      { id: 'engine.written', value: worst(({ written }) => written) },
      { id: 'engine.events', value: worst(({ events }) => events) },
      { id: 'engine.memory', value: megabytes(worst(({ peakBytes }) => peakBytes)) },
      { id: 'engine.first-memory', value: megabytes(first.peakBytes) },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function shareUnchanged({ outcomes }: Cycle): number {
  const all = Object.values(outcomes).reduce((sum, n) => sum + n, 0);
  return ((outcomes['unchanged'] ?? 0) / all) * 100;
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20);
