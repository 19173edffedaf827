import type { JsonObject } from '../cached.ts';
import { hasEnded } from '../pods.ts';
import { listAt, pick, textAt } from './json.ts';
import { isAddress } from './safe.ts';
import { named, ownerSent, readiness } from './sent-parts.ts';
import type { Surroundings } from './sent-parts.ts';

/**
 * Never `generateName`: the server would make the pod's id of what of its name is
 * left when all leading characters of `generateName` are taken away, which two
 * pods may share; `generate_name` is what its documentation asks of StatefulSets.
 * Never `status.podNetworks`: it stops the server.
 */
export function sentPod({ metadata, status }: JsonObject, surroundings: Surroundings): JsonObject {
  const owner = ownerSent(metadata, surroundings);
  const hostIP = textAt(status, 'hostIP');
  const podIP = textAt(status, 'podIP');
  return {
    metadata: {
      ...named(metadata),
      ...pick(metadata, 'creationTimestamp'),
      ownerReferences: owner === undefined ? [] : [owner],
      ...(textAt(owner, 'kind') === 'StatefulSet' && {
        generate_name: textAt(metadata, 'generateName') ?? `${textAt(owner, 'name')}-`,
      }),
    },
    status: {
      ...(isAddress(hostIP) && { hostIP }),
      // Of one that has ended, it may be another pod's by now; of two with one address, the server believes the last.
      ...(isAddress(podIP) && !hasEnded(textAt(status, 'phase')) && { podIP }),
      conditions: readiness(status),
      containerStatuses: listAt(status, 'containerStatuses')
        .map((one) => pick(one, 'containerID'))
        .filter((one) => textAt(one, 'containerID') !== undefined),
    },
  };
}
