/** How much of everything a region has. */
export interface Sizes {
  readonly zones: number;
  readonly vpcs: number;
  readonly vSwitches: number;
  readonly securityGroups: number;
  /** Rules of each group. */
  readonly rules: number;
  readonly instances: number;
  /** Interfaces of servers, their first ones included. */
  readonly networkInterfaces: number;
  readonly routeTables: number;
  /** Entries of each table, those of the VPC itself included. */
  readonly routes: number;
  readonly natGateways: number;
  /** Of each kind, of each gateway. */
  readonly natRules: number;
  /** Beside those of NAT gateways; every third one is not attached. */
  readonly eips: number;
  readonly clbs: number;
  readonly albs: number;
  readonly nlbs: number;
  /** Of each load balancer; each has a group of its own. */
  readonly listeners: number;
  /** Of each group. */
  readonly servers: number;
  readonly peers: number;
  readonly databases: number;
  readonly polarClusters: number;
  readonly caches: number;
  readonly clusters: number;
}

export const SMALL: Sizes = {
  zones: 3,
  vpcs: 3,
  vSwitches: 12,
  securityGroups: 4,
  rules: 6,
  instances: 25,
  networkInterfaces: 40,
  routeTables: 4,
  routes: 14,
  natGateways: 2,
  natRules: 4,
  eips: 6,
  clbs: 4,
  albs: 2,
  nlbs: 2,
  listeners: 2,
  servers: 3,
  peers: 2,
  databases: 6,
  polarClusters: 2,
  caches: 5,
  clusters: 1,
};

/** More than a page of everything that has pages, at the sizes that a thrifty reader asks for. */
export const PAGED: Sizes = {
  ...SMALL,
  vpcs: 60,
  vSwitches: 120,
  securityGroups: 120,
  rules: 2,
  instances: 220,
  networkInterfaces: 1100,
  routeTables: 60,
  natGateways: 60,
  natRules: 2,
  eips: 150,
  clbs: 110,
  albs: 110,
  nlbs: 110,
  listeners: 2,
  servers: 2,
  peers: 110,
  databases: 110,
  polarClusters: 110,
  caches: 60,
  clusters: 110,
};
