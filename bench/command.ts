// What `npm run bench` is asked.
import { GROUPS } from './groups.ts';
import { asked, refused } from '../test/support/told-command.ts';

const HELP = `npm run bench -- [options] [group ...]

Measures, prints a table, and ends with 1 if a bar is missed: some 45 minutes for everything, on a machine that does nothing else.
What is counted, or timed by a clock that is the same on any machine, is measured side by side; all else alone.

  --quick         smaller estates and fewer rounds, side by side: a minute
  --gate          judges counts and ratios only, never what another job on the machine decides; with --quick it measures
                  three sizes of each cloud and a quota that is shared, too: four minutes
  --json          an array of { id, value, unit, bar, ok } in place of the table
  --write <file>  the table as a page, too

Groups: ${Object.keys(GROUPS).join(', ')}; all, if none is named.

  npm run bench -- --quick calls engine
`;
const options = {
  json: { type: 'boolean', default: false },
  quick: { type: 'boolean', default: false },
  gate: { type: 'boolean', default: false },
  write: { type: 'string' },
} as const;

/** As `HELP` says; the groups in the order of the table. */
export function wanted() {
  const { values, positionals } = asked(HELP, options, true);
  const unknown = positionals.filter((name) => !(name in GROUPS));
  if (unknown.length > 0) refused(HELP, `no group is called ${unknown.join(', ')}`);
  const groups = Object.keys(GROUPS).filter((name) => positionals.length === 0 || positionals.includes(name));
  return { ...values, groups };
}
