/**
 * The table as YAML, under `/advanced/`: it is read and replaced as a whole. Unlike the PUT it ignores keys that it does
 * not know, and asks for those that are marked as required or as one of some:
 * https://github.com/deepflowio/deepflow/blob/main/server/controller/model/model.go.
 */
import { dump, loadAll } from 'js-yaml';
import type { Payload } from '../../../../functions/deepflow/payload.ts';
import { LISTS } from '../../../../functions/deepflow/payload.ts';
import { Refused } from './refused.ts';
import { shaped } from './shape.ts';

const NAMED = ['name', 'uuid', 'domain_uuid'];
const REQUIRED: Readonly<Record<keyof Payload, readonly string[]>> = {
  azs: NAMED,
  vpcs: NAMED,
  subnets: [...NAMED, 'vpc_uuid'],
  hosts: [...NAMED, 'ip', 'az_uuid'],
  chosts: [...NAMED, 'vpc_uuid', 'az_uuid'],
  lbs: ['name', 'model', 'vpc_uuid', 'region_uuid', 'domain_uuid'],
  peer_connections: [
    ...NAMED,
    'local_vpc_uuid',
    'local_region_uuid',
    'remote_vpc_uuid',
    'remote_region_uuid',
  ],
  cloud_tags: ['resource_type', 'resource_name', 'domain_uuid'],
};
const ONE_OF: Readonly<Record<string, readonly unknown[]>> = { model: [1, 2], protocol: ['TCP', 'UDP'] };

/** Without the lists that are empty. */
export const yamlOf = (table: Payload): string =>
  dump(Object.fromEntries(LISTS.flatMap((list) => (table[list].length === 0 ? [] : [[list, table[list]]]))));

export function fromYaml(body: string): Payload {
  const read = loadAll(body)[0] ?? {};
  const payload = shaped(read);
  for (const list of LISTS) for (const item of payload[list]) ask(list, item, REQUIRED[list]);
  // Below the first level, of load balancers alone.
  for (const { vinterfaces, lb_listeners: listeners } of payload.lbs) {
    for (const card of vinterfaces) ask('vinterfaces', card, ['mac']);
    for (const listener of listeners) {
      ask('lb_listeners', listener, ['protocol', 'ip', 'port']);
      for (const server of listener.lb_target_servers) ask('lb_target_servers', server, ['ip', 'port']);
    }
  }
  // An empty list is one.
  for (const tag of (read as { readonly cloud_tags?: readonly { readonly tags?: unknown }[] }).cloud_tags ??
    [])
    if (tag.tags === undefined || tag.tags === null) refuse('cloud_tags', 'tags', 'required');
  return payload;
}

function ask(list: string, item: object, keys: readonly string[]): void {
  const members = new Map<string, unknown>(Object.entries(item));
  for (const key of keys) {
    const value = members.get(key);
    if (value === '' || value === 0) refuse(list, key, 'required');
    if (ONE_OF[key]?.includes(value) === false) refuse(list, key, 'oneof');
  }
}

function refuse(list: string, key: string, rule: string): never {
  throw new Refused('INVALID_PARAMETERS', `Key: '${list}.${key}' Error: ${rule}`);
}

/** The beginning of what is shipped: what matters is that it is one text. */
export const EXAMPLE = '# azs:\n#   - name: zone\n#     uuid: an id\n#     domain_uuid: lcuuid of a domain\n';
