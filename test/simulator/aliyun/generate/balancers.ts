/** Load balancers of the three kinds, with listeners, rules, groups and servers. */
import {
  alb,
  albListener,
  albRule,
  albServerGroup,
  clb,
  clbListener,
  clbServer,
  forwardTo,
  groupServer,
  nlb,
  nlbListener,
  nlbServerGroup,
} from '../rows/balancers.ts';
import type { ClbServer } from '../rows/balancers.ts';
import { tagList, tagPairs } from '../rows/tags.ts';
import { type Ground, at, nameOf, tagsOf, times } from './ground.ts';

export function makeClbs(ground: Ground): void {
  const { region, here, sizes, id, publicIp } = ground;
  for (let n = 0; n < sizes.clbs; n++) {
    const LoadBalancerId = id('lb');
    const { VSwitchId, VpcId, CidrBlock } = at(here.vSwitches, n);
    const internal = n % 2 === 0;
    const groups = times(sizes.listeners, (k) => ({
      id: id('rsp'),
      name: nameOf('group', k),
      servers: times(sizes.servers, (s) => serverOf(ground, n + s, 8080)),
      tags: [],
    }));
    const master = { id: id('rsp'), name: 'master and slave', servers: [serverOf(ground, n, 90)], tags: [] };
    here.clbs.push(
      clb({
        LoadBalancerId,
        LoadBalancerName: nameOf('clb', n),
        LoadBalancerStatus: n % 5 === 4 ? 'inactive' : 'active',
        RegionId: region,
        AddressType: internal ? 'intranet' : 'internet',
        Address: internal ? CidrBlock.replace('.0/24', `.${200 + (n % 20)}`) : publicIp(),
        ...(internal && { VpcId, VSwitchId }),
        Tags: { Tag: tagPairs(tagsOf('lb', LoadBalancerId)) },
        defaultServers: times(sizes.servers, (s) => serverOf(ground, n + s, 0)),
        vServerGroups: groups,
        masterSlaveGroups: [master],
      }),
    );
    for (let k = 0; k < sizes.listeners; k++) {
      const ListenerPort = 80 + k;
      const ListenerProtocol = at(['tcp', 'http', 'udp', 'https'] as const, k);
      const way = at(['group', 'default', 'master'], n + k);
      here.clbListeners.push(
        clbListener({
          LoadBalancerId,
          ListenerPort,
          ListenerProtocol,
          Description: k === 0 ? '' : nameOf('listener', k),
          ...(way === 'group' && { VServerGroupId: at(groups, k).id }),
          ...(way === 'default' && { BackendServerPort: 8000 + k }),
          ...(way === 'master' && ListenerProtocol === 'tcp' && { masterSlaveServerGroupId: master.id }),
          Tags: tagPairs(tagsOf('listener', `${LoadBalancerId}_${ListenerProtocol}_${ListenerPort}`)),
          rules:
            ListenerProtocol === 'http'
              ? [
                  {
                    RuleId: id('rule'),
                    RuleName: 'api',
                    Domain: '',
                    Url: '/api',
                    VServerGroupId: at(groups, k + 1).id,
                  },
                ]
              : [],
        }),
      );
    }
  }
}

function serverOf({ here }: Ground, n: number, Port: number): ClbServer {
  const nic = at(here.networkInterfaces, n);
  return n % 4 === 3
    ? clbServer({ ServerId: nic.NetworkInterfaceId, ServerIp: nic.PrivateIpAddress, Type: 'eni', Port })
    : clbServer({ ServerId: at(here.instances, n).InstanceId, ServerIp: nic.PrivateIpAddress, Port });
}

