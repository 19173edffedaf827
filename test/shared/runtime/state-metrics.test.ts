import { expect, test } from 'vitest';
import { headKey } from '../../../shared/log/keys.ts';
import { standingsOf, stateMetrics } from '../../../shared/runtime/state-metrics.ts';
import { createEngine, scope } from '../../support/engine.ts';
import { read } from '../../contract/tree.ts';

async function known() {
  const engine = createEngine();
  await engine.run({ vm: 'a=1 b=2', vpc: 'v=1' });
  await engine.run({ vm: '', vpc: new Error('no') });
  await engine.memory.put(
    headKey(scope),
    Buffer.from(JSON.stringify({ version: 2, checkedAt: 2_000, retainedAt: 0, bytes: 0, slow: [] })),
  );
  return engine;
}

test('what is kept, held, counted and checked', async () => {
  const engine = await known();
  const since = (await engine.commit()).at;
  const text = stateMetrics(await standingsOf(engine.memory), since + 7_500);
  const at = 'provider="fake",account="a",region="r"';
  expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([
    `tagsync_source_records{${at},source="vm"} 2`,
    `tagsync_source_records{${at},source="vpc"} 1`,
    `tagsync_source_kept_seconds{${at},source="vm",outcome="held",reason=""} 7.5`,
    `tagsync_source_kept_seconds{${at},source="vpc",outcome="kept",reason="bug"} 7.5`,
    `tagsync_source_pending_removals{${at},source="vm"} 2`,
    `tagsync_scope_version{${at}} 2`,
    `tagsync_scope_unchecked_seconds{${at}} ${(since + 5_500) / 1000}`,
  ]);
});

test('a label holds any text', () => {
  const entry = {
    scope: { provider: 'a"b', account: 'c\\d', region: 'e\nf' },
    head: { sources: {}, version: 3 },
    checkedAt: undefined,
  };
  const text = stateMetrics([entry as never], 0);
  expect(text).toContain(String.raw`tagsync_scope_version{provider="a\"b",account="c\\d",region="e\nf"} 3`);
});

test('the rules and the dashboard ask for nothing else', async () => {
  const text = stateMetrics(await standingsOf((await known()).memory), 0);
  const names = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name));
  for (const page of ['docs/prometheus-rules.yml', 'docs/grafana-dashboard.json']) {
    const asked = [...read(page).matchAll(/\btagsync_\w+/g)].map(([name]) => name);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((name) => !names.has(name))).toEqual([]);
  }
});
