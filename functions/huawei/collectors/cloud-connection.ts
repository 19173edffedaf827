import { grouped, whole } from '../../../shared/collect/gather.ts';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { CloudConnection, NetworkInstance } from '../cloud-connections.ts';
import { huaweiRef } from '../items.ts';
import { markedPages } from '../pages.ts';

/** Cloud Connect: networks of any regions and accounts. Both lists are of the account as a whole. */
export const cloudConnection = collector({
  name: 'cloud-connection',
  emits: ['cen'],
  scope: 'account',
  paging: 'token',
  actions: [API.cloudConnections.action, API.networkInstances.action],

  async *list(api) {
    const every = { ids: { domain_id: api.account }, size: 2000 };
    const [connections, instances] = await Promise.all([
      whole(
        markedPages(api, API.cloudConnections, {
          ...every,
          at: 'cloud_connections',
          item: CloudConnection,
        }),
      ),
      whole(
        markedPages(api, API.networkInstances, { ...every, at: 'network_instances', item: NetworkInstance }),
      ),
    ]);
    const attached = grouped(instances, (instance) => instance.cloud_connection_id);
    yield connections.map((connection) => ({ connection, attached: attached.get(connection.id) ?? [] }));
  },

  *map({ connection, attached }) {
    yield {
      kind: 'cen',
      ref: huaweiRef('cen', connection.id),
      id: connection.id,
      name: connection.name ?? connection.id,
      tags: connection.tags,
      region: undefined,
      owner: connection.domain_id,
      type: 'cloud-connection',
      state: connection.status ?? 'unknown',
      attachments: attached.map(({ id, type, instance_id, instance_domain_id, status }) => ({
        id,
        vpc: type === 'vpc' ? huaweiRef('vpc', instance_id) : undefined,
        owner: instance_domain_id,
        state: status ?? 'unknown',
      })),
    };
  },
});
