import * as z from 'zod/mini';
import { id, said, tags } from './items.ts';

/** SDK type CloudConnection of cc v3. */
export const CloudConnection = z.object({ id, name: said, domain_id: said, status: said, tags });

/** SDK type NetworkInstance of cc v3: a VPC or a virtual gateway. */
export const NetworkInstance = z.object({
  id,
  cloud_connection_id: id,
  type: said,
  instance_id: id,
  instance_domain_id: said,
  status: said,
});
