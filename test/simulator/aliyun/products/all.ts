/** Every product that the simulator knows, and the version that a request names it by. */
import type { Operation } from '../operation.ts';
import type { ProductName } from '../refusals.ts';
import { ALB, NLB } from './alb.ts';
import { KVSTORE, POLARDB, RDS } from './databases.ts';
import { ECS } from './ecs.ts';
import { CBN, CS, TAG } from './networks.ts';
import { SLB } from './slb.ts';
import { RESOURCE_DIRECTORY, STS } from './sts.ts';
import { VPC, VPC_PEER } from './vpc.ts';

export interface Product {
  readonly name: ProductName;
  /** No two of these have the same. */
  readonly version: string;
  readonly operations: readonly Operation[];
}

export const PRODUCTS: readonly Product[] = [
  { name: 'sts', version: '2015-04-01', operations: STS },
  { name: 'resourcedirectorymaster', version: '2022-04-19', operations: RESOURCE_DIRECTORY },
  { name: 'ecs', version: '2014-05-26', operations: ECS },
  { name: 'vpc', version: '2016-04-28', operations: VPC },
  { name: 'slb', version: '2014-05-15', operations: SLB },
  { name: 'alb', version: '2020-06-16', operations: ALB },
  { name: 'nlb', version: '2022-04-30', operations: NLB },
  { name: 'vpcpeer', version: '2022-01-01', operations: VPC_PEER },
  { name: 'cbn', version: '2017-09-12', operations: CBN },
  { name: 'rds', version: '2014-08-15', operations: RDS },
  { name: 'polardb', version: '2017-08-01', operations: POLARDB },
  { name: 'r-kvstore', version: '2015-01-01', operations: KVSTORE },
  { name: 'cs', version: '2015-12-15', operations: CS },
  { name: 'tag', version: '2018-08-28', operations: TAG },
];
