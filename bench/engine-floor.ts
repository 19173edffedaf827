// What the engine costs over the least that its work could: the same on a fast machine and on a slow one.
import { outputOf } from './child.ts';
import type { Both } from './engine-floor-cycle.ts';
import type { Figure, Options } from './figure.ts';

const RECORDS = 50_000;
const QUICK_RECORDS = 20_000;

export async function engineFloor({ quick, say }: Options): Promise<readonly Figure[]> {
  const rounds = quick ? 3 : 7;
  const records = quick ? QUICK_RECORDS : RECORDS;
  const { engine, floor } = await outputOf<Both>('engine-floor-cycle', [String(records), String(rounds)]);
  say(`engine-floor: ${engine.toFixed(0)} ms for ${records} records, the floor takes ${floor.toFixed(0)} ms`);
  return [{ id: 'engine.over-floor', value: engine / floor }];
}
