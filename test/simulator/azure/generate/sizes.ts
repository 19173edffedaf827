/** How much of everything a subscription has in a region. */
export interface Sizes {
  readonly networks: number;
  /** Of each network. */
  readonly subnets: number;
  readonly securityGroups: number;
  /** Rules of each group. */
  readonly rules: number;
  readonly applicationGroups: number;
  readonly routeTables: number;
  readonly routes: number;
  readonly machines: number;
  /** Interfaces of nothing. */
  readonly cards: number;
  /** Uniform scale sets, and instances of each. */
  readonly sets: number;
  readonly instances: number;
  /** Flexible scale sets; every one takes two of the machines. */
  readonly flexibleSets: number;
  /** Beside those that are in use. */
  readonly publicIps: number;
  readonly prefixes: number;
  readonly natGateways: number;
  readonly balancers: number;
  readonly gateways: number;
  /** To networks of other subscriptions and regions. */
  readonly peerings: number;
  readonly wans: number;
  /** Of each WAN. */
  readonly hubs: number;
  readonly databases: number;
  readonly caches: number;
  readonly clusters: number;
}

export const SMALL: Sizes = {
  networks: 3,
  subnets: 3,
  securityGroups: 3,
  rules: 4,
  applicationGroups: 2,
  routeTables: 2,
  routes: 4,
  machines: 12,
  cards: 2,
  sets: 2,
  instances: 3,
  flexibleSets: 1,
  publicIps: 3,
  prefixes: 2,
  natGateways: 2,
  balancers: 3,
  gateways: 2,
  peerings: 2,
  wans: 1,
  hubs: 2,
  databases: 2,
  caches: 2,
  clusters: 2,
};
