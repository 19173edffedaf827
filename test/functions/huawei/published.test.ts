/**
 * Answers as the vendor's pages show them (those of its sister product, Open Telekom Cloud, where they are the same
 * API), rebuilt by hand: their fields, their types and their oddities, with ids of our own.
 */
import { describe, expect, it } from 'vitest';
import { az } from '../../../functions/huawei/collectors/az.ts';
import { eip } from '../../../functions/huawei/collectors/eip.ts';
import { enterpriseRouter } from '../../../functions/huawei/collectors/enterprise-router.ts';
import { k8sCluster } from '../../../functions/huawei/collectors/k8s-cluster.ts';
import { lbListener } from '../../../functions/huawei/collectors/lb-listener.ts';
import { lbTarget } from '../../../functions/huawei/collectors/lb-target.ts';
import { loadBalancer } from '../../../functions/huawei/collectors/load-balancer.ts';
import { natGateway } from '../../../functions/huawei/collectors/nat-gateway.ts';
import { natRule } from '../../../functions/huawei/collectors/nat-rule.ts';
import { peerConnection } from '../../../functions/huawei/collectors/peer-connection.ts';
import { privateNatGateway } from '../../../functions/huawei/collectors/private-nat-gateway.ts';
import { redis } from '../../../functions/huawei/collectors/redis.ts';
import { securityGroup } from '../../../functions/huawei/collectors/security-group.ts';
import { one, PROJECT, read } from './answering.ts';

describe('of the network', () => {
  it('zones: https://support.huaweicloud.com/intl/en-us/api-ecs/ecs_02_1501.html', async () => {
    const zone = {
      availability_zone_id: 'xx-east-1a',
      type: 'Center',
      mode: 'shared',
      alias: '可用区1',
      category: 0,
    };
    expect(await read(az, { '/availability-zones': { availability_zones: [zone] } })).toEqual([
      {
        kind: 'az',
        ref: 'huawei/az/xx-east-1a',
        id: 'xx-east-1a',
        name: 'xx-east-1a',
        tags: [],
        region: 'huawei/region/cn-north-4',
        zone_id: undefined,
      },
    ]);
  });

  it('rules that say null: https://support.huaweicloud.com/intl/en-us/api-vpc/vpc_apiv3_0017.html', async () => {
    const rule = {
      id: 'r1',
      security_group_id: 'g',
      description: '',
      direction: 'egress',
      protocol: null,
      ethertype: 'IPv4',
      multiport: '',
      action: 'allow',
      priority: 100,
      remote_group_id: null,
      remote_ip_prefix: null,
      remote_address_group_id: null,
      project_id: PROJECT,
    };
    const record = await one(securityGroup, {
      '/security-groups': { security_groups: [{ id: 'g', name: 'sg', description: null, tags: [] }] },
      '/security-group-rules': {
        security_group_rules: [rule, { ...rule, id: 'r2', direction: 'ingress', remote_group_id: 'g' }],
      },
    });
    const open = {
      action: 'allow',
      protocol: 'all',
      from_port: undefined,
      to_port: undefined,
      priority: 100,
    };
    expect(record).toMatchObject({
      rules: [
        { direction: 'egress', ...open, peer: '0.0.0.0/0' },
        { direction: 'ingress', ...open, peer: 'g' },
      ],
    });
  });

  it('a bound EIP whose port has no device: https://docs.otc.t-systems.com/virtual-private-cloud/api-ref/ (ListPublicipsV3)', async () => {
    const publicip = {
      id: 'e1',
      alias: null,
      project_id: PROJECT,
      ip_version: 4,
      public_ip_address: '203.0.113.141',
      public_ipv6_address: null,
      status: 'DOWN',
      description: '',
      lock_status: null,
      vnic: {
        private_ip_address: '172.16.1.235',
        device_id: '',
        device_owner: '',
        vpc_id: 'v',
        port_id: 'p',
        mac: 'fa:16:3e:00:00:66',
        vtep: null,
        instance_id: '',
        instance_type: '',
      },
      associate_instance_type: 'PORT',
      associate_instance_id: 'p',
      tags: ['key=value'],
    };
    expect(await one(eip, { '/publicips': { publicips: [publicip], total_count: 100 } })).toMatchObject({
      name: 'e1',
      ip: '203.0.113.141',
      private_ip: '172.16.1.235',
      nic: 'huawei/nic/p',
      device: undefined,
      tags: [['key', 'value']],
    });
  });

  it('a peering inside of a project: https://support.huaweicloud.com/intl/en-us/api-vpc/vpc_peering_0001.html', async () => {
    const peerings = [
      {
        request_vpc_info: { vpc_id: 'v1', tenant_id: PROJECT },
        accept_vpc_info: { vpc_id: 'v2', tenant_id: PROJECT },
        name: 'test',
        id: 'p',
        status: 'ACTIVE',
      },
    ];
    expect(await read(peerConnection, { '/peerings': { peerings } })).toMatchObject([
      { name: 'test', side: 'requester', local_vpc: 'huawei/vpc/v1', remote_vpc: 'huawei/vpc/v2' },
      { name: 'test', side: 'accepter', local_vpc: 'huawei/vpc/v2', remote_vpc: 'huawei/vpc/v1' },
    ]);
  });

  it('a router without a word on its state: https://support.huaweicloud.com/intl/en-us/api-er/ListEnterpriseRouters.html', async () => {
    const attachment = { name: 'attach', project_id: PROJECT, state: 'available', ipv6_enable: false };
    expect(
      await one(enterpriseRouter, {
        '/vpc-attachments': {
          vpc_attachments: [
            { ...attachment, id: 'a1', vpc_id: 'v1', virsubnet_id: 's1' },
            { ...attachment, id: 'a2', vpc_id: 'v2', virsubnet_id: 's2' },
          ],
          page_info: { current_count: 2 },
        },
        '/instances': {
          instances: [
            {
              id: 'er',
              name: 'my_er',
              asn: 64_512,
              project_id: PROJECT,
              created_at: '2019-09-06 02:11:13Z',
              enterprise_project_id: 0,
              availability_zone_ids: ['az1', 'az2'],
              tags: [{ key: 'key', value: 'value' }],
            },
          ],
          page_info: { current_count: 1 },
        },
      }),
    ).toMatchObject({
      name: 'my_er',
      state: 'unknown',
      tags: [['key', 'value']],
      attachments: [
        { id: 'a1', vpc: 'huawei/vpc/v1', state: 'available' },
        { id: 'a2', vpc: 'huawei/vpc/v2', state: 'available' },
      ],
    });
  });
});

