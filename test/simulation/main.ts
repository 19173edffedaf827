// The whole product under simulation, seed after seed: `npm run simulate -- --from 1 --count 50000`.
import { parseArgs } from 'node:util';
import { HONEST } from './whole/parts.ts';
import { judged, search, shortest } from './whole/search.ts';
import { told } from './whole/told.ts';

const EVERY_MS = 10_000;
/** Without a count of seeds: until there were so many runs of a scope and of the publisher. */
const CYCLES = 1_000_000;

const { values } = parseArgs({
  options: { from: { type: 'string', default: '1' }, count: { type: 'string' } },
});
const from = natural('--from', values.from);
const count = values.count === undefined ? undefined : natural('--count', values.count);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const tally = new Map<string, number>();
const began = performance.now();
let saidAt = began;
const found = await search({
  from,
  ...(count === undefined ? { cycles: CYCLES } : { cycles: Infinity, before: from + count }),
  parts: HONEST,
  tally,
  each(seed, cycles) {
    const now = performance.now();
    if (now - saidAt < EVERY_MS) return;
    saidAt = now;
    say(`seed ${seed}: ${cycles} cycles, ${Math.round((cycles / (now - began)) * 1000)} a second`);
  },
});
say([...tally].map(([what, times]) => `${what} ${times}`).join(', '));
if (found === undefined) say(`no law was broken in ${tally.get('cycle') ?? 0} cycles`);
else {
  say(`seed ${found.seed} breaks a law: ${String(found.error)}`);
  say('the shortest history that breaks one:');
  const steps = await shortest(found.seed, HONEST);
  say(told(steps));
  say((await judged(steps, HONEST)) ?? '');
  say(`again: npm run simulate -- --from ${found.seed} --count 1`);
  process.exitCode = 1;
}

function natural(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  process.stderr.write(`${name} ${text}: expected a whole number from 1 on\n`);
  return process.exit(2);
}
