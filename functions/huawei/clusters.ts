import * as z from 'zod/mini';
import { maybe, some } from '../../shared/collect/wire.ts';
import { id, said, tags } from './items.ts';

/** SDK type Cluster of cce v3. */
export const Cluster = z.object({
  metadata: z.object({ uid: id, name: said, alias: said }),
  spec: z.object({
    version: said,
    hostNetwork: maybe(z.object({ vpc: said, subnet: said, SecurityGroup: said })),
    serviceNetwork: maybe(z.object({ IPv4CIDR: said, IPv6CIDR: said })),
    kubernetesSvcIpRange: said,
    clusterTags: tags,
  }),
  status: maybe(z.object({ phase: said, endpoints: some(z.object({ url: said, type: said })) })),
});
