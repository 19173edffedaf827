import { expect, test } from 'vitest';
import type { TagRecord } from '../../../shared/model/kinds.ts';
import { LookupError, openLookup } from '../../../shared/lookup/lookup.ts';
import type { Answer, Lookup, Result } from '../../../shared/lookup/lookup.ts';
import { ref } from '../../../shared/model/ref.ts';
import { made, to } from '../../support/estate.ts';
import { memoryStore } from '../../../shared/store/memory.ts';
import { organization } from '../../support/organization.ts';

const at = (...ips: readonly string[]) => ips.map((ip) => ({ ip, public_ip: undefined }));
const tag = (value: string) => ({ tags: [['name', value]] as const });

const vpc = made('vpc', 'v1', { ...tag('vpc'), cidrs: ['10.0.0.0/16'] });
const az = made('az', 'z1', tag('az'));
const subnet = made('subnet', 's1', {
  ...tag('subnet'),
  cidrs: ['10.0.1.0/24', '2001:db8:1::/64'],
  az: az.ref,
});
const vm = made('vm', 'i1', {
  ...tag('vm'),
  vpc: vpc.ref,
  subnet: subnet.ref,
  ip: '10.0.1.5',
  security_groups: [to('security_group', 'sg1')],
});
const nic = made('nic', 'n1', {
  ...tag('nic'),
  vpc: vpc.ref,
  subnet: subnet.ref,
  device: vm.ref,
  security_groups: [to('security_group', 'sg2')],
  addresses: [{ ip: '10.0.1.5', public_ip: '198.51.100.5' }, ...at('2001:db8:1::5')],
});
const cloud = [
  made('region', 'r1', tag('region')),
  az,
  vpc,
  subnet,
  vm,
  nic,
  made('security_group', 'sg1', tag('sg1')),
  made('security_group', 'sg2', tag('sg2')),
  made('router', 'rt1', {
    ...tag('router'),
    main: true,
    routes: [{ destination: '0.0.0.0/0', hop: 'nat_gateway', target: 'g1', active: true }],
  }),
  made('nat_gateway', 'g1', {
    ...tag('nat'),
    addresses: [{ ip: '10.0.1.2', public_ip: '198.51.100.2' }],
    subnet: subnet.ref,
  }),
  made('load_balancer', 'l1', {
    ...tag('lb'),
    vpc: vpc.ref,
    subnets: [subnet.ref],
    addresses: at('10.0.1.3'),
  }),
  made('lb_target', 't1', { device: vm.ref }),
  made('eip', 'e1', { ...tag('eip'), ip: '198.51.100.5', nic: nic.ref }),
  made('peer_connection', 'p1', tag('peer')),
  made('cen', 'c1', {
    ...tag('cen'),
    attachments: [{ id: 'a', vpc: vpc.ref, owner: undefined, state: 'on' }],
  }),
  made('rds', 'db1', {
    ...tag('rds'),
    vpc: vpc.ref,
    subnets: [subnet.ref],
    cluster: to('rds', 'dbc'),
    addresses: at('10.0.1.4'),
  }),
  made('rds', 'dbc', tag('db cluster')),
  made('redis', 'cache1', {
    ...tag('redis'),
    vpc: vpc.ref,
    subnets: [subnet.ref],
    addresses: at('10.0.1.9'),
  }),
];

async function opened(...records: readonly TagRecord[]): Promise<Lookup> {
  const { store, run } = organization();
  await run('a1/r1', { all: records });
  return openLookup({ store });
}
const answerOf = (result: Result): Answer => {
  if (result.status !== 'found') throw new Error(`${result.address} is ${result.status}`);
  return result.answer;
};
/** `role kind id=tag`, in order. */
const told = (answer: Answer): readonly string[] =>
  answer.labels.map(({ role, kind, id, tags }) => `${role} ${kind} ${id}=${tags[0]?.[1] ?? ''}`);

test('an address is its interface, its device, and all that these belong to, with the tags of each', async () => {
  const lookup = await opened(...cloud);
  const answer = answerOf(lookup.lookup('10.0.1.5'));
  expect(answer).toMatchObject({ address: '10.0.1.5', space: vpc.ref, block: undefined });
  expect(told(answer)).toEqual([
    'self nic n1=nic',
    'self vm i1=vm',
    'guard security_group sg2=sg2',
    'place subnet s1=subnet',
    'place az z1=az',
    'place vpc v1=vpc',
    'place region r1=region',
    'path peer_connection p1=peer',
    'path cen c1=cen',
    'path router rt1=router',
    'path nat_gateway g1=nat',
    'path eip e1=eip',
    'front load_balancer l1=lb',
  ]);
});
test.each(['2001:DB8:1:0::5', '::ffff:10.0.1.5'])('%s is the same interface', async (ip) => {
  const lookup = await opened(...cloud);
  expect(told(answerOf(lookup.lookup(ip))).slice(0, 2)).toEqual(['self nic n1=nic', 'self vm i1=vm']);
});
test.each([
  ['10.0.1.2', 'self nat_gateway g1=nat'],
  ['10.0.1.3', 'self load_balancer l1=lb'],
  ['10.0.1.4', 'self rds db1=rds'],
  ['10.0.1.9', 'self redis cache1=redis'],
])('%s, which no interface has, is the device that says so, and is in its subnet', async (ip, self) => {
  const lookup = await opened(...cloud);
  const labels = told(answerOf(lookup.lookup(ip)));
  expect(labels[0]).toBe(self);
  expect(labels).toContain('place subnet s1=subnet');
  expect(labels.includes('controller rds dbc=db cluster')).toBe(ip === '10.0.1.4');
});

