import * as z from 'zod/mini';
import type { Scope } from '../../shared/collect/collector.ts';
import { maybe, whole } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import { address, endpoint, rdsOf } from './database.ts';
import { id, said, tags } from './items.ts';
import { sqlServerState } from './states.ts';

/** SDK type DBInstance of sqlserver. */
export const SqlServer = z.object({
  InstanceId: id,
  Name: said,
  InstanceType: said,
  Status: whole,
  Version: said,
  Type: said,
  Zone: said,
  UniqVpcId: said,
  UniqSubnetId: said,
  Vip: said,
  Vport: maybe(whole),
  DnsPodDomain: said,
  TgwWanVPort: maybe(whole),
  ROFlag: said,
  ResourceTags: tags,
});

export function sqlServerOf(item: z.infer<typeof SqlServer>, scope: Scope): Models['rds'] {
  const isReplica = item.ROFlag === 'RO' || item.InstanceType === 'RO' || item.InstanceType === 'cvmRO';
  const serves = isReplica ? 'reader' : 'primary';
  return rdsOf(
    {
      id: item.InstanceId,
      name: item.Name,
      tags: item.ResourceTags,
      engine: 'sqlserver',
      version: item.Version,
      role: isReplica ? 'replica' : item.ROFlag === 'MASTER' ? 'primary' : 'single',
      state: sqlServerState(item.Status),
      type: item.Type,
      vpc: item.UniqVpcId,
      subnet: item.UniqSubnetId,
      zone: item.Zone,
      endpoints: [
        ...endpoint(item.Vip, item.Vport, serves),
        ...endpoint(item.DnsPodDomain, item.TgwWanVPort, serves),
      ],
      addresses: address(item.Vip),
    },
    scope,
  );
}
