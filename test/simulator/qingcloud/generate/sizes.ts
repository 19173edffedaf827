/** How many of each there are in one region of one account. */
export interface Sizes {
  readonly routers: number;
  /** In VPCs; beside them there is the base network, and a self-managed one. */
  readonly vxnets: number;
  readonly routeTables: number;
  readonly borders: number;
  readonly securityGroups: number;
  readonly rulesPerGroup: number;
  readonly instances: number;
  /** Nodes of clusters, which are servers too. */
  readonly nodes: number;
  /** Bound to nothing. */
  readonly looseEips: number;
  readonly looseNics: number;
  readonly nfvs: number;
  readonly rulesPerNfv: number;
  readonly loadBalancers: number;
  readonly listenersPerLoadBalancer: number;
  readonly rdbs: number;
  readonly caches: number;
  readonly clusters: number;
  /** Clusters whose nodes the list does not have. */
  readonly apart: number;
}

export const SMALL: Sizes = {
  routers: 3,
  vxnets: 9,
  routeTables: 2,
  borders: 1,
  securityGroups: 6,
  rulesPerGroup: 4,
  instances: 40,
  nodes: 6,
  looseNics: 2,
  looseEips: 3,
  nfvs: 2,
  rulesPerNfv: 3,
  loadBalancers: 6,
  listenersPerLoadBalancer: 2,
  rdbs: 4,
  caches: 3,
  clusters: 6,
  apart: 0,
};

/** One of the four zones of the worked example of the reference: 200 networks, 2000 servers, 100 listeners in all. */
export const MID: Sizes = {
  ...SMALL,
  routers: 10,
  vxnets: 50,
  routeTables: 10,
  securityGroups: 40,
  instances: 500,
  nodes: 40,
  looseEips: 20,
  nfvs: 4,
  loadBalancers: 13,
  rdbs: 20,
  caches: 20,
  clusters: 20,
};

export const LARGE: Sizes = {
  ...MID,
  routers: 60,
  vxnets: 400,
  routeTables: 60,
  securityGroups: 300,
  instances: 5000,
  nodes: 400,
  looseEips: 200,
  nfvs: 20,
  rulesPerNfv: 10,
  loadBalancers: 200,
  listenersPerLoadBalancer: 3,
  rdbs: 100,
  caches: 100,
  clusters: 120,
};
