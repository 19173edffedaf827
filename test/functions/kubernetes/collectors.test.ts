import { connect } from '../../../functions/kubernetes/client.ts';
import type { Kubernetes } from '../../../functions/kubernetes/client.ts';
import { actionsOf } from '../../../functions/kubernetes/kinds.ts';
import { watched } from '../../../functions/kubernetes/watched.ts';
import { httpTransport } from '../../../functions/kubernetes/transport.ts';
import { connectionOf } from '../../../functions/kubernetes/accounts.ts';
import { RETRY, createCalls } from '../../../shared/collect/call.ts';
import { systemClock } from '../../../shared/runtime/clock.ts';
import { testCollector } from '../../contract/collector.ts';
import type { PagingCloud } from '../../contract/collector.ts';
import { BUILT_IN, CAFE, Cluster, KRUISE, nameOf } from '../../simulator/kubernetes/cluster.ts';
import type { Fault } from '../../simulator/kubernetes/faults.ts';
import { startKubernetes } from '../../simulator/kubernetes/server.ts';
import { OBJECTS } from './objects.ts';

const scope = { provider: 'kubernetes', account: 'c1', region: 'global' };

/** How each trouble of a page looks here; an empty page and a token that comes back are answers of their own. */
const FAULTS = {
  error: { kind: 'status', code: 500, reason: 'InternalError' },
  denied: { kind: 'status', code: 403, reason: 'Forbidden' },
  cut: { kind: 'cut', after: 30 },
  stranger: { kind: 'garbage', after: 0 },
  'empty-page': { kind: 'empty-page' },
  'repeat-token': { kind: 'repeat-token' },
} as const satisfies Readonly<Record<string, Fault>>;

for (const collector of watched) {
  const { apiVersions } = collector.object;
  const resources = [...BUILT_IN, ...KRUISE, ...CAFE];
  const found = resources.find(
    (one) =>
      one.kind === collector.object.kind && one.apiVersions.some((version) => apiVersions.includes(version)),
  );
  if (found === undefined) throw new Error(`the simulated cluster has no ${collector.name}`);
  const resource = nameOf(found);
  const [action = ''] = actionsOf(collector.object);
  let cluster: Cluster;
  testCollector<Kubernetes>({
    collector,
    paged: [action],
    ids: () => cluster.list(resource).map(({ uid }) => uid),
    open: async (): Promise<PagingCloud<Kubernetes>> => {
      cluster = new Cluster(resources);
      for (let n = 0; n < 5; n++)
        cluster.put(
          resource,
          OBJECTS[resource]?.(`o${n}`, n % 4) ?? {
            metadata: { name: `o${n}`, namespace: 'default' },
            spec: {},
          },
        );
      const server = await startKubernetes(cluster);
      const { api } = server;
      const pageOf = (query: string): number => (query.includes('continue') ? api.pageOf(query) : 1);
      return {
        scope,
        connect: () => {
          const calls = createCalls({
            limits: [],
            policy: { ...RETRY, attempts: 1 },
            clock: systemClock,
            signal: new AbortController().signal,
            onAttempt: () => {},
          });
          const connection = connectionOf(
            { id: 'c1', server: server.url, token: 'x' },
            { clock: systemClock, env: {} },
          );
          return connect(
            { id: 'c1', name: 'one', endpoint: undefined },
            {
              call: calls({ ...scope, principal: 'c1' }),
              transport: httpTransport(connection),
              keepAnnotation: () => false,
              pageSize: 2,
            },
          );
        },
        asked: () =>
          api.asked
            .filter(({ verb, resource: of }) => verb === 'list' && of === resource)
            .flatMap(({ query }) =>
              // One of the groups that its role names is the one that a cluster serves it in.
              actionsOf(collector.object).map((one) => ({ action: one, page: pageOf(query) })),
            ),
        forget: () => {
          api.asked = [];
        },
        trouble: (what, { page }) => api.faults.add(FAULTS[what], { verb: 'list', resource, page }),
        close: () => server.close(),
      };
    },
  });
}