const targetOf = (id: string) =>
  made('lb_target', id, { ip: '10.0.1.5', load_balancers: [to('load_balancer', id)] });
test('a load balancer with the address for a target stands before it, from the same VPC or a peered one', async () => {
  const lookup = await opened(
    ...cloud,
    ...['v1', 'v2', 'v9'].flatMap((of) => [
      made('load_balancer', `of ${of}`, { vpc: to('vpc', of) }),
      targetOf(`of ${of}`),
    ]),
  );
  const fronts = told(answerOf(lookup.lookup('10.0.1.5'))).filter((label) => label.startsWith('front'));
  expect(fronts).toEqual([
    'front load_balancer l1=lb',
    'front load_balancer of v1=',
    'front load_balancer of v2=',
  ]);
});
test('a NAT gateway with a rule for one address is on its way, and of no other’s', async () => {
  const lookup = await opened(
    ...cloud,
    made('nat_gateway', 'g2', { ...tag('dnat'), vpc: vpc.ref }),
    made('nat_rule', 'in', {
      nat_gateway: to('nat_gateway', 'g2'),
      direction: 'dnat',
      private_ip: '10.0.1.9',
    }),
  );
  const natsOf = (ip: string) =>
    told(answerOf(lookup.lookup(ip))).filter((label) => label.startsWith('path nat_gateway'));
  expect(natsOf('10.0.1.9')).toEqual(['path nat_gateway g1=nat', 'path nat_gateway g2=dnat']);
  expect(natsOf('10.0.1.4')).toEqual(['path nat_gateway g1=nat']);
});
test('a cache is of its cluster, as a database is', async () => {
  const cache = made('redis', 'cache2', {
    vpc: vpc.ref,
    cluster: to('redis', 'rc'),
    addresses: at('10.0.1.8'),
  });
  const lookup = await opened(...cloud, cache, made('redis', 'rc', tag('cache cluster')));
  expect(told(answerOf(lookup.lookup('10.0.1.8')))).toContain('controller redis rc=cache cluster');
});
test('a public address is its EIP, with the interface and the device that it leads to', async () => {
  const lookup = await opened(...cloud);
  expect(told(answerOf(lookup.lookup('198.51.100.5'))).slice(0, 3)).toEqual([
    'self eip e1=eip',
    'self nic n1=nic',
    'self vm i1=vm',
  ]);
});
test('an address that no interface has is in the longest block that holds it, v4 and v6', async () => {
  const lookup = await opened(...cloud);
  const inSubnet = answerOf(lookup.lookup('10.0.1.77'));
  expect(inSubnet).toMatchObject({ block: '10.0.1.0/24', space: vpc.ref });
  expect(told(inSubnet)[0]).toBe('place subnet s1=subnet');
  expect(told(inSubnet)).toContain('path nat_gateway g1=nat');
  const inVpc = answerOf(lookup.lookup('10.0.9.9'));
  expect(inVpc.block).toBe('10.0.0.0/16');
  expect(told(inVpc)[0]).toBe('place vpc v1=vpc');
  expect(answerOf(lookup.lookup('2001:db8:1::abcd')).block).toBe('2001:db8:1::/64');
  expect(lookup.lookup('192.0.2.1')).toEqual({ status: 'unknown', address: '192.0.2.1' });
});
test('overlapping VPCs are kept apart: ambiguous without a VPC, one answer with it', async () => {
  const twin = made('vpc', 'v2', { cidrs: ['10.0.0.0/16'] });
  const lookup = await opened(
    ...cloud,
    twin,
    made('subnet', 's2', { vpc: twin.ref, cidrs: ['10.0.1.0/24'] }),
    made('nic', 'n2', { vpc: twin.ref, subnet: to('subnet', 's2'), addresses: at('10.0.1.5') }),
  );
  for (const [ip, first] of [
    ['10.0.1.5', 'n2'],
    ['10.0.1.99', 's2'],
    ['10.0.7.7', 'v2'],
  ] as const) {
    const all = lookup.lookup(ip);
    expect(all.status === 'ambiguous' && all.answers.map(({ space }) => space ?? '').toSorted()).toEqual([
      vpc.ref,
      twin.ref,
    ]);
    for (const name of ['v2', twin.ref])
      expect(answerOf(lookup.lookup(ip, { vpc: name })).labels[0]?.id).toBe(first);
  }
});
test('a public address is the same whatever VPC is named, and a private one of another VPC is not found', async () => {
  const lookup = await opened(...cloud, made('vpc', 'v2', { cidrs: ['172.16.0.0/12'] }));
  expect(answerOf(lookup.lookup('198.51.100.5', { vpc: 'v1' })).labels[0]?.id).toBe('e1');
  expect(lookup.lookup('10.0.1.5', { vpc: 'v2' }).status).toBe('unknown');
});
test.each(['', '10.0.0', 'example.com', '10.0.0.1:80', 'fe80::1%eth0'])(
  '%j is refused with a reason',
  async (text) => {
    const lookup = await opened(...cloud);
    expect(() => lookup.lookup(text)).toThrow(LookupError);
    expect(() => lookup.lookup(text)).toThrow(/is no IP address: write one such as/);
  },
);
test('a VPC that does not exist, and an id that two have, are refused with a reason', async () => {
  const lookup = await opened(...cloud, { ...made('vpc', 'v1'), ref: to('vpc', 'other') });
  expect(() => lookup.lookup('10.0.1.5', { vpc: 'v9' })).toThrow(
    /no VPC or cluster "v9": "tagsync show vpc" lists/,
  );
  expect(() => lookup.lookup('10.0.1.5', { vpc: 'v1' })).toThrow(
    /"v1" is any of aws\/vpc\/other, aws\/vpc\/v1: write which|"v1" is any of/,
  );
});
test('what is kept is marked, and leads to what is stale', async () => {
  const { store, run } = organization();
  const other = made('vm', 'i2');
  await run('a1/r1', { vm: [vm, other], nic: [nic], subnet: [subnet] });
  await run('a1/r1', { vm: [other], nic: 'denied', subnet: [subnet] });
  const { labels } = answerOf((await openLookup({ store })).lookup('10.0.1.5'));
  const standings = labels.map(({ id, standing }) => `${id} ${standing}`);
  expect(standings).toEqual(['n1 kept', 'i1 stale', 's1 current']);
});
test('as it was at a time', async () => {
  const { store, run, now } = organization();
  await run('a1/r1', { vm: [vm], nic: [nic] });
  const then = now();
  await run('a1/r1', { vm: [{ ...vm, tags: [['name', 'later']] }], nic: [nic] });
  const past = await openLookup({ store, at: then });
  expect(told(answerOf(past.lookup('10.0.1.5')))[1]).toBe('self vm i1=vm');
  await past.refresh();
  expect(told(answerOf(past.lookup('10.0.1.5')))[1]).toBe('self vm i1=vm');
  expect(told(answerOf((await openLookup({ store })).lookup('10.0.1.5')))[1]).toBe('self vm i1=later');
});

