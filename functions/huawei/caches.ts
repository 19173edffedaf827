import * as z from 'zod/mini';
import { maybe, some, whole as wholeNumber } from '../../shared/collect/wire.ts';
import type { Endpoint } from '../../shared/model/service-kinds.ts';
import { id, said, tags } from './items.ts';

/**
 * Texts; objects in the vendor's example of this list.
 * https://support.huaweicloud.com/intl/en-us/api-dcs/ListInstances.html
 */
const zones = some(
  z.pipe(
    z.union([said, z.object({ az_code: said })]),
    z.transform((zone) => (typeof zone === 'object' ? zone.az_code : zone)),
  ),
);

/** SDK type InstanceListInfo of dcs v2. */
export const Cache = z.object({
  instance_id: id,
  name: said,
  status: said,
  engine: said,
  engine_version: said,
  spec_code: said,
  ip: said,
  port: maybe(wholeNumber),
  domain_name: said,
  readonly_domain_name: said,
  publicip_address: said,
  vpc_id: said,
  subnet_id: said,
  security_group_id: said,
  az_codes: zones,
  tags,
});
export type Cache = z.infer<typeof Cache>;

/** Clusters and those with a proxy have several, with commas; some come with their port. */
export function ipsOf({ ip }: Cache): readonly string[] {
  return (ip ?? '').split(',').flatMap((one) => one.trim().replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1') || []);
}

export function endpointsOf(item: Cache): Endpoint[] {
  const { domain_name, readonly_domain_name, port } = item;
  const all = (hosts: readonly string[], role: Endpoint['role']): Endpoint[] =>
    hosts.map((host) => ({ host, port, role }));
  return [
    ...all(domain_name === undefined ? ipsOf(item) : [domain_name], 'primary'),
    ...all(readonly_domain_name === undefined ? [] : [readonly_domain_name], 'reader'),
  ];
}

/** `redis.cluster.…`, `redis.proxy.…`, also `dcs.cluster.…` of the first generation; others have one shard. https://support.huaweicloud.com/intl/en-us/productdesc-dcs/dcs-pd-200713003.html */
export function roleOf({ spec_code = '' }: Cache): 'cluster' | 'single' {
  return /\b(?:cluster|proxy)\b/.test(spec_code) ? 'cluster' : 'single';
}
