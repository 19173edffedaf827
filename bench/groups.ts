// What there is to measure, by the name that the command takes.
import { bundle } from './bundle.ts';
import { calls } from './calls.ts';
import { change } from './change.ts';
import { cloudCalls } from './cloud-calls.ts';
import { cloudWall } from './cloud-wall.ts';
import { engine } from './engine.ts';
import { engineFloor } from './engine-floor.ts';
import type { Group } from './figure.ts';
import { fleet } from './fleet.ts';
import { freshness } from './freshness.ts';
import { growth } from './growth.ts';
import { kubernetes } from './kubernetes.ts';
import { kubernetesMinute } from './kubernetes-minute.ts';
import { lookup } from './lookup.ts';
import { wall } from './wall.ts';

/** In the order of the table. */
export const GROUPS: Readonly<Record<string, Group>> = {
  calls,
  wall,
  'cloud-calls': cloudCalls,
  'cloud-wall': cloudWall,
  engine,
  'engine-floor': engineFloor,
  growth,
  change,
  kubernetes,
  'kubernetes-minute': kubernetesMinute,
  lookup,
  fleet,
  freshness,
  bundle,
};

/** Measured in real time, so that another job on the machine decides: a gate leaves them out. */
export const REAL_TIME: ReadonlySet<string> = new Set(['wall', 'kubernetes']);

/** What is timed and would mind others, in this order: `kubernetes` lets them begin before it ends. */
export const ALONE: readonly string[] = ['wall', 'bundle', 'kubernetes'];

/** Of the others, those that take longest: whoever shares them out begins at the end, and all processes end together. */
export const LONGEST_LAST: readonly string[] = ['lookup', 'cloud-calls', 'calls', 'engine', 'cloud-wall'];