const endpoint = 'https://c1.example';
const cluster = made('cluster', 'c1', { ...tag('cluster'), endpoint });
const node = made('node', 'node-1', { ...tag('node'), vm: vm.ref });
const pod = made('pod', 'web-1', { tags: [['app', 'web']], node: 'node-1', owner: to('replica_set', 'rs1') });
const kubernetes = [
  made('k8s_cluster', 'eks1', { ...tag('managed'), endpoint }),
  cluster,
  node,
  pod,
  made('namespace', 'shop', tag('namespace')),
  made('replica_set', 'rs1', { ...tag('rs'), owner: to('workload', 'web') }),
  made('workload', 'web', { ...tag('workload'), pod_labels: [['app', 'web']] }),
  made('service', 'web', {
    ...tag('service'),
    selector: [{ key: 'app', operator: 'in', values: ['web'] }],
    cluster_ips: ['172.20.0.9'],
  }),
  made('ingress', 'front', {
    ...tag('ingress'),
    paths: [{ host: undefined, path: '/', service: 'web', port: '80' }],
  }),
];
/** As a cluster tells it: the addresses of what has a network of its own. */
const podNic = (ip: string) => ({
  ...made('nic', 'pod-nic', { device: clustered('pod', 'web-1'), addresses: at(ip) }),
  ref: ref('kubernetes', 'nic', 'c1', 'web-1'),
});
const clustered = <K extends 'pod' | 'node'>(kind: K, uid: string) => ref('kubernetes', kind, 'c1', uid);
const inCluster = [
  ...kubernetes.filter(({ kind }) => kind !== 'pod' && kind !== 'node'),
  { ...pod, ref: clustered('pod', 'web-1') },
  { ...node, ref: clustered('node', 'node-1') },
];
const podSides = [
  'place namespace shop=namespace',
  'controller replica_set rs1=rs',
  'controller workload web=workload',
  'front service web=service',
  'front ingress front=ingress',
  'place node node-1=node',
  'place cluster c1=cluster',
  'place k8s_cluster eks1=managed',
  'place vm i1=vm',
  'place subnet s1=subnet',
];

