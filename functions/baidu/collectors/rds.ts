import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { databasesOf, endpointsOf, roleOf } from '../databases.ts';
import { addressesOf, baiduRef, link, links, zoneOf } from '../items.ts';
import { databaseState } from '../states.ts';

/** MySQL, SQL Server, PostgreSQL, with their read replicas and proxies, whatever is being done to them. */
export const rds = collector({
  name: 'rds',
  emits: ['rds'],
  scope: 'region',
  paging: 'token',
  actions: [API.databases.action, API.database.action],

  list: (api) => databasesOf(api),

  *map(item, { region }) {
    const role = roleOf(item);
    const groups = item.roGroupList.map((group) => group.roGroupEndpoint);
    yield {
      kind: 'rds',
      ref: baiduRef('rds', item.instanceId),
      id: item.instanceId,
      name: item.instanceName ?? item.instanceId,
      tags: item.tags,
      region: baiduRef('region', region),
      owner: undefined,
      engine: item.engine?.toLowerCase() ?? 'unknown',
      version: item.engineVersion,
      role,
      state: databaseState(item.instanceStatus),
      type: item.category,
      cluster: link('rds', item.sourceInstanceId),
      vpc: link('vpc', item.vpcId),
      az: zoneOf(item.zoneNames),
      subnets: links(
        'subnet',
        item.subnets.map(({ subnetId }) => subnetId),
      ),
      endpoints: endpointsOf(item, role === 'replica' ? 'reader' : 'primary'),
      addresses: [item.endpoint, ...groups].flatMap((one) => addressesOf([one?.vnetIp], [one?.inetIp])),
      security_groups: [],
    };
  },
});
