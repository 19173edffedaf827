import * as z from 'zod/mini';
import { some } from '../../shared/collect/wire.ts';
import { id, said, tags } from './items.ts';

/** SDK type InstanceForDescribeInstancesOutput; its interfaces are of type `primary` and `secondary`. */
export const Instance = z.object({
  InstanceId: id,
  InstanceName: said,
  InstanceTypeId: said,
  Status: said,
  VpcId: said,
  ZoneId: said,
  Hostname: said,
  CreatedAt: said,
  NetworkInterfaces: some(
    z.object({
      Type: said,
      SubnetId: said,
      PrimaryIpAddress: said,
      Ipv6Addresses: some(z.string()),
      SecurityGroupIds: some(z.string()),
    }),
  ),
  Tags: tags,
});
