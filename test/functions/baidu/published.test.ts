/** Lists as the vendor's pages show them, rebuilt by hand: their fields, types and oddities, with values of our own. */
import { expect, it } from 'vitest';
import { natGateway } from '../../../functions/baidu/collectors/nat-gateway.ts';
import { nic } from '../../../functions/baidu/collectors/nic.ts';
import { redis } from '../../../functions/baidu/collectors/redis.ts';
import { vm } from '../../../functions/baidu/collectors/vm.ts';
import { one, read } from './answering.ts';

/** A page of one item with another after it, as the pages ask for it: `nextMarker` is there only if there is more. */
const inTwoPages =
  (at: string, next: string, [first, second]: readonly [object, object]) =>
  (marker: string | undefined) => {
    const page = { maxKeys: 1, [at]: [marker === undefined ? first : second] };
    if (marker === undefined) return { ...page, marker: '-1', isTruncated: true, nextMarker: next };
    expect(marker).toBe(next);
    return { ...page, marker, isTruncated: false };
  };

const server = (id: string, over: object) => ({
  id,
  name: id,
  roleName: '',
  hostname: 'web.example',
  instanceType: 'N5',
  spec: 'bcc.g4.c2m8',
  status: 'Running',
  repairStatus: 'normal',
  desc: '',
  createdFrom: '',
  paymentTiming: 'Postpaid',
  createTime: '2024-05-06T07:08:09Z',
  expireTime: '',
  internalIp: '10.1.0.4',
  publicIp: '',
  cpuCount: 2,
  cardCount: '0',
  memoryCapacityInGB: 8,
  localDiskSizeInGB: 0,
  placementPolicy: 'default',
  zoneName: 'cn-bj-d',
  subnetId: 'sbn-own',
  vpcId: 'vpc-own',
  ipv6: '',
  dedicatedHostId: '',
  tags: null,
  ...over,
});

it('servers, page after page, empty texts for what is not: https://cloud.baidu.com/doc/BCC/s/Xjwvyodmx', async () => {
  const nicInfo = {
    name: 'eth0',
    eniId: '',
    type: 'primary',
    subnetId: 'sbn-own',
    vpcId: 'vpc-own',
    macAddress: 'FA:F6:00:0A:0B:0C',
    ips: [{ eip: '198.18.4.4', eipStatus: 'bound', privateIp: '10.1.0.9', primary: 'true' }],
    ipv6s: [],
    securityGroups: ['g-own'],
    enterpriseSecurityGroups: null,
  };
  const tagged = { nicInfo, status: 'Stopped', tags: [{ tagKey: '环境', tagValue: '生产' }] };
  const answers = {
    'bcc/v2/instance': inTwoPages('instances', 'i-second', [
      server('i-first', {}),
      server('i-second', tagged),
    ]),
  };
  const common = {
    kind: 'vm',
    region: 'baidu/region/bj',
    owner: undefined,
    vpc: 'baidu/vpc/vpc-own',
    subnet: 'baidu/subnet/sbn-own',
    az: 'baidu/az/cn-bj-d',
    type: 'bcc.g4.c2m8',
    hostname: 'web.example',
    created: '2024-05-06T07:08:09.000Z',
  };
  expect(await read(vm, answers)).toEqual([
    {
      ...common,
      ref: 'baidu/vm/i-first',
      id: 'i-first',
      name: 'i-first',
      tags: [],
      state: 'running',
      ip: '10.1.0.4',
      security_groups: [],
    },
    {
      ...common,
      ref: 'baidu/vm/i-second',
      id: 'i-second',
      name: 'i-second',
      tags: [['环境', '生产']],
      state: 'stopped',
      ip: '10.1.0.9',
      security_groups: ['baidu/security_group/g-own'],
    },
  ]);
});

const card = (eniId: string, over: object) => ({
  eniId,
  name: '',
  description: '',
  vpcId: 'vpc-own',
  subnetId: 'sbn-own',
  zoneName: 'cn-bj-d',
  createdTime: '2024-05-06T07:08:09Z',
  macAddress: 'fa:f6:00:01:02:03',
  securityGroupIds: ['g-own'],
  enterpriseSecurityGroupIds: [],
  privateIpSet: [],
  ipv6PrivateIpSet: [],
  ...over,
});

