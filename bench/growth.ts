// What the engine takes for ten thousand, a hundred thousand and a million records.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { outputOf } from './child.ts';
import type { Figure, Options } from './figure.ts';
import type { Grown } from './growth-cycle.ts';

/** As many regions as an account of that size has. */
const SIZES = [
  { name: '10k', regions: 1, perRegion: 10_000 },
  { name: '100k', regions: 4, perRegion: 25_000 },
  { name: '1m', regions: 20, perRegion: 50_000 },
] as const;
// In this order: what is listed last is what was stored.
const CYCLES = ['first', 'same', 'changed'] as const;

export async function growth({ quick, say }: Options): Promise<readonly Figure[]> {
  if (quick) return []; // minutes, and nothing smaller tells
  const figures: Figure[] = [];
  const perRecord = new Map<string, number>();
  for (const { name, regions, perRegion } of SIZES) {
    const records = regions * perRegion;
    const folder = await mkdtemp(path.join(tmpdir(), 'cloud-tag-sync-bench-'));
    try {
      for (const cycle of CYCLES) {
        const args = [folder, String(regions), String(perRegion), cycle];
        const { ms, changed, peakBytes } = await outputOf<Grown>('growth-cycle', args);
        const expected = { first: records, same: 0, changed: records / 100 }[cycle];
        if (changed !== expected) throw new Error(`${cycle} of ${name}: ${changed} changes, not ${expected}`);
        perRecord.set(`${cycle} ${name}`, ms / records);
        const id = `growth.${name}.${cycle}`;
        figures.push(
          { id: `${id}.rate`, value: (records / ms) * 1000 },
          { id: `${id}.memory`, value: Math.ceil(peakBytes / 2 ** 20) },
        );
        say(`${id}: ${Math.round((records / ms) * 1000)} records/s, ${Math.ceil(peakBytes / 2 ** 20)} MB`);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  for (const cycle of CYCLES) {
    const of = (name: (typeof SIZES)[number]['name']): number =>
      perRecord.get(`${cycle} ${name}`) ?? Number.NaN;
    figures.push({ id: `growth.${cycle}`, value: Math.max(of('1m') / of('100k'), of('100k') / of('10k')) });
  }
  return figures;
}