test('a pod is its namespace, workload, services, ingresses, node and cluster, and all that the node’s server is in', async () => {
  const lookup = await opened(...cloud, ...inCluster, podNic('10.244.0.7'));
  const answer = answerOf(lookup.lookup('10.244.0.7'));
  expect(answer.space).toBe(cluster.ref);
  const labels = told(answer);
  expect(labels.slice(0, 2)).toEqual(['self nic pod-nic=', 'self pod web-1=web']);
  for (const side of podSides) expect(labels).toContain(side);
  expect(answerOf(lookup.lookup('10.244.0.7', { vpc: 'c1' })).labels[1]?.id).toBe('web-1');
  expect(answerOf(lookup.lookup('10.244.0.7', { vpc: 'v1' })).labels[1]?.id).toBe('web-1');
});
test('a pod on the VPC’s own network is one thing with the interface that has its address', async () => {
  const lookup = await opened(...cloud, ...inCluster, podNic('10.0.1.5'));
  const labels = told(answerOf(lookup.lookup('10.0.1.5')));
  for (const part of ['self nic n1=nic', 'self vm i1=vm', 'self nic pod-nic=', 'self pod web-1=web'])
    expect(labels).toContain(part);
});
test('an address that pods of two clusters of one VPC have is not guessed between', async () => {
  const other = [
    made('cluster', 'c2', tag('other')),
    {
      ...made('node', 'node-2', { vm: vm.ref, cluster: to('cluster', 'c2') }),
      ref: ref('kubernetes', 'node', 'c2', 'x'),
    },
    {
      ...made('nic', 'other', { device: ref('kubernetes', 'pod', 'c2', 'x'), addresses: at('10.0.1.5') }),
      ref: ref('kubernetes', 'nic', 'c2', 'x'),
    },
  ];
  const result = (await opened(...cloud, ...inCluster, podNic('10.0.1.5'), ...other)).lookup('10.0.1.5');
  if (result.status !== 'ambiguous') throw new Error(`it is ${result.status}`);
  expect(result.answers).toHaveLength(3);
  expect(new Set(result.answers.map(({ space }) => space))).toEqual(
    new Set([vpc.ref, cluster.ref, to('cluster', 'c2')]),
  );
});

test('a server that is a node is in its cluster, and a service’s address leads to its workloads', async () => {
  const lookup = await opened(...cloud, ...inCluster);
  expect(told(answerOf(lookup.lookup('10.0.1.5')))).toEqual(
    expect.arrayContaining(['self node node-1=node', 'place cluster c1=cluster']),
  );
  expect(told(answerOf(lookup.lookup('172.20.0.9')))).toEqual([
    'self service web=service',
    'place namespace shop=namespace',
    'place cluster c1=cluster',
    'place k8s_cluster eks1=managed',
    'front ingress front=ingress',
    'path workload web=workload',
  ]);
});
test('a corrupt data object is told, nothing else is lost, and the next refresh heals', async () => {
  const objects = memoryStore(() => 0);
  let broken = true;
  const store = {
    ...objects,
    get: async (key: string) => {
      const found = await objects.get(key);
      return broken && key.startsWith('data/') && found !== undefined
        ? { ...found, body: Buffer.from('not that') }
        : found;
    },
  };
  const { run } = organization(store);
  const many = Array.from({ length: 400 }, (_, n) =>
    made('vm', `m${n}`, { tags: [['filler', 'x'.repeat(200)]] }),
  );
  broken = false;
  await run('a1/r1', { vm: [...many, vm], nic: [nic] });
  broken = true;
  const lookup = await openLookup({ store });
  expect(lookup.problems().map(({ what, error }) => `${what}: ${String(error)}`)).toEqual([
    expect.stringMatching(
      /^aws\/a1\/r1 vm: Corrupt: data\/.*holds something else than was written.*tagsync verify/,
    ),
  ]);
  expect(lookup.problems().map(({ isMissing }) => isMissing)).toEqual([true]);
  expect(told(answerOf(lookup.lookup('10.0.1.5')))).toEqual(['self nic n1=nic']);
  broken = false;
  expect(await lookup.refresh()).toEqual([]);
  expect(told(answerOf(lookup.lookup('10.0.1.5')))).toEqual(['self nic n1=nic', 'self vm i1=vm']);
});
