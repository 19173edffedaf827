/** What items become, from answers as the vendor's pages show them, rebuilt by hand, and from those that broke somebody. */
import { describe, expect, it } from 'vitest';
import { az } from '../../../functions/baidu/collectors/az.ts';
import { bbc } from '../../../functions/baidu/collectors/bbc.ts';
import { blb } from '../../../functions/baidu/collectors/blb.ts';
import { blbTarget } from '../../../functions/baidu/collectors/blb-target.ts';
import { csn } from '../../../functions/baidu/collectors/csn.ts';
import { eip } from '../../../functions/baidu/collectors/eip.ts';
import { k8sCluster } from '../../../functions/baidu/collectors/k8s-cluster.ts';
import { natGateway } from '../../../functions/baidu/collectors/nat-gateway.ts';
import { natRule } from '../../../functions/baidu/collectors/nat-rule.ts';
import { nic } from '../../../functions/baidu/collectors/nic.ts';
import { peerConnection } from '../../../functions/baidu/collectors/peer-connection.ts';
import { rds } from '../../../functions/baidu/collectors/rds.ts';
import { redis } from '../../../functions/baidu/collectors/redis.ts';
import { region } from '../../../functions/baidu/collectors/region.ts';
import { router } from '../../../functions/baidu/collectors/router.ts';
import { securityGroup } from '../../../functions/baidu/collectors/security-group.ts';
import { vm } from '../../../functions/baidu/collectors/vm.ts';
import { vpc } from '../../../functions/baidu/collectors/vpc.ts';
import { one, read } from './answering.ts';

