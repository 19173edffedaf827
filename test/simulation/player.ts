// A process of `npm run simulate`: plays the ranges of seeds that it is sent, one after the other.
import { HONEST } from './whole/parts.ts';
import { search } from './whole/search.ts';
import type { Played, Range } from './whole/dealer.ts';
import type { Tally } from './whole/stage.ts';

process.on('message', (range: Range) => void play(range));

async function play(range: Range): Promise<void> {
  const tally: Tally = new Map();
  const found = await search({ ...range, cycles: Infinity, parts: HONEST, tally });
  const played: Played = {
    range,
    tally: [...tally],
    broken: found && { seed: found.seed, law: String(found.error) },
  };
  process.send?.(played);
}
