/** Servers, addresses, NAT gateways, load balancers of one region. */
import { eip, instance, nic } from '../rows/compute.ts';
import { type Backend, dnatRule, listener, loadBalancer, nfv, snatRule } from '../rows/gateways.ts';
import { type Ground, joined, nameFor, netOf, nth, tagsFor, times, zoneFor } from './ground.ts';

const STATES = ['stopped', 'suspended', 'pending', 'terminated', 'ceased'] as const;

/** One in eleven does not run, and two of those are no more. One in six has a second interface, one in seven an address. */
export function makeInstances(ground: Ground): void {
  const { estate, sizes } = ground;
  const networks = joined(ground);
  const base = estate.vxnets.find(({ vxnet_id }) => vxnet_id === 'vxnet-0');
  estate.instances = times(sizes.instances + sizes.nodes, (n) => {
    const instance_id = ground.id('i');
    const isNode = n >= sizes.instances;
    const primary = n % 13 === 12 && base !== undefined ? base : nth(networks, n);
    const nets = n % 6 === 5 ? [primary, nth(networks, n + 1)] : [primary];
    const group = nth(estate.securityGroups, n);
    const { security_group_id, is_default } = group;
    const address = n % 7 === 3 ? addressFor(ground, 'instance', instance_id, n) : null;
    return instance({
      instance_id,
      instance_name: nameFor(n),
      status: n % 11 === 10 ? nth(STATES, Math.floor(n / 11)) : 'running',
      zone_id: zoneFor(ground, n),
      vxnets: nets.map((net, k) => ({
        ...netOf(net),
        vxnet_type: net.vxnet_type,
        nic_id: ground.mac(),
        private_ip: net === base ? `10.50.${Math.floor(n / 250)}.${(n % 250) + 1}` : ground.ip(net),
        role: k === 0 ? 1 : 0,
      })),
      eip: address,
      security_group: { security_group_id, is_default },
      tags: tagsFor(instance_id, n),
      isNode,
    });
  });
}

/** Those of servers that are there, and some on nothing; one in five has a name. */
export function makeNics(ground: Ground): void {
  const { estate, sizes } = ground;
  const [group] = estate.securityGroups;
  const attached = estate.instances
    .filter(({ status }) => status !== 'terminated' && status !== 'ceased')
    .flatMap(({ instance_id, vxnets }) =>
      vxnets.map(({ nic_id, vxnet_id, private_ip, role }, sequence) => ({
        nic_id,
        vxnet_id,
        private_ip,
        role,
        sequence,
        instance_id,
        security_group: role === 1 ? '' : (group?.security_group_id ?? ''),
      })),
    );
  const loose = times(sizes.looseNics, (n) => {
    const vxnet = nth(joined(ground), n);
    return { nic_id: ground.mac(), vxnet_id: vxnet.vxnet_id, private_ip: ground.ip(vxnet) };
  });
  estate.nics = [...attached, ...loose].map((row, n) =>
    nic({ ...row, nic_name: n % 5 === 0 ? nameFor(n) : '', tags: tagsFor(row.nic_id, n) }),
  );
}

function addressFor(ground: Ground, resource_type: string, resource_id: string, n: number) {
  const eip_id = ground.id('eip');
  const row = eip({
    eip_id,
    eip_name: nameFor(n),
    eip_addr: ground.publicIp(),
    resource: { resource_name: '', resource_type, resource_id },
    tags: tagsFor(eip_id, n),
  });
  ground.estate.eips.push(row);
  return { eip_id, eip_addr: row.eip_addr, bandwidth: '50', eip_name: row.eip_name };
}

export function makeLooseEips(ground: Ground): void {
  ground.estate.eips.push(
    ...times(ground.sizes.looseEips, (n) => {
      const eip_id = ground.id('eip');
      return eip({ eip_id, eip_name: nameFor(n), eip_addr: ground.publicIp(), tags: tagsFor(eip_id, n) });
    }),
  );
}

