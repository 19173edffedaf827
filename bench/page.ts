// The table as a page of the documentation, with the machine that it was measured on.
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';

/** One figure as it is shown; `bar`: `null` where none is judged. */
export interface Row {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly bar: string | null;
  readonly ok: boolean;
  readonly because: string;
}

const ABOUT = `Every figure is measured in one run, by this command; what is in real time or per second
suffers from whatever else the machine does, so its load stands beside it. Those of clouds come from the simulators under
\`test/simulator\`, over connections of their own: what is counted is what was asked. \`wall\` is time over the
larger of what the quotas allow, from the first answer that their calls need on, and the longest chain of calls that need each other; of \`wall.mid\`,
\`wall.large\` and \`wall.documented\` in real time, of all others on a clock that passes only while everything waits, which any machine repeats to the digit. Quotas
that a cloud does not publish are drawn, 20 times for each size: what is shown is the worst draw. \`reference\` is the published
minimum of the kinds that it lists, \`each\` what kinds beyond it take per parent, because their APIs have no other way.
Where that minimum takes details from a cache (Redis of Baidu Cloud, SQL Server and Redis of Volcengine), \`reference\` has one
call for each instance: its addresses change while the item of the list stays as it was, so a cached one would be a stale one.
\`freshness\` is from a tag that changes to a lookup that says it, on such a clock; its seconds are simulated.
\`naive\` is the same estate by a script that makes one call after the other in pages of the default size.`;

/** `seconds`: what the run took. */
export function page(rows: readonly Row[], args: readonly string[], seconds: number): string {
  const missed = rows.filter(({ ok }) => !ok).map(({ id }) => id);
  const command = ['npm run bench --', ...args].join(' ');
  return `# The bench

${ABOUT}

\`${command}\`, ${new Date().toISOString().slice(0, 10)}, ${Math.round(seconds)} s, on ${machine()}.
${missed.length === 0 ? 'Every bar is met.' : `Missed: ${missed.join(', ')}.`}

| figure | value | unit | bar | what it says |
| --- | ---: | --- | --- | --- |
${rows.map(({ id, value, unit, bar, ok, because }) => `| \`${id}\` | ${value} | ${unit} | ${bar ?? ''}${ok ? '' : ' **missed**'} | ${because} |`).join('\n')}
`;
}

function machine(): string {
  const all = cpus();
  const model = all[0]?.model.trim() || 'an unnamed processor';
  return `${all.length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${arch()}, Node ${process.versions.node}, load average ${(loadavg()[0] ?? 0).toFixed(1)}`;
}
