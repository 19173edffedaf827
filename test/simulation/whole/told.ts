// A history in lines that a person can read.
import { DAY, HOUR, MINUTE, SECOND } from './world.ts';
import type { Step } from './steps.ts';

export const told = (steps: readonly Step[]): string => steps.map(line).join('\n');

function line(step: Step): string {
  const { do: what, at, ...rest } = step;
  const said = Object.entries(rest).filter(
    ([name, value]) => value !== 0 && value !== undefined && isTold(name, step),
  );
  const how = said.map(
    ([name, value]) => `${name} ${name.endsWith('Ms') ? spanOf(Number(value)) : String(value)}`,
  );
  return `${spanOf(at).padStart(12)}  ${what}${how.length === 0 ? '' : `: ${how.join(', ')}`}`;
}

/** How long it would stand still says nothing of one that never does. */
const isTold = (name: string, step: Step): boolean =>
  !('stalls' in step) || step.stalls > 0 || (name !== 'stallMs' && name !== 'leapMs');

const UNITS = [
  ['d', DAY],
  ['h', HOUR],
  ['min', MINUTE],
  ['s', SECOND],
] as const;

function spanOf(ms: number): string {
  const [unit, size] = UNITS.find(([, of]) => Math.abs(ms) >= of) ?? ['ms', 1];
  return `${Math.round((ms / size) * 100) / 100} ${unit}`;
}
