/** How much of everything a project has. */
export interface Sizes {
  readonly zones: number;
  readonly vpcs: number;
  readonly subnets: number;
  readonly securityGroups: number;
  /** Rules of each group. */
  readonly rules: number;
  readonly servers: number;
  /** Ports of servers beside their first ones, and ports of nothing. */
  readonly ports: number;
  /** Beside the default one of each VPC. */
  readonly routeTables: number;
  /** Routes of each table, the system's own included. */
  readonly routes: number;
  readonly natGateways: number;
  /** Of each kind, of each gateway. */
  readonly natRules: number;
  readonly privateNats: number;
  /** Beside those of NAT gateways and load balancers; every third one is not attached. */
  readonly publicips: number;
  readonly loadBalancers: number;
  /** Of each load balancer; each has a pool of its own. */
  readonly listeners: number;
  /** Of each pool. */
  readonly members: number;
  readonly peerings: number;
  readonly databases: number;
  readonly taurus: number;
  readonly openGauss: number;
  readonly caches: number;
  readonly clusters: number;
  readonly routers: number;
}

export const SMALL: Sizes = {
  zones: 3,
  vpcs: 3,
  subnets: 12,
  securityGroups: 4,
  rules: 6,
  servers: 25,
  ports: 15,
  routeTables: 2,
  routes: 14,
  natGateways: 2,
  natRules: 4,
  privateNats: 1,
  publicips: 6,
  loadBalancers: 4,
  listeners: 2,
  members: 3,
  peerings: 2,
  databases: 6,
  taurus: 2,
  openGauss: 2,
  caches: 5,
  clusters: 1,
  routers: 1,
};

/** More than a page of databases, and of whatever a reader asks for in pages of 50. */
export const PAGED: Sizes = {
  ...SMALL,
  vpcs: 60,
  subnets: 120,
  securityGroups: 60,
  rules: 2,
  servers: 120,
  ports: 60,
  routeTables: 4,
  routes: 4,
  natGateways: 60,
  natRules: 1,
  privateNats: 52,
  publicips: 60,
  loadBalancers: 60,
  listeners: 1,
  members: 1,
  peerings: 60,
  databases: 130,
  taurus: 110,
  openGauss: 110,
  caches: 60,
  clusters: 3,
  routers: 52,
};
