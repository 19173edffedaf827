import { generateEstate } from '../simulator/aws/generate.ts';
import type { Estate } from '../simulator/aws/estate.ts';

export const PLACE = { account: '111111111111', region: 'eu-west-1' };
/** Where accounts are opened and regions listed. */
export const HOME = 'us-east-1';
export const BUCKET = 'soak';
export const STORE_KEYS = { accessKeyId: 'AKIDSOAK', secretAccessKey: 'of-the-soak' };
export const WEBHOOK_SECRET = `whsec_${Buffer.from('a secret of the soak, for nobody').toString('base64')}`;
export const PODS = 12;

/** Something of every kind, and little of each: what counts is how often it is listed. */
export const estateOf = (): Estate =>
  generateEstate({
    seed: 'soak',
    accounts: [PLACE.account],
    regions: [PLACE.region],
    sizes: {
      instances: 20,
      networkInterfaces: 26,
      vpcs: 2,
      subnets: 4,
      routeTables: 3,
      securityGroups: 4,
      natGateways: 1,
      addresses: 3,
      peerings: 1,
      transitGateways: 1,
      transitGatewayAttachments: 1,
      classicLoadBalancers: 1,
      loadBalancers: 1,
      listenersPerLoadBalancer: 1,
      targetGroups: 2,
      dbInstances: 2,
      dbClusters: 1,
      replicationGroups: 1,
      cacheClusters: 2,
      serverlessCaches: 1,
      clusters: 1,
    },
  });

/** Where everything is that the world serves. */
export interface Addresses {
  readonly aws: string;
  readonly keys: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly store: string;
  readonly webhook: string;
  readonly deepflow: string;
  readonly kubernetes: string;
}

/** The clock of the process that is measured has come to `now`. */
export interface Minute {
  readonly cycle: number;
  readonly now: number;
}
