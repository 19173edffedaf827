/** Lines of a watch, damaged: an event, or the end of the watch with a name. */
import { it } from 'vitest';
import { connect } from '../../functions/kubernetes/client.ts';
import { OBJECTS } from '../../functions/kubernetes/kinds.ts';
import { Pod } from '../../functions/kubernetes/objects.ts';
import { watch } from '../../functions/kubernetes/watch-stream.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { expectRefused } from './refused.ts';

const metadata = {
  uid: 'u-1',
  name: 'web-0',
  namespace: 'shop',
  resourceVersion: '7',
  creationTimestamp: '2026-03-01T00:00:00Z',
  labels: { app: 'web' },
  annotations: { team: 'a' },
  ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: 'u-2', controller: true }],
};
const pod = {
  metadata,
  spec: { nodeName: 'n1', hostNetwork: false },
  status: { phase: 'Running', podIP: '10.1.0.5', podIPs: [{ ip: '10.1.0.5' }] },
};
const bookmark = {
  kind: 'Pod',
  metadata: { resourceVersion: '9', annotations: { 'k8s.io/initial-events-end': 'true' } },
};
const LINES = [
  { type: 'ADDED', object: pod },
  { type: 'MODIFIED', object: pod },
  { type: 'DELETED', object: pod },
  { type: 'BOOKMARK', object: bookmark },
].map((event) => JSON.stringify(event));

it('lines of a watch are understood, or end it by name', () =>
  expectRefused({
    sound: LINES,
    read: async (text) => {
      for await (const event of watchOf(`${text}\n`))
        if (event.version === '') throw new Error('of no version');
    },
    isNamed: (error) => error instanceof CloudError,
    atLeast: 1 / 4,
  }));

function watchOf(text: string): ReturnType<typeof watch<Pod>> {
  const { signal } = new AbortController();
  const api = connect(
    { id: 'c1', name: 'c1', endpoint: undefined },
    {
      call: (_, attempt) => attempt(signal),
      transport: async () => ({ status: 200, retryAfter: undefined, body: piecesOf(text) }),
      keepAnnotation: (key) => key === 'team',
    },
  );
  const watching = { apiVersion: 'v1', version: '6', initial: false, seconds: 60, signal };
  return watch(api, { object: OBJECTS.pod, schema: Pod }, watching, () => {});
}

/** As a network cuts it: anywhere. */
async function* piecesOf(text: string): AsyncGenerator<Uint8Array, void, undefined> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 97) yield bytes.subarray(at, at + 97);
}