export function makeAlbs(ground: Ground): void {
  const { here, sizes, id, publicIp } = ground;
  for (let n = 0; n < sizes.albs; n++) {
    const LoadBalancerId = id('alb');
    const internet = n % 2 === 1;
    const inside = [at(here.vSwitches, n), at(here.vSwitches, n + here.vpcs.length)];
    const { VpcId } = at(inside, 0);
    here.albs.push(
      alb({
        LoadBalancerId,
        LoadBalancerName: nameOf('alb', n),
        LoadBalancerStatus: n % 4 === 3 ? 'Configuring' : 'Active',
        AddressType: internet ? 'Internet' : 'Intranet',
        VpcId,
        SecurityGroupIds: [at(here.securityGroups, n).SecurityGroupId],
        Tags: tagList(tagsOf('alb', LoadBalancerId)),
        ZoneMappings: inside.map(({ VSwitchId, ZoneId, CidrBlock }, k) => {
          const own = CidrBlock.replace('.0/24', `.${220 + k}`);
          const Address = internet ? publicIp() : own;
          const more = internet ? { IntranetAddress: own, AllocationId: id('eip'), EipType: 'Common' } : {};
          return { VSwitchId, ZoneId, LoadBalancerAddresses: [{ Address, ...more }] };
        }),
      }),
    );
    const groups = times(sizes.listeners + 1, (k) => {
      const ServerGroupId = id('sgp');
      here.albServerGroups.push(
        albServerGroup({
          ServerGroupId,
          ServerGroupName: nameOf('group', k),
          ServerGroupType: k % 3 === 2 ? 'Ip' : 'Instance',
          VpcId,
          RelatedLoadBalancerIds: [LoadBalancerId],
          ServerCount: sizes.servers,
          Tags: tagList(tagsOf('sgp', ServerGroupId)),
        }),
      );
      here.albServers.push(...times(sizes.servers, (s) => memberOf(ground, ServerGroupId, k, n + s)));
      return ServerGroupId;
    });
    for (let k = 0; k < sizes.listeners; k++) {
      const ListenerId = id('lsn');
      here.albListeners.push(
        albListener({
          ListenerId,
          LoadBalancerId,
          ListenerPort: 80 + k,
          ListenerProtocol: k % 2 === 0 ? 'HTTP' : 'HTTPS',
          ListenerDescription: k === 0 ? '' : nameOf('listener', k),
          DefaultActions: forwardTo(at(groups, k)),
          Tags: tagList(tagsOf('lsn', ListenerId)),
        }),
      );
      here.albRules.push(
        albRule({
          RuleId: id('rule'),
          ListenerId,
          LoadBalancerId,
          RuleActions: [
            {
              Type: 'ForwardGroup',
              Order: 1,
              ForwardGroupConfig: {
                ServerGroupTuples: [
                  { ServerGroupId: at(groups, k), Weight: 50 },
                  { ServerGroupId: at(groups, k + 1), Weight: 50 },
                ],
              },
            },
          ],
        }),
      );
    }
  }
}

function memberOf({ here }: Ground, ServerGroupId: string, kind: number, n: number) {
  const nic = at(here.networkInterfaces, n);
  const ip = nic.PrivateIpAddress;
  if (kind % 3 === 2)
    return groupServer({ ServerGroupId, ServerId: ip, ServerIp: ip, ServerType: 'Ip', Port: 8080 });
  return n % 4 === 3
    ? groupServer({
        ServerGroupId,
        ServerId: nic.NetworkInterfaceId,
        ServerIp: ip,
        ServerType: 'Eni',
        Port: 8080 + n,
      })
    : groupServer({
        ServerGroupId,
        ServerId: at(here.instances, n).InstanceId,
        ServerIp: ip,
        Port: 8080 + n,
      });
}

export function makeNlbs(ground: Ground): void {
  const { region, here, sizes, id, publicIp } = ground;
  for (let n = 0; n < sizes.nlbs; n++) {
    const LoadBalancerId = id('nlb');
    const internet = n % 2 === 1;
    const { VpcId, VSwitchId, ZoneId, CidrBlock } = at(here.vSwitches, n);
    here.nlbs.push(
      nlb({
        LoadBalancerId,
        LoadBalancerName: nameOf('nlb', n),
        AddressType: internet ? 'Internet' : 'Intranet',
        RegionId: region,
        VpcId,
        ZoneMappings: [
          {
            ZoneId,
            VSwitchId,
            LoadBalancerAddresses: [
              {
                PrivateIPv4Address: CidrBlock.replace('.0/24', '.230'),
                EniId: id('eni'),
                ...(internet && { PublicIPv4Address: publicIp(), AllocationId: id('eip') }),
              },
            ],
          },
        ],
        Tags: tagList(tagsOf('nlb', LoadBalancerId)),
      }),
    );
    for (let k = 0; k < sizes.listeners; k++) {
      const ServerGroupId = id('sgp');
      const ListenerId = `${id('lsn')}@${90 + k}`;
      const ranged = k % 2 === 1;
      here.nlbServerGroups.push(
        nlbServerGroup({
          ServerGroupId,
          RegionId: region,
          VpcId,
          RelatedLoadBalancerIds: [LoadBalancerId],
          ServerCount: sizes.servers,
          Tags: tagList(tagsOf('sgp', ServerGroupId)),
        }),
      );
      here.nlbServers.push(
        ...times(sizes.servers, (s) => ({ ...memberOf(ground, ServerGroupId, k, n + s), ZoneId })),
      );
      here.nlbListeners.push(
        nlbListener({
          ListenerId,
          LoadBalancerId,
          RegionId: region,
          ListenerPort: ranged ? 0 : 90 + k,
          ...(ranged && { StartPort: '1000', EndPort: '2000' }),
          ServerGroupId,
          Tags: tagList(tagsOf('lsn', ListenerId)),
        }),
      );
    }
  }
}
