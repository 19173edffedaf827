/** The vendor's own response examples, rebuilt by hand with the commas that they lack, and the odd item. */
import { describe, expect, it } from 'vitest';
import type { Answer, QingCloud } from '../../../functions/qingcloud/client.ts';
import { border } from '../../../functions/qingcloud/collectors/border.ts';
import { eip } from '../../../functions/qingcloud/collectors/eip.ts';
import { k8sCluster } from '../../../functions/qingcloud/collectors/k8s-cluster.ts';
import { lbListener } from '../../../functions/qingcloud/collectors/lb-listener.ts';
import { lbTarget } from '../../../functions/qingcloud/collectors/lb-target.ts';
import { loadBalancer } from '../../../functions/qingcloud/collectors/load-balancer.ts';
import { natGateway } from '../../../functions/qingcloud/collectors/nat-gateway.ts';
import { natRule } from '../../../functions/qingcloud/collectors/nat-rule.ts';
import { nic } from '../../../functions/qingcloud/collectors/nic.ts';
import { rdsCluster } from '../../../functions/qingcloud/collectors/rds-cluster.ts';
import { rds } from '../../../functions/qingcloud/collectors/rds.ts';
import { redis } from '../../../functions/qingcloud/collectors/redis.ts';
import { region } from '../../../functions/qingcloud/collectors/region.ts';
import { routeTable } from '../../../functions/qingcloud/collectors/route-table.ts';
import { router } from '../../../functions/qingcloud/collectors/router.ts';
import { securityGroup } from '../../../functions/qingcloud/collectors/security-group.ts';
import { subnet } from '../../../functions/qingcloud/collectors/subnet.ts';
import { vm } from '../../../functions/qingcloud/collectors/vm.ts';
import { vpc } from '../../../functions/qingcloud/collectors/vpc.ts';
import { listsOf } from '../../../functions/qingcloud/lists.ts';
import type { Collector } from '../../../shared/collect/collector.ts';
import type { Kind, TagRecord } from '../../../shared/model/kinds.ts';
import { collect } from '../../contract/collector.ts';
import { readWithstanding } from '../../fuzz/withstands.ts';

const SCOPE = { provider: 'qingcloud', account: 'usr-1', region: 'pek3a' };

type Answers = Readonly<Record<string, unknown>>;

const oneZone: QingCloud['zones'] = async () => [{ zone_id: 'pek3a', status: 'active' }];

/** A connection whose lists are given, by the action and, where that matters, a parameter of it. */
function answering(answers: Answers): QingCloud['ask'] {
  return async (action, params): Promise<Answer> => {
    const name = action.slice(action.indexOf(':') + 1);
    const own = ['direction', 'rdb_engine', 'is_cluster_node']
      .map((parameter) => `${name} ${String(params[parameter])}`)
      .find((one) => one in answers);
    const answer = answers[own ?? name];
    if (typeof answer !== 'object' || answer === null) throw new Error(`no answer for ${action}`);
    const [at = '', list] = Object.entries(answer)[0] ?? [];
    return { action: `${name}Response`, total_count: Object(list).length, [at]: list, ret_code: 0 };
  };
}

function over(ask: QingCloud['ask']): QingCloud {
  const asking = { ask, size: 100 };
  return { account: SCOPE.account, region: SCOPE.region, ...asking, zones: oneZone, lists: listsOf(asking) };
}

/** The records of a list that the answers tell, which it is also read damaged. */
const read = <K extends Kind, Item>(
  collector: Collector<QingCloud, K, Item>,
  answers: Answers,
): Promise<readonly TagRecord[]> => readWithstanding(collector, SCOPE, answering(answers), over);

