// `npm run soak`: what `HELP` says.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { asked, natural } from '../support/told-command.ts';
import { judge } from './judge.ts';
import type { Sample, Verdict } from './judge.ts';
import { LEAKS } from './leaks.ts';
import type { Done, Told } from './told.ts';

/**
 * Samples of a process that leaks nothing differ by some hundred kilobytes of its hundred megabytes, what the engine
 * notes about code that it optimises grows for hours by two megabytes, and pools of connections differ by some
 * sockets. Four per cent are twelve kilobytes a cycle over eight hours, and four over a day: one request that is kept is 35.
 */
const BOUNDS = { share: 0.04, handles: 8 };
const DAY = 1_440;
const PLANTED = 120;

const HELP = `npm run soak -- [options]

Runs two functions and a watch on simulated time, one cycle a minute, and ends with 1 unless memory and handles stay flat.
Before that, whether leaks that are planted are found.

  --minutes <n>  so many cycles; a day of them (${DAY}), if it is not given

  npm run soak -- --minutes 480
`;
const { values } = asked(HELP, { minutes: { type: 'string', default: String(DAY) } });
const minutes = natural(HELP, '--minutes', values.minutes);
const began = performance.now();
const say = (text: string): void => {
  process.stdout.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}\n`);
};

const planted = await soak(PLANTED, Object.keys(LEAKS));
const blind = Object.keys(LEAKS).filter(
  (name) => planted.verdicts.find(({ what }) => what === name)?.isFlat !== false,
);
say(
  `leaks of ${Object.keys(LEAKS).join(', ')}, planted for ${PLANTED} cycles: ${blind.length === 0 ? 'all found' : `NOT FOUND: ${blind.join(', ')}`}`,
);

const { verdicts, done } = await soak(minutes, []);
say(
  `${minutes} cycles: ${done.commits} commits of AWS, ${done.watched} of the cluster, ${done.failures} invocations failed by faults`,
);
for (const { what, early, late, most, isFlat } of verdicts)
  say(`${isFlat ? 'flat ' : 'GROWS'} ${what}: ${early} early, ${late} late, at most ${Math.round(most)}`);
const isIdle = done.commits < minutes * 0.9 || done.watched < minutes;
if (isIdle) say('too little was done for a soak');
if (blind.length > 0 || isIdle || verdicts.some(({ isFlat }) => !isFlat)) process.exitCode = 1;

async function soak(
  cycles: number,
  leaks: readonly string[],
): Promise<{ readonly verdicts: readonly Verdict[]; readonly done: Done }> {
  const child = fork(fileURLToPath(new URL('soaked.ts', import.meta.url)), [String(cycles), leaks.join()], {
    execArgv: ['--expose-gc', '--import', import.meta.resolve('tsx')],
  });
  const samples: Sample[] = [];
  let last: Done | undefined;
  child.on('message', (told: Told) => {
    if ('done' in told) last = told.done;
    else {
      samples.push(told.sample);
      if (told.sample.cycle % 120 === 0)
        say(`cycle ${told.sample.cycle}: ${(told.sample.bytes / 2 ** 20).toFixed(1)} MiB`);
    }
  });
  const [code]: unknown[] = await once(child, 'exit');
  if (last === undefined)
    throw new Error(`the process that is measured ended with ${String(code)} before its time`);
  return { verdicts: judge(samples, BOUNDS), done: last };
}
