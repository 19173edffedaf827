import * as z from 'zod/mini';
import { maybe, some, whole as wholeNumber } from '../../shared/collect/wire.ts';
import { whole } from '../../shared/collect/gather.ts';
import { API } from './apis.ts';
import type { Baidu } from './client.ts';
import { id, said } from './items.ts';
import { markedPages, ofEach, orNothing } from './pages.ts';

const Port = z.object({ type: said, port: maybe(wholeNumber) });

/** SDK type AppServerGroup: servers, each on all ports of their group. */
const ServerGroup = z.object({ id, portList: some(Port) });

/** SDK type AppBackendServer. */
const GroupServer = z.object({ instanceId: said, privateIp: said });

/** SDK type AppIpGroup: addresses with ports of their own. */
const IpGroup = z.object({ id, backendPolicyList: some(z.object({ type: said })) });

/** SDK type AppIpGroupMember. */
const Member = z.object({ memberId: id, ip: said, port: maybe(wholeNumber) });

/** One member of one group of an application load balancer, on one port. */
export interface AppTarget {
  readonly blbId: string;
  readonly group: string;
  /** What tells it from others of its group, on whatever port. */
  readonly member: string;
  readonly vm: string | undefined;
  readonly ip: string | undefined;
  readonly protocol: string | undefined;
  readonly port: number | undefined;
}

/** All members of all groups of one balancer, group by group. */
export async function appTargetsOf(api: Baidu, blbId: string): Promise<readonly AppTarget[]> {
  const [servers, addresses] = await Promise.all([serversOf(api, blbId), addressesOf(api, blbId)]);
  return [...servers, ...addresses];
}

async function serversOf(api: Baidu, blbId: string): Promise<readonly AppTarget[]> {
  const ids = { blbId };
  const at = { ids, at: 'appServerGroupList', item: ServerGroup };
  const groups = await whole(markedPages(orNothing(api, at.at), API.serverGroups, at));
  const targets = ofEach(groups, async (group) => {
    const of = { ids, params: { sgId: group.id }, at: 'backendServerList', item: GroupServer };
    const servers = await whole(markedPages(orNothing(api, of.at), API.groupServers, of));
    const ports = group.portList.length === 0 ? [{ type: undefined, port: undefined }] : group.portList;
    return servers.flatMap(({ instanceId, privateIp }) =>
      ports.map(({ type, port }) => ({
        blbId,
        group: group.id,
        member: instanceId ?? privateIp ?? '',
        vm: instanceId,
        ip: privateIp,
        protocol: type?.toLowerCase(),
        port,
      })),
    );
  });
  return whole(targets);
}

async function addressesOf(api: Baidu, blbId: string): Promise<readonly AppTarget[]> {
  const ids = { blbId };
  const at = { ids, at: 'appIpGroupList', item: IpGroup };
  const groups = await whole(markedPages(orNothing(api, at.at), API.ipGroups, at));
  const targets = ofEach(groups, async (group) => {
    const of = { ids, params: { ipGroupId: group.id }, at: 'memberList', item: Member };
    const members = await whole(markedPages(orNothing(api, of.at), API.ipGroupMembers, of));
    const types = new Set(group.backendPolicyList.flatMap(({ type }) => type?.toLowerCase() ?? []));
    const [protocol] = types.size === 1 ? types : [];
    return members.map(({ memberId, ip, port }) => ({
      blbId,
      group: group.id,
      member: memberId,
      vm: undefined,
      ip,
      protocol,
      port,
    }));
  });
  return whole(targets);
}
