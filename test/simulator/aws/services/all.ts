import type { Service } from '../operation.ts';
import { ec2 } from './ec2.ts';
import { eks } from './eks.ts';
import { elasticache } from './elasticache.ts';
import { elb } from './elb.ts';
import { elbv2 } from './elbv2.ts';
import { organizations } from './organizations.ts';
import { rds } from './rds.ts';
import { sts } from './sts.ts';
import { tagging } from './tagging.ts';

export const SERVICES: readonly [Service, ...Service[]] = [
  ec2,
  elb,
  elbv2,
  rds,
  elasticache,
  eks,
  tagging,
  sts,
  organizations,
];
