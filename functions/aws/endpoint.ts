import type { Endpoint } from '../../shared/model/service-kinds.ts';

/** None where the cloud tells no host: what is being created has no endpoint yet. */
export function endpoint(
  host: string | undefined,
  port: number | undefined,
  role: Endpoint['role'],
): Endpoint[] {
  return host === undefined || host === '' ? [] : [{ host, port, role }];
}
