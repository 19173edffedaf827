import { collector } from '../client.ts';
import { SqlServer, sqlServerOf } from '../sqlserver-instance.ts';
import { offsetPages } from '../pages.ts';

export const sqlserver = collector({
  name: 'sqlserver',
  emits: ['rds'],
  scope: 'region',
  paging: 'offset',
  actions: ['sqlserver:DescribeDBInstances'],

  list: ({ ask }) =>
    offsetPages(ask, {
      action: 'sqlserver:DescribeDBInstances',
      at: 'DBInstances',
      item: SqlServer,
      size: 100,
      offset: 'pages',
      keyOf: ({ InstanceId }) => InstanceId,
    }),

  *map(item, scope) {
    yield sqlServerOf(item, scope);
  },
});
