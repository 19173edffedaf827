import type { Models } from '../../shared/model/kinds.ts';
import type { State } from '../../shared/model/parts.ts';
import type { Endpoint } from '../../shared/model/service-kinds.ts';
import type { Database } from './databases.ts';
import { address, azureRef, linksTo, linkTo } from './items.ts';
import { networkOfAll } from './private-links.ts';

interface Told {
  readonly role: Models['redis']['role'];
  readonly state: State;
  readonly type: string | undefined;
  readonly endpoints: readonly Endpoint[];
  /** The subnet and the address that it has itself. */
  readonly subnet: string | undefined;
  readonly ip: string | undefined;
}

export function cacheOf(
  { row, reached, zone }: Database<'cache' | 'cacheCluster'>,
  { role, state, type, endpoints, subnet, ip }: Told,
  account: string,
) {
  const { id, name, tags, location, properties } = row;
  const subnets = [...(subnet === undefined ? [] : [subnet]), ...reached.subnets];
  return {
    kind: 'redis',
    ref: azureRef('redis', id),
    id,
    name,
    tags,
    region: azureRef('region', location),
    owner: account,
    engine: 'redis',
    version: properties.redisVersion,
    role,
    state,
    type,
    cluster: undefined,
    vpc: linkTo('vpc', networkOfAll(subnet === undefined ? subnets : [subnet])),
    az: linkTo('az', zone),
    subnets: linksTo('subnet', subnets),
    endpoints,
    addresses: [...address(ip, undefined), ...reached.addresses],
    security_groups: [],
  } as const;
}
