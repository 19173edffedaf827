import * as z from 'zod/mini';
import { maybe } from '../../shared/collect/wire.ts';
import { id, said, tags, within } from './items.ts';

const Addresses = within('IpAddress', said);

/** SDK type DescribeInstancesResponseBodyInstancesInstance. */
export const Instance = z.object({
  InstanceId: id,
  InstanceName: said,
  HostName: said,
  InstanceType: said,
  Status: said,
  ZoneId: said,
  CreationTime: said,
  InnerIpAddress: Addresses,
  VpcAttributes: maybe(z.object({ VpcId: said, VSwitchId: said, PrivateIpAddress: Addresses })),
  SecurityGroupIds: within('SecurityGroupId', said),
  Tags: tags,
});
