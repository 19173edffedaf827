/** How many of each there are in one region of one account. */
export interface Sizes {
  readonly vpcs: number;
  readonly subnets: number;
  readonly routeTables: number;
  readonly routesPerTable: number;
  readonly securityGroups: number;
  readonly rulesPerGroup: number;
  readonly natGateways: number;
  readonly rulesPerNat: number;
  /** Elastic ones that nothing else brings: one in three is unattached. */
  readonly addresses: number;
  readonly instances: number;
  /** Each server's primary one among them. */
  readonly networkInterfaces: number;
  readonly transitRouters: number;
  readonly clbs: number;
  readonly albs: number;
  readonly listenersPerBalancer: number;
  readonly serversPerGroup: number;
  readonly mysqls: number;
  readonly postgreses: number;
  readonly sqlServers: number;
  readonly redises: number;
  readonly clusters: number;
}

export const SMALL: Sizes = {
  vpcs: 3,
  subnets: 12,
  routeTables: 6,
  routesPerTable: 12,
  securityGroups: 12,
  rulesPerGroup: 6,
  natGateways: 2,
  rulesPerNat: 3,
  addresses: 6,
  instances: 50,
  networkInterfaces: 60,
  transitRouters: 1,
  clbs: 6,
  albs: 3,
  listenersPerBalancer: 2,
  serversPerGroup: 3,
  mysqls: 5,
  postgreses: 3,
  sqlServers: 2,
  redises: 4,
  clusters: 1,
};

/** The worked example of the reference: what one region holds there, and what the new kinds add to it. */
export const MID: Sizes = {
  ...SMALL,
  vpcs: 10,
  subnets: 60,
  routeTables: 30,
  securityGroups: 100,
  natGateways: 5,
  rulesPerNat: 10,
  addresses: 40,
  instances: 500,
  networkInterfaces: 700,
  transitRouters: 2,
  clbs: 40,
  albs: 20,
  mysqls: 30,
  postgreses: 30,
  sqlServers: 10,
  redises: 30,
  clusters: 3,
};

export const LARGE: Sizes = {
  ...MID,
  vpcs: 40,
  subnets: 400,
  routeTables: 120,
  securityGroups: 400,
  natGateways: 20,
  addresses: 200,
  instances: 5000,
  networkInterfaces: 7000,
  clbs: 300,
  albs: 150,
  mysqls: 200,
  postgreses: 120,
  sqlServers: 60,
  redises: 150,
  clusters: 10,
};
