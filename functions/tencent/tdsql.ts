import * as z from 'zod/mini';
import type { Scope } from '../../shared/collect/collector.ts';
import { maybe, whole } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import { address, endpoint, rdsOf } from './database.ts';
import { id, said, tags } from './items.ts';
import { tdsqlState } from './states.ts';

/** What SDK types DBInstance of mariadb and DCDBInstanceInfo of dcdb have in common. */
export const Tdsql = z.object({
  InstanceId: id,
  InstanceName: said,
  /** 1 and 2: primary; 3 and 4: disaster recovery. */
  InstanceType: maybe(whole),
  Status: whole,
  Zone: said,
  UniqueVpcId: said,
  UniqueSubnetId: said,
  DbEngine: said,
  DbVersion: said,
  Vip: said,
  Vport: maybe(whole),
  Vipv6: said,
  /** 1: reachable from the Internet. */
  WanStatus: maybe(whole),
  WanDomain: said,
  WanVip: said,
  WanPort: maybe(whole),
  WanStatusIpv6: maybe(whole),
  WanVipv6: said,
  WanPortIpv6: maybe(whole),
  DcnDstNum: maybe(whole),
  Uin: said,
  ResourceTags: tags,
});

/** -2: deleted, and listed no longer than it takes to say so. */
export const isDeleted = ({ Status }: z.infer<typeof Tdsql>): boolean => Status === -2;

/** One instance; its nodes and shards are not addressed by themselves. */
export function tdsqlOf(item: z.infer<typeof Tdsql>, type: string | undefined, scope: Scope): Models['rds'] {
  const isReplica = item.InstanceType === 3 || item.InstanceType === 4;
  const role = isReplica ? 'replica' : (item.DcnDstNum ?? 0) > 0 ? 'primary' : 'single';
  const serves = isReplica ? 'reader' : 'primary';
  const [v4, v6] = [item.WanStatus === 1, item.WanStatusIpv6 === 1];
  const database = rdsOf(
    {
      id: item.InstanceId,
      name: item.InstanceName,
      tags: item.ResourceTags,
      engine: item.DbEngine?.toLowerCase() ?? 'tdsql',
      version: item.DbVersion,
      role,
      state: tdsqlState(item.Status),
      type,
      vpc: item.UniqueVpcId,
      subnet: item.UniqueSubnetId,
      zone: item.Zone,
      endpoints: [
        ...endpoint(item.Vip, item.Vport, serves),
        ...endpoint(item.Vipv6, item.Vport, serves),
        ...(v4 ? endpoint(item.WanDomain ?? item.WanVip, item.WanPort, serves) : []),
        ...(v6 ? endpoint(item.WanVipv6, item.WanPortIpv6, serves) : []),
      ],
      addresses: [
        ...address(item.Vip, v4 ? item.WanVip : undefined),
        ...address(item.Vipv6, v6 ? item.WanVipv6 : undefined),
      ],
    },
    scope,
  );
  return { ...database, owner: item.Uin };
}
