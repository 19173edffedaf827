import { CloudError } from '../../shared/collect/errors.ts';
import type { Kubernetes } from './client.ts';
import { clusterOf } from './collectors/cluster.ts';
import { GROUPS, RESOURCES } from './discovery.ts';
import { OBJECTS, actionsOf, groupOf, pathOf } from './kinds.ts';
import type { ObjectKind } from './kinds.ts';

/** One object is asked for where a list is meant; listing changes nothing. */
export async function probe(api: Kubernetes, action: string): Promise<void> {
  if (action === 'namespaces:get' || action === 'version:get') return void (await clusterOf(api));
  if (action === GROUPS || action === RESOURCES) return void (await api.get(GROUPS, '/apis'));
  const object = Object.values<ObjectKind>(OBJECTS).find((one) => actionsOf(one).includes(action));
  if (object === undefined) throw new CloudError('invalid', `no probe for ${action}`);
  const apiVersion = await api.discovery.apiVersionOf(object);
  const served = `${groupOf(apiVersion)}/${object.plural}:list`.replace(/^\//, '');
  if (served !== action) throw new CloudError('unsupported', `${object.plural} are served by ${apiVersion}`);
  await api.get(action, `${pathOf(object, apiVersion)}?limit=1`);
}
