import * as z from 'zod/mini';
import { maybe, parsed, some, whole as wholeNumber } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import type { Endpoint } from '../../shared/model/service-kinds.ts';
import { whole } from '../../shared/collect/gather.ts';
import { API } from './apis.ts';
import type { Baidu } from './client.ts';
import { id, said, tags } from './items.ts';
import { markedPages, ofEach } from './pages.ts';

/** SDK type Instance of rds; the list and the instance itself have the same fields, of which the list may lack some. */
export const Database = z.object({
  instanceId: id,
  instanceName: said,
  engine: said,
  engineVersion: said,
  category: said,
  instanceStatus: said,
  instanceClass: said,
  instanceType: said,
  sourceInstanceId: said,
  endpoint: maybe(z.object({ address: said, port: maybe(wholeNumber), vnetIp: said, inetIp: said })),
  roGroupList: some(
    z.object({
      roGroupEndpoint: maybe(
        z.object({ address: said, port: maybe(wholeNumber), vnetIp: said, inetIp: said }),
      ),
    }),
  ),
  zoneNames: some(said),
  vpcId: said,
  subnets: some(z.object({ subnetId: said })),
  tags,
});
export type Database = z.infer<typeof Database>;

/** The list has addresses and networks of all engines that are documented; one that lacks them is asked for itself. */
export async function* databasesOf(api: Baidu): AsyncGenerator<readonly Database[], void, undefined> {
  for await (const page of markedPages(api, API.databases, { at: 'instances', item: Database })) {
    const filled = ofEach(page, async (listed) => {
      if (listed.vpcId !== undefined && listed.endpoint !== undefined) return [listed];
      const answer = await api.find(API.database, { ids: { instanceId: listed.instanceId } });
      // What the list says of tags is said nowhere else.
      return answer === undefined
        ? []
        : [{ ...parsed(Database, answer, API.database.action), tags: listed.tags }];
    });
    yield await whole(filled);
  }
}

/**
 * `instanceClass` MASTER, REPLICA, PROXY (https://cloud.baidu.com/doc/RDS/s/6ka65oy9l); older answers say it in
 * `instanceType` (`readReplica`).
 */
export function roleOf({
  instanceClass = '',
  instanceType = '',
  category = '',
}: Database): Models['rds']['role'] {
  if (/replica|readonly/i.test(`${instanceClass} ${instanceType}`)) return 'replica';
  return /singleton|basic/i.test(category) ? 'single' : 'primary';
}

export function endpointsOf({ endpoint, roGroupList }: Database, role: Endpoint['role']): Endpoint[] {
  const readers = roGroupList.map((group) => ({ said: group.roGroupEndpoint, role: 'reader' as const }));
  return [{ said: endpoint, role }, ...readers].flatMap((one) => {
    const host = one.said?.address ?? one.said?.vnetIp;
    return host === undefined ? [] : [{ host, port: one.said?.port, role: one.role }];
  });
}
