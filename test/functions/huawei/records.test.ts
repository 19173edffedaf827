import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { Cache } from '../../../functions/huawei/caches.ts';
import { Cluster } from '../../../functions/huawei/clusters.ts';
import { CloudConnection, NetworkInstance } from '../../../functions/huawei/cloud-connections.ts';
import { cloudConnection } from '../../../functions/huawei/collectors/cloud-connection.ts';
import { gaussdb } from '../../../functions/huawei/collectors/gaussdb.ts';
import { eip } from '../../../functions/huawei/collectors/eip.ts';
import { k8sCluster } from '../../../functions/huawei/collectors/k8s-cluster.ts';
import { lbListener } from '../../../functions/huawei/collectors/lb-listener.ts';
import { lbTarget } from '../../../functions/huawei/collectors/lb-target.ts';
import { loadBalancer } from '../../../functions/huawei/collectors/load-balancer.ts';
import { natGateway } from '../../../functions/huawei/collectors/nat-gateway.ts';
import { natRule } from '../../../functions/huawei/collectors/nat-rule.ts';
import { nic } from '../../../functions/huawei/collectors/nic.ts';
import { peerConnection } from '../../../functions/huawei/collectors/peer-connection.ts';
import { privateNatRule } from '../../../functions/huawei/collectors/private-nat-rule.ts';
import { rds } from '../../../functions/huawei/collectors/rds.ts';
import { redis } from '../../../functions/huawei/collectors/redis.ts';
import { region } from '../../../functions/huawei/collectors/region.ts';
import { router } from '../../../functions/huawei/collectors/router.ts';
import { securityGroup } from '../../../functions/huawei/collectors/security-group.ts';
import { subnet } from '../../../functions/huawei/collectors/subnet.ts';
import { vm } from '../../../functions/huawei/collectors/vm.ts';
import { vpc } from '../../../functions/huawei/collectors/vpc.ts';
import { recordsOf } from '../../contract/collector.ts';
import { ACCOUNT, one, PROJECT, read, scope } from './answering.ts';

