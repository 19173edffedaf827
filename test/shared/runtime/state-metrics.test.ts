import { expect, test } from 'vitest';
import { headKey } from '../../../shared/log/keys.ts';
import { advanceCursor } from '../../../shared/notify/cursor.ts';
import { standingsOf, stateMetrics } from '../../../shared/runtime/state-metrics.ts';
import { createEngine, scope } from '../../support/engine.ts';

async function known() {
  const engine = createEngine();
  await engine.run({ vm: 'a=1 b=2', vpc: 'v=1' });
  await engine.run({ vm: '', vpc: new Error('no') });
  await engine.memory.put(
    headKey(scope),
    Buffer.from(JSON.stringify({ version: 2, checkedAt: 2_000, retainedAt: 0, bytes: 0, slow: [] })),
  );
  await advanceCursor(engine.memory, 'a"b/c', scope, 1);
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
    `tagsync_sink_behind_versions{${at},sink="a\\"b/c"} 1`,
  ]);
});

test('a label holds any text', () => {
  const entry = {
    scope: { provider: 'a"b', account: 'c\\d', region: 'e\nf' },
    head: { sources: {}, version: 3 },
    checkedAt: undefined,
    sinks: new Map(),
  };
  const text = stateMetrics([entry as never], 0);
  expect(text).toContain(String.raw`tagsync_scope_version{provider="a\"b",account="c\\d",region="e\nf"} 3`);
});