describe('of translation', () => {
  it('gateways: https://support.huaweicloud.com/intl/en-us/api-natgateway/ListNatGateways.html', async () => {
    const gateway = {
      id: 'n',
      name: 'wj3',
      router_id: 'v',
      internal_network_id: 's',
      status: 'ACTIVE',
      spec: '2',
      admin_state_up: true,
      created_at: '2017-11-15 14:50:39.505112',
    };
    const answers = { nat_gateways: [gateway] };
    const tags = { total_count: '1', resources: [{ resource_id: 'n', resource_name: 'wj3', tags: null }] };
    expect(await one(natGateway, { '/nat_gateways': answers, '/action': tags })).toMatchObject({
      name: 'wj3',
      state: 'running',
      vpc: 'huawei/vpc/v',
      subnet: 'huawei/subnet/s',
      addresses: [],
      tags: [],
    });
  });

  it('rules, with the text "null" for no block: https://support.huaweicloud.com/intl/en-us/api-natgateway/ListNatGatewaySnatRules.html', async () => {
    const rule = { nat_gateway_id: 'n', status: 'ACTIVE', floating_ip_id: 'e', admin_state_up: true };
    const records = await read(natRule, {
      '/snat_rules': {
        snat_rules: [
          { ...rule, id: 's1', network_id: 's', source_type: 0, floating_ip_address: '203.0.113.242' },
          { ...rule, id: 's2', network_id: 's', cidr: 'null', floating_ip_address: '203.0.113.142' },
        ],
      },
      '/dnat_rules': {
        dnat_rules: [
          {
            ...rule,
            id: 'd1',
            port_id: 'p',
            private_ip: '',
            protocol: 'tcp',
            internal_service_port: 993,
            external_service_port: 242,
            floating_ip_address: '203.0.113.226',
          },
          {
            ...rule,
            id: 'd2',
            port_id: '',
            private_ip: '192.168.1.100',
            protocol: 'any',
            internal_service_port: 0,
            external_service_port: 0,
            floating_ip_address: '203.0.113.227',
          },
        ],
      },
      '/ports': { ports: [{ id: 'p', private_ips: [{ ip_address: '192.168.1.9' }] }] },
    });
    expect(records).toMatchObject([
      { direction: 'snat', public_ip: '203.0.113.242', private_ip: undefined, subnet: 'huawei/subnet/s' },
      { direction: 'snat', public_ip: '203.0.113.142', private_ip: undefined, subnet: 'huawei/subnet/s' },
      { public_ip: '203.0.113.226', public_port: '242', private_ip: '192.168.1.9', private_port: '993' },
      { protocol: 'all', public_port: undefined, private_ip: '192.168.1.100', private_port: undefined },
    ]);
  });

  it('private gateways: https://support.huaweicloud.com/intl/en-us/api-natgateway/ListPrivateNats.html', async () => {
    const gateways = [
      {
        id: 'n',
        name: 'private',
        spec: 'Small',
        project_id: PROJECT,
        status: 'ACTIVE',
        created_at: '2019-04-22T08:47:13',
        tags: [{ key: 'key1', value: 'value1' }],
        downlink_vpcs: [{ vpc_id: 'v', virsubnet_id: 's' }],
      },
    ];
    expect(await one(privateNatGateway, { '/gateways': { gateways } })).toMatchObject({
      scheme: 'internal',
      vpc: 'huawei/vpc/v',
      subnet: 'huawei/subnet/s',
      addresses: [],
      tags: [['key1', 'value1']],
    });
  });
});

