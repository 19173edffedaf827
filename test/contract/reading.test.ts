/** What docs/SECURITY.md promises of the permissions: everything is read, and what is more than that is named there. */
import { expect, test } from 'vitest';
import { providers } from '../../functions/providers.ts';
import { read } from './tree.ts';

/** As clouds call what only reads; `discovery` is how a cluster tells what it serves. */
const READS = /describe|list|get|read|^discovery:/i;
const PAGE = read('docs/SECURITY.md');

test.each(Object.entries(providers))(
  'every action of %s reads, or is named as one that does not',
  async (_, load) => {
    const { actions, collectors } = await load();
    const all = [...actions, ...collectors.flatMap((collector) => collector.actions)];
    expect(all.length).toBeGreaterThan(0);
    const others = all.filter((action) => !READS.test(action));
    const named = others.filter(
      (action) => PAGE.includes(`\`${action}\``) || PAGE.includes(`\`${action.split(':').at(-1)}\``),
    );
    expect(named).toEqual(others);
    for (const action of others) expect(action).toMatch(/assume/i);
  },
);

test('lists that may answer with secrets are named', async () => {
  const loaded = await Promise.all(Object.values(providers).map(async (load) => load()));
  const all = loaded.flatMap(({ actions, collectors }) => [
    ...actions,
    ...collectors.flatMap((collector) => collector.actions),
  ]);
  const secret = all.filter((action) => /key|secret|password|credential|kubeconfig/i.test(action));
  expect(secret).toEqual(['iaas:DescribeAccessKeys']);
  expect(PAGE).toContain('`DescribeAccessKeys`');
});
