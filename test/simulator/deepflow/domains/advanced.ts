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
  cloud_tags: ['resource_type', 'resource_name', 'domain_uuid', 'tags'],
};
const ONE_OF: Readonly<Record<string, readonly unknown[]>> = {
  model: [1, 2],
  resource_type: ['chost', 'pod_ns'],
};

export const yamlOf = (table: Payload): string => dump(table);

export function fromYaml(body: string): Payload {
  const payload = shaped(loadAll(body)[0] ?? {});
  for (const list of LISTS)
    for (const item of payload[list]) {
      const members = new Map(Object.entries(item));
      for (const key of REQUIRED[list]) {
        const value: unknown = members.get(key);
        if (value === '' || value === 0)
          throw new Refused('INVALID_PARAMETERS', `Key: '${list}.${key}' Error: required`);
        if (ONE_OF[key]?.includes(value) === false)
          throw new Refused('INVALID_PARAMETERS', `Key: '${list}.${key}' Error: oneof`);
      }
    }
  return payload;
}

/** The beginning of what is shipped: what matters is that it is one text. */
export const EXAMPLE = '# azs:\n#   - name: zone\n#     uuid: an id\n#     domain_uuid: lcuuid of a domain\n';
