import { collector } from '../client.ts';
import { volcengineRef } from '../items.ts';
import { regionIdsOf, regionNamesOf } from '../regions.ts';

/** All of them, wanted or not. The list of the servers' regions has no names; that of the databases has. */
export const region = collector({
  name: 'region',
  emits: ['region'],
  scope: 'account',
  paging: 'token',
  actions: ['ecs:DescribeRegions', 'rds_mysql:DescribeRegions'],

  async *list({ ask }) {
    const [ids, names] = await Promise.all([regionIdsOf(ask), regionNamesOf(ask)]);
    yield ids.map((id) => ({ id, name: names.get(id) ?? id }));
  },

  *map({ id, name }) {
    yield { kind: 'region', ref: volcengineRef('region', id), id, name, tags: [] };
  },
});
