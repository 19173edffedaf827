import * as z from 'zod/mini';
import { maybe, some, whole } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import type { Address } from '../../shared/model/parts.ts';
import type { Endpoint } from '../../shared/model/service-kinds.ts';
import { address, endpoint } from './database.ts';
import { id, said, tags } from './items.ts';

/** SDK type DBInstance of postgres. */
export const Postgres = z.object({
  DBInstanceId: id,
  DBInstanceName: said,
  DBInstanceStatus: said,
  /** `primary`, `readonly`, `guard` (disaster recovery) or `temp`. */
  DBInstanceType: said,
  DBInstanceClass: said,
  DBEngine: said,
  DBVersion: said,
  Zone: said,
  VpcId: said,
  SubnetId: said,
  ReadOnlyInstanceNum: maybe(whole),
  DBInstanceNetInfo: some(
    z.object({ Address: said, Ip: said, Port: maybe(whole), NetType: said, Status: said }),
  ),
  TagList: tags,
});
type Postgres = z.infer<typeof Postgres>;

export function roleOf({ DBInstanceType, ReadOnlyInstanceNum = 0 }: Postgres): Models['rds']['role'] {
  if (DBInstanceType === 'readonly' || DBInstanceType === 'guard') return 'replica';
  return ReadOnlyInstanceNum > 0 ? 'primary' : 'single';
}

interface Network {
  readonly endpoints: readonly Endpoint[];
  readonly addresses: readonly Address[];
}

/** SDK type DBInstanceNetInfo: `public` is the way from the Internet, the others are private. */
export function networkOf({ DBInstanceNetInfo: ways }: Postgres, role: Endpoint['role']): Network {
  const open = ways.filter(({ Status }) => Status === 'opened');
  return {
    endpoints: open.flatMap(({ Address: host, Ip, Port }) => endpoint(host ?? Ip, Port, role)),
    addresses: open.flatMap(({ Ip, NetType }) =>
      NetType === 'public' ? address(undefined, Ip) : address(Ip),
    ),
  };
}
