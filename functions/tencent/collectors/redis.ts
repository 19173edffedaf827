import { collector } from '../client.ts';
import { offsetPages } from '../pages.ts';
import { Redis, redisOf } from '../redis-instance.ts';

/** Valkey and Memcached are in the same list, and marked as such. */
export const redis = collector({
  name: 'redis',
  emits: ['redis'],
  scope: 'region',
  paging: 'offset',
  // The list has the numbers of zones, not their ids.
  actions: ['redis:DescribeInstances', 'region:DescribeZones'],

  async *list({ ask, lists }) {
    const zones = new Map((await lists.zones('redis')).map(({ Zone, ZoneId }) => [ZoneId, Zone]));
    const pages = offsetPages(ask, {
      action: 'redis:DescribeInstances',
      at: 'InstanceSet',
      item: Redis,
      size: 1000,
      keyOf: ({ InstanceId }) => InstanceId,
    });
    for await (const page of pages) {
      yield page.map((instance) => ({ instance, zone: zones.get(instance.ZoneId) }));
    }
  },

  *map({ instance, zone }, scope) {
    yield redisOf(instance, zone, scope);
  },
});
