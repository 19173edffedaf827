import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../functions/kubernetes/cached.ts';
import type { Kubernetes } from '../../../../functions/kubernetes/client.ts';
import { OBJECTS } from '../../../../functions/kubernetes/kinds.ts';
import { createListed } from '../../../../functions/kubernetes/listed.ts';
import { publishTo } from '../../../../functions/kubernetes/publish.ts';
import { PushConfig } from '../../../../functions/kubernetes/push/config.ts';
import { watched } from '../../../../functions/kubernetes/watched.ts';
import { CloudError } from '../../../../shared/collect/errors.ts';
import { logKey } from '../../../../shared/log/keys.ts';
import type { JobPorts } from '../../../../shared/runtime/ports.ts';
import { memoryStore } from '../../../../shared/store/memory.ts';
import type { ScopeReport } from '../../../../shared/sync/sync.ts';
import { createSynchronizer } from '../../../simulator/deepflow/kubernetes/synchronizer.ts';
import { virtualClock } from '../../../support/clock.ts';
import { directServer } from './direct.ts';

const SCOPE = { provider: 'kubernetes', account: 'c1', region: 'global' };
const PUSH = PushConfig.parse({ servers: ['http://deepflow:20035'] });

const reported = (outcome: string, source = 'node', cause?: unknown) =>
  ({
    scope: SCOPE,
    version: 1,
    sources: watched.map(({ name }) =>
      name === source ? { source, outcome, cause } : { source: name, outcome: 'written' },
    ),
  }) as unknown as ScopeReport; // what a publisher reads of it

/** A run that listed one node, and committed version 1. */
function setting() {
  const clock = virtualClock({ from: 1_000_000 });
  const store = memoryStore(() => clock.now());
  const synchronizer = createSynchronizer(() => clock.now());
  const listed = createListed(PUSH);
  listed.describe({ gitVersion: 'v1.34.0' });
  const object: JsonObject = { metadata: { uid: 'u1', name: 'n1' } };
  for (const { object: kind } of watched) {
    const items = kind === OBJECTS.node ? [{ type: 'v1/Node', uid: 'u1', object }] : [];
    listed.whole(kind, kind.apiVersions[0], items);
  }
  const ports = {
    store,
    clock,
    env: {},
    newRunId: () => 'run',
    signal: new AbortController().signal,
  } as unknown as JobPorts; // what a publisher reads of them
  const publish = async (report: ScopeReport) =>
    clock.run(publishTo(() => directServer(synchronizer), { listed } as Kubernetes, report, ports));
  const commit = async (version: number, observedAt: number): Promise<void> => {
    const entry = { outcome: 'complete', reason: null, since: 0, pending: null, count: 0, bytes: 0 };
    const node = { ...entry, digest: null, observedAt, snapshot: null, segments: [] };
    const facts = { format: 1, mapper: 1, version, runId: 'r', at: version, cause: 'sync', replaced: [] };
    const written = { ...facts, sources: { node }, counts: {}, changes: { inline: '', first: [] } };
    await store.put(logKey(SCOPE, version), Buffer.from(JSON.stringify(written)));
  };
  const held = () => synchronizer.heldOf('c1');
  return { publish, commit, held, received: synchronizer.received };
}

test('what a run listed is told once the log has it', async () => {
  const { publish, commit, received } = setting();
  await commit(1, 1);
  expect(await publish(reported('written'))).toEqual({
    sink: 'deepflow/c1',
    events: 1,
    error: undefined,
    notes: [expect.stringContaining('no domain there has this CLUSTER_ID')],
  });
  expect(received.map(({ entries }) => entries)).toEqual([0, 2]);
});

test('a list that a later one superseded in the log is not told', async () => {
  const { publish, commit, received } = setting();
  await commit(1, 1);
  expect(await publish(reported('superseded'))).toBeUndefined();
  expect(received).toEqual([]);
});

test('nor one that was overtaken between its commit and its turn to tell', async () => {
  const { publish, commit, received } = setting();
  await commit(1, 1);
  await commit(2, 2);
  expect(await publish(reported('written'))).toBeUndefined();
  expect(received).toEqual([]);
});

test('a kind that was kept, and that DeepFlow has some of, is told as the reason, and nothing is let go of', async () => {
  const { publish, commit, received, held } = setting();
  await commit(1, 1);
  await publish(reported('written'));
  const before = held();
  const denied = new CloudError('denied', 'nodes: HTTP 403: allow it');
  const told = await publish(reported('kept', 'node', denied));
  expect(told).toMatchObject({ sink: 'deepflow/c1', events: 0 });
  expect(String(told?.error)).toContain(
    'since v1/Node cannot be told and it has some: nodes: HTTP 403: allow it',
  );
  expect(received.at(-1)).toMatchObject({ version: received[1]?.version, entries: 0 });
  expect(received.at(-1)?.errorMsg).toContain('HTTP 403');
  expect(held()?.entries).toEqual(before?.entries);
});

test('a kind that the cluster does not have keeps nothing back', async () => {
  const { publish, commit, received } = setting();
  await commit(1, 1);
  expect(await publish(reported('unsupported', 'clone-set'))).toMatchObject({ events: 1, error: undefined });
  expect(received.map(({ entries }) => entries)).toEqual([0, 2]);
});

test('a later commit that lists something else again takes nothing from it', async () => {
  const { publish, commit, received } = setting();
  await commit(1, 1);
  await commit(2, 1);
  await publish(reported('written'));
  expect(received.map(({ entries }) => entries)).toEqual([0, 2]);
});
