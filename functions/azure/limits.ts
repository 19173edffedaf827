import { perWindow } from '../../shared/collect/limit.ts';
import type { Limit } from '../../shared/collect/limit.ts';

const ARM =
  'https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/request-limits-and-throttling';
const COMPUTE = 'https://learn.microsoft.com/en-us/azure/virtual-machines/compute-throttling-limits';
const GRAPH =
  'https://learn.microsoft.com/en-us/azure/governance/resource-graph/concepts/guidance-for-throttled-requests';

/** Reads of a subscription: 250 at once, 25 a second, for each principal. */
const reads = { perSecond: 25, burst: 250, source: ARM } as const;
const ofPrincipal = ['principal'] as const;
const ofSubscription = ['principal', 'account'] as const;

/** Principals span subscriptions, and the graph counts by them: each principal is one lane. */
export const limits: readonly Limit[] = [
  // 15 in every window of 5 seconds, pages included: a bucket of 15 would let 30 through in the first one.
  { operation: 'Microsoft.ResourceGraph/*', ...perWindow(15, 5000), per: ofPrincipal, source: GRAPH },
  { operation: 'Microsoft.Resources/subscriptions/read', per: ofPrincipal, ...reads },
  { operation: 'Microsoft.Management/*', per: ofPrincipal, ...reads },
  {
    operation: 'Microsoft.Entra/*',
    perSecond: 5,
    burst: 10,
    per: ofPrincipal,
    source: 'Not documented; a token lasts for an hour or more',
  },
  // Of Microsoft.Compute: lists of machines 300 a minute with 900 at once, of scale sets 360 with 1,080,
  // instances of sets 2,000 with 6,000. They are shared with whatever else runs there, so half of them.
  {
    operation: 'Microsoft.Compute/virtualMachines/read',
    perSecond: 2.5,
    burst: 450,
    per: ofSubscription,
    source: COMPUTE,
  },
  {
    operation: 'Microsoft.Compute/virtualMachineScaleSets/read',
    perSecond: 3,
    burst: 540,
    per: ofSubscription,
    source: COMPUTE,
  },
  {
    operation: 'Microsoft.Compute/virtualMachineScaleSets/*',
    perSecond: 15,
    burst: 250,
    per: ofSubscription,
    source: COMPUTE,
  },
  { operation: 'Microsoft.*', per: ofSubscription, ...reads },
];
