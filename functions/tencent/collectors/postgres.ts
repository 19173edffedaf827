import { collector } from '../client.ts';
import { rdsOf } from '../database.ts';
import { offsetPages } from '../pages.ts';
import { networkOf, Postgres, roleOf } from '../postgres-instance.ts';
import { postgresState } from '../states.ts';

export const postgres = collector({
  name: 'postgres',
  emits: ['rds'],
  scope: 'region',
  paging: 'offset',
  actions: ['postgres:DescribeDBInstances'],

  list: ({ ask }) =>
    offsetPages(ask, {
      action: 'postgres:DescribeDBInstances',
      at: 'DBInstanceSet',
      item: Postgres,
      size: 100,
      keyOf: ({ DBInstanceId }) => DBInstanceId,
    }),

  *map(item, scope) {
    const role = roleOf(item);
    yield rdsOf(
      {
        id: item.DBInstanceId,
        name: item.DBInstanceName,
        tags: item.TagList,
        engine: item.DBEngine ?? 'postgresql',
        version: item.DBVersion,
        role,
        state: postgresState(item.DBInstanceStatus),
        type: item.DBInstanceClass,
        vpc: item.VpcId,
        subnet: item.SubnetId,
        zone: item.Zone,
        ...networkOf(item, role === 'replica' ? 'reader' : 'primary'),
      },
      scope,
    );
  },
});
