import type { Publishing } from '../../../shared/runtime/publishing.ts';
import type { Kubernetes } from '../client.ts';
import { rivalsIn } from './record.ts';
import { REMEDY, isPersistent } from './rival.ts';

/** Other senders that come back to a cluster; of one that pushed once, the log told. */
export const obstacles: NonNullable<Publishing<Kubernetes>['obstacles']> = async (store) =>
  (await rivalsIn(store)).filter(isPersistent).map(({ cluster, server, takeovers, until }) => {
    const when = new Date(until).toISOString();
    return `cluster ${cluster} at ${server}: another sender took it over ${takeovers} times, and is left to it until ${when}: ${REMEDY}`;
  });
