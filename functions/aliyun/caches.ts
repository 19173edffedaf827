import * as z from 'zod/mini';
import { maybe, whole } from '../../shared/collect/wire.ts';
import { id, said, tags } from './items.ts';

/** SDK type DescribeInstancesResponseBodyInstancesKVStoreInstance. */
export const Cache = z.object({
  InstanceId: id,
  InstanceName: said,
  InstanceClass: said,
  InstanceStatus: said,
  InstanceType: said,
  ArchitectureType: said,
  EngineVersion: said,
  ConnectionDomain: said,
  Port: maybe(whole),
  PrivateIp: said,
  VpcId: said,
  VSwitchId: said,
  ZoneId: said,
  Tags: tags,
});
