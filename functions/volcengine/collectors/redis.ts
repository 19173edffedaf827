import { FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { parsed } from '../../../shared/collect/wire.ts';
import { whole } from '../../../shared/collect/gather.ts';
import type { Ask } from '../client.ts';
import { collector } from '../client.ts';
import { unlessGone } from '../items.ts';
import { numberedPages } from '../pages.ts';
import type { Action } from '../products.ts';
import { Detail, Redis, redisOf } from '../redis-instance.ts';

const BASIC: Action = 'redis:DescribeDBInstanceDetail';
const ENTERPRISE: Action = 'redis:DescribeEnterpriseDBInstanceDetail';

/**
 * The list has neither the subnet nor the public address: one call for each instance in every run, the API's floor. A
 * public address comes and goes while the item of the list stays as it was:
 * https://github.com/volcengine/volcengine-go-sdk/blob/master/service/redis/api_create_db_endpoint_public_address.go
 */
export const redis = collector({
  name: 'redis',
  emits: ['redis'],
  scope: 'region',
  paging: 'offset',
  actions: ['redis:DescribeDBInstances', BASIC, ENTERPRISE],

  async *list({ ask, region }) {
    const pages = numberedPages(ask, {
      action: 'redis:DescribeDBInstances',
      params: { RegionId: region },
      at: 'Instances',
      total: 'TotalInstancesNum',
      item: Redis,
      keyOf: ({ InstanceId }) => InstanceId,
    });
    for await (const page of pages) {
      yield await whole(inParallel(page, FAN_OUT, (one) => withDetail(ask, one)));
    }
  },

  *map({ instance, detail }, scope) {
    yield redisOf(instance, detail, scope);
  },
});

/**
 * The list has both editions, each has details of its own: https://volcengine.com/docs/84772/1168033. What one edition
 * does not know may be of the other; gone is what neither knows.
 */
async function withDetail(ask: Ask, instance: Redis) {
  const isEnterprise = /^enterprise/i.test(instance.ServiceType ?? '');
  for (const action of isEnterprise ? [ENTERPRISE, BASIC] : [BASIC, ENTERPRISE]) {
    const answer = await unlessGone(ask(action, { InstanceId: instance.InstanceId }));
    if (answer !== undefined) return [{ instance, detail: parsed(Detail, answer, action) }];
  }
  return [];
}
