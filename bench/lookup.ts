// What the index of every address takes in memory, how fast it answers, and what a commit costs it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { outputOf } from './child.ts';
import type { Figure, Options } from './figure.ts';
import type { Measured } from './lookup-index.ts';

const SIZES = { regions: 41, perRegion: 50_000, lookups: 200_000 };
const QUICK = { regions: 2, perRegion: 10_000, lookups: 20_000 };

export async function lookup({ quick, say }: Options): Promise<readonly Figure[]> {
  const { regions, perRegion, lookups } = quick ? QUICK : SIZES;
  const folder = await mkdtemp(path.join(tmpdir(), 'cloud-tag-sync-bench-'));
  try {
    say(`lookup: the log of ${regions} regions with ${perRegion} records each`);
    await outputOf('lookup-log', [folder, String(regions), String(perRegion)]);
    say('lookup: reading it into an index');
    const measured = await outputOf<Measured>('lookup-index', [folder, String(lookups)]);
    say(`lookup: ${measured.perSecond} lookups/s, ${Math.round(measured.bytes / 2 ** 20)} MB`);
    return [
      { id: 'lookup.addresses', value: measured.addresses },
      { id: 'lookup.memory', value: Math.ceil(measured.bytes / 2 ** 20) },
      { id: 'lookup.rate', value: measured.perSecond },
      { id: 'lookup.named-rate', value: measured.namedPerSecond },
      { id: 'lookup.read-rate', value: measured.readPerSecond },
      { id: 'lookup.labels', value: measured.labels },
      { id: 'lookup.open', value: measured.openMs / 1000 },
      { id: 'lookup.open-cpu', value: measured.openCpuMs / 1000 },
      { id: 'lookup.update', value: measured.updateRatio },
      { id: 'lookup.update-cost', value: measured.updateCost },
      { id: 'lookup.update-time', value: measured.updateMs },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
