/** Load balancers of both kinds, their listeners, rules, targets and target groups, of one region. */
import {
  LAYER_7,
  type Target,
  classicalListener,
  classicalTarget,
  listener,
  loadBalancer,
  target,
  targetGroup,
} from '../rows/clb.ts';
import { type Ground, infoFor, nameFor, nth, since, times, zoneIdIn } from './ground.ts';

const PROTOCOLS = ['HTTP', 'TCP', 'HTTPS', 'UDP', 'TCP_SSL'] as const;

/** Servers, interfaces, and addresses of elsewhere that have no id. */
function targets({ estate }: Ground, n: number, count: number): Target[] {
  return times(count, (k) => {
    const at = n * count + k;
    if (at % 7 === 5) return target({ type: 'CCN', ip: `172.31.${n % 250}.${k + 1}`, port: 8080 });
    const server = nth(estate.instances, at);
    const ip = server.PrivateIpAddresses[0] ?? '';
    return target({ instance: server.InstanceId, ip, port: 8080 + k, healthy: at % 5 !== 4 });
  });
}

export function makeTargetGroups(ground: Ground): void {
  const { estate, sizes } = ground;
  estate.targetGroups = times(sizes.targetGroups, (n) => {
    const TargetGroupId = ground.id('lbtg');
    return targetGroup({
      TargetGroupId,
      TargetGroupName: nameFor(n),
      VpcId: nth(estate.vpcs, n).VpcId,
      Port: 8080,
      Tag: infoFor(TargetGroupId, n),
      targets: targets(ground, n, 2),
    });
  });
}

/** Every fifth listener has nothing behind it; some have rules without targets, some a target group. */
export function makeLoadBalancers(ground: Ground): void {
  const { estate, sizes } = ground;
  const total = sizes.loadBalancers + sizes.classicLoadBalancers;
  estate.loadBalancers = times(total, (n) => balancer(ground, n, n < sizes.loadBalancers ? 1 : 0));
  const [application, classic] = [
    estate.loadBalancers.slice(0, sizes.loadBalancers),
    estate.loadBalancers.slice(sizes.loadBalancers),
  ];
  let serial = 0;
  estate.listeners = application.flatMap(({ LoadBalancerId }) =>
    times(sizes.listenersPerLoadBalancer, (k) => {
      const n = serial++;
      const protocol = nth(PROTOCOLS, n);
      const empty = n % 5 === 4;
      const group =
        estate.targetGroups.length > 0 && n % 8 === 3 ? nth(estate.targetGroups, n).TargetGroupId : undefined;
      const own = empty || group !== undefined ? [] : targets(ground, n, 2);
      const layer7 = LAYER_7.includes(protocol);
      return listener({
        balancer: LoadBalancerId,
        id: ground.id('lbl'),
        name: nameFor(n),
        protocol,
        port: 80 + k,
        rules: layer7
          ? [
              { id: ground.id('loc'), domain: 'www.example.com', url: '/', targets: own, group },
              {
                id: ground.id('loc'),
                domain: 'www.example.com',
                url: '/支付',
                targets: [],
                group: undefined,
              },
            ]
          : [],
        ...(!layer7 && { targets: own, group }),
      });
    }),
  );
  estate.classicalListeners = classic.flatMap(({ LoadBalancerId }) =>
    times(2, (k) =>
      classicalListener({
        balancer: LoadBalancerId,
        ListenerId: ground.id('lbl'),
        ListenerPort: 80 + k,
        InstancePort: 8080 + k,
        Protocol: k === 0 ? 'http' : 'tcp',
      }),
    ),
  );
  estate.classicalTargets = classic.flatMap(({ LoadBalancerId }, n) =>
    times(2, (k) => {
      const server = nth(estate.instances, n * 2 + k);
      return classicalTarget({
        balancer: LoadBalancerId,
        InstanceId: server.InstanceId,
        PrivateIpAddresses: server.PrivateIpAddresses,
      });
    }),
  );
}

function balancer(ground: Ground, n: number, Forward: 0 | 1) {
  const { estate, region } = ground;
  const LoadBalancerId = ground.id('lb');
  const subnet = nth(estate.subnets, n);
  const open = n % 2 === 0;
  const byDomain = open && n % 6 === 4;
  const domain = `${LoadBalancerId}-a1b2c3d4e5f6.clb.${region}.tencentclb.com`;
  return loadBalancer({
    LoadBalancerId,
    LoadBalancerName: nameFor(n),
    LoadBalancerType: open ? 'OPEN' : 'INTERNAL',
    Forward,
    region,
    VpcId: subnet.VpcId,
    SubnetId: open ? '' : subnet.SubnetId,
    LoadBalancerVips: byDomain ? [] : [open ? ground.publicIp() : ground.ip(subnet)],
    LoadBalancerDomain: byDomain ? domain : '',
    ...(n % 9 === 6 && {
      AddressIPVersion: 'ipv6',
      IPv6Mode: 'IPv6FullChain',
      AddressIPv6: `2402:4e00::${n + 1}`,
    }),
    Status: n % 12 === 11 ? 0 : 1,
    SecureGroups: n % 3 === 0 ? [nth(estate.securityGroups, n).SecurityGroupId] : [],
    CreateTime: since(n),
    MasterZone: open
      ? {
          ZoneId: zoneIdIn(ground, subnet.Zone),
          Zone: subnet.Zone,
          ZoneName: subnet.Zone,
          ZoneRegion: region,
          LocalZone: false,
          EdgeZone: false,
        }
      : null,
    Tags: infoFor(LoadBalancerId, n),
  });
}
