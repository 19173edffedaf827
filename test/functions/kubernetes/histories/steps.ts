import * as fc from 'fast-check';
import type { Fault, Scope } from '../../../simulator/kubernetes/faults.ts';
import { OBJECTS } from '../objects.ts';

export const STATES = ['up', 'down', 'loses answers'] as const;
/** Of a store or a server: it does what it is asked and says so, does nothing, or does it and cannot say so. */
export type State = (typeof STATES)[number];

/** One thing that happens: to the cluster, to the process that follows it, or to what is between them and around. */
export type Step =
  | {
      readonly do: 'put' | 'remove' | 'recreate';
      readonly resource: string;
      readonly name: string;
      readonly n: number;
    }
  | {
      readonly do: 'rename';
      readonly resource: string;
      readonly name: string;
      readonly to: string;
      readonly n: number;
    }
  /** What happens while nobody is connected, and is forgotten by the time that somebody is. */
  | { readonly do: 'gap'; readonly resource: string; readonly name: string; readonly n: number }
  | { readonly do: 'fault'; readonly fault: Fault; readonly scope: Scope }
  | { readonly do: 'deny'; readonly resource: string; readonly allow: boolean }
  | { readonly do: 'compact' | 'restart' | 'streams' | 'no-streams' }
  | { readonly do: 'stop' | 'kill' | 'day' }
  | { readonly do: 'deepflow' | 'store'; readonly state: State }
  | { readonly do: 'deepflow restarts' }
  | { readonly do: 'wait'; readonly ms: number };

const resource = fc.constantFrom(...Object.keys(OBJECTS));
/** Few, so that what is removed is mostly there. `FIRST` is there from the beginning. */
export const FIRST = 'a';
const name = fc.constantFrom(FIRST, 'b');
const n = fc.nat({ max: 6 });
const after = fc.nat({ max: 2 });
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constant<Fault>({ kind: 'reset' }),
  fc.constant<Fault>({ kind: 'hang' }),
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(500, 503, 429, 401, 410)
      .map((code): Fault => ({ kind: 'status', code, reason: 'Injected' })),
  },
  fc.constant<Fault>({ kind: 'status', code: 504, reason: 'Timeout', causes: ['ResourceVersionTooLarge'] }),
  after.map((one): Fault => ({ kind: 'cut', after: one })),
  after.map((one): Fault => ({ kind: 'garbage', after: one })),
  after.map((one): Fault => ({ kind: 'silence', after: one })),
  fc.constant<Fault>({ kind: 'slow', bytes: 7 }),
);
const where: fc.Arbitrary<Scope> = fc.record({
  verb: fc.constantFrom('list', 'list', 'watch', 'get', 'discover'),
  times: fc.integer({ min: 1, max: 3 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ do: fc.constantFrom('put', 'remove', 'recreate'), resource, name, n }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rename'), resource, name, to: name, n }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('gap'), resource, name, n }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('fault'), fault, scope: where }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('deny'), resource, allow: fc.boolean() }) },
  { weight: 3, arbitrary: fc.constantFrom<Step>({ do: 'compact' }, { do: 'restart' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'streams' }) },
  // Without them it lists, in pages.
  { weight: 4, arbitrary: fc.constant<Step>({ do: 'no-streams' }) },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ do: 'stop' }, { do: 'kill' }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('deepflow'), state: fc.constantFrom(...STATES) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('store'), state: fc.constantFrom(...STATES) }) },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ do: 'deepflow restarts' }, { do: 'day' }) },
  {
    weight: 8,
    arbitrary: fc
      .constantFrom(10, 10, 10, 900, 900, 900, 6_000, 6_000, 6_000, 30_000, 90_000, 600_000)
      .map((ms): Step => ({ do: 'wait', ms })),
  },
);

export const histories: fc.Arbitrary<Step[]> = fc.array(step, { maxLength: 25 });

/** What thousands of histories must have met, as `World.met` counts it: what never happened is not proved. */
export const MEETS: readonly string[] = [
  'put',
  'remove',
  'recreate',
  'rename',
  'gap',
  'compact',
  'restart',
  'streams',
  'no-streams',
  'stop',
  'kill',
  'day',
  'wait',
  'refused: 403',
  'deepflow down',
  'deepflow loses answers',
  'deepflow restarts',
  'store down',
  'store loses answers',
  'reset',
  'hang',
  '500',
  '503',
  '429',
  '401',
  '410',
  '504',
  'cut',
  'garbage',
  'slow',
  'silence',
  'a fault on list',
  'a fault on watch',
  'a fault on get',
  'a fault on discover',
];

/** What a request met, in the words of `MEETS`; what is wrong with a body, only lists and watches feel. */
export function metBy(one: Fault, verb: Scope['verb']): readonly string[] {
  const isFelt =
    one.kind === 'silence'
      ? verb === 'watch'
      : !('after' in one || one.kind === 'slow') || verb === 'list' || verb === 'watch';
  return isFelt ? [one.kind === 'status' ? String(one.code) : one.kind, `a fault on ${verb}`] : [];
}
