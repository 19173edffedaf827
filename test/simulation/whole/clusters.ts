// Simulated clusters, listed, committed and pushed by runs that share nothing but the store.
import { connect } from '../../../functions/kubernetes/client.ts';
import { createListed } from '../../../functions/kubernetes/listed.ts';
import { kubernetes } from '../../../functions/kubernetes/provider.ts';
import { PushConfig } from '../../../functions/kubernetes/push/config.ts';
import type { Server } from '../../../functions/kubernetes/push/server.ts';
import type { Response } from '../../../functions/kubernetes/transport.ts';
import type { Kubernetes } from '../../../functions/kubernetes/client.ts';
import type { Account } from '../../../shared/collect/provider.ts';
import { CloudError } from '../../../shared/collect/errors.ts';
import { Api } from '../../simulator/kubernetes/api.ts';
import { statusOf } from '../../simulator/kubernetes/refusal.ts';
import { createClusterPlace } from './cluster-place.ts';
import type { ClusterPlace } from './cluster-place.ts';
import type { Parts } from './parts.ts';
import type { Cloud, CloudPorts, Played } from './played.ts';
import { createPushed } from './pushed.ts';
import { orAborted } from './wire.ts';
import type { Process } from './world.ts';

const CLUSTERS = 3;
const PUSH = PushConfig.parse({ servers: ['http://deepflow:20035'] });
/** Smaller than the lists are. */
const PAGE = 4;

const NEVER = new AbortController().signal;

/** What an API server says when it cannot be read. */
const REFUSALS = [
  [503, 'ServiceUnavailable'],
  [429, 'TooManyRequests'],
  [403, 'Forbidden'],
  [410, 'Expired'],
] as const;

export function createClusters(ports: CloudPorts, parts: Pick<Parts, 'publish'>): Cloud {
  const { world } = ports;
  const places = Array.from({ length: CLUSTERS }, (_, nth) => createClusterPlace(nth));
  const apis = new Map(places.map(({ cluster, scope }) => [scope.account, apiOf(cluster)]));
  const pushed = createPushed(ports, places);
  let faults = 0;

  function apiOf(cluster: ClusterPlace['cluster']): Api {
    const clock = { now: world.now, random: () => 0, sleep: async () => new Promise<void>(() => {}) };
    return new Api(cluster, { clock });
  }

  async function answer(process: Process, account: string, path: string): Promise<Response> {
    const { random } = process;
    const refusal = random() < faults ? REFUSALS[Math.floor(random() * REFUSALS.length)] : undefined;
    if (refusal !== undefined) {
      const [status, reason] = refusal;
      const body = Buffer.from(JSON.stringify(statusOf(status, reason, reason)));
      return { status, retryAfter: undefined, body: whole(body) };
    }
    const api = apis.get(account);
    if (api === undefined) throw new Error(`no cluster ${account}`);
    const { status, body } = await api.get(path, undefined, NEVER);
    return { status, retryAfter: undefined, body };
  }

  const account = (process: Process, { scope }: ClusterPlace): Account<Kubernetes> => ({
    id: scope.account,
    name: undefined,
    principal: scope.account,
    regions: async () => [],
    wants: () => true,
    connect: (_, call) =>
      connect(
        { id: scope.account, name: scope.account, endpoint: undefined },
        {
          call,
          keepAnnotation: () => false,
          pageSize: PAGE,
          listed: createListed(PUSH),
          transport: async (path, signal) => {
            const asked = world.perform(process, {
              isWrite: false,
              ms: 30,
              isCalledOff: () => signal.aborted,
              failure: () => new CloudError('unavailable', 'the simulator lost it'),
              apply: async () => answer(process, scope.account, path),
            });
            return orAborted(asked, signal);
          },
        },
      ),
    identify: async () => ({ account: scope.account, principal: '', clockAheadMs: undefined }),
  });

  const serverOf = (process: Process): Server => ({
    url: 'http://deepflow:20035',
    close: () => {},
    async sync(message, signal) {
      signal.throwIfAborted();
      pushed.leaves(process, message);
      const told = world.perform(process, {
        isWrite: true,
        ms: 40,
        isCalledOff: () => signal.aborted,
        failure: () => new CloudError('unavailable', 'the simulator lost it'),
        apply: () => pushed.handle(message),
      });
      return orAborted(told, signal);
    },
  });

  return {
    provider: { ...kubernetes, publish: undefined } as unknown as Played,
    places,
    service: { ms: 0, isWrite: () => false, answer: () => undefined },
    config: () => ({
      clusters: places.map(({ scope }) => ({
        id: scope.account,
        server: 'https://cluster',
        token: 'token',
        push: PUSH,
      })),
    }),
    providerOf: (process, provider) => ({
      ...provider,
      async *accounts(_, { only }) {
        for (const place of places)
          if (only.length === 0 || only.includes(place.scope.account)) yield account(process, place);
      },
      publish: async (api, report, given) =>
        parts.publish(() => serverOf(process), api as Kubernetes, report, given),
    }),
    trouble: (share) => void (faults = share),
    pushed,
  };
}

async function* whole(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}