describe('of balancing', () => {
  it('a load balancer without an IPv4 address: https://support.huaweicloud.com/api-elb/ListLoadBalancers.html', async () => {
    const balancer = {
      id: 'lb',
      name: 'elb-reset',
      vip_port_id: null,
      vip_address: null,
      admin_state_up: true,
      provisioning_status: 'ACTIVE',
      operating_status: 'ONLINE',
      vpc_id: 'v',
      ipv6_vip_address: '2001:db8::72',
      ipv6_vip_virsubnet_id: 's',
      publicips: [],
      eips: [],
      elb_virsubnet_ids: ['s'],
      frozen_scene: null,
      guaranteed: true,
      tags: [],
    };
    expect(await one(loadBalancer, { '/loadbalancers': { loadbalancers: [balancer] } })).toMatchObject({
      type: 'dedicated',
      scheme: 'internal',
      subnets: ['huawei/subnet/s'],
      addresses: [{ ip: '2001:db8::72', public_ip: undefined }],
    });
  });

  it('listeners, policies and pools: https://support.huaweicloud.com/api-elb/ListListeners.html', async () => {
    const policy = { listener_id: 'l2', description: '', admin_state_up: true, redirect_url: null };
    const records = await read(lbListener, {
      '/listeners': {
        listeners: [
          {
            id: 'l1',
            name: 'My listener',
            protocol: 'TCP',
            protocol_port: 80,
            ipgroup: null,
            loadbalancers: [{ id: 'lb' }],
            default_pool_id: null,
            tags: [],
          },
          {
            id: 'l2',
            name: 'listener-test',
            description: null,
            protocol: 'TERMINATED_HTTPS',
            protocol_port: 86,
            loadbalancers: [{ id: 'lb' }],
            default_pool_id: 'p1',
            tags: [],
          },
        ],
        page_info: { previous_marker: 'l1', current_count: 2 },
      },
      '/l7policies': {
        l7policies: [
          { ...policy, id: '1', action: 'REDIRECT_TO_POOL', redirect_pool_id: 'p2', priority: null },
          { ...policy, id: '2', action: 'FIXED_RESPONSE', redirect_pool_id: null },
        ],
      },
      '/pools': {
        pools: [
          { id: 'p1', name: '', protocol: 'HTTP', loadbalancers: [{ id: 'lb' }], listeners: [], members: [] },
          { id: 'p3', protocol: 'TCP', loadbalancers: [], listeners: [{ id: 'l1' }], members: [] },
        ],
      },
    });
    expect(records).toMatchObject([
      { name: 'My listener', protocol: 'tcp', port: 80, target_groups: ['p3'] },
      { name: 'listener-test', protocol: 'terminated_https', port: 86, target_groups: ['p1', 'p2'] },
    ]);
  });

  it('members that do not say of what type they are: https://support.huaweicloud.com/api-elb/ListAllMembers.html', async () => {
    const member = { name: 'quark', weight: 100, admin_state_up: false, ip_version: 'v4' };
    const records = await read(lbTarget, {
      '/pools': {
        pools: [{ id: 'p', protocol: 'HTTP', loadbalancers: [], listeners: [], members: [{ id: 'm' }] }],
      },
      '/members': { members: [{ ...member, id: 'm', address: '192.0.2.2', protocol_port: 2100 }] },
    });
    expect(records).toMatchObject([
      { name: 'quark', target_group: 'p', ip: '192.0.2.2', port: 2100, device: undefined },
    ]);
  });
});