describe('what the pages show', () => {
  it('regions: https://cloud.baidu.com/doc/BCC/s/3lvc76e8v', async () => {
    const regions = [
      { regionId: 'bj', regionName: '华北 - 北京', regionEndpoint: 'bcc.bj.baidubce.com' },
      { regionId: 'su', regionName: '华东 - 苏州', regionEndpoint: 'bcc.su.baidubce.com' },
    ];
    expect(
      (await read(region, { '/describeRegions': { regions } })).map(({ id, name }) => [id, name]),
    ).toEqual([
      ['bj', '华北 - 北京'],
      ['su', '华东 - 苏州'],
    ]);
  });

  it('zones: https://cloud.baidu.com/doc/BCC/s/ijwvyo9im', async () => {
    const zones = [{ zoneName: 'cn-bj-a' }, { zoneName: 'cn-bj-b' }];
    expect((await read(az, { '/zone': { zones } })).map(({ ref }) => ref)).toEqual([
      'baidu/az/cn-bj-a',
      'baidu/az/cn-bj-b',
    ]);
  });

  it('an interface: https://cloud.baidu.com/doc/BCC/s/Glftbscbp', async () => {
    const item = {
      eniId: 'eni-5a',
      name: 'test',
      vpcId: 'vpc-1',
      subnetId: 'sbn-1',
      zoneName: 'cn-bj-a',
      description: '',
      createdTime: '2022-10-20T06:31:42Z',
      macAddress: 'fa:f6:00:14:05:1e',
      status: 'inuse',
      securityGroupIds: ['g-1'],
      privateIpSet: [{ primary: true, privateIpAddress: '192.168.48.8' }],
    };
    const answers = { 'bcc/v1/vpc': { vpcs: [{ vpcId: 'vpc-1' }] }, '/v1/eni': { enis: [item] } };
    expect(await read(nic, answers)).toEqual([
      {
        kind: 'nic',
        ref: 'baidu/nic/eni-5a',
        id: 'eni-5a',
        name: 'test',
        tags: [],
        owner: undefined,
        vpc: 'baidu/vpc/vpc-1',
        subnet: 'baidu/subnet/sbn-1',
        device: undefined,
        usage: 'elastic',
        mac: 'fa:f6:00:14:05:1e',
        addresses: [{ ip: '192.168.48.8', public_ip: undefined }],
        security_groups: ['baidu/security_group/g-1'],
      },
    ]);
  });

  it('a network of networks: https://cloud.baidu.com/doc/CSN/s/xl14zx3lf', async () => {
    const item = {
      name: 'csn',
      description: 'desc',
      csnId: 'csn-1',
      status: 'active',
      instanceNum: 5,
      csnBpNum: 3,
      tags: [
        { tagKey: 'test', tagValue: 'test' },
        { tagKey: 'empty', tagValue: '' },
      ],
    };
    expect(await one(csn, { '/v1/csn': { csns: [item] } })).toMatchObject({
      ref: 'baidu/cen/csn-1',
      state: 'active',
      tags: [
        ['test', 'test'],
        ['empty', ''],
      ],
      attachments: [],
    });
  });

  it('a public address that is on nothing has empty fields: https://cloud.baidu.com/doc/EIP/s/Mjwvz2wnn-en', async () => {
    const item = { name: 'eip-1', eip: '198.18.0.1', status: 'available', instanceType: '', instanceId: '' };
    expect(await one(eip, { '/v1/eip': { eipList: [item] } })).toMatchObject({
      ref: 'baidu/eip/198.18.0.1',
      name: 'eip-1',
      device: undefined,
      nic: undefined,
    });
  });

  it.each([
    ['BCC', 'i-1', 'baidu/vm/i-1'],
    ['BLB', 'lb-1', 'baidu/load_balancer/lb-1'],
    ['NAT', 'nat-1', 'baidu/nat_gateway/nat-1'],
    ['VPN', 'vpn-1', undefined],
  ])('a public address on %s', async (instanceType, instanceId, device) => {
    const item = { eip: '198.18.0.1', eipId: 'ip-1', instanceType, instanceId };
    expect(await one(eip, { '/v1/eip': { eipList: [item] } })).toMatchObject({ id: 'ip-1', device });
  });

  it('a cache whose port is a text: https://cloud.baidu.com/doc/SCS/s/6kcu53gw8-en', async () => {
    const detail = {
      instanceId: 'scs-bj-1',
      instanceName: 'cache',
      instanceStatus: 'Running',
      clusterType: 'master_slave',
      engine: 'redis',
      engineVersion: '3.2',
      vnetIp: '10.0.0.9',
      domain: 'redis.example',
      port: '6379',
      capacity: 1,
      usedCapacity: 0.1,
      zoneNames: ['cn-bj-a'],
      vpcId: 'vpc-1',
      subnets: [{ name: 's', subnetId: 'sbn-1', zoneName: 'cn-bj-a', cidr: '10.0.0.0/24', vpcId: 'vpc-1' }],
    };
    const list = { instances: [{ instanceId: 'scs-bj-1', tags: [{ tagKey: 'a', tagValue: 'b' }] }] };
    const answers = { '/v2/instance': list, '/v2/instance/{instanceId}': detail };
    expect(await one(redis, answers)).toMatchObject({
      role: 'single',
      tags: [['a', 'b']],
      endpoints: [{ host: 'redis.example', port: 6379, role: 'primary' }],
      vpc: 'baidu/vpc/vpc-1',
      subnets: ['baidu/subnet/sbn-1'],
    });
  });

  it.each([
    ['MASTER', 'Standard', 'primary', 'primary'],
    ['MASTER', 'Singleton', 'single', 'primary'],
    ['REPLICA', 'Standard', 'replica', 'reader'],
    ['PROXY', 'Standard', 'primary', 'primary'],
  ])('a database of class %s, %s: https://cloud.baidu.com/doc/RDS/s/6ka65oy9l', async (...given) => {
    const [instanceClass, category, role, endpoint] = given;
    const item = {
      instanceId: 'rds1',
      instanceName: 'db',
      engine: 'MySQL',
      engineVersion: '5.6',
      instanceStatus: 'Available',
      instanceClass,
      category,
      endpoint: { port: 3306, address: 'mysql.example', vnetIp: '10.0.0.5', inetIp: '' },
      zoneNames: ['cn-bj-a+cn-bj-b'],
      vpcId: 'vpc-1',
      subnets: [{ name: 's', subnetId: 'sbn-1', zoneName: 'cn-bj-a', cidr: '10.0.0.0/24', vpcId: 'vpc-1' }],
    };
    expect(await one(rds, { 'rds/v1/instance': { instances: [item] } })).toMatchObject({
      role,
      az: undefined,
      endpoints: [{ host: 'mysql.example', port: 3306, role: endpoint }],
      addresses: [{ ip: '10.0.0.5', public_ip: undefined }],
    });
  });
});

const servers = (...instances: readonly object[]) => ({ 'bcc/v2/instance': { instances } });