it('interfaces, page after page, one of them on nothing: https://cloud.baidu.com/doc/VPC/s/Okknfjt6o', async () => {
  const used = card('eni-used', {
    status: 'inuse',
    instanceId: 'i-own',
    privateIpSet: [
      { primary: true, privateIpAddress: '10.1.0.20', publicIpAddress: '198.18.4.5' },
      { primary: false, privateIpAddress: '10.1.0.21', publicIpAddress: '' },
    ],
    ipv6PrivateIpSet: [{ primary: false, privateIpAddress: '2001:db8::21', publicIpAddress: '' }],
  });
  const answers = {
    'bcc/v1/vpc': { vpcs: [{ vpcId: 'vpc-own' }] },
    '/v1/eni': inTwoPages('enis', 'eni-loose', [
      used,
      card('eni-loose', { status: 'available', instanceId: '' }),
    ]),
  };
  const common = {
    kind: 'nic',
    tags: [],
    owner: undefined,
    vpc: 'baidu/vpc/vpc-own',
    subnet: 'baidu/subnet/sbn-own',
    usage: 'elastic',
    mac: 'fa:f6:00:01:02:03',
    security_groups: ['baidu/security_group/g-own'],
  };
  expect(await read(nic, answers)).toEqual([
    {
      ...common,
      ref: 'baidu/nic/eni-used',
      id: 'eni-used',
      name: 'eni-used',
      device: 'baidu/vm/i-own',
      addresses: [
        { ip: '10.1.0.20', public_ip: '198.18.4.5' },
        { ip: '10.1.0.21', public_ip: undefined },
        { ip: '2001:db8::21', public_ip: undefined },
      ],
    },
    {
      ...common,
      ref: 'baidu/nic/eni-loose',
      id: 'eni-loose',
      name: 'eni-loose',
      device: undefined,
      addresses: [],
    },
  ]);
});

const gateway = {
  id: 'nat-own',
  name: 'out',
  vpcId: 'vpc-own',
  spec: 'small',
  status: 'active',
  eips: [],
  paymentTiming: 'Postpaid',
  expiredTime: '',
};
const addressed = (record: Awaited<ReturnType<typeof read>>[number] | undefined) =>
  record?.kind === 'nat_gateway' ? record.addresses.map(({ public_ip }) => public_ip) : [];

it.each([
  ['of SNAT', { eips: ['198.18.4.6', '198.18.4.7'] }, ['198.18.4.6', '198.18.4.7']],
  ['of SNAT and DNAT', { eips: ['198.18.4.6'], dnatEips: ['198.18.4.7'] }, ['198.18.4.6', '198.18.4.7']],
  ['of none', { status: 'unconfigured' }, []],
])('a gateway with addresses %s: https://cloud.baidu.com/doc/VPC/s/Tjwvyukbd', async (_, over, addresses) => {
  const item = await one(natGateway, { '/v1/nat': { nats: [{ ...gateway, ...over }] } });
  expect(item).toMatchObject({
    ref: 'baidu/nat_gateway/nat-own',
    name: 'out',
    vpc: 'baidu/vpc/vpc-own',
    scheme: 'external',
  });
  expect(addressed(item)).toEqual(addresses);
});

it('a gateway that tells all its addresses in one field, once: https://cloud.baidu.com/doc/VPC/s/Mjwvyuj7m', async () => {
  const item = {
    ...gateway,
    natType: 'enhanced',
    eips: ['198.18.4.8'],
    dnatEips: null,
    bindEips: ['198.18.4.8', '198.18.4.9'],
    createTime: '2024-05-06T07:08:09Z',
    tags: [{ tagKey: 'team', tagValue: 'net' }],
    deleteProtect: false,
  };
  const found = await one(natGateway, { '/v1/nat': { nats: [item] } });
  expect(addressed(found)).toEqual(['198.18.4.8', '198.18.4.9']);
  expect(found).toMatchObject({ tags: [['team', 'net']] });
});

const cache = (instanceId: string, over: object) => ({
  instanceId,
  instanceName: instanceId,
  instanceStatus: 'Running',
  clusterType: 'cluster',
  engine: 'redis',
  engineVersion: '5.0',
  vnetIp: '10.1.0.30',
  domain: `${instanceId}.example`,
  port: '6379',
  instanceCreateTime: '2024-05-06T07:08:09Z',
  capacity: 2,
  usedCapacity: 0.02,
  paymentTiming: 'Postpaid',
  zoneNames: ['cn-bj-d'],
  ...over,
});

it('caches, page after page, of which the list has no network: https://cloud.baidu.com/doc/SCS/s/lk0rv78qr', async () => {
  const [first, other] = [
    cache('scs-one', { tags: [{ tagKey: 'team', tagValue: 'cache' }] }),
    cache('scs-other', { clusterType: 'master_slave', instanceStatus: 'Paused' }),
  ];
  const found = await read(redis, {
    '/v2/instance': inTwoPages('instances', '1058', [first, other]),
    '/v2/instance/{instanceId}': (_, id) => ({
      ...(id === 'scs-one' ? first : other),
      tags: undefined,
      vpcId: 'vpc-own',
      subnets: [],
    }),
  });
  expect(found).toMatchObject([
    { ref: 'baidu/redis/scs-one', role: 'cluster', tags: [['team', 'cache']], vpc: 'baidu/vpc/vpc-own' },
    { ref: 'baidu/redis/scs-other', role: 'single', tags: [], vpc: 'baidu/vpc/vpc-own' },
  ]);
  expect(found[0]).toMatchObject({
    az: 'baidu/az/cn-bj-d',
    version: '5.0',
    endpoints: [{ host: 'scs-one.example', port: 6379, role: 'primary' }],
    addresses: [{ ip: '10.1.0.30', public_ip: undefined }],
  });
});