describe('of data', () => {
  it('a cache with zones that are objects and a key that is a number: https://support.huaweicloud.com/intl/en-us/api-dcs/ListInstances.html', async () => {
    const instance = {
      instance_id: 'c',
      name: 'dcs-single-test',
      publicip_id: {},
      publicip_address: null,
      vpc_id: 'v',
      subnet_id: 's',
      security_group_id: 'g',
      ip: '192.168.0.82',
      port: 6379,
      domain_name: null,
      engine: 'Redis',
      engine_version: '3.0',
      spec_code: 'dcs.single_node',
      status: 'RUNNING',
      no_password_access: 'false',
      enterprise_project_id: 0,
      tags: [{ key: 1, value: 'DCS' }],
      az_codes: [{ az_code: 'cn-north-4a' }],
    };
    const answer = { instance_num: 1, instances: [instance] };
    expect(await one(redis, { '/instances': answer })).toMatchObject({
      name: 'dcs-single-test',
      engine: 'redis',
      role: 'single',
      state: 'running',
      az: 'huawei/az/cn-north-4a',
      tags: [['1', 'DCS']],
      endpoints: [{ host: '192.168.0.82', port: 6379, role: 'primary' }],
      security_groups: ['huawei/security_group/g'],
    });
  });

  it('a cluster of the first days: https://support.huaweicloud.com/intl/en-us/api-cce/cce_02_0239.html', async () => {
    const item = {
      kind: 'Cluster',
      apiVersion: 'v3',
      metadata: { name: 'mycluster', uid: 'u', creationTimestamp: '2018-08-02 03:48:58.968214406 +0000 UTC' },
      spec: {
        type: 'VirtualMachine',
        flavor: 'cce.s1.small',
        version: 'v1.7.3-r13',
        hostNetwork: { vpc: 'v', subnet: 's' },
        containerNetwork: { mode: 'overlay_l2', cidr: '172.16.0.0/16' },
        billingMode: 0,
      },
      status: {
        phase: 'Available',
        endpoints: [{ url: 'https://192.168.0.11:5443', type: 'Internal' }],
      },
    };
    const answer = { kind: 'Cluster', apiVersion: 'v3', items: [item] };
    expect(await one(k8sCluster, { '/clusters': answer })).toMatchObject({
      name: 'mycluster',
      version: 'v1.7.3-r13',
      state: 'running',
      vpc: 'huawei/vpc/v',
      endpoint: 'https://192.168.0.11:5443',
      service_cidrs: [],
      security_groups: [],
      tags: [],
    });
  });
});
