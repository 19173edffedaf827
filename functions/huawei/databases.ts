import * as z from 'zod/mini';
import { maybe, some, whole as wholeNumber } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import type { Endpoint } from '../../shared/model/service-kinds.ts';
import type { Api } from './apis.ts';
import type { Huawei } from './client.ts';
import { addressesOf, huaweiRef, id, link, links, said, tags, zoneOf, regionRef } from './items.ts';
import { inProject, numberedPages } from './pages.ts';
import { databaseState } from './states.ts';

const ips = some(said);

/**
 * SDK types InstanceResponse of rds v3, MysqlInstanceListInfoUnifyStatus of gaussdb v3 and ListInstancesResult of
 * gaussdbforopengauss v3, which the vendor recommends (the older lists of both are historic:
 * https://support.huaweicloud.com/api-taurusdb/ListGaussMySqlInstances.html,
 * https://support.huaweicloud.com/api-gaussdb/gaussdb_api_143.html): what they have in common, and what only some of them tell.
 */
const Database = z.object({
  id,
  name: said,
  status: said,
  type: said,
  port: maybe(wholeNumber),
  datastore: z.object({ type: said, version: said, complete_version: said }),
  flavor_ref: said,
  vpc_id: said,
  subnet_id: said,
  security_group_id: said,
  private_ips: ips,
  readonly_private_ips: ips,
  proxy_ips: ips,
  public_ips: ips,
  private_dns_names: ips,
  public_dns_names: ips,
  nodes: some(z.object({ availability_zone: said })),
  tags,
});
export type Database = z.infer<typeof Database>;

/** The three services page alike. */
export function databasesOf(api: Huawei, operation: Api) {
  return inProject(api, (ids) =>
    numberedPages(api, operation, {
      ids,
      at: 'instances',
      item: Database,
      size: 100,
      total: 'total_count',
      counts: 'items',
      keyOf: (instance) => instance.id,
    }),
  );
}

/** `GaussDB`, before `GaussDB(for openGauss)`; TaurusDB says `gaussdb-mysql` or its name. */
export const isGaussDb = ({ datastore: { type = '' } }: Database): boolean =>
  /^gaussdb(?:\(for opengauss\))?$/i.test(type);

export function databaseOf(item: Database, role: Models['rds']['role'], region: string): Models['rds'] {
  return {
    kind: 'rds',
    ref: huaweiRef('rds', item.id),
    id: item.id,
    name: item.name ?? item.id,
    tags: item.tags,
    region: regionRef(region),
    owner: undefined,
    engine: item.datastore.type ?? 'unknown',
    version: item.datastore.complete_version ?? item.datastore.version,
    role,
    state: databaseState(item.status),
    type: item.flavor_ref,
    cluster: undefined,
    vpc: link('vpc', item.vpc_id),
    az: zoneOf(item.nodes.map((node) => node.availability_zone)),
    subnets: links('subnet', [item.subnet_id]),
    endpoints: endpointsOf(item, role),
    addresses: [
      ...addressesOf(item.private_ips, item.public_ips),
      ...addressesOf([...item.readonly_private_ips, ...item.proxy_ips], []),
    ],
    security_groups: links('security_group', [item.security_group_id]),
  };
}

/** By name where there is one, by address otherwise. */
function endpointsOf(item: Database, role: Models['rds']['role']): Endpoint[] {
  const { port } = item;
  const all = (hosts: readonly (string | undefined)[], as: Endpoint['role']): Endpoint[] =>
    hosts.flatMap((host) => (host === undefined ? [] : [{ host, port, role: as }]));
  const serves = role === 'replica' ? 'reader' : 'primary';
  const names = [...item.private_dns_names, ...item.public_dns_names].filter((name) => name !== undefined);
  return [
    ...all(names.length === 0 ? item.private_ips : names, serves),
    ...all(item.readonly_private_ips, 'reader'),
    ...all(item.proxy_ips, 'custom'),
  ];
}
