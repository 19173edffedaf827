/** Rules for Prometheus and the dashboard for Grafana: of the form that each takes, and about labels that the metrics have. */
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { headKey } from '../../shared/log/keys.ts';
import { lookupMetrics } from '../../shared/lookup/metrics.ts';
import { openLookup } from '../../shared/lookup/lookup.ts';
import { advanceCursor } from '../../shared/notify/cursor.ts';
import { standingsOf, stateMetrics } from '../../shared/runtime/state-metrics.ts';
import { createEngine, scope } from '../support/engine.ts';
import { read } from './tree.ts';

const duration = z.string().regex(/^(\d+[smhd])+$/);
/** https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/ */
const Rules = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^[A-Z]\w+$/),
          expr: z.string(),
          for: duration.optional(),
          labels: z.record(z.string(), z.string()),
          annotations: z.strictObject({ summary: z.string(), description: z.string() }),
        }),
      ),
    }),
  ),
});
/** https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/view-dashboard-json-model/ */
const Dashboard = z.looseObject({
  uid: z.string(),
  schemaVersion: z.number(),
  templating: z.object({ list: z.array(z.looseObject({ name: z.string(), query: z.string() })) }),
  panels: z
    .array(
      z.looseObject({
        id: z.number(),
        type: z.string(),
        gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
        targets: z
          .array(z.looseObject({ refId: z.string(), expr: z.string(), legendFormat: z.string() }))
          .min(1),
      }),
    )
    .min(1),
});

/** By name of the metric, the labels that it has where everything is that it can tell of. */
async function labelsOfMetrics(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { memory, run } = createEngine();
  await run({ vm: 'a=1 b=2', vpc: 'v=1' });
  await run({ vm: '', vpc: new Error('no') }); // held, and kept
  await memory.put(
    headKey(scope),
    Buffer.from('{"version":2,"checkedAt":2,"retainedAt":0,"bytes":0,"slow":[]}'),
  );
  await advanceCursor(memory, 'hook', scope, 1);
  const lookup = await openLookup({ store: memory });
  const text =
    stateMetrics(await standingsOf(memory), 5_000) + lookupMetrics(lookup, { ageMs: 0, counts: new Map() });
  const found = new Map<string, Set<string>>();
  for (const [, name = '', labels = ''] of text.matchAll(/^(tagsync_\w+)(?:\{(.*)\})? \S+$/gm)) {
    const known = found.get(name) ?? new Set();
    found.set(name, known);
    for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) known.add(label);
  }
  return found;
}

const namesIn = (text: string): readonly string[] => [...text.matchAll(/tagsync_\w+/g)].map(([name]) => name);
/** What a query groups by and selects by. */
const askedIn = (expr: string): readonly string[] => [
  ...[...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) =>
    list.split(',').map((one) => one.trim()),
  ),
  ...[...expr.matchAll(/(\w+)\s*(?:=~|!~|!=|=)\s*"/g)].map(([, label = '']) => label),
];

/** What of a query nobody tells: metrics, and labels of them. */
async function unknownIn(expr: string, shown: readonly string[] = []): Promise<readonly string[]> {
  const metrics = await labelsOfMetrics();
  const names = namesIn(expr);
  if (names.length === 0 || expr.split('(').length !== expr.split(')').length) return [`no query: ${expr}`];
  return names.flatMap((name) => {
    const labels = metrics.get(name);
    if (labels === undefined) return [name];
    const asked = [...askedIn(expr), ...shown];
    return asked.filter((label) => !labels.has(label)).map((label) => `${name}: ${label}`);
  });
}

test('rules are of the form that Prometheus reads, about metrics and labels that there are', async () => {
  const { groups } = Rules.parse(load(read('docs/prometheus-rules.yml')));
  const rules = groups.flatMap((group) => group.rules);
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  for (const { expr, annotations } of rules) {
    expect(await unknownIn(expr)).toEqual([]);
    const told = [...JSON.stringify(annotations).matchAll(/\$labels\.(\w+)/g)].map(([, label = '']) => label);
    // A label that is not grouped by is gone.
    expect(told.filter((label) => !askedIn(expr).includes(label))).toEqual([]);
  }
});

test('docs/operate.md tells of every rule', () => {
  const { groups } = Rules.parse(load(read('docs/prometheus-rules.yml')));
  const alerts = groups.flatMap(({ rules }) => rules.map(({ alert }) => alert.replace(/^Tagsync/, '')));
  expect(alerts.length).toBeGreaterThan(3);
  expect(alerts.filter((alert) => !read('docs/operate.md').includes(`\`${alert}\``))).toEqual([]);
});

test('panels ask for metrics and labels that there are, and none is above another', async () => {
  const { panels, templating } = Dashboard.parse(JSON.parse(read('docs/grafana-dashboard.json')));
  for (const { targets } of panels)
    for (const { expr, legendFormat } of targets) {
      const shown = [...legendFormat.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, label = '']) => label);
      expect(await unknownIn(expr, shown)).toEqual([]);
    }
  const metrics = await labelsOfMetrics();
  const variables = templating.list.flatMap(({ query }) => {
    const [, name = '', label = ''] = /^label_values\((\w+), (\w+)\)$/.exec(query) ?? [];
    return query === 'prometheus' || metrics.get(name)?.has(label) === true ? [] : [query];
  });
  expect(variables).toEqual([]);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, n) => `${x + (n % w)},${y + Math.floor(n / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
});
