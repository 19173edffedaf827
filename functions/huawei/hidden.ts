import { CloudError } from '../../shared/collect/errors.ts';
import { API } from './apis.ts';
import type { Api } from './apis.ts';

/**
 * Lists of VPC and of public addresses do not refuse who may not read them: they are empty then. What is asked about
 * one thing is refused (403), and where that needs the permission of its list, it tells of it: who is let in, and
 * asks about something that nobody has, is told that it is not there (404).
 * https://support.huaweicloud.com/api-vpc/vpc_permission_0017.html
 * https://support.huaweicloud.com/api-eip/eip_apipermission_0007.html
 * https://support.huaweicloud.com/api-vpc/vpc_api_0003.html
 */
export const PROOFS: ReadonlyMap<Api, Api> = new Map<Api, Api>([
  [API.subnets, API.subnet],
  [API.ports, API.port],
  [API.securityGroups, API.securityGroup],
  [API.securityGroupRules, API.securityGroupRule],
  [API.peerings, API.peering],
]);

/** Those of which one thing needs another permission: only what they list proves that they may be read. */
export const UNPROVABLE: ReadonlySet<Api> = new Set([API.vpcs, API.routeTables, API.eips]);

/** A list without anything of which something else says that it cannot be. */
export function hidden({ action }: Api, why: string): CloudError {
  return new CloudError('denied', `${action}: ${why} (allow ${action})`);
}