describe('the network', () => {
  it('a VPC with all its blocks: https://support.huaweicloud.com/intl/en-us/api-vpc/vpc_apiv3_0003.html', async () => {
    expect(
      await one(vpc, {
        '/vpcs': {
          vpcs: [
            {
              id: 'vpc-id',
              name: '生产网',
              cidr: '10.0.0.0/16',
              extend_cidrs: ['10.1.0.0/16'],
              status: 'ACTIVE',
              tags: [
                { key: '环境', value: '生产' },
                { key: 'empty', value: null },
              ],
            },
          ],
          page_info: { previous_marker: 'vpc-id', current_count: 1 },
        },
      }),
    ).toEqual({
      kind: 'vpc',
      ref: 'huawei/vpc/vpc-id',
      id: 'vpc-id',
      name: '生产网',
      tags: [
        ['环境', '生产'],
        ['empty', ''],
      ],
      region: 'huawei/region/cn-north-4',
      owner: undefined,
      cidrs: ['10.0.0.0/16', '10.1.0.0/16'],
      is_default: false,
    });
  });

  it('a subnet of both families: https://support.huaweicloud.com/intl/en-us/api-vpc/ListVirsubnets.html', async () => {
    const subnet_cidrs = [
      { id: 'v4', ip_version: '4', cidr: '192.168.1.0/24' },
      { id: 'v6', ip_version: '6', cidr: '2407:c080::/64' },
    ];
    const item = { id: 's', name: '', vpc_id: 'v', zone_id: '', subnet_cidrs, tags: [] };
    expect(await one(subnet, { '/virsubnets': { virsubnets: [item] } })).toMatchObject({
      name: 's',
      vpc: 'huawei/vpc/v',
      az: undefined,
      cidrs: ['192.168.1.0/24', '2407:c080::/64'],
    });
  });

  it('every next hop of a table, beyond ten: https://support.huaweicloud.com/intl/en-us/api-vpc/vpc_apiroutetab_0003.html', async () => {
    const types = ['ecs', 'eni', 'vip', 'nat', 'peering', 'vpn', 'dc', 'cc', 'egw', 'er', 'subeni', 'local'];
    const routes = types.map((type, n) => ({ type, destination: `10.${n}.0.0/16`, nexthop: `${type}-id` }));
    const table = { id: 't', name: 'rtb', default: true, vpc_id: 'v', subnets: [{ id: 's' }], routes };
    const record = await one(router, {
      '/routetables': { routetables: [{ id: 't' }] },
      '/{routetable_id}': { routetable: table },
    });
    expect(record).toMatchObject({ main: true, vpc: 'huawei/vpc/v', subnets: ['huawei/subnet/s'] });
    expect(record?.kind === 'router' && record.routes.map(({ hop, target }) => `${hop} ${target}`)).toEqual([
      'vm ecs-id',
      'nic eni-id',
      'other vip-id',
      'nat_gateway nat-id',
      'peer_connection peering-id',
      'vpn_gateway vpn-id',
      'other dc-id',
      'cen cc-id',
      'vpc_endpoint egw-id',
      'cen er-id',
      'nic subeni-id',
      'local undefined',
    ]);
  });

  it('rules by ranges of ports, for everybody where no one is named, without those switched off', async () => {
    const rule = {
      id: 'r',
      security_group_id: 'g',
      direction: 'ingress',
      ethertype: 'IPv4',
      action: 'allow',
      priority: 1,
    };
    const record = await one(securityGroup, {
      '/security-groups': { security_groups: [{ id: 'g', name: 'default', tags: [] }] },
      '/security-group-rules': {
        security_group_rules: [
          { ...rule, protocol: 'tcp', multiport: '22,8000-8100', remote_ip_prefix: '10.0.0.0/8' },
          { ...rule, protocol: null, multiport: null, ethertype: 'IPv6', action: 'deny', priority: 100 },
          { ...rule, protocol: 'udp', multiport: '53', remote_group_id: 'g2', direction: 'egress' },
          { ...rule, protocol: 'tcp', multiport: '23', enabled: false },
        ],
      },
    });
    const shared = {
      direction: 'ingress',
      action: 'allow',
      protocol: 'tcp',
      peer: '10.0.0.0/8',
      priority: 1,
    };
    expect(record).toMatchObject({
      vpc: undefined,
      rules: [
        { ...shared, from_port: 22, to_port: 22 },
        { ...shared, from_port: 8000, to_port: 8100 },
        { ...shared, action: 'deny', protocol: 'all', from_port: undefined, peer: '::/0', priority: 100 },
        { ...shared, direction: 'egress', protocol: 'udp', from_port: 53, to_port: 53, peer: 'g2' },
      ],
    });
    expect(record?.kind === 'security_group' && record.rules).toHaveLength(4);
  });

  it('ports of every device: https://support.huaweicloud.com/intl/en-us/api-vpc/ListPorts.html', async () => {
    const port = {
      name: '',
      vpc_id: 'v',
      virsubnet_id: 's',
      mac_address: 'FA:16:3E:01:02:03',
      private_ips: [
        { subnet_cidr_id: 'v4', ip_address: '192.168.1.3' },
        { subnet_cidr_id: 'v6', ip_address: '2407:c080::3' },
      ],
      security_groups: ['g'],
      tags: [{ key: 'k', value: 'v' }],
    };
    const ports = [
      { ...port, id: '1', device_id: 'server', device_owner: 'compute:cn-north-4a' },
      { ...port, id: '2', device_id: 'elb', device_owner: 'neutron:LOADBALANCERV3' },
      { ...port, id: '3', device_id: 'x', device_owner: '', instance_id: 'db', instance_type: 'RDS' },
      { ...port, id: '4', device_id: 'v', device_owner: 'network:router_interface_distributed' },
      { ...port, id: '5', device_id: '', device_owner: 'compute:cn-north-4a', private_ips: null },
    ];
    const records = await read(nic, { '/ports': { ports } });
    expect(records.map((record) => record.kind === 'nic' && record.device)).toEqual([
      'huawei/vm/server',
      'huawei/load_balancer/elb',
      'huawei/rds/db',
      undefined,
      undefined,
    ]);
    expect(records[0]).toMatchObject({
      name: '1',
      mac: 'fa:16:3e:01:02:03',
      subnet: 'huawei/subnet/s',
      usage: 'compute:cn-north-4a',
      addresses: [
        { ip: '192.168.1.3', public_ip: undefined },
        { ip: '2407:c080::3', public_ip: undefined },
      ],
      security_groups: ['huawei/security_group/g'],
    });
  });

  it('EIPs, attached to anything or to nothing, with their tags in every spelling', async () => {
    const item = { public_ip_address: '121.36.5.230', public_ipv6_address: null, alias: '', vnic: null };
    const vnic = {
      private_ip_address: '192.168.1.3',
      device_id: 'server',
      device_owner: 'compute:az',
      port_id: 'p',
    };
    const publicips = [
      { ...item, id: '1', tags: ['k=v=w', 'only'] },
      {
        ...item,
        id: '2',
        alias: 'web',
        associate_instance_type: 'PORT',
        associate_instance_id: 'p',
        vnic,
        tags: ['k*v'],
      },
      {
        ...item,
        id: '3',
        associate_instance_type: 'NATGW',
        associate_instance_id: 'nat',
        tags: [{ key: 'k', value: 'v' }],
      },
      { ...item, id: '4', associate_instance_type: 'ELB', associate_instance_id: 'lb', tags: null },
    ];
    const records = await read(eip, { '/publicips': { publicips } });
    expect(
      records.map((record) => record.kind === 'eip' && [record.name, record.device, record.nic, record.tags]),
    ).toEqual([
      [
        '1',
        undefined,
        undefined,
        [
          ['k', 'v=w'],
          ['only', ''],
        ],
      ],
      ['web', 'huawei/vm/server', 'huawei/nic/p', [['k', 'v']]],
      ['3', 'huawei/nat_gateway/nat', undefined, [['k', 'v']]],
      ['4', 'huawei/load_balancer/lb', undefined, []],
    ]);
  });

  it('an EIP with addresses of both families, as a record for each; with one of them as that one', async () => {
    const vnic = {
      private_ip_address: '192.168.1.3',
      device_id: 'server',
      device_owner: 'compute:az',
      port_id: 'p',
    };
    const item = { alias: 'web', tags: ['k=v'], vnic };
    const publicips = [
      { ...item, id: '1', public_ip_address: '121.36.5.230', public_ipv6_address: '2407:c080::65e' },
      { ...item, id: '2', public_ip_address: '121.36.5.231', public_ipv6_address: '' },
      { ...item, id: '3', public_ip_address: null, public_ipv6_address: '2407:c080::65f' },
    ];
    const same = {
      kind: 'eip',
      name: 'web',
      tags: [['k', 'v']],
      private_ip: '192.168.1.3',
      nic: 'huawei/nic/p',
      device: 'huawei/vm/server',
    };
    const records = await read(eip, { '/publicips': { publicips } });
    expect(records).toMatchObject([
      { ...same, ref: 'huawei/eip/1', id: '1', ip: '121.36.5.230' },
      { ...same, ref: 'huawei/eip/1/ipv6', id: '1', ip: '2407:c080::65e' },
      { ...same, ref: 'huawei/eip/2', id: '2', ip: '121.36.5.231' },
      { ...same, ref: 'huawei/eip/3', id: '3', ip: '2407:c080::65f' },
    ]);
    expect(records).toHaveLength(4);
  });

  it.each(['PENDING_CREATE', 'NOTIFYING', 'PENDING_DELETE', 'NOTIFY_DELETE', 'ERROR'])(
    'an EIP that is %s may have no address: it is passed over, and the others are read',
    async (status) => {
      const publicips = [
        { id: '1', status, public_ip_address: null, public_ipv6_address: null },
        { id: '2', status: 'DOWN', public_ip_address: '121.36.5.231' },
      ];
      expect(await read(eip, { '/publicips': { publicips } })).toMatchObject([{ ref: 'huawei/eip/2' }]);
    },
  );

  it.each([undefined, 'ACTIVE', 'DOWN', 'FREEZED'])(
    'an EIP that is %s and has no address is an answer that is not understood',
    async (status) => {
      const publicips = [{ id: '1', status, public_ip_address: null, public_ipv6_address: null }];
      await expect(read(eip, { '/publicips': { publicips } })).rejects.toMatchObject({ reason: 'invalid' });
    },
  );

  it('gateways with tags from their own list, rules with their ports, which are numbers', async () => {
    const gateway = {
      id: 'n',
      name: 'nat',
      status: 'PENDING_UPDATE',
      router_id: 'v',
      internal_network_id: 's',
    };
    const record = await one(natGateway, {
      '/nat_gateways': { nat_gateways: [{ ...gateway, ngport_ip_address: '192.168.1.9' }] },
      '/action': { total_count: 1, resources: [{ resource_id: 'n', tags: [{ key: 'k', value: 'v' }] }] },
    });
    expect(record).toMatchObject({
      state: 'running',
      tags: [['k', 'v']],
      vpc: 'huawei/vpc/v',
      scheme: 'external',
    });

    const dnat = {
      nat_gateway_id: 'n',
      floating_ip_address: '1.2.3.4',
      internal_service_port: 993,
      external_service_port: 242,
    };
    const rules = await read(natRule, {
      '/snat_rules': {
        snat_rules: [
          {
            id: 's1',
            nat_gateway_id: 'n',
            network_id: 's',
            cidr: '',
            floating_ip_address: '1.2.3.4,1.2.3.5',
          },
          {
            id: 's2',
            nat_gateway_id: 'n',
            network_id: '',
            cidr: '172.30.0.0/24',
            floating_ip_address: '1.2.3.6',
          },
        ],
      },
      '/dnat_rules': {
        dnat_rules: [
          { ...dnat, id: 'd1', protocol: 'tcp', port_id: 'p', private_ip: '' },
          {
            ...dnat,
            id: 'd2',
            protocol: 'any',
            internal_service_port: 0,
            external_service_port: 0,
            private_ip: '10.0.0.9',
          },
        ],
      },
      '/ports': { ports: [{ id: 'p', private_ips: [{ ip_address: '192.168.1.3' }] }] },
    });
    expect(rules).toMatchObject([
      {
        ref: 'huawei/nat_rule/s1/1.2.3.4',
        direction: 'snat',
        public_ip: '1.2.3.4',
        subnet: 'huawei/subnet/s',
      },
      { ref: 'huawei/nat_rule/s1/1.2.3.5', public_ip: '1.2.3.5', private_ip: undefined },
      { ref: 'huawei/nat_rule/s2', private_ip: '172.30.0.0/24', subnet: undefined },
      { protocol: 'tcp', public_port: '242', private_ip: '192.168.1.3', private_port: '993' },
      { protocol: 'all', public_port: undefined, private_ip: '10.0.0.9', private_port: undefined },
    ]);
  });

  it('rules of private gateways name their transit address by its id', async () => {
    const records = await read(privateNatRule, {
      '/snat-rules': { snat_rules: [] },
      '/dnat-rules': {
        dnat_rules: [
          {
            id: 'd',
            gateway_id: 'n',
            transit_ip_id: 't',
            private_ip_address: '192.168.1.3',
            protocol: 'TCP',
            internal_service_port: '80',
            transit_service_port: '8080',
          },
        ],
      },
      '/transit-ips': { transit_ips: [{ id: 't', ip_address: '172.20.0.98' }] },
    });
    expect(records).toMatchObject([
      {
        protocol: 'tcp',
        public_ip: '172.20.0.98',
        public_port: '8080',
        private_ip: '192.168.1.3',
        private_port: '80',
      },
    ]);
  });

  it('one record per side of a peering that is ours, none of one that is gone', async () => {
    const ours = { vpc_id: 'v1', tenant_id: PROJECT };
    const theirs = { vpc_id: 'v2', tenant_id: 'f'.repeat(32) };
    const records = await read(peerConnection, {
      '/peerings': {
        peerings: [
          {
            id: '1',
            name: 'both',
            status: 'ACTIVE',
            request_vpc_info: ours,
            accept_vpc_info: { ...ours, vpc_id: 'v3' },
          },
          {
            id: '2',
            name: '',
            status: 'PENDING_ACCEPTANCE',
            request_vpc_info: theirs,
            accept_vpc_info: ours,
          },
          { id: '3', name: '', status: 'EXPIRED', request_vpc_info: ours, accept_vpc_info: theirs },
        ],
      },
    });
    expect(records).toMatchObject([
      {
        ref: 'huawei/peer_connection/1/requester',
        local_vpc: 'huawei/vpc/v1',
        remote_vpc: 'huawei/vpc/v3',
        remote_owner: ACCOUNT,
      },
      { ref: 'huawei/peer_connection/1/accepter', local_vpc: 'huawei/vpc/v3', remote_vpc: 'huawei/vpc/v1' },
      { ref: 'huawei/peer_connection/2/accepter', state: 'PENDING_ACCEPTANCE', remote_owner: undefined },
    ]);
    expect(records).toHaveLength(3);
  });

  it('a cloud connection with VPCs of any region and account', () => {
    const connection = CloudConnection.parse({
      id: 'c',
      name: '全球',
      domain_id: ACCOUNT,
      status: 'ACTIVE',
      tags: [],
    });
    const instance = { cloud_connection_id: 'c', instance_domain_id: 'b', status: 'ACTIVE' };
    const attached = [
      { ...instance, id: 'i1', type: 'vpc', instance_id: 'v' },
      { ...instance, id: 'i2', type: 'vgw', instance_id: 'g' },
    ].map((item) => NetworkInstance.parse(item));
    expect(recordsOf(cloudConnection, { connection, attached }, scope)).toMatchObject([
      {
        name: '全球',
        region: undefined,
        owner: ACCOUNT,
        attachments: [
          { id: 'i1', vpc: 'huawei/vpc/v', owner: 'b', state: 'ACTIVE' },
          { id: 'i2', vpc: undefined },
        ],
      },
    ]);
  });

  it('regions by their Chinese name', () => {
    const item = { id: 'cn-north-4', locales: { 'zh-cn': '华北-北京四', 'en-us': 'CN North-Beijing4' } };
    expect(recordsOf(region, item, scope)).toMatchObject([
      { id: 'cn-north-4', name: '华北-北京四', tags: [] },
    ]);
  });
});

