import * as z from 'zod/mini';
import { FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { parsed, some } from '../../../shared/collect/wire.ts';
import { whole } from '../../../shared/collect/gather.ts';
import type { Ask } from '../client.ts';
import { collector } from '../client.ts';
import { Database, DatabaseAddress, isDeleted, rdsOf } from '../database.ts';
import { said, unlessGone } from '../items.ts';
import { numberedPages } from '../pages.ts';

const DETAIL = 'rds_mssql:DescribeDBInstanceDetail';

/** SDK type InstancesInfoForDescribeDBInstancesOutput of rdsmssql. `PrimaryInstanceId`: of a read-only instance. */
const SqlServer = z.extend(Database, { PrimaryInstanceId: said });

/** SDK type DescribeDBInstanceDetailOutput of rdsmssql. */
const Detail = z.object({ ConnectionInfo: some(z.object({ Address: some(DatabaseAddress) })) });

/** The list has no addresses, and stays as it was when they change: one call for each instance in every run, the API's floor. */
export const sqlserver = collector({
  name: 'sqlserver',
  emits: ['rds'],
  scope: 'region',
  paging: 'offset',
  actions: ['rds_mssql:DescribeDBInstances', DETAIL],

  async *list({ ask }) {
    const pages = numberedPages(ask, {
      action: 'rds_mssql:DescribeDBInstances',
      at: 'InstancesInfo',
      total: 'Total',
      item: SqlServer,
      keyOf: ({ InstanceId }) => InstanceId,
    });
    for await (const page of pages) {
      yield await whole(inParallel(page, FAN_OUT, (one) => withAddresses(ask, one)));
    }
  },

  *map({ instance, addresses }, scope) {
    if (isDeleted(instance)) return;
    const { PrimaryInstanceId: cluster } = instance;
    const role = cluster === undefined ? 'single' : 'replica';
    yield rdsOf(instance, { engine: 'sqlserver', role, cluster, addresses }, scope);
  },
});

async function withAddresses(ask: Ask, instance: z.infer<typeof SqlServer>) {
  const answer = await unlessGone(ask(DETAIL, { InstanceId: instance.InstanceId }));
  if (answer === undefined) return [];
  const { ConnectionInfo } = parsed(Detail, answer, DETAIL);
  return [{ instance, addresses: ConnectionInfo.flatMap(({ Address }) => Address) }];
}