const NO_NODES = { 'DescribeInstances 1': { instance_set: [] } };
const EXAMPLE_INSTANCE = {
  vcpus_current: 1,
  instance_id: 'i-ogbndull',
  volume_ids: ['vol-g7xy7d6g', 'vol-jg7326gy'],
  vxnets: [
    {
      vxnet_name: 'primary vxnet',
      vxnet_type: 1,
      vxnet_id: 'vxnet-0',
      nic_id: '52:54:ef:0c:ed:66',
      private_ip: '10.50.13.54',
    },
  ],
  eip: { eip_id: 'eip-1234abcd', eip_addr: '121.201.5.5', bandwidth: '50' },
  memory_current: 1024,
  sub_code: 0,
  transition_status: '',
  instance_name: '',
  instance_type: 'small_b',
  create_time: '2013-08-28T14:26:03Z',
  status: 'running',
  description: null,
  security_group: { is_default: 1, security_group_id: 'sg-z13kokni' },
};
const EXAMPLE = { DescribeInstances: { instance_set: [EXAMPLE_INSTANCE] }, ...NO_NODES };
const NO_NICS = { DescribeNics: { nic_set: [] } };

describe('servers: …/command_list/instance/describe_instances/', () => {
  it('the example', async () => {
    expect(await read(vm, EXAMPLE)).toEqual([
      {
        kind: 'vm',
        ref: 'qingcloud/vm/i-ogbndull',
        id: 'i-ogbndull',
        name: 'i-ogbndull',
        tags: [],
        region: 'qingcloud/region/pek3a',
        owner: undefined,
        vpc: undefined,
        subnet: 'qingcloud/subnet/usr-1/pek3a/vxnet-0',
        az: undefined,
        state: 'running',
        type: 'small_b',
        ip: '10.50.13.54',
        hostname: undefined,
        created: '2013-08-28T14:26:03.000Z',
        security_groups: ['qingcloud/security_group/sg-z13kokni'],
      },
    ]);
    expect(await read(nic, { ...EXAMPLE, ...NO_NICS })).toEqual([
      {
        kind: 'nic',
        ref: 'qingcloud/nic/usr-1/pek3a/52:54:ef:0c:ed:66',
        id: '52:54:ef:0c:ed:66',
        name: '52:54:ef:0c:ed:66',
        tags: [],
        owner: undefined,
        vpc: undefined,
        subnet: 'qingcloud/subnet/usr-1/pek3a/vxnet-0',
        device: 'qingcloud/vm/i-ogbndull',
        usage: undefined,
        mac: '52:54:ef:0c:ed:66',
        addresses: [{ ip: '10.50.13.54', public_ip: '121.201.5.5' }],
        security_groups: ['qingcloud/security_group/sg-z13kokni'],
      },
    ]);
  });

  it('an interface with an address of IPv6 has both; one without an address has none', async () => {
    const vxnets = [
      { vxnet_id: 'vxnet-a', nic_id: '52:54:00:00:00:01', private_ip: '', role: 0 },
      {
        vxnet_id: 'vxnet-b',
        nic_id: '52:54:00:00:00:02',
        private_ip: '10.0.0.2',
        ipv6_address: '2402::2',
        role: 1,
      },
    ];
    const one = { ...EXAMPLE_INSTANCE, eip: null, vxnets };
    const answers = { DescribeInstances: { instance_set: [one] }, ...NO_NODES };
    expect(await read(nic, { ...answers, ...NO_NICS })).toMatchObject([
      { addresses: [] },
      {
        addresses: [
          { ip: '10.0.0.2', public_ip: undefined },
          { ip: '2402::2', public_ip: undefined },
        ],
      },
    ]);
    expect(await read(vm, answers)).toMatchObject([{ ip: '10.0.0.2', subnet: 'qingcloud/subnet/vxnet-b' }]);
  });

  it('interfaces: …/nic/describe_nics/, with what only their servers tell', async () => {
    const own = { role: 1, sequence: 0, status: 'in-use', security_group: '', tags: [] };
    const example = {
      ...own,
      vxnet_id: 'vxnet-1234567',
      nic_name: 'nic1',
      instance_id: '',
      private_ip: '192.168.1.2',
      nic_id: '52:54:00:00:12:34',
      status_time: '2016-12-23T13:35:56',
      create_time: '2016-12-23T13:35:56',
    };
    const nics = [
      { ...example, status: 'available', tags: [{ tag_id: 't', tag_key: 'team', tag_name: '支付' }] },
      { ...own, vxnet_id: 'vxnet-0', instance_id: 'i-ogbndull', nic_id: '52:54:EF:0C:ED:66', private_ip: '' },
      {
        ...own,
        role: 0,
        vxnet_id: 'vxnet-0',
        instance_id: 'i-ogbndull',
        nic_id: '52:54:ef:0c:ed:67',
        private_ip: '10.50.13.55',
        security_group: 'sg-second',
        eip: { eip_id: 'eip-2', eip_addr: '121.201.5.6', bandwidth: 5 },
      },
    ];
    const base = 'qingcloud/subnet/usr-1/pek3a/vxnet-0';
    expect(await read(nic, { ...EXAMPLE, DescribeNics: { nic_set: nics } })).toMatchObject([
      {
        ref: 'qingcloud/nic/usr-1/pek3a/52:54:00:00:12:34',
        name: 'nic1',
        tags: [['team', '支付']],
        subnet: 'qingcloud/subnet/vxnet-1234567',
        device: undefined,
        addresses: [{ ip: '192.168.1.2', public_ip: undefined }],
        security_groups: [],
      },
      {
        ref: 'qingcloud/nic/usr-1/pek3a/52:54:ef:0c:ed:66',
        name: '52:54:EF:0C:ED:66',
        subnet: base,
        device: 'qingcloud/vm/i-ogbndull',
        addresses: [{ ip: '10.50.13.54', public_ip: '121.201.5.5' }],
        security_groups: ['qingcloud/security_group/sg-z13kokni'],
      },
      {
        subnet: base,
        device: 'qingcloud/vm/i-ogbndull',
        addresses: [{ ip: '10.50.13.55', public_ip: '121.201.5.6' }],
        security_groups: ['qingcloud/security_group/sg-second'],
      },
    ]);
  });

  it('a list that has nodes among the others, too, has each once', async () => {
    const answers = { DescribeInstances: { instance_set: [EXAMPLE_INSTANCE] } };
    expect(await read(vm, answers)).toHaveLength(1);
  });

  it.each([
    ['tags of a key and a name', [{ tag_id: 't', tag_key: 'team', tag_name: '支付' }], [['team', '支付']]],
    ['tags of a name alone', [{ tag_id: 't', tag_key: '', tag_name: 'prod' }], [['prod', '']]],
    ['tags of borders', ['tag-axbkmf20'], [['tag-axbkmf20', '']]],
    ['no list of tags', null, []],
  ])('%s', async (_, tags, expected) => {
    const answers = { DescribeInstances: { instance_set: [{ ...EXAMPLE_INSTANCE, tags }] }, ...NO_NODES };
    expect(await read(vm, answers)).toMatchObject([{ tags: expected }]);
  });
});