describe('servers', () => {
  const server = {
    id: 'server',
    name: 'web',
    status: 'SHUTOFF',
    created: '2018-05-14T11:22:15Z',
    flavor: { id: 's6.large.2' },
    metadata: { vpc_id: 'v' },
    addresses: {
      v: [
        { addr: '192.168.0.9', version: '4', 'OS-EXT-IPS:type': 'fixed', primary: false },
        { addr: '192.168.0.3', version: '4', 'OS-EXT-IPS:type': 'fixed', primary: true },
        { addr: '121.36.5.230', version: '4', 'OS-EXT-IPS:type': 'floating' },
      ],
    },
    'OS-EXT-AZ:availability_zone': 'cn-north-4a',
    'OS-EXT-SRV-ATTR:hostname': 'web-1',
    security_groups: [{ name: 'default', id: 'g' }],
    tags: ['环境=生产', 'bare'],
  };

  it('as https://support.huaweicloud.com/intl/en-us/api-ecs/en-us_topic_0094148850.html shows one', async () => {
    expect(await one(vm, { '/detail': { count: 1, servers: [server] } })).toEqual({
      kind: 'vm',
      ref: 'huawei/vm/server',
      id: 'server',
      name: 'web',
      tags: [
        ['环境', '生产'],
        ['bare', ''],
      ],
      region: 'huawei/region/cn-north-4',
      owner: undefined,
      vpc: 'huawei/vpc/v',
      subnet: undefined,
      az: 'huawei/az/cn-north-4a',
      state: 'stopped',
      type: 's6.large.2',
      ip: '192.168.0.3',
      hostname: 'web-1',
      created: '2018-05-14T11:22:15.000Z',
      security_groups: ['huawei/security_group/g'],
    });
  });

  it('of bare metal, as https://support.huaweicloud.com/api-bms/bms_api_0609.html shows one: no word of a VPC but the key', async () => {
    const metal = {
      id: 'metal',
      name: 'bms-test1',
      addresses: { v: [{ version: '4', addr: '192.168.1.63', 'OS-EXT-IPS:type': 'fixed' }] },
      flavor: { id: 'physical.s1.medium.ondemand', name: 'physical.s1.medium.ondemand', gpus: [] },
      status: 'ACTIVE',
      created: '2018-09-06T09:29:27Z',
      metadata: { baremetalPortIDList: '[port]', chargingMode: '0' },
      tags: ['__type_baremetal', 'team=db'],
    };
    expect(await one(vm, { '/cloudservers/detail': { count: 1, servers: [metal] } })).toMatchObject({
      ref: 'huawei/vm/metal',
      name: 'bms-test1',
      tags: [
        ['__type_baremetal', ''],
        ['team', 'db'],
      ],
      vpc: 'huawei/vpc/v',
      state: 'running',
      type: 'physical.s1.medium.ondemand',
      ip: '192.168.1.63',
    });
  });

  it('keep their state, whatever it is', async () => {
    const statuses = ['ACTIVE', 'BUILD', 'ERROR', 'HARD_REBOOT', 'SHELVED_OFFLOADED', 'UNKNOWN', 'DELETED'];
    const servers = statuses.map((status, n) => ({ ...server, id: String(n), status }));
    const records = await read(vm, { '/detail': { count: 7, servers } });
    expect(records.map((record) => record.kind === 'vm' && record.state)).toEqual([
      'running',
      'starting',
      'failed',
      'running',
      'stopped',
      'other',
    ]);
  });

  it('are not read from an answer that has no list, or an item that has no id', async () => {
    await expect(read(vm, { '/detail': { count: 0 } })).rejects.toMatchObject({ reason: 'invalid' });
    const servers = [{ ...server, id: null }];
    await expect(read(vm, { '/detail': { count: 1, servers } })).rejects.toMatchObject({ reason: 'invalid' });
  });
});

