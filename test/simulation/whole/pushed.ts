// DeepFlow's end of the push, and what must hold of everything that arrives there.
import { inflateSync } from 'node:zlib';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import {
  KubernetesAPIInfoSchema,
  KubernetesAPISyncRequestSchema,
} from '../../../functions/kubernetes/push/agent_pb.ts';
import { leaseOf } from '../../../functions/kubernetes/push/pushing.ts';
import type { Message } from '../../../functions/kubernetes/push/server.ts';
import { createSynchronizer } from '../../simulator/deepflow/kubernetes/synchronizer.ts';
import type { Synchronizer } from '../../simulator/deepflow/kubernetes/synchronizer.ts';
import { RequestSchema } from '../../simulator/deepflow/kubernetes/synchronizer_pb.ts';
import { must } from '../oracle.ts';
import type { ClusterPlace } from './cluster-place.ts';
import { nameOf } from './laws.ts';
import type { CloudPorts, PushedTo } from './played.ts';
import type { Process } from './world.ts';

/** Any number but 0. */
const AGENT = 1;

export interface Pushed extends PushedTo {
  /** When it leaves, before anything befalls it. */
  readonly leaves: (process: Process, message: Message) => void;
  /** When it arrives. */
  readonly handle: (message: Message) => bigint;
}

export function createPushed(ports: CloudPorts, places: readonly ClusterPlace[]): Pushed {
  const { world, note, broken } = ports;
  const synchronizer = createSynchronizer(world.now);
  /** By cluster and version, the one content that it stands for. */
  const contents = new Map<string, string>();
  const told = new Set<string>();
  let pushes = 0;

  function judge(process: Process, { clusterId, version, entries }: Message): void {
    const place = places.find(({ scope }) => scope.account === clusterId);
    must(place !== undefined, `${process.job} pushes a cluster that is none: ${clusterId}`);
    const lease = leaseOf(clusterId);
    const { holdsLease, mayShareLease } = ports.storage();
    const law = `${process.job} pushes, and the lease is another's`;
    must(holdsLease(process, lease) || mayShareLease(process, lease), law);
    if (!holdsLease(process, lease)) note('two at once');
    const bench = ports.laws().benchOf(place.scope);
    const readings = bench.runs.get(process.job)?.readings ?? new Map<string, never>();
    const read = place.sources.map((source) => readings.get(source)?.at(-1));
    const objects = Array.from(entries, objectOf);
    for (const [nth, source] of place.sources.entries()) {
      const uids = objects.flatMap(({ type, uid }) => (type === TYPES[source] ? [uid] : [])).toSorted();
      const what = `${clusterId} ${source}`;
      // What cannot be read and never was told is left out; what was told stays until it is read again.
      if (uids.length === 0 && !told.has(what)) continue;
      must(read[nth]?.whole === true, `${process.job} pushes ${what}, which it could not read`);
      const said = [...(read[nth]?.items.keys() ?? [])].toSorted();
      must(said.join() === uids.join(), `${process.job} pushes of ${what} something else than it read`);
      // Of what is told to be empty, nothing is lost by whoever leaves it out.
      if (uids.length > 0) told.add(what);
      else told.delete(what);
    }
    // What is committed later is told later, by whoever committed it.
    const head = ports.storage().headAtClaim(process, lease, nameOf(place.scope));
    for (const [nth, source] of place.sources.entries()) {
      const committed = bench.oracle.readBy(source, head);
      const isOld = (read[nth]?.from ?? 0) < (committed?.from ?? 0) && !isSame(read[nth], committed);
      must(!isOld, `${process.job} pushes ${source} of ${clusterId} as it was before what is committed`);
    }
    const content = Array.from(entries, (one) => Buffer.from(one).toString('latin1'))
      .toSorted()
      .join('\n');
    const key = `${clusterId} ${version}`;
    must((contents.get(key) ?? content) === content, `version ${version} of ${clusterId} is two contents`);
    contents.set(key, content);
  }

  return {
    leaves(process, message) {
      if (message.entries.length === 0) return;
      try {
        judge(process, message);
      } catch (error) {
        broken(error);
      }
    },
    handle(message) {
      if (message.entries.length > 0) pushes++;
      if (message.entries.length > 0) note('pushed');
      if (message.errorMsg !== '') note('not pushed');
      const request = { ...message, agentId: AGENT, entries: [...message.entries] };
      const schema = KubernetesAPISyncRequestSchema;
      return synchronizer.handle(fromBinary(RequestSchema, toBinary(schema, create(schema, request))));
    },
    restart: () => synchronizer.restart(),
    pushes: () => pushes,
    rested() {
      for (const { scope, uids } of places) {
        const known = entriesIn(synchronizer, scope.account);
        const there = known.map((text) => String(JSON.parse(text).metadata?.uid ?? '')).filter(Boolean);
        const law = `DeepFlow knows something else of ${scope.account} than it holds`;
        must(there.toSorted().join() === [...uids()].toSorted().join(), law);
      }
    },
  };
}

/** Of a cluster that it was never told of: nothing. */
function entriesIn(synchronizer: Synchronizer, account: string): readonly string[] {
  try {
    return Object.values(synchronizer.entriesOf(account)).flat();
  } catch {
    return [];
  }
}

const TYPES: Readonly<Record<string, string>> = {
  namespace: '*v1.Namespace',
  node: '*v1.Node',
  service: '*v1.Service',
  pod: '*v1.Pod',
  deployment: '*v1.Deployment',
};

function objectOf(entry: Uint8Array): { readonly type: string; readonly uid: string } {
  const { type, compressedInfo } = fromBinary(KubernetesAPIInfoSchema, entry);
  return { type, uid: String(JSON.parse(inflateSync(compressedInfo).toString()).metadata?.uid) };
}

interface Said {
  readonly items: ReadonlyMap<string, unknown>;
}
const isSame = (a: Said | undefined, b: Said | undefined): boolean =>
  [...(a?.items.keys() ?? [])].toSorted().join() === [...(b?.items.keys() ?? [])].toSorted().join();
