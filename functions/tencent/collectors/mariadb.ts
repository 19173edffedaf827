import * as z from 'zod/mini';
import { collector } from '../client.ts';
import { said } from '../items.ts';
import { offsetPages } from '../pages.ts';
import { isDeleted, Tdsql, tdsqlOf } from '../tdsql.ts';

/** SDK type DBInstance of mariadb. */
const Instance = z.extend(Tdsql, { Machine: said });

/** MariaDB, and TDSQL that is not sharded. */
export const mariadb = collector({
  name: 'mariadb',
  emits: ['rds'],
  scope: 'region',
  paging: 'offset',
  actions: ['mariadb:DescribeDBInstances'],

  list: ({ ask }) =>
    offsetPages(ask, {
      action: 'mariadb:DescribeDBInstances',
      at: 'Instances',
      item: Instance,
      size: 100,
      keyOf: ({ InstanceId }) => InstanceId,
    }),

  *map(item, scope) {
    if (!isDeleted(item)) yield tdsqlOf(item, item.Machine, scope);
  },
});
