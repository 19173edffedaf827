/** Every service that the simulator knows, and the first label of its hosts. https://developer.huaweicloud.com/endpoint */
import type { Operation } from '../operation.ts';
import type { ServiceName } from '../refusals.ts';
import { ELB } from './balancers.ts';
import { ECS, EIP, NAT } from './compute.ts';
import { CCE, DCS, GAUSSDB, OPENGAUSS, RDS } from './databases.ts';
import { IAM, STS } from './identity.ts';
import { CC, ER } from './networks.ts';
import { PRIVATE_NAT } from './private-nat.ts';
import { VPC } from './vpc.ts';

/** Public addresses are served by VPC's hosts, too: huaweicloud-sdk-nodejs-v3 services/eip/v3/EipRegion.ts. */
export const HOSTS: Readonly<Record<string, readonly ServiceName[]>> = {
  iam: ['iam'],
  sts: ['sts'],
  ecs: ['ecs'],
  vpc: ['vpc', 'eip'],
  eip: ['eip'],
  nat: ['nat'],
  elb: ['elb'],
  cc: ['cc'],
  er: ['er'],
  rds: ['rds'],
  gaussdb: ['gaussdb'],
  'gaussdb-opengauss': ['opengauss'],
  dcs: ['dcs'],
  cce: ['cce'],
};

export const OPERATIONS: readonly Operation[] = [
  ...IAM,
  ...STS,
  ...VPC,
  ...EIP,
  ...ECS,
  ...NAT,
  ...PRIVATE_NAT,
  ...ELB,
  ...CC,
  ...ER,
  ...RDS,
  ...GAUSSDB,
  ...OPENGAUSS,
  ...DCS,
  ...CCE,
];
