/** How many of each there are in one region of one account. Every number is exact. */
export interface Sizes {
  /** Every 17th is terminated. */
  readonly instances: number;
  /** Of every device; at least one per instance that is not terminated. */
  readonly networkInterfaces: number;
  readonly vpcs: number;
  readonly subnets: number;
  readonly routeTables: number;
  readonly securityGroups: number;
  readonly natGateways: number;
  readonly addresses: number;
  readonly peerings: number;
  readonly transitGateways: number;
  readonly transitGatewayAttachments: number;
  readonly classicLoadBalancers: number;
  readonly loadBalancers: number;
  readonly listenersPerLoadBalancer: number;
  readonly targetGroups: number;
  readonly dbInstances: number;
  readonly dbClusters: number;
  readonly replicationGroups: number;
  /** Members of replication groups and others. */
  readonly cacheClusters: number;
  readonly serverlessCaches: number;
  readonly clusters: number;
}

/** The three cases of the call-count table in the reference, and what the new kinds add to them. */
export const SMALL: Sizes = {
  instances: 50,
  networkInterfaces: 60,
  vpcs: 3,
  subnets: 12,
  routeTables: 6,
  securityGroups: 12,
  natGateways: 2,
  addresses: 6,
  peerings: 1,
  transitGateways: 1,
  transitGatewayAttachments: 2,
  classicLoadBalancers: 2,
  loadBalancers: 10,
  listenersPerLoadBalancer: 2,
  targetGroups: 20,
  dbInstances: 5,
  dbClusters: 1,
  replicationGroups: 2,
  cacheClusters: 6,
  serverlessCaches: 2,
  clusters: 1,
};

export const MID: Sizes = {
  instances: 1000,
  networkInterfaces: 1500,
  vpcs: 10,
  subnets: 60,
  routeTables: 30,
  securityGroups: 100,
  natGateways: 5,
  addresses: 40,
  peerings: 5,
  transitGateways: 2,
  transitGatewayAttachments: 10,
  classicLoadBalancers: 5,
  loadBalancers: 100,
  listenersPerLoadBalancer: 3,
  targetGroups: 300,
  dbInstances: 50,
  dbClusters: 5,
  replicationGroups: 20,
  cacheClusters: 50,
  serverlessCaches: 10,
  clusters: 3,
};

export const LARGE: Sizes = {
  instances: 5000,
  networkInterfaces: 7000,
  vpcs: 40,
  subnets: 400,
  routeTables: 150,
  securityGroups: 500,
  natGateways: 20,
  addresses: 200,
  peerings: 20,
  transitGateways: 4,
  transitGatewayAttachments: 60,
  classicLoadBalancers: 20,
  loadBalancers: 500,
  listenersPerLoadBalancer: 3,
  targetGroups: 1500,
  dbInstances: 200,
  dbClusters: 20,
  replicationGroups: 80,
  cacheClusters: 200,
  serverlessCaches: 40,
  clusters: 10,
};
