// Every figure, and the bar that it must meet with the sentence that sets it.

import { unreachable } from '../shared/collect/errors.ts';

export interface Bar {
  readonly unit: string;
  /** How the value stands to the bar; `undefined`: the figure explains others and has no bar. */
  readonly must: readonly [relation: '=' | '<=' | '<' | '>=', bar: number] | undefined;
  readonly because: string;
}

const CALLS =
  'Calls for a region equal the floor for the kinds it lists; new kinds add only their region-wide lists.';
const SECOND = 'Second listings after removals are counted apart.';
const WALL =
  'Under simulated buckets (100 burst, 20/s per API) and 50 ms latency: at most 1.2 × the larger of bucket floor and critical path.';
const THROTTLED = 'Throttled calls under 1 %.';
const MEMORY = 'Peak RSS at most 512 MB, with Chinese names too.';

const ratio = (because: string, ...must: NonNullable<Bar['must']>): Bar => ({
  unit: '× floor',
  must,
  because,
});
const told = (unit: string, because: string): Bar => ({ unit, must: undefined, because });

const callsOf = (size: string): Readonly<Record<string, Bar>> => ({
  [`calls.${size}`]: ratio(CALLS, '=', 1),
  [`calls.${size}.count`]: told('calls', 'All calls of one sync of the region.'),
  [`calls.${size}.reference`]: told('calls', 'The floor of the kinds that the published minimum lists.'),
  [`calls.${size}.listener-rules`]: ratio(
    'With listenerRules: one more list per listener that must be asked.',
    '=',
    1,
  ),
  [`calls.${size}.second-listings`]: told('calls', SECOND),
});
const wallOf = (id: string): Readonly<Record<string, Bar>> => ({
  [id]: ratio(WALL, '<=', 1.2),
  [`${id}.throttled`]: { unit: '%', must: ['<', 1], because: THROTTLED },
});

export const BARS: Readonly<Record<string, Bar>> = {
  ...callsOf('small'),
  ...callsOf('mid'),
  ...callsOf('large'),
  ...wallOf('wall.mid'),
  ...wallOf('wall.large'),
  ...wallOf('wall.documented'),
  'engine.records': told('records', 'In 20 scopes (quick: 4), half of them with Chinese names.'),
  'engine.rate': {
    unit: 'records/s',
    must: ['>=', 120_000],
    because: 'From mapped records to outcome, an unchanged cycle: at least 120,000 records/s on one core.',
  },
  'engine.unchanged': { unit: '% of sources', must: ['=', 100], because: 'An unchanged cycle.' },
  'engine.written': { unit: 'bytes', must: ['=', 0], because: '0 bytes written to the log.' },
  'engine.events': { unit: 'events', must: ['=', 0], because: '0 events.' },
  'engine.memory': { unit: 'MB', must: ['<=', 512], because: MEMORY },
  'engine.first-memory': told('MB', 'Peak RSS of the cycle that committed them for the first time.'),
  'change.objects': {
    unit: 'objects',
    must: ['=', 1],
    because: '1 record changed of 100,000: one object written.',
  },
  'change.bytes': { unit: 'bytes', must: ['<', 64 * 1024], because: 'Under 64 KB.' },
  'change.overwritten': told('objects', 'Head hint and cursors, written over.'),
  'lookup.addresses': told('addresses', 'In 41 regions (quick: 4) whose VPCs have the same addresses.'),
  'lookup.memory': {
    unit: 'MB',
    must: ['<=', 600],
    because: 'Index of 1,000,000 addresses in at most 600 MB: the resident memory of its process.',
  },
  'lookup.rate': {
    unit: 'lookups/s',
    must: ['>=', 300_000],
    because: 'Then at least 300,000 lookups/s on one core, at random, each with every label and its tags.',
  },
  'lookup.read-rate': told(
    'lookups/s',
    'The same, and every field and tag of every label is read: what an interface and a server say of themselves is decoded then.',
  ),
  'lookup.labels': told('labels', 'What an address belongs to, on average.'),
  'lookup.open': told('s', 'From an empty process to the index.'),
  'lookup.open-cpu': told('s', 'Processor time of that.'),
  'lookup.update': {
    unit: '× one change',
    must: ['<=', 20],
    because:
      'An update by a commit costs in proportion to its changes: ten times the changes, at most twenty times the cost.',
  },
  'lookup.update-time': told('ms', 'To take in a commit of 100 changes.'),
  'kubernetes.first': {
    unit: '× bare reader',
    must: ['<=', 2],
    because:
      'Of 50,000 pods on 2,000 nodes in 500 namespaces (quick: a tenth): first full state committed in at most 2 × the time a bare reader needs for the same lists in the same run.',
  },
  'kubernetes.first-time': told('ms', 'From start to the commit that holds everything.'),
  'kubernetes.bare-time': told('ms', 'The better of two: pages of 1,000, parsed and let go.'),
  'kubernetes.first-cpu': told('ms', 'Processor time of the first full state.'),
  'kubernetes.memory': { unit: 'MB', must: ['<=', 512], because: 'Peak RSS at most 512 MB.' },
  'kubernetes.change.objects': {
    unit: 'objects',
    must: ['=', 1],
    because: 'One pod changed: one commit of one small object.',
  },
  'kubernetes.change.bytes': { unit: 'bytes', must: ['<', 64 * 1024], because: 'One small object.' },
  'kubernetes.change.cpu': {
    unit: '% of the first',
    must: ['<=', 1],
    because: 'CPU for the commit of one change at most 1 % of that of the first full state.',
  },
  'kubernetes.reconnect': {
    unit: 'requests per kind',
    must: ['=', 1],
    because: 'Reconnect of all watches: one request per kind.',
  },
  'kubernetes.minute.commits': {
    unit: 'commits',
    must: ['<=', 13],
    because: '1,000 changes a second for a minute: at most 13 commits.',
  },
  'kubernetes.minute.lost': { unit: 'pods', must: ['=', 0], because: 'Nothing lost.' },
  'kubernetes.idle.requests': told(
    'requests',
    'Of an idle hour, beside watches that go on: discovery of kinds that are not there, and the version.',
  ),
  'bundle.size': { unit: 'MB', must: ['<=', 1.4], because: 'AWS bundle at most 1.4 MB minified.' },
  'bundle.import': {
    unit: '× bare client',
    must: ['<=', 1.5],
    because: 'Cold import at most 1.5 × that of a bundle with the bare EC2 client, measured in the same run.',
  },
  'bundle.import-time': told('ms', 'The median of fresh processes.'),
  'bundle.foreign': {
    unit: 'packages',
    must: ['=', 0],
    because: "No function bundles another provider's SDK.",
  },
};

export function isMet(bar: Bar | undefined, value: number): boolean {
  if (bar?.must === undefined) return true;
  const [relation, limit] = bar.must;
  switch (relation) {
    case '=':
      return value === limit;
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>=':
      return value >= limit;
    default:
      return unreachable(relation);
  }
}
