import { memoryStore } from '../../../../shared/store/memory.ts';
import type { ObjectStore } from '../../../../shared/store/store.ts';
import type { Server } from '../../../../functions/kubernetes/push/server.ts';
import type { Synchronizer } from '../../../simulator/deepflow/kubernetes/synchronizer.ts';
import { createSynchronizer } from '../../../simulator/deepflow/kubernetes/synchronizer.ts';
import { Api } from '../../../simulator/kubernetes/api.ts';
import { Cluster, keyOf } from '../../../simulator/kubernetes/cluster.ts';
import type { KubeObject } from '../../../simulator/kubernetes/cluster.ts';
import { virtualClock } from '../../../support/clock.ts';
import { OBJECTS } from '../objects.ts';
import { directServer } from '../push/direct.ts';
import { scope } from '../watched.ts';
import { startProcess } from './process.ts';
import type { Plant, Process } from './process.ts';
import { FIRST, metBy } from './steps.ts';
import type { State, Step } from './steps.ts';

/** What stands when the noise is over. */
export interface World {
  readonly cluster: Cluster;
  readonly store: ObjectStore;
  readonly deepflow: Synchronizer;
  /** What DeepFlow was told and must not be. */
  readonly violations: readonly string[];
}

/** A killed process keeps its lease for 70 s, and whoever failed is asked again after a minute, one after the other. */
const QUIET_MS = 240_000;
/** A watch that fell silent is given up after eight minutes and a half, and begins again a minute later at most. */
const SILENT_MS = 700_000;
const falls = (one: Step): boolean =>
  one.do === 'fault' && (one.fault.kind === 'silence' || one.fault.kind === 'hang');
/** DeepFlow forgets a cluster that it did not hear of for 24 hours. */
const DAY_MS = 25 * 3_600_000;

/** One history, from an API server through watch and log to DeepFlow, and then quiet. */
export async function live(
  steps: readonly Step[],
  met: (what: string) => void,
  plant: Plant = {},
): Promise<World> {
  const clock = virtualClock({ from: 1_800_000_000_000, isAtWork: () => process.isAtWork() });
  const cluster = new Cluster();
  const api = new Api(cluster, { clock, bookmarkMs: 200_000 });
  api.faults.onTake = (fault, { verb }) => metBy(fault, verb).forEach(met);
  // A kind is never emptied between two processes: that is for a person to accept, and has a test of its own.
  const kept = Object.keys(OBJECTS).map((kind) => cluster.put(kind, objectOf(kind, 'keep', 1)).uid);
  for (const kind of Object.keys(OBJECTS)) cluster.put(kind, objectOf(kind, FIRST, 0));
  const store = memoryStore(() => clock.now());
  let storeState: State = 'up';
  const deepflow = createSynchronizer(() => clock.now());
  const server = directServer(deepflow);
  server.onTry = () => {
    if (server.state !== 'up') met(`deepflow ${server.state}`);
  };
  const watched = watchedServer(server, deepflow, kept);
  const ports = { api, clock, store, server: watched, met, plant, storeState: () => storeState };
  let process: Process = startProcess(ports);
  await clock.run(
    (async () => {
      for (const one of steps) await happen(one);
      // The noise stops.
      api.faults.clear();
      api.denied.clear();
      server.state = 'up';
      storeState = 'up';
      await clock.sleep(steps.some(falls) ? SILENT_MS : QUIET_MS);
      await process.stop();
    })(),
  );
  return { cluster, store, deepflow, violations: watched.violations };

  async function happen(one: Step): Promise<void> {
    switch (one.do) {
      case 'put':
        return put(one.resource, one.name, one.n);
      case 'remove':
        return void remove(one);
      case 'recreate':
      case 'rename':
        if (remove(one)) put(one.resource, one.do === 'rename' ? one.to : one.name, one.n);
        return;
      case 'gap':
        api.restart();
        if (remove(one) && one.n % 2 === 1) put(one.resource, one.name, one.n);
        return cluster.compact();
      case 'fault':
        return void api.faults.add(one.fault, one.scope);
      case 'deny':
        for (const verb of ['list', 'watch'])
          api.denied[one.allow ? 'delete' : 'add'](`${verb} ${one.resource}`);
        return;
      case 'deepflow':
        server.state = one.state;
        return;
      case 'store':
        storeState = one.state;
        return;
      case 'wait':
        met(one.do);
        return clock.sleep(one.ms);
      case 'compact':
        met(one.do);
        return cluster.compact();
      case 'restart':
        met(one.do);
        return api.restart();
      case 'deepflow restarts':
        met(one.do);
        return deepflow.restart();
      case 'streams':
      case 'no-streams':
        met(one.do);
        api.streams = one.do === 'streams';
        return;
      case 'kill':
        met(one.do);
        process.kill();
        process = startProcess(ports);
        return;
      case 'stop':
      case 'day':
        met(one.do);
        await process.stop();
        if (one.do === 'day') await clock.sleep(DAY_MS);
        process = startProcess(ports);
    }
  }

  function put(resource: string, name: string, n: number): void {
    met('put');
    cluster.put(resource, objectOf(resource, name, n));
  }

  /** Whether it was there. */
  function remove({ do: what, resource, name }: Extract<Step, { readonly name: string }>): boolean {
    const key = keyOf(objectOf(resource, name, 0));
    if (cluster.get(resource, key) === undefined) return false;
    met(what);
    cluster.remove(resource, key);
    return true;
  }
}

const objectOf = (resource: string, name: string, n: number): KubeObject =>
  OBJECTS[resource]?.(name, n) ?? { metadata: { name } };

/** At no time is DeepFlow told that something is gone that is there all the time, whatever cannot be read meanwhile. */
function watchedServer(
  server: Server,
  deepflow: Synchronizer,
  kept: readonly string[],
): Server & { readonly violations: readonly string[] } {
  const violations: string[] = [];
  const told = new Set<string>();
  return {
    ...server,
    violations,
    async sync(message, signal) {
      const answer = await server.sync(message, signal);
      if (message.entries.length === 0) return answer;
      const text = Object.values(deepflow.heldOf(scope.account)?.entries ?? {})
        .flat()
        .join('\n');
      for (const uid of kept) {
        if (text.includes(`"uid":"${uid}"`)) told.add(uid);
        else if (told.has(uid)) violations.push(`version ${message.version} is without ${uid}`);
      }
      return answer;
    },
  };
}
