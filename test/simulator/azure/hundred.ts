import type { Estate } from './estate.ts';
import { generateEstate, subscriptionIds } from './generate.ts';
import type { Sizes } from './generate/sizes.ts';

const EACH: Sizes = {
  networks: 2,
  subnets: 2,
  securityGroups: 3,
  rules: 2,
  applicationGroups: 0,
  routeTables: 2,
  routes: 2,
  machines: 100,
  cards: 0,
  sets: 3,
  instances: 20,
  flexibleSets: 0,
  publicIps: 20,
  prefixes: 1,
  natGateways: 2,
  balancers: 4,
  gateways: 1,
  peerings: 1,
  wans: 0,
  hubs: 0,
  databases: 3,
  caches: 1,
  clusters: 1,
};

/**
 * The reference's largest case: a hundred subscriptions with 10,000 machines, 300 Uniform scale sets with 6,000
 * instances, and ten hubs; 43,000 rows or so.
 */
export const hundredSubscriptions = (): Estate =>
  generateEstate({
    seed: 'L',
    accounts: subscriptionIds(100),
    regions: ['westeurope'],
    sizes: (n) => (n < HUBS ? { ...EACH, wans: 1, hubs: 1 } : EACH),
  });

/** Each in a subscription of its own. */
export const HUBS = 10;

/** What such an estate is estimated to take of Azure Resource Graph: its rows, a thousand a page, all kinds together. */
export const ESTIMATED_PAGES = 43;

/** The same with kinds apart, which is 54 pages, and what the graph does not have of hubs. */
export const ESTIMATED_CALLS = 64;