describe('networks', () => {
  const EXAMPLE_ROUTER = {
    router_id: 'rtr-b0u6sdj6',
    status: 'active',
    is_applied: 1,
    description: null,
    eip: { eip_name: 'demo', eip_id: 'eip-amorzjgv', eip_addr: '192.168.7.69' },
    sub_code: 0,
    transition_status: '',
    security_group_id: 'sg-z13kokni',
    create_time: '2013-08-30T09:16:21Z',
    private_ip: '10.50.12.146',
    router_type: 1,
    vxnets: [
      { nic_id: '52:54:c9:e3:9e:cd', vxnet_id: 'vxnet-ytuyg2q' },
      { nic_id: '52:54:b1:d9:df:96', vxnet_id: 'vxnet-0' },
    ],
    router_name: 'demo',
  };

  it('a VPC and its router: …/router/describe_routers/', async () => {
    const answers = { DescribeRouters: { router_set: [EXAMPLE_ROUTER] } };
    expect(await read(vpc, answers)).toMatchObject([
      { ref: 'qingcloud/vpc/rtr-b0u6sdj6', name: 'demo', cidrs: [] },
    ]);
    expect(await read(router, answers)).toMatchObject([
      {
        ref: 'qingcloud/router/rtr-b0u6sdj6',
        vpc: 'qingcloud/vpc/rtr-b0u6sdj6',
        main: true,
        subnets: ['qingcloud/subnet/vxnet-ytuyg2q', 'qingcloud/subnet/usr-1/pek3a/vxnet-0'],
        routes: [],
      },
    ]);
  });

  const EXAMPLE_VXNET = {
    vxnet_type: 1,
    description: null,
    vxnet_name: 'test',
    create_time: '2013-08-27T10:02:25Z',
    router: {
      router_id: 'rtr-b0u6sdj6',
      router_name: 'demo',
      manager_ip: '192.168.100.1',
      ip_network: '192.168.100.0/24',
      dyn_ip_end: '192.168.100.254',
      dyn_ip_start: '192.168.100.2',
      mode: 0,
    },
    vxnet_id: 'vxnet-ytuyg2q',
  };

  it('a network: …/vxnet/describe_vxnets/', async () => {
    expect(await read(subnet, { DescribeVxnets: { vxnet_set: [EXAMPLE_VXNET] } })).toMatchObject([
      {
        ref: 'qingcloud/subnet/vxnet-ytuyg2q',
        name: 'test',
        vpc: 'qingcloud/vpc/rtr-b0u6sdj6',
        az: undefined,
        cidrs: ['192.168.100.0/24'],
      },
    ]);
  });

  it('a table that is bound to nothing routes nothing: …/route_table/describe_route_tables/', async () => {
    const table = {
      is_applied: 1,
      rtable_rtype: 1,
      rtable_name: 'Test',
      create_time: '2020-05-26T13:52:20Z',
      rtable_type: 0,
      routing_table_rule_set: [],
      rtable_id: 'rt-h5nqxml7',
    };
    const vxnets = { DescribeVxnets: { vxnet_set: [EXAMPLE_VXNET] } };
    expect(
      await read(routeTable, { ...vxnets, DescribeRouteTables: { routing_table_set: [table] } }),
    ).toEqual([]);
    const bound = {
      ...table,
      resource_map: { 'lb-1': { resource_id: 'lb-1', resource_type: 'loadbalancer', vxnet: EXAMPLE_VXNET } },
      // …/route_table/describe_routes/
      routing_table_rule_set: [
        {
          rtable_rule_id: 'r-qdkyht01',
          network: '172.31.2.0/24',
          nexthop: '172.30.0.5',
          disabled: 0,
          nexthop_type: 3,
        },
      ],
    };
    expect(
      await read(routeTable, { ...vxnets, DescribeRouteTables: { routing_table_set: [bound] } }),
    ).toMatchObject([
      {
        vpc: 'qingcloud/vpc/rtr-b0u6sdj6',
        routes: [{ destination: '172.31.2.0/24', hop: 'other', target: '172.30.0.5', active: true }],
      },
    ]);
  });

  it('a border: …/vpc_border/describe_vpc_borders/ and its two lists', async () => {
    const records = await read(border, {
      DescribeVpcBorders: {
        vpc_border_set: [
          {
            router_id: 'rtr-e5m6sr20',
            status: 'active',
            border_name: 'ABC',
            zone_id: 'pek3b',
            tags: [],
            vpc_border_id: 'irt-2zevtm67',
            border_type: 1,
            create_time: '2020-11-16T06:48:15Z',
            owner: 'usr-1gIBrASt',
            description: '',
          },
        ],
      },
      DescribeBorderVxnets: {
        border_vxnet_set: [
          {
            vxnet_id: 'vxnet-gonkgpv',
            border_id: 'irt-2zevtm67',
            border_private_ip: '192.168.0.254',
            router_id: 'rtr-k3jqkcka',
            ip_network: '192.168.0.0/24',
            vpc_router_id: 'rtr-e5m6sr20',
            owner: 'usr-1gIBrASt',
          },
        ],
      },
      DescribeBorderStatics: {
        border_static_set: [
          {
            status: 'applied',
            border_id: 'irt-2zevtm67',
            static_type: 0,
            disabled: 0,
            border_static_id: 'bdrs-22obzsfu',
            val2: 'rtr-e5m6sr20',
            val3: '0',
            val1: '3.3.3.3/32',
            val4: '192.168.255.254',
          },
        ],
      },
    });
    expect(records).toMatchObject([
      {
        kind: 'cen',
        name: 'ABC',
        type: 'vpc-border',
        owner: 'usr-1gIBrASt',
        attachments: [{ id: 'rtr-e5m6sr20' }, { id: 'vxnet-gonkgpv', vpc: 'qingcloud/vpc/rtr-e5m6sr20' }],
      },
      {
        kind: 'router',
        vpc: 'qingcloud/vpc/rtr-e5m6sr20',
        routes: [{ destination: '3.3.3.3/32', hop: 'other', target: 'rtr-e5m6sr20', active: true }],
      },
    ]);
  });

  it('rules that lead both ways: …/sg/describe_security_group_rules/', async () => {
    const [record] = await read(securityGroup, {
      DescribeSecurityGroups: {
        security_group_set: [
          { security_group_id: 'sg-nlqi5sa1', is_default: 1, security_group_name: 'default' },
        ],
      },
      'DescribeSecurityGroupRules 0': {
        security_group_rule_set: [
          {
            protocol: 'tcp',
            security_group_id: 'sg-nlqi5sa1',
            priority: 1,
            action: 'accept',
            security_group_rule_id: 'sgr-0jzv8t0q',
            val2: '8088',
            val1: '8080',
            direction: 0,
          },
        ],
      },
      'DescribeSecurityGroupRules 1': {
        security_group_rule_set: [
          {
            protocol: 'icmp',
            security_group_id: 'sg-nlqi5sa1',
            priority: 2,
            action: 'accept',
            security_group_rule_id: 'sgr-vqxvzjg3',
            val2: '0',
            val1: '11',
            direction: 1,
          },
        ],
      },
    });
    const any = { action: 'allow', peer: '0.0.0.0/0' };
    expect(record).toMatchObject({
      rules: [
        { direction: 'ingress', protocol: 'tcp', from_port: 8080, to_port: 8088, priority: 1, ...any },
        { direction: 'egress', protocol: 'icmp', from_port: 11, to_port: 0, priority: 2, ...any },
      ],
    });
  });

  it('regions and zones that stand alone: …/zone/describe_zones/', async () => {
    const zones = ['pek3a', 'gd2', 'ap2a', 'pek3b', 'pek3d', 'devops1a'].map((zone_id) => ({
      zone_id,
      status: 'active',
    }));
    const api = { ...over(answering({})), zones: async () => zones };
    const names = (await collect(region, api, SCOPE)).map(({ id, name }) => [id, name]);
    expect(names).toEqual([
      ['pek3a', '北京3区-A'],
      ['gd2', '广东2区'],
      ['ap2a', '亚太2区-A'],
      ['pek3', '北京3区'],
      ['devops1a', 'devops1a'],
    ]);
  });
});

