import { deflateSync } from 'node:zlib';
import { create, toBinary } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { KubernetesAPIInfoSchema } from '../../../functions/kubernetes/push/agent_pb.ts';
import { createClusterPlace } from './cluster-place.ts';
import type { CloudPorts } from './played.ts';
import { createPushed } from './pushed.ts';
import { createWorld } from './world.ts';

const read = (uids: readonly string[] | undefined) => [
  { whole: uids !== undefined, from: 0, items: new Map(uids?.map((uid) => [uid, {}])) },
];

/** A run that read of a cluster the pods that it is given; `undefined`: it could not read them. */
function pushing() {
  const world = createWorld(() => {});
  const place = createClusterPlace(0);
  const broken: string[] = [];
  let pushes = 0;
  const process = world.start({ seed: 1, faults: 0, stalls: 0, stallMs: 0, ahead: 0, leapMs: 0 });
  const readings = new Map<string, readonly object[]>();
  const bench = { runs: new Map([['', { readings }]]), oracle: { readBy: () => undefined } };
  const ports = {
    world,
    note: () => {},
    broken: (error: unknown) => broken.push(String(error)),
    laws: () => ({ benchOf: () => bench }),
    storage: () => ({ holdsLease: () => true, headAtClaim: () => 1 }),
  };
  const pushed = createPushed(ports as unknown as CloudPorts, [place]);
  return {
    broken,
    push: (pods: readonly string[] | undefined): void => {
      const nodes = ['node'];
      readings.set('node', read(nodes)).set('pod', read(pods));
      pushed.leaves(process, {
        clusterId: place.scope.account,
        version: BigInt(++pushes),
        entries: [
          ...nodes.map((uid) => entry('*v1.Node', uid)),
          ...(pods ?? []).map((uid) => entry('*v1.Pod', uid)),
        ],
        errorMsg: '',
      });
    },
  };
}

const entry = (type: string, uid: string): Uint8Array => {
  const compressedInfo = deflateSync(JSON.stringify({ metadata: { uid } }));
  return toBinary(KubernetesAPIInfoSchema, create(KubernetesAPIInfoSchema, { type, compressedInfo }));
};

test('what was told and cannot be read is not left out of what is pushed', () => {
  const { push, broken } = pushing();
  push(['a']);
  expect(broken).toEqual([]);
  push(undefined);
  expect(broken).toEqual(['Violation:  pushes cluster-0 pod, which it could not read']);
});

test('what was told to be empty, or never, and cannot be read may be left out', () => {
  const { push, broken } = pushing();
  push(undefined);
  push(['a']);
  push([]);
  push(undefined);
  expect(broken).toEqual([]);
});
