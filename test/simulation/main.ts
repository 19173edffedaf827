// `npm run simulate`: the whole product under simulation, seed after seed.
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { whileBundled } from './bundled.ts';
import { cloudOf } from './whole/clouds.ts';
import { createDealer } from './whole/dealer.ts';
import type { Played } from './whole/dealer.ts';
import { HONEST } from './whole/parts.ts';
import { asked, natural } from '../support/told-command.ts';
import { judged, shortest } from './whole/search.ts';
import { told } from './whole/told.ts';

const EVERY_MS = 10_000;
/** Without a count of seeds: until there were so many runs of a scope and of the publisher. */
const CYCLES = 1_000_000;
/** Seeds of a range at most: few enough to be told of progress, and of a broken law, soon. */
const RANGE = 5;

const HELP = `npm run simulate -- [options]

Plays histories of the whole product on simulated clouds, one per seed, with faults in them, and ends with 1 at the first
that breaks a law: it is printed as the shortest history that does.

  --from <seed>  the first seed; 1, if it is not given
  --count <n>    so many seeds; if it is not given, until a million runs of a scope and of the publisher (hours)
  --jobs <n>     processes side by side; as many as there are processors, if it is not given

  npm run simulate -- --from 1 --count 50000 --jobs 4
`;
const { values } = asked(HELP, {
  from: { type: 'string', default: '1' },
  count: { type: 'string' },
  jobs: { type: 'string', default: String(availableParallelism()) },
});
const from = natural(HELP, '--from', values.from);
const count = values.count === undefined ? Infinity : natural(HELP, '--count', values.count);
const jobs = natural(HELP, '--jobs', values.jobs);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const dealer = createDealer({
  from,
  before: from + count,
  cycles: count === Infinity ? CYCLES : Infinity,
  size: Math.min(RANGE, Math.ceil(count / jobs)),
});
const cycles = (): number => dealer.tally.get('cycle') ?? 0;
const began = performance.now();
let furthest = from;
const progress = setInterval(() => {
  const rate = Math.round((cycles() / (performance.now() - began)) * 1000);
  say(`up to seed ${furthest}: ${cycles()} cycles, ${rate} a second`);
}, EVERY_MS);
await whileBundled(new URL('player.ts', import.meta.url), async (player) =>
  Promise.all(Array.from({ length: jobs }, async () => playing(player))),
);
clearInterval(progress);

say([...dealer.tally].map(([what, times]) => `${what} ${times}`).join(', '));
const broken = dealer.broken();
if (broken === undefined) {
  const rate = Math.round((cycles() / (performance.now() - began)) * 1000);
  say(`no law was broken in ${cycles()} cycles, up to seed ${furthest}, ${rate} a second`);
} else {
  say(`seed ${broken.seed} breaks a law: ${broken.law}`);
  say(`the shortest history of ${cloudOf(broken.seed)} that breaks one:`);
  const steps = await shortest(broken.seed, HONEST);
  say(told(steps));
  say((await judged(broken.seed, steps, HONEST)) ?? '');
  say(`again: npm run simulate -- --from ${broken.seed} --count 1`);
  process.exitCode = 1;
}

/** One process, until there is nothing more to play. */
async function playing(path: string): Promise<void> {
  const player = fork(path, { execArgv: [] });
  return new Promise((resolve, reject) => {
    const deal = (): void => {
      const range = dealer.next();
      if (range === undefined) player.disconnect();
      else player.send(range);
    };
    player.on('message', (played: Played) => {
      dealer.played(played);
      furthest = Math.max(furthest, played.range.before - 1);
      deal();
    });
    player.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`a process of the simulation ended with ${signal ?? code}`));
    });
    deal();
  });
}
