import type { Limit } from '../../shared/collect/limit.ts';

/**
 * Servers share their seats among clients by priority and fairness, and answer
 * 429 with Retry-After where one asks for more than its share.
 * https://kubernetes.io/docs/concepts/cluster-administration/flow-control/
 */
export const limits: readonly Limit[] = [
  {
    operation: '*',
    perSecond: 50,
    burst: 100,
    per: ['account'],
    source:
      'Not documented as a number (https://kubernetes.io/docs/concepts/cluster-administration/flow-control/); a few dozen pages and watches, below what the kubelet may send by itself',
  },
];
