/** Memory holds of an object what is read of it and nothing more: without any part of it, something else is said. */
import { inflateSync } from 'node:zlib';
import { fromBinary } from '@bufbuild/protobuf';
import { expect, it } from 'vitest';
import type { JsonObject } from '../../../functions/kubernetes/cached.ts';
import type { ObjectCollector } from '../../../functions/kubernetes/object-collector.ts';
import { itemOf } from '../../../functions/kubernetes/reading.ts';
import { contentReader } from '../../../functions/kubernetes/push/content.ts';
import { watched } from '../../../functions/kubernetes/watched.ts';
import { InfoSchema } from '../../simulator/deepflow/kubernetes/synchronizer_pb.ts';
import { KUBECTL } from './push/kubectl.ts';
import { VERSION, fakeCluster } from './push/cluster.ts';
import { PRINTED } from './printed.ts';
import { scope } from './watched.ts';

interface Printed {
  readonly apiVersion: string;
  readonly kind: string;
}
const readingOf = ({ apiVersion, kind }: Printed): ObjectCollector => {
  const found = watched.find(
    ({ object }) => object.kind === kind && (object.apiVersions as readonly string[]).includes(apiVersion),
  );
  if (found === undefined) throw new Error(`nobody reads ${kind}`);
  return found;
};
const heldOf = (printed: Printed) =>
  itemOf(readingOf(printed), printed.apiVersion, printed, (key) => key === 'team');

/** Records and what DeepFlow is sent; or that it cannot be read. */
function saidOf(printed: Printed, object: JsonObject): string {
  try {
    const item = itemOf(readingOf(printed), printed.apiVersion, object, () => true);
    // What was a fact is one already.
    const read = { ...item, object };
    const records = Array.from(readingOf(printed).map(read, scope));
    const cluster = fakeCluster([item.type]);
    cluster.put(item.type, object);
    const { messages } = contentReader({ namespace: () => false, kind: () => false }).read(
      cluster.cache,
      VERSION,
    );
    const sent = [...messages].map((bytes) =>
      inflateSync(fromBinary(InfoSchema, bytes).compressedInfo).toString(),
    );
    return JSON.stringify([records, sent]);
  } catch {
    return 'cannot be read';
  }
}

/** Every way to take one part out of it. */
function* without(value: unknown, path: string): Generator<readonly [path: string, rest: unknown]> {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    const at = `${path}.${key}`;
    const rest = Array.isArray(value)
      ? value.filter((_, n) => String(n) !== key)
      : Object.fromEntries(Object.entries(value).filter(([one]) => one !== key));
    yield [at, rest];
    for (const [deep, inner] of without(Reflect.get(value, key), at)) {
      const copy: unknown = Array.isArray(value) ? [...value] : { ...value };
      Reflect.set(copy as object, key, inner);
      yield [deep, copy];
    }
  }
}

/** Where the first owner does not control it, who does is read. */
const ofTwo = <T extends { readonly metadata: { readonly ownerReferences: readonly unknown[] } }>(
  one: T,
): T => {
  const other = { apiVersion: 'example.com/v1', kind: 'Other', name: 'other', uid: 'other' };
  return { ...one, metadata: { ...one.metadata, ownerReferences: [other, ...one.metadata.ownerReferences] } };
};
const { REPLICA_SET, IN_PLACE_SET, STATEFUL_POD } = KUBECTL;
/** Its set was called something else when it was made. */
const renamed = { ...STATEFUL_POD, metadata: { ...STATEFUL_POD.metadata, generateName: 'former-' } };

const ALL: readonly Printed[] = [
  ...Object.values(PRINTED),
  ...Object.values(KUBECTL),
  ofTwo(REPLICA_SET),
  ofTwo(IN_PLACE_SET),
  renamed,
];

/** Of one kind, as paths without the places in arrays: what says the same without it, in every object that has it. */
function idleIn(some: readonly Printed[]): readonly string[] {
  const idle = new Map<string, boolean>();
  for (const printed of some) {
    const { object } = heldOf(printed);
    const said = saidOf(printed, object);
    expect(said).not.toBe('cannot be read');
    for (const [at, rest] of without(object, '')) {
      const path = at.replaceAll(/\.\d+/g, '.*');
      const isIdle = saidOf(printed, rest as JsonObject) === said;
      idle.set(path, (idle.get(path) ?? true) && isIdle);
    }
  }
  return [...idle].flatMap(([path, isIdle]) => (isIdle ? [path] : []));
}

it.each([...new Set(ALL.map(({ kind }) => kind))])('%s: nothing is held that nobody reads', (kind) => {
  expect(idleIn(ALL.filter((printed) => printed.kind === kind))).toEqual([]);
});
