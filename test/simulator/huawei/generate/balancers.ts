/** Load balancers, dedicated and shared, with listeners, pools, members and policies. */
import { l7Policy, listener, loadBalancer, member, pool } from '../rows/balancers.ts';
import { attached, portIn } from './compute.ts';
import { type Ground, at, enterpriseOf, nameOf, tagsOf, times } from './ground.ts';

const PROTOCOLS = ['HTTP', 'TCP', 'HTTPS', 'UDP', 'TERMINATED_HTTPS', 'QUIC'] as const;

export function makeLoadBalancers(ground: Ground): void {
  const { project, here, sizes, uuid } = ground;
  for (let n = 0; n < sizes.loadBalancers; n++) {
    const id = uuid();
    const place = at(here.subnets, n);
    const vip = portIn(ground, place, 20 + (n % 30), {
      device_owner: 'neutron:LOADBALANCERV2',
      device_id: id,
    });
    const open = n % 2 === 0 ? attached(ground, vip, id) : undefined;
    const guaranteed = n % 3 !== 2;
    const enterprise_project_id = enterpriseOf(n);
    const listeners = times(sizes.listeners, (k) => ({ id: uuid(), pool: uuid(), k }));
    here.loadBalancers.push(
      loadBalancer({
        id,
        name: nameOf('elb', n),
        project_id: project.id,
        enterprise_project_id,
        guaranteed,
        operating_status: n % 7 === 6 ? 'FROZEN' : 'ONLINE',
        vpc_id: place.vpc_id,
        vip_address: vip.fixed_ips[0]?.ip_address ?? '',
        vip_port_id: vip.id,
        vip_subnet_cidr_id: place.neutron_subnet_id,
        elb_virsubnet_ids: guaranteed ? [place.id] : [],
        availability_zone_list: guaranteed ? [at(here.zones, n).availability_zone_id] : [],
        l7_flavor_id: guaranteed ? 'L7_flavor.elb.s1.small' : null,
        publicips:
          open === undefined
            ? []
            : [{ publicip_id: open.id, publicip_address: open.public_ip_address, ip_version: 4 }],
        eips:
          open === undefined ? [] : [{ eip_id: open.id, eip_address: open.public_ip_address, ip_version: 4 }],
        listeners: listeners.map((one) => ({ id: one.id })),
        pools: listeners.map((one) => ({ id: one.pool })),
        tags: tagsOf('elb', id),
      }),
    );
    for (const one of listeners) makeListener(ground, { ...one, balancer: id, n, enterprise_project_id });
  }
}

interface Made {
  readonly id: string;
  readonly pool: string;
  readonly k: number;
  readonly balancer: string;
  readonly n: number;
  readonly enterprise_project_id: string;
}

/** Of a layer-7 listener, the pool is behind a policy; of the others it is the default one. */
function makeListener(ground: Ground, made: Made): void {
  const { project, here, sizes, uuid } = ground;
  const { id, k, n, enterprise_project_id } = made;
  const protocol = at(PROTOCOLS, n + k);
  const policy = protocol === 'HTTP';
  here.listeners.push(
    listener({
      id,
      name: nameOf('listener', k),
      project_id: project.id,
      enterprise_project_id,
      protocol,
      protocol_port: 80 + k,
      default_pool_id: policy ? null : made.pool,
      loadbalancers: [{ id: made.balancer }],
      tags: tagsOf('listener', id),
    }),
  );
  const members = times(sizes.members, (m) => {
    const target = here.servers[(n + m) % Math.max(1, here.servers.length)];
    const outside = m % 3 === 2 || target === undefined;
    const nic = here.ports.find(({ device_id }) => device_id === target?.id);
    return member({
      id: uuid(),
      name: nameOf('member', m),
      project_id: project.id,
      address: outside ? `192.168.77.${m + 1}` : (nic?.fixed_ips[0]?.ip_address ?? ''),
      protocol_port: 8000 + k,
      subnet_cidr_id: outside ? null : (nic?.fixed_ips[0]?.subnet_id ?? null),
      member_type: outside ? 'ip' : 'instance',
      instance_id: outside ? '' : target.id,
      operating_status: at(['ONLINE', 'OFFLINE', 'NO_MONITOR'], m),
    });
  });
  here.members.push(...members);
  here.pools.push(
    pool({
      id: made.pool,
      name: nameOf('pool', k),
      project_id: project.id,
      enterprise_project_id,
      protocol: protocol === 'TERMINATED_HTTPS' ? 'HTTP' : protocol,
      vpc_id: here.loadBalancers.find((one) => one.id === made.balancer)?.vpc_id ?? '',
      listeners: policy ? [] : [{ id }],
      loadbalancers: [{ id: made.balancer }],
      members: members.map((one) => ({ id: one.id })),
    }),
  );
  if (policy) {
    here.l7Policies.push(
      l7Policy({
        id: uuid(),
        name: nameOf('policy', k),
        project_id: project.id,
        enterprise_project_id,
        listener_id: id,
        action: 'REDIRECT_TO_POOL',
        ...(n % 2 === 0
          ? { redirect_pool_id: made.pool }
          : { redirect_pools_config: [{ pool_id: made.pool, weight: 100 }] }),
      }),
    );
  }
}
