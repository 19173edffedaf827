import type { JsonObject } from '../cached.ts';
import { listAt, objectAt, pick, textAt } from './json.ts';
import { isAddress, isPrefix, safeLabels } from './safe.ts';
import { readiness } from './sent-parts.ts';

/** The first entry of every push; without it the server gathers nothing. */
export const VERSION_TYPE = '*version.Info';
export function sentVersion(version: JsonObject): JsonObject {
  return pick(version, 'major', 'minor', 'gitVersion', 'platform');
}

export function sentNode({ metadata, spec, status }: JsonObject): JsonObject {
  const podCIDR = textAt(spec, 'podCIDR');
  return {
    metadata: { ...pick(metadata, 'uid', 'name'), labels: safeLabels(objectAt(metadata)['labels']) },
    spec: isPrefix(podCIDR) ? { podCIDR } : {},
    status: {
      addresses: listAt(status, 'addresses')
        .filter((one) => textAt(one, 'type') === 'InternalIP' && isAddress(textAt(one, 'address')))
        .map((one) => pick(one, 'type', 'address')),
      // `KubeletReady` is the reason of a Ready that is true; another one is not a node in order.
      conditions: readiness(status, 'reason'),
      capacity: pick(objectAt(status, 'capacity'), 'cpu', 'memory'),
    },
  };
}

/** Its own labels are nothing to the server, but for this one. */
const PROVIDER = 'virtual-kubelet.io/provider-cluster-native-name';

export function sentNamespace({ metadata }: JsonObject): JsonObject {
  const provider = pick(objectAt(metadata, 'labels'), PROVIDER);
  return { metadata: { ...pick(metadata, 'uid', 'name'), labels: safeLabels(provider) } };
}
