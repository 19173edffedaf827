/** How many of each there are in one region of one account. */
export interface Sizes {
  readonly vpcs: number;
  readonly subnets: number;
  readonly routeTables: number;
  readonly routesPerTable: number;
  readonly securityGroups: number;
  readonly policiesPerGroup: number;
  readonly natGateways: number;
  readonly rulesPerNat: number;
  /** With as many rules each. */
  readonly privateNats: number;
  /** Elastic ones that nothing else brings: one in three is unattached. */
  readonly addresses: number;
  readonly instances: number;
  /** Each server's primary one among them. */
  readonly networkInterfaces: number;
  readonly peerings: number;
  readonly loadBalancers: number;
  readonly listenersPerLoadBalancer: number;
  readonly classicLoadBalancers: number;
  readonly targetGroups: number;
  readonly mysqls: number;
  readonly mariaDbs: number;
  readonly dcdbs: number;
  readonly postgreses: number;
  readonly sqlServers: number;
  readonly cynoses: number;
  readonly redises: number;
  readonly clusters: number;
}

/** The three cases of the call-count table in the reference, and what the new kinds add to them. */
export const SMALL: Sizes = {
  vpcs: 3,
  subnets: 12,
  routeTables: 6,
  routesPerTable: 12,
  securityGroups: 12,
  policiesPerGroup: 6,
  natGateways: 2,
  rulesPerNat: 3,
  privateNats: 1,
  addresses: 6,
  instances: 50,
  networkInterfaces: 60,
  peerings: 1,
  loadBalancers: 10,
  listenersPerLoadBalancer: 2,
  classicLoadBalancers: 2,
  targetGroups: 2,
  mysqls: 5,
  mariaDbs: 2,
  dcdbs: 1,
  postgreses: 2,
  sqlServers: 2,
  cynoses: 2,
  redises: 5,
  clusters: 1,
};

export const MID: Sizes = {
  ...SMALL,
  vpcs: 10,
  subnets: 60,
  routeTables: 30,
  securityGroups: 100,
  natGateways: 5,
  rulesPerNat: 10,
  privateNats: 3,
  addresses: 40,
  instances: 1000,
  networkInterfaces: 1500,
  peerings: 5,
  loadBalancers: 100,
  listenersPerLoadBalancer: 3,
  classicLoadBalancers: 5,
  targetGroups: 10,
  mysqls: 50,
  mariaDbs: 10,
  dcdbs: 5,
  postgreses: 20,
  sqlServers: 60,
  cynoses: 10,
  redises: 50,
  clusters: 3,
};

export const LARGE: Sizes = {
  ...MID,
  vpcs: 40,
  subnets: 400,
  routeTables: 150,
  securityGroups: 500,
  natGateways: 20,
  addresses: 200,
  instances: 5000,
  networkInterfaces: 7000,
  peerings: 20,
  loadBalancers: 500,
  classicLoadBalancers: 20,
  targetGroups: 40,
  mysqls: 200,
  mariaDbs: 40,
  dcdbs: 20,
  postgreses: 80,
  sqlServers: 220,
  cynoses: 40,
  redises: 200,
  clusters: 10,
};
