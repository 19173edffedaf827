import * as z from 'zod/mini';
import { some } from '../../shared/collect/wire.ts';
import { id, said } from './items.ts';

/** SDK type DescribeClustersV1ResponseBodyClusters. */
export const Cluster = z.object({
  cluster_id: id,
  name: said,
  current_version: said,
  state: said,
  vpc_id: said,
  vswitch_ids: some(z.string()),
  vswitch_id: said,
  security_group_id: said,
  service_cidr: said,
  master_url: said,
  tags: some(z.object({ key: said, value: said })),
});
type Cluster = z.infer<typeof Cluster>;

/** The older field has them in one text. */
export function subnetsIn({ vswitch_ids, vswitch_id }: Cluster): readonly string[] {
  return vswitch_ids.length > 0 ? vswitch_ids : (vswitch_id?.split(',') ?? []);
}

/** JSON inside a text, at times escaped twice: the public address, else the one inside. */
export function endpointIn(masterUrl = ''): string | undefined {
  const plain = masterUrl.replaceAll('\\', '');
  const at = (name: string): string | undefined => new RegExp(`"${name}"\\s*:\\s*"([^"]+)"`).exec(plain)?.[1];
  return at('api_server_endpoint') ?? at('intranet_api_server_endpoint');
}
