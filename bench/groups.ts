// What there is to measure, by the name that the command takes. Each is loaded when it is measured: they bring all clouds.
import type { Group } from './figure.ts';

/** In the order of the table. */
export const GROUPS: Readonly<Record<string, () => Promise<Group>>> = {
  calls: async () => (await import('./calls.ts')).calls,
  wall: async () => (await import('./wall.ts')).wall,
  'cloud-calls': async () => (await import('./cloud-calls.ts')).cloudCalls,
  'cloud-wall': async () => (await import('./cloud-wall.ts')).cloudWall,
  engine: async () => (await import('./engine.ts')).engine,
  'engine-floor': async () => (await import('./engine-floor.ts')).engineFloor,
  growth: async () => (await import('./growth.ts')).growth,
  change: async () => (await import('./change.ts')).change,
  kubernetes: async () => (await import('./kubernetes.ts')).kubernetes,
  'kubernetes-minute': async () => (await import('./kubernetes-minute.ts')).kubernetesMinute,
  lookup: async () => (await import('./lookup.ts')).lookup,
  fleet: async () => (await import('./fleet.ts')).fleet,
  freshness: async () => (await import('./freshness.ts')).freshness,
  bundle: async () => (await import('./bundle.ts')).bundle,
};

/** They count, or are timed by a clock that is the same on any machine: side by side, whatever else is measured alone. */
export const COUNTED: readonly string[] = ['calls', 'cloud-calls', 'cloud-wall', 'fleet', 'freshness'];

/** Of those, what is measured of each cloud by itself. */
export const OF_CLOUDS: readonly string[] = ['cloud-calls', 'cloud-wall'];

/** They wait more than they work: beside the others. */
export const WAITING: readonly string[] = ['kubernetes'];

/** Of the others, those that take longest: whoever shares them out begins at the end, and all processes end together. */
export const LONGEST_LAST: readonly string[] = [
  'freshness',
  'kubernetes-minute',
  'lookup',
  'calls',
  'engine',
  'cloud-calls',
  'bundle',
  'cloud-wall',
];