const backend = (id: string, resource_id: string) => ({
  loadbalancer_backend_id: id,
  loadbalancer_backend_name: null,
  weight: 5,
  port: 80,
  resource_id,
  loadbalancer_listener_id: 'lbl-r3c8ys2a',
  loadbalancer_id: 'lb-bnq972ht',
  create_time: '2013-09-30T23:13:01Z',
});

describe('gateways', () => {
  const EXAMPLE_EIP = {
    status: 'associated',
    eip_id: 'eip-amorzjgv',
    description: null,
    associate_mode: 0,
    transition_status: '',
    eip_group: { eip_group_id: 'eipg-00000000', eip_group_name: 'BGP multi-line' },
    bandwidth: 4,
    eip_name: 'demo',
    resource: { resource_name: 'demo', resource_type: 'router', resource_id: 'rtr-b0u6sdj6' },
    eip_addr: '192.168.7.69',
  };

  it('a public address of a router: …/eip/describe_eips/', async () => {
    expect(await read(eip, { DescribeEips: { eip_set: [EXAMPLE_EIP] } })).toMatchObject([
      { ref: 'qingcloud/eip/eip-amorzjgv', ip: '192.168.7.69', nic: undefined, device: undefined },
    ]);
  });

  const EXAMPLE_NFV = {
    status: 'active',
    is_applied: 1,
    description: null,
    nfv_name: null,
    nfv_type: 1,
    transition_status: '',
    cluster: {
      'eip-93iywhpy': {
        '0': { instance_id: 'i-2e1axf0c', instance_time: '2019-07-11T12:30:55', node_idx: 0 },
      },
      'eip-0pe5yc5n': {
        '0': { instance_id: 'i-r8jdpzm0', instance_time: '2019-07-08T12:16:16', node_idx: 0 },
      },
    },
    nfv_id: 'nfv-0zvlkz32',
    zone_id: 'devops1a',
  };
  const EIPS = {
    DescribeEips: {
      eip_set: [
        { ...EXAMPLE_EIP, eip_id: 'eip-93iywhpy', eip_addr: '172.18.90.91' },
        { ...EXAMPLE_EIP, eip_id: 'eip-0pe5yc5n', eip_addr: '172.18.90.46' },
      ],
    },
  };
  const VXNETS = { DescribeVxnets: { vxnet_set: [{ vxnet_id: 'vxnet-1', vpc_router_id: 'rtr-1' }] } };

  it('a NAT gateway, whose addresses are keys: …/nfv/describe_nfvs/', async () => {
    const answers = { DescribeNFVs: { nfv_set: [EXAMPLE_NFV] }, ...EIPS, ...VXNETS };
    expect(await read(natGateway, answers)).toMatchObject([
      {
        ref: 'qingcloud/nat_gateway/nfv-0zvlkz32',
        name: 'nfv-0zvlkz32',
        vpc: 'qingcloud/vpc/rtr-1',
        addresses: [
          { ip: undefined, public_ip: '172.18.90.46' },
          { ip: undefined, public_ip: '172.18.90.91' },
        ],
      },
    ]);
  });

  it('one that says more, as a list: eips, cluster, vxnets', async () => {
    const cluster = [{ eip_id: 'eip-x', eip_addr: '172.18.90.1', instances: [] }];
    const more = { ...EXAMPLE_NFV, cluster, eips: cluster, vxnets: [{ vxnet_id: 'vxnet-1' }] };
    expect(await read(natGateway, { DescribeNFVs: { nfv_set: [more] }, ...EIPS, ...VXNETS })).toMatchObject([
      { subnet: 'qingcloud/subnet/vxnet-1', addresses: [{ public_ip: '172.18.90.1' }] },
    ]);
  });

  it('its rules: …/nfv/describe_snat_rules/, …/nfv/describe_dnat_rules/', async () => {
    const records = await read(natRule, {
      DescribeNFVs: { nfv_set: [EXAMPLE_NFV] },
      ...EIPS,
      DescribeSnatRules: {
        snat_set: [
          {
            natgw_id: 'nfv-o0d2nqbr',
            enable: 1,
            name: 'test_snat_vxnet2',
            snat_id: 'snat-c7905x1o',
            target_id: 'vxnet-newe5yz',
            target_type: 0,
            eips: [{ eip_id: 'eip-rzg3p0sd', eip_addr: '172.18.90.91' }],
            create_time: '2021-10-08T07:10:47Z',
            target_ip: '172.20.10.0/24',
          },
          {
            natgw_id: 'nfv-o0d2nqbr',
            enable: 0,
            name: 'test_snat_vxnet1',
            snat_id: 'snat-3iix52ib',
            target_id: 'vxnet-jgkw25b',
            target_type: 0,
            eips: [{ eip_id: 'eip-rzg3p0sd', eip_addr: '172.18.90.91' }],
            target_ip: '172.20.30.0/24',
          },
        ],
      },
      DescribeDnatRules: {
        dnat_set: [
          {
            natgw_id: 'nfv-yjw6kdc8',
            enable: 1,
            eip_id: 'eip-93iywhpy',
            name: 'test_dnat1',
            public_port: '80',
            private_port: '8080',
            private_ip: '172.20.0.3',
            protocol: 'tcp',
            dnat_id: 'dnat-6gt6xvuy',
          },
        ],
      },
    });
    expect(records).toMatchObject([
      {
        id: 'snat-c7905x1o',
        direction: 'snat',
        public_ip: '172.18.90.91',
        private_ip: '172.20.10.0/24',
        subnet: 'qingcloud/subnet/vxnet-newe5yz',
      },
      {
        id: 'dnat-6gt6xvuy',
        direction: 'dnat',
        public_ip: '172.18.90.91',
        public_port: '80',
        private_ip: '172.20.0.3',
        private_port: '8080',
      },
    ]);
  });

  it('a load balancer: …/lb/describe_loadbalancers/', async () => {
    const example = {
      status: 'active',
      is_applied: 0,
      description: null,
      loadbalancer_name: '',
      transition_status: '',
      eips: [],
      listeners: [],
      create_time: '2013-09-24T15:41:49Z',
      security_group_id: '',
      loadbalancer_id: 'lb-mgfypyqc',
    };
    expect(
      await read(loadBalancer, { DescribeLoadBalancers: { loadbalancer_set: [example] } }),
    ).toMatchObject([
      { name: 'lb-mgfypyqc', scheme: 'internal', addresses: [], security_groups: [], type: 'loadbalancer' },
    ]);
    // As DeepFlow's controller reads it (qingcloud/lb.go).
    const other = {
      ...example,
      cluster: [{ eip_addr: '1.2.3.4', instances: [] }],
      vxnet: { vxnet_id: 'vxnet-1', private_ip: '10.0.0.9' },
    };
    expect(await read(loadBalancer, { DescribeLoadBalancers: { loadbalancer_set: [other] } })).toMatchObject([
      {
        scheme: 'external',
        addresses: [{ ip: '10.0.0.9', public_ip: '1.2.3.4' }],
        subnets: ['qingcloud/subnet/vxnet-1'],
      },
    ]);
  });

  it('listeners with their backends: …/lb/describe_loadbalancer_listeners/', async () => {
    const answers = {
      DescribeLoadBalancerListeners: {
        loadbalancer_listener_set: [
          {
            loadbalancer_listener_id: 'lbl-r3c8ys2a',
            listener_protocol: 'http',
            backend_protocol: 'http',
            loadbalancer_listener_name: null,
            backends: [
              backend('lbb-z0k2bggx', 'i-6rxncvy1'),
              // …/lb/describe_loadbalancer_backends/
              { ...backend('lbb-wm7xquyx', 'rtr-auehirx5'), port: '8081' },
            ],
            loadbalancer_id: 'lb-bnq972ht',
            listener_port: 80,
            listener_option: 2,
          },
        ],
      },
    };
    expect(await read(lbListener, answers)).toMatchObject([
      {
        id: 'lbl-r3c8ys2a',
        port: 80,
        protocol: 'http',
        load_balancer: 'qingcloud/load_balancer/lb-bnq972ht',
      },
    ]);
    expect(await read(lbTarget, answers)).toMatchObject([
      { id: 'lbb-z0k2bggx', device: 'qingcloud/vm/i-6rxncvy1', port: 80, target_group: 'lbl-r3c8ys2a' },
      { id: 'lbb-wm7xquyx', device: undefined, ip: undefined, port: 8081 },
    ]);
  });
});