const pool = (id: string, listeners: readonly string[], members: readonly string[] = []) => ({
  id,
  protocol: 'HTTP',
  loadbalancers: [{ id: 'lb' }],
  listeners: listeners.map((one_) => ({ id: one_ })),
  members: members.map((one_) => ({ id: one_ })),
});

describe('balancing', () => {
  it('load balancers with all their addresses: https://support.huaweicloud.com/api-elb/ListLoadBalancers.html', async () => {
    const item = {
      id: 'lb',
      name: 'web',
      guaranteed: true,
      provisioning_status: 'ACTIVE',
      operating_status: 'ONLINE',
      vpc_id: 'v',
      vip_address: '192.168.0.100',
      ipv6_vip_address: '2407::100',
      ipv6_vip_virsubnet_id: 's1',
      elb_virsubnet_ids: ['s1', 's2'],
      publicips: [{ publicip_id: 'e', publicip_address: '121.36.5.230', ip_version: 4 }],
      tags: [{ key: 'k', value: 'v' }],
    };
    const loadbalancers = [
      item,
      { ...item, id: 'lb2', guaranteed: false, operating_status: 'FROZEN', publicips: [], vip_address: '' },
    ];
    expect(await read(loadBalancer, { '/loadbalancers': { loadbalancers } })).toMatchObject([
      {
        type: 'dedicated',
        scheme: 'external',
        state: 'running',
        subnets: ['huawei/subnet/s1', 'huawei/subnet/s2'],
        addresses: [
          { ip: '192.168.0.100', public_ip: '121.36.5.230' },
          { ip: '2407::100', public_ip: undefined },
        ],
      },
      { type: 'shared', scheme: 'internal', state: 'failed', addresses: [{ ip: '2407::100' }] },
    ]);
  });

  it('listeners with every pool that they route to, by weight too', async () => {
    const record = await one(lbListener, {
      '/listeners': {
        listeners: [
          {
            id: 'l',
            name: '',
            protocol: 'TERMINATED_HTTPS',
            protocol_port: 443,
            default_pool_id: 'p1',
            loadbalancers: [{ id: 'lb' }],
            tags: [],
          },
        ],
      },
      '/l7policies': {
        l7policies: [
          { id: '1', listener_id: 'l', redirect_pool_id: 'p2', redirect_pools_config: null },
          {
            id: '2',
            listener_id: 'l',
            redirect_pool_id: 'p3',
            redirect_pools_config: [
              { pool_id: 'p3', weight: 1 },
              { pool_id: 'p4', weight: 2 },
            ],
          },
        ],
      },
      '/pools': { pools: [pool('p1', ['l']), pool('p9', [])] },
    });
    expect(record).toMatchObject({
      load_balancer: 'huawei/load_balancer/lb',
      protocol: 'terminated_https',
      port: 443,
      target_groups: ['p1', 'p2', 'p3', 'p4'],
    });
  });

  it('members by pool, servers and bare addresses', async () => {
    const records = await read(lbTarget, {
      '/pools': { pools: [pool('p1', ['l'], ['m1', 'm2'])] },
      '/members': {
        members: [
          {
            id: 'm1',
            name: '',
            address: '192.168.0.3',
            protocol_port: 80,
            member_type: 'instance',
            instance_id: 'server',
          },
          {
            id: 'm2',
            name: 'far',
            address: '10.9.9.9',
            protocol_port: 8080,
            member_type: 'ip',
            instance_id: '',
          },
        ],
      },
    });
    expect(records).toMatchObject([
      {
        target_group: 'p1',
        load_balancers: ['huawei/load_balancer/lb'],
        protocol: 'http',
        port: 80,
        device: 'huawei/vm/server',
        ip: '192.168.0.3',
      },
      { name: 'far', device: undefined, ip: '10.9.9.9', port: 8080 },
    ]);
  });
});