export function makeNfvs(ground: Ground): void {
  const { estate, sizes } = ground;
  const networks = joined(ground);
  estate.nfvs = times(sizes.nfvs, (n) => {
    const nfv_id = ground.id('nfv');
    const addresses = times(1 + (n % 2), (k) => addressFor(ground, 'nfv', nfv_id, k));
    const { vpc_router_id } = nth(networks, n);
    const vxnets = networks.filter((one) => one.vpc_router_id === vpc_router_id);
    estate.snatRules.push(
      ...times(sizes.rulesPerNfv, (k) => {
        const net = nth(vxnets, k);
        return snatRule({
          snat_id: ground.id('snat'),
          natgw_id: nfv_id,
          name: nameFor(k),
          enable: k % 3 === 2 ? 0 : 1,
          target_id: net.vxnet_id,
          target_ip: net.router?.ip_network ?? '',
          eips: addresses.map(({ eip_id, eip_addr }) => ({ eip_id, eip_addr })),
        });
      }),
    );
    estate.dnatRules.push(
      ...times(sizes.rulesPerNfv, (k) =>
        dnatRule({
          dnat_id: ground.id('dnat'),
          natgw_id: nfv_id,
          name: nameFor(k),
          eip_id: nth(addresses, k).eip_id,
          public_port: String(8000 + k),
          private_ip: '172.16.0.9',
          protocol: k % 2 === 0 ? 'tcp' : 'udp',
        }),
      ),
    );
    return nfv({
      nfv_id,
      nfv_name: n % 3 === 2 ? null : nameFor(n),
      zone_id: zoneFor(ground, n),
      cluster: Object.fromEntries(
        addresses.map(({ eip_id }) => [eip_id, { '0': { instance_id: ground.id('i') } }]),
      ),
      vxnets: vxnets.map(({ vxnet_id }) => vxnet_id),
    });
  });
}

/** Every third is public. Backends are servers, a router, or an address. */
export function makeLoadBalancers(ground: Ground): void {
  const { estate, sizes } = ground;
  const networks = joined(ground);
  estate.loadBalancers = times(sizes.loadBalancers, (n) => {
    const loadbalancer_id = ground.id('lb');
    const net = nth(networks, n);
    const open = n % 3 === 0;
    const address = open ? addressFor(ground, 'loadbalancer', loadbalancer_id, n) : undefined;
    return loadBalancer({
      loadbalancer_id,
      loadbalancer_name: nameFor(n),
      status: n % 8 === 7 ? 'stopped' : 'active',
      vxnet_id: net.vxnet_id,
      private_ips: [ground.ip(net)],
      eips: address === undefined ? [] : [address],
      security_group_id: nth(estate.securityGroups, n).security_group_id,
      tags: tagsFor(loadbalancer_id, n),
    });
  });
  estate.listeners = estate.loadBalancers.flatMap(({ loadbalancer_id }, n) =>
    times(sizes.listenersPerLoadBalancer, (k) => {
      const loadbalancer_listener_id = ground.id('lbl');
      return listener({
        loadbalancer_listener_id,
        loadbalancer_listener_name: k % 2 === 0 ? nameFor(n) : null,
        loadbalancer_id,
        listener_port: k % 2 === 0 ? 80 + k : String(80 + k),
        listener_protocol: k % 2 === 0 ? 'http' : 'tcp',
        backend_protocol: k % 2 === 0 ? 'http' : 'tcp',
        backends: times(2, (b): Backend => ({
          loadbalancer_backend_id: ground.id('lbb'),
          loadbalancer_backend_name: null,
          loadbalancer_listener_id,
          loadbalancer_id,
          resource_id:
            (n + b) % 5 === 4
              ? nth(estate.routers, n).router_id
              : (n + b) % 7 === 6
                ? '172.31.0.9'
                : nth(estate.instances, n * 2 + b).instance_id,
          port: b === 0 ? 8080 : '8081',
          weight: 5,
        })),
      });
    }),
  );
}