const cacheNode = (cache_node_id: string, cache_role: string, private_ip: string) => ({
  status: 'active',
  cache_type: 'redis2.8.17',
  cache_id: 'c-3kxcqnif',
  cache_node_id,
  cache_role,
  private_ip,
});

const clusterNode = (node_id: string, private_ip: string) => ({
  vxnet_id: 'vxnet-pmefzgi',
  cluster_id: 'cl-q1witcdk',
  private_ip,
  role: '',
  status: 'active',
  eip: '',
  instance_id: 'i-blny8gpg',
  node_id,
});

describe('data', () => {
  it('a database: …/rdb/describe_rdbs/', async () => {
    const example = {
      rdb_id: 'rdb-wsiqcwia',
      auto_backup_time: 99,
      create_time: '2014-09-17T15:24:26Z',
      owner: 'usr-cT9nUFvT',
      rdb_name: 'test_rdb_all',
      master_ip: '192.168.1.2',
      vxnet: { vxnet_name: 'test_rdb_all', vxnet_id: 'vxnet-cxnfnq6' },
      status: 'active',
      transition_status: 'backup-creating',
      storage_size: 20,
      rdb_type: 1,
      engine_version: '5.5',
      rdb_engine: 'mysql',
    };
    const answers = { 'DescribeRDBs mysql': { rdb_set: [example] }, 'DescribeRDBs psql': { rdb_set: [] } };
    expect(await read(rds, answers)).toMatchObject([
      {
        ref: 'qingcloud/rds/rdb-wsiqcwia',
        engine: 'mysql',
        version: '5.5',
        state: 'running',
        addresses: [{ ip: '192.168.1.2' }],
        subnets: ['qingcloud/subnet/vxnet-cxnfnq6'],
      },
    ]);
  });

  it('a cache: …/cache/describe_caches/', async () => {
    const example = {
      status: 'active',
      cache_port: 6379,
      cache_type: 'redis2.8.17',
      transition_status: '',
      max_memory: 644245094,
      security_group_id: '',
      cache_size: 1,
      cache_id: 'c-3kxcqnif',
      nodes: [
        cacheNode('cn-rpcd8zwk', 'master', '192.168.100.3'),
        cacheNode('cn-5ry0ma0j', 'slave', '192.168.100.2'),
      ],
      cache_name: 'Cache Service',
      node_count: 2,
      vxnet: { vxnet_name: 'test', vxnet_id: 'vxnet-fbmcjfa' },
    };
    expect(await read(redis, { DescribeCaches: { cache_set: [example] } })).toMatchObject([
      {
        ref: 'qingcloud/redis/c-3kxcqnif',
        engine: 'redis',
        version: '2.8.17',
        endpoints: [
          { host: '192.168.100.3', port: 6379, role: 'primary' },
          { host: '192.168.100.2', port: 6379, role: 'reader' },
        ],
      },
    ]);
  });

  const EXAMPLE_CLUSTER = {
    app_id: 'app-tg3lbp0a',
    create_time: '2018-03-04T06:00:15Z',
    cluster_id: 'cl-q1witcdk',
    owner: 'usr-NzTfAWek',
    security_group_id: '',
    node_count: 3,
    app_version: 'appv-70gegwmp',
    status: 'active',
    tags: [],
    app_info: { app_name: 'ZooKeeper on QingCloud', app_id: 'app-tg3lbp0a', icon: 'ca-iwg9qvsx' },
    transition_status: '',
    name: 'ZooKeeper',
    roles: [''],
    vxnet: { vxnet_name: '', vxnet_type: 1, vxnet_id: 'vxnet-pmefzgi', vpc_router_id: 'rtr-bk8fnw71' },
    endpoints: { client: { protocol: 'tcp', port: 2181 } },
    app_version_info: { version_id: 'appv-70gegwmp', name: 'QingCloud 1.0 - ZooKeeper 3.4.9' },
  };
  const named = (app_name: string, name: string) => ({
    ...EXAMPLE_CLUSTER,
    app_info: { app_name },
    app_version_info: { name },
  });

  it('a cluster of none of our kinds is none: …/appcenter2/describe_clusters/', async () => {
    const answers = { DescribeClusters: { cluster_set: [EXAMPLE_CLUSTER] } };
    expect(await read(rdsCluster, answers)).toEqual([]);
    expect(await read(k8sCluster, answers)).toEqual([]);
  });

  it('a database of AppCenter asks for its nodes: …/appcenter2/describe_cluster_nodes/', async () => {
    expect(
      await read(rdsCluster, {
        DescribeClusters: { cluster_set: [named('RadonDB MySQL', 'RadonDB 1.0 - MySQL 8.0.18')] },
        DescribeClusterNodes: {
          node_set: [clusterNode('cln-35iuqdjz', '192.168.0.3'), clusterNode('cln-oruuckuo', '192.168.0.2')],
        },
      }),
    ).toMatchObject([
      {
        ref: 'qingcloud/rds/cl-q1witcdk',
        engine: 'mysql',
        version: '8.0.18',
        role: 'cluster',
        vpc: 'qingcloud/vpc/rtr-bk8fnw71',
        addresses: [{ ip: '192.168.0.3' }, { ip: '192.168.0.2' }],
        endpoints: [{ role: 'node' }, { role: 'node' }],
      },
    ]);
  });

  it('Kubernetes of AppCenter says its version', async () => {
    const cluster_set = [named('KubeSphere Container Platform (QKE)', 'QKE v3.1 - Kubernetes 1.19.8')];
    expect(await read(k8sCluster, { DescribeClusters: { cluster_set } })).toMatchObject([
      { ref: 'qingcloud/k8s_cluster/cl-q1witcdk', version: '1.19.8', vpc: 'qingcloud/vpc/rtr-bk8fnw71' },
    ]);
  });
});
