import * as z from 'zod/mini';
import type { Scope } from '../../shared/collect/collector.ts';
import { maybe, some, whole } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import { address, endpoint, rdsOf } from './database.ts';
import { id, said, tags } from './items.ts';
import { mysqlState } from './states.ts';

/** SDK type InstanceInfo of cdb. */
export const Mysql = z.object({
  InstanceId: id,
  InstanceName: said,
  /** 1 primary, 2 disaster recovery, 3 read-only. */
  InstanceType: whole,
  Status: whole,
  DeviceType: said,
  EngineVersion: said,
  Zone: said,
  UniqVpcId: said,
  UniqSubnetId: said,
  Vip: said,
  Vport: maybe(whole),
  WanStatus: maybe(whole),
  WanDomain: said,
  WanPort: maybe(whole),
  MasterInfo: maybe(z.object({ InstanceId: said })),
  RoGroups: some(z.object({ Vip: said, Vport: maybe(whole) })),
  DrInfo: some(z.unknown()),
  TagList: tags,
});

export function mysqlOf(item: z.infer<typeof Mysql>, scope: Scope): Models['rds'] {
  const replicas = item.RoGroups.length + item.DrInfo.length;
  const role = item.InstanceType !== 1 ? 'replica' : replicas > 0 ? 'primary' : 'single';
  const serves = role === 'replica' ? 'reader' : 'primary';
  const isPublic = item.WanStatus === 1;
  return rdsOf(
    {
      id: item.InstanceId,
      name: item.InstanceName,
      tags: item.TagList,
      engine: 'mysql',
      version: item.EngineVersion,
      role,
      state: mysqlState(item.Status),
      type: item.DeviceType,
      vpc: item.UniqVpcId,
      subnet: item.UniqSubnetId,
      zone: item.Zone,
      endpoints: [
        ...endpoint(item.Vip, item.Vport, serves),
        ...(isPublic ? endpoint(item.WanDomain, item.WanPort, serves) : []),
        ...(role === 'primary' ? item.RoGroups.flatMap((one) => endpoint(one.Vip, one.Vport, 'reader')) : []),
      ],
      addresses: address(item.Vip),
    },
    scope,
  );
}