describe('what is odd', () => {
  it('a server without a name, a network and an interface is still one', async () => {
    expect(
      await read(vm, servers({ id: 'i-1', name: '', status: 'Scaling', nicInfo: null, tags: null })),
    ).toMatchObject([
      { name: 'i-1', state: 'running', vpc: undefined, ip: undefined, created: undefined, tags: [] },
    ]);
    expect(await read(nic, servers({ id: 'i-1', nicInfo: null }))).toEqual([]);
  });

  it.each([
    ['Running', 'running'],
    ['ImageProcessing', 'running'],
    ['Expired', 'failed'],
    ['Recycled', 'stopped'],
    ['SomethingNew', 'other'],
  ])('a server that is %s is kept: %s', async (status, state) => {
    expect(await read(vm, servers({ id: 'i-1', status }))).toMatchObject([{ state }]);
  });

  it('a deleted server is none', async () => {
    expect(await read(vm, servers({ id: 'i-1', status: 'Deleted' }))).toEqual([]);
  });

  it('the text "null" is no address', async () => {
    const nicInfo = {
      macAddress: 'FA:16:3E:00:00:01',
      ips: [{ privateIp: '10.0.0.4', eip: 'null', primary: 'true' }],
      ipv6s: null,
    };
    expect(await read(nic, servers({ id: 'i-1', ipv6: '2400::1', nicInfo }))).toMatchObject([
      {
        ref: 'baidu/nic/i-1/primary',
        addresses: [
          { ip: '10.0.0.4', public_ip: undefined },
          { ip: '2400::1', public_ip: undefined },
        ],
      },
    ]);
  });

  it('a server of old answers has its addresses beside its interface', async () => {
    const item = { id: 'i-1', internalIp: '10.0.0.4', publicIp: '198.18.0.1', nicInfo: { macAddress: 'aa' } };
    expect(await read(nic, servers(item))).toMatchObject([
      { addresses: [{ ip: '10.0.0.4', public_ip: '198.18.0.1' }] },
    ]);
  });

  it('bare metal whose network nobody tells is still a server', async () => {
    const answers = {
      'bbc/v1/instance': { instances: [{ id: 'i-9', zone: 'cn-bj-a', internalIp: '10.0.0.9' }] },
    };
    expect(await read(bbc, answers)).toMatchObject([
      { kind: 'vm', vpc: undefined, az: 'baidu/az/cn-bj-a' },
      { kind: 'nic', addresses: [{ ip: '10.0.0.9' }] },
    ]);
  });

  it('a VPC without anything but its id', async () => {
    expect(
      await one(vpc, { 'bcc/v1/vpc': { vpcs: [{ vpcId: 'vpc-1', secondaryCidr: null }] } }),
    ).toMatchObject({
      name: 'vpc-1',
      cidrs: [],
      is_default: false,
      tags: [],
    });
  });

  it('bare metal has the MAC and all addresses of its interface', async () => {
    const metal = { id: 'i-9', internalIp: '10.0.0.9', publicIp: '198.18.0.9' };
    const answers = {
      'bbc/v1/instance': { instances: [metal] },
      '/vpcPort/{instanceId}': {
        macAddress: 'FA:16:3E:00:00:09',
        privateIpSet: [
          { privateIpAddress: '10.0.0.9', publicIpAddress: '', ipv6Address: '2400::9', primary: true },
          { privateIpAddress: '10.0.0.10', publicIpAddress: '198.18.0.10', primary: false },
        ],
      },
    };
    const [, card] = await read(bbc, answers);
    expect(card).toMatchObject({
      mac: 'fa:16:3e:00:00:09',
      addresses: [
        { ip: '10.0.0.9', public_ip: '198.18.0.9' },
        { ip: '2400::9', public_ip: undefined },
        { ip: '10.0.0.10', public_ip: '198.18.0.10' },
      ],
    });
  });

  it('a VPC without rules has its table all the same', async () => {
    const answers = {
      'bcc/v1/vpc': { vpcs: [{ vpcId: 'vpc-1' }] },
      '/route/rule': { routeRules: [] },
      'bcc/v1/route': { routeTableId: 'rt-1', vpcId: 'vpc-1', name: 'default', routeRules: [] },
    };
    expect(await one(router, answers)).toMatchObject({ id: 'rt-1', vpc: 'baidu/vpc/vpc-1', routes: [] });
  });

  it('next hops that have no name of their own in the model are kept', async () => {
    const rule = { routeTableId: 'rt-1', destinationAddress: '10.0.0.0/8' };
    const routeRules = [
      { ...rule, nexthopType: 'havip', nexthopId: 'havip-1' },
      { ...rule, nexthopType: 'defaultGateway', nexthopId: '' },
      { ...rule, nexthopType: 'csn', nexthopId: 'csn-1' },
      { ...rule, nexthopType: 'somethingNew', nexthopId: 'x-1' },
    ];
    const answers = { 'bcc/v1/vpc': { vpcs: [{ vpcId: 'vpc-1' }] }, '/route/rule': { routeRules } };
    expect(await one(router, answers)).toMatchObject({
      routes: [
        { hop: 'other', target: 'havip-1' },
        { hop: 'other', target: undefined },
        { hop: 'cen', target: 'csn-1' },
        { hop: 'other', target: 'x-1' },
      ],
    });
  });

  it('rules without anything are for everybody, on all ports', async () => {
    const rules = [
      { direction: 'ingress' },
      { direction: 'egress', ethertype: 'IPv6', protocol: 'all', portRange: null },
    ];
    expect(
      await one(securityGroup, { '/securityGroup': { securityGroups: [{ id: 'g-1', rules }] } }),
    ).toMatchObject({
      rules: [
        { protocol: 'all', from_port: undefined, peer: '0.0.0.0/0', action: 'allow' },
        { protocol: 'all', from_port: undefined, peer: '::/0', action: 'allow' },
      ],
    });
  });

  it('an enhanced gateway has its addresses in another field', async () => {
    const item = { id: 'nat-1', vpcId: 'vpc-1', status: 'unconfigured', eips: [], bindEips: ['198.18.0.1'] };
    expect(await one(natGateway, { '/v1/nat': { nats: [item] } })).toMatchObject({
      state: 'running',
      addresses: [{ ip: undefined, public_ip: '198.18.0.1' }],
    });
    expect(await read(natGateway, { '/v1/nat': { nats: [{ id: 'nat-2', status: 'deleted' }] } })).toEqual([]);
  });

  it('ports of rules may be texts, and 0 is all of them', async () => {
    const dnat = { ruleId: 'r-1', publicPort: '80', privatePort: 8080, protocol: 'TCP' };
    const answers = {
      '/v1/nat': { nats: [{ id: 'nat-1' }] },
      '/snatRule': { rules: [{ ruleId: 'r-0', publicIpsAddress: null, sourceCIDR: '10.0.0.0/8' }] },
      '/dnatRule': { rules: [dnat, { ruleId: 'r-2', publicPort: 0, privatePort: '0' }] },
    };
    expect(await read(natRule, answers)).toMatchObject([
      { ref: 'baidu/nat_rule/nat-1/r-0', public_ip: undefined, private_ip: '10.0.0.0/8' },
      { public_port: '80', private_port: '8080', protocol: 'tcp' },
      { public_port: undefined, private_port: undefined, protocol: 'all' },
    ]);
  });

  it('a balancer of IPv6 is one, and one that both lists tell is told once', async () => {
    const item = { blbId: 'lb-1', address: '2400::5', publicIpv6: '2400:1::5', status: 'available' };
    expect(await read(blb, { both: {}, '/v1/blb': { blbList: [item] } })).toHaveLength(1);
    expect(await one(blb, { '/v1/blb': { blbList: [item] } })).toMatchObject({ scheme: 'external' });
  });

  it('a server of a balancer without id and address cannot be told from another', async () => {
    const answers = {
      '/v1/blb': { blbList: [{ blbId: 'lb-1' }] },
      '/backendserver': { backendServerList: [{ weight: 1 }] },
    };
    await expect(read(blbTarget, answers)).rejects.toMatchObject({ reason: 'invalid' });
  });

  it('a peering with a role that is neither side is not read as one', async () => {
    const item = { peerConnId: 'p-1', status: 'active', localVpcId: 'vpc-1', role: 'somebody' };
    await expect(read(peerConnection, { '/peerconn': { peerConns: [item] } })).rejects.toMatchObject({
      reason: 'invalid',
    });
  });

  it('a cluster has subnets of three kinds, and its total may be a text', async () => {
    const spec = {
      clusterID: 'cce-1',
      clusterName: 'c',
      k8sVersion: '1.16.8',
      vpcID: 'vpc-1',
      masterConfig: { masterType: 'managed', clusterBLBVPCSubnetID: 'sbn-1' },
      containerNetworkConfig: {
        mode: 'kubenet',
        lbServiceVPCSubnetID: 'sbn-2',
        clusterIPServiceCIDR: '172.29.0.0/16',
        eniVPCSubnetIDs: { zoneA: ['sbn-3'], zoneB: null },
      },
    };
    const status = {
      clusterPhase: 'upgrade_failed',
      clusterBLB: { id: 'lb-1', vpcIP: '', eip: '198.18.0.1' },
    };
    const clusterPage = { pageNo: 1, pageSize: 100, totalCount: '1', clusterList: [{ spec, status }] };
    expect(await one(k8sCluster, { '/clusters': { clusterPage, requestID: 'r' } })).toMatchObject({
      state: 'failed',
      subnets: ['baidu/subnet/sbn-1', 'baidu/subnet/sbn-2', 'baidu/subnet/sbn-3'],
      endpoint: '198.18.0.1',
      service_cidrs: ['172.29.0.0/16'],
    });
  });
});
