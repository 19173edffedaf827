import { FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { collector } from '../client.ts';
import type { Aliyun } from '../client.ts';
import { Database, NetInfo, databaseRecord } from '../databases.ts';
import { unlessGone } from '../items.ts';
import { itemsOf, tokenPages } from '../pages.ts';
import { tagsOfDatabases } from '../rds-tags.ts';

/** Primary and read-only instances. Addresses are asked for instance by instance, tags fifty instances at a time. */
export const rds = collector({
  name: 'rds',
  emits: ['rds'],
  scope: 'region',
  paging: 'token',
  actions: ['rds:DescribeDBInstances', 'rds:DescribeDBInstanceNetInfo', 'rds:ListTagResources'],

  async *list(api) {
    // By token: with page numbers a deletion between two pages would hide an instance.
    const instances = tokenPages(api.ask, {
      action: 'rds:DescribeDBInstances',
      params: { RegionId: api.region },
      at: 'Items.DBInstance',
      item: Database,
      size: 100,
    });
    for await (const page of instances) {
      const ids = page.map(({ DBInstanceId }) => DBInstanceId);
      const reached = inParallel(page, FAN_OUT, async (database) => {
        const nets = await netsOf(api, database.DBInstanceId);
        return nets === undefined ? [] : [{ database, nets }];
      });
      const [tags, filled] = await Promise.all([tagsOfDatabases(api, ids), whole(reached)]);
      yield filled.map((one) => ({ ...one, tags: tags.get(one.database.DBInstanceId) ?? [] }));
    }
  },

  *map({ database, nets, tags }, { region }) {
    yield databaseRecord(database, nets, tags, region);
  },
});

async function netsOf({ ask }: Aliyun, DBInstanceId: string) {
  const action = 'rds:DescribeDBInstanceNetInfo';
  const answer = await unlessGone(/^InvalidDBInstance(?:Id|Name)\.NotFound/, ask(action, { DBInstanceId }));
  return answer && itemsOf(answer, 'DBInstanceNetInfos.DBInstanceNetInfo', NetInfo, action);
}