describe('data', () => {
  const instance = {
    id: 'ed7cc6166ec24360a5ed5c5c9c2ed726in01',
    name: 'orders',
    status: 'BACKING UP',
    type: 'Ha',
    port: '3306',
    datastore: { type: 'MySQL', version: '8.0', complete_version: '8.0.28.7' },
    flavor_ref: 'rds.mysql.s1.large.ha',
    vpc_id: 'v',
    subnet_id: 's',
    security_group_id: 'g',
    private_ips: ['192.168.0.142'],
    public_ips: ['10.154.217.42'],
    nodes: [{ availability_zone: 'cn-north-4a' }, { availability_zone: 'cn-north-4b' }],
    tags: [{ key: 'k', value: 'v' }],
  };

  it('databases while something is done to them: https://support.huaweicloud.com/api-rds/rds_01_0004.html', async () => {
    const replica = {
      ...instance,
      id: 'r',
      type: 'Replica',
      status: 'STORAGE FULL',
      private_dns_names: ['r.internal'],
      nodes: [{ availability_zone: 'cn-north-4a' }],
    };
    const records = await read(rds, { '/instances': { total_count: 2, instances: [instance, replica] } });
    expect(records).toMatchObject([
      {
        engine: 'MySQL',
        version: '8.0.28.7',
        role: 'primary',
        state: 'running',
        az: undefined,
        subnets: ['huawei/subnet/s'],
        endpoints: [{ host: '192.168.0.142', port: 3306, role: 'primary' }],
        addresses: [{ ip: '192.168.0.142', public_ip: '10.154.217.42' }],
        security_groups: ['huawei/security_group/g'],
      },
      {
        role: 'replica',
        state: 'running',
        az: 'huawei/az/cn-north-4a',
        endpoints: [{ host: 'r.internal', role: 'reader' }],
      },
    ]);
  });

  it.each([
    // SDK type MysqlInstanceListInfoUnifyStatus of gaussdb v3.
    ['creating', 'starting'],
    ['normal', 'running'],
    ['abnormal', 'failed'],
    ['createfail', 'failed'],
    // SDK type ListInstancesResult of gaussdbforopengauss v3.
    ['EXPANDING', 'running'],
    ['UPGRADING', 'running'],
    ['REDUCING REPLICATION', 'running'],
    ['FROZEN', 'failed'],
  ])('databases that are %s, in the words of GaussDB and TaurusDB: %s', async (status, state) => {
    const answers = { '/instances': { instances: [{ ...instance, status }], total_count: 1 } };
    expect(await one(gaussdb, answers)).toMatchObject({ state });
  });

  it('caches with one address or several, and none that is public', () => {
    const item = Cache.parse({
      instance_id: 'c',
      name: 'sessions',
      status: 'EXTENDING',
      engine: 'Redis',
      engine_version: '6.0',
      spec_code: 'redis.cluster.xu1.large.r2.8',
      ip: '192.168.0.1:6379,192.168.0.2:6379',
      port: 6379,
      domain_name: 'redis-c.dcs.internal',
      publicip_address: null,
      vpc_id: 'v',
      subnet_id: 's',
      az_codes: ['cn-north-4a', 'cn-north-4c'],
      tags: [],
    });
    expect(recordsOf(redis, item, scope)).toMatchObject([
      {
        engine: 'redis',
        role: 'cluster',
        state: 'running',
        az: undefined,
        endpoints: [{ host: 'redis-c.dcs.internal', port: 6379, role: 'primary' }],
        addresses: [
          { ip: '192.168.0.1', public_ip: undefined },
          { ip: '192.168.0.2', public_ip: undefined },
        ],
      },
    ]);
  });

  it('clusters: SDK type Cluster of cce v3', () => {
    const item: z.input<typeof Cluster> = {
      metadata: { uid: 'u', name: 'prod', alias: '生产集群' },
      spec: {
        version: 'v1.29',
        hostNetwork: { vpc: 'v', subnet: 's', SecurityGroup: 'g' },
        serviceNetwork: { IPv4CIDR: '10.247.0.0/16', IPv6CIDR: null },
        kubernetesSvcIpRange: '10.247.0.0/16',
        clusterTags: [{ key: 'k', value: 'v' }],
      },
      status: {
        phase: 'Hibernation',
        endpoints: [
          { url: 'https://1.2.3.4:5443', type: 'External' },
          { url: 'https://192.168.0.5:5443', type: 'Internal' },
        ],
      },
    };
    expect(recordsOf(k8sCluster, Cluster.parse(item), scope)).toMatchObject([
      {
        name: '生产集群',
        state: 'stopped',
        tags: [['k', 'v']],
        endpoint: 'https://192.168.0.5:5443',
        service_cidrs: ['10.247.0.0/16'],
        subnets: ['huawei/subnet/s'],
      },
    ]);
  });
});
