import { describe, expect, it } from 'vitest';
import { EMPTY } from '../../../functions/deepflow/payload.ts';
import type { Double } from '../../simulator/deepflow/domains/double.ts';
import { v5 } from '../../simulator/deepflow/domains/uuid.ts';
import { ACCOUNT, CLUSTER, CLUSTER_SCOPE, SCOPE, clusterLists, listsOf } from './estate.ts';
import type { ClusterPlan } from './estate.ts';
import { commit } from './log-of.ts';
import { stage } from './stage.ts';

const SERVERS = listsOf({
  vpcs: 1,
  servers: [
    { name: 'node a', vpc: 0, tags: [['role', 'node']] },
    { name: 'node b', vpc: 0, tags: [] },
  ],
});
const SHOP: ClusterPlan = {
  namespaces: [
    {
      name: 'shop',
      tags: [
        ['team', 'shop'],
        ['kubernetes.io/metadata.name', 'shop'],
      ],
    },
    { name: 'kube-system', tags: [] },
  ],
  nodes: [0, 1],
};
const CLUSTERS = { clusters: [{ id: CLUSTER }] };
const FILE = '/etc/aws.yaml';
const KEY = 'deepflow/files/aws.yaml';
const WITH_FILE = {
  ...CLUSTERS,
  domains: [{ provider: 'aws', account: ACCOUNT, mode: 'own', file: { server: FILE, key: KEY } }],
};
const COLLECTED = {
  ...CLUSTERS,
  domains: [{ provider: 'aws', account: ACCOUNT, mode: 'tags', domain: 'production' }],
};

/** A domain of AWS that DeepFlow collects itself, with the servers of the log. */
const collectedIn = (double: Double) =>
  double.addDomain({
    name: 'production',
    type: 6,
    // UUIDs of version 5 of the cloud's ids, as its collector makes them.
    platform: [
      { lcuuid: v5('i-0'), name: 'node a', vpc: v5('vpc-0'), ip: '10.0.1.10' },
      { lcuuid: v5('i-1'), name: 'node b', vpc: v5('vpc-0'), ip: '10.0.1.11' },
    ],
  });
const push = (double: Double, namespaces: readonly string[]): void =>
  void double.pushed.set(CLUSTER, { namespaces, nodes: ['10.0.1.10', '10.0.1.11'] });

describe('a cluster that is a domain of its own', () => {
  it('has its namespaces tagged with their labels, and no sub-domain is made', async () => {
    const { double, store, publish } = await stage();
    const { lcuuid } = double.addDomain({
      name: 'k8s',
      type: 11,
      clusterId: CLUSTER,
      namespaces: ['shop', 'kube-system'],
    });
    await commit(store, SCOPE, SERVERS);
    await commit(store, CLUSTER_SCOPE, clusterLists(SHOP));
    double.record();
    expect((await publish(CLUSTERS)).domains[1]?.outstanding).toEqual([
      'the tags of 1 namespaces are not shown yet: shop',
    ]);
    double.record();
    const { domains } = await publish(CLUSTERS);
    expect(domains[1]).toEqual({
      name: CLUSTER,
      mode: 'tags',
      domain: lcuuid,
      items: 1,
      tags: 1,
      outstanding: [],
      notes: [],
    });
    double.record();
    expect(double.knows(lcuuid).namespaces).toEqual([
      'shop kubernetes.io/metadata.name=shop',
      'shop team=shop',
    ]);
    expect(double.subDomains.size).toBe(0);
  });

  it('and its cluster id there may be another one', async () => {
    const { double, store, publish } = await stage();
    const { lcuuid } = double.addDomain({
      name: 'k8s',
      type: 11,
      clusterId: 'other',
      namespaces: ['shop'],
    });
    await commit(store, SCOPE, SERVERS);
    await commit(store, CLUSTER_SCOPE, clusterLists(SHOP));
    double.record();
    await publish({ clusters: [{ id: CLUSTER, clusterId: 'other' }] });
    double.record();
    expect(double.knows(lcuuid).namespaces).toHaveLength(2);
  });
});

describe('a cluster inside of a VPC that DeepFlow collects itself', () => {
  it('becomes a sub-domain with the VPC of its nodes, and its namespaces get their labels', async () => {
    const { double, store, publish } = await stage();
    const { lcuuid } = collectedIn(double);
    await commit(store, SCOPE, SERVERS);
    await commit(store, CLUSTER_SCOPE, clusterLists(SHOP));
    double.record();
    const first = await publish(COLLECTED);
    expect(first.domains[1]?.outstanding).toEqual(['no namespace of it is recorded yet: shop']);
    const [sub] = [...double.subDomains.values()];
    expect(sub).toMatchObject({
      clusterId: CLUSTER,
      domain: lcuuid,
      config: { vpc_uuid: v5('vpc-0'), region_uuid: 'ffffffff-ffff-ffff-ffff-ffffffffffff' },
    });
    push(double, ['shop', 'kube-system']);
    double.record();
    expect((await publish(COLLECTED)).domains[1]).toMatchObject({
      tags: 1,
      outstanding: ['the tags of 1 namespaces are not shown yet: shop'],
      notes: [],
    });
    expect(double.table().cloud_tags.filter((tag) => tag.resource_type === 'pod_ns')).toMatchObject([
      { resource_name: 'shop', domain_uuid: lcuuid, subdomain_uuid: sub?.lcuuid },
    ]);
    double.record();
    expect(double.knows(lcuuid).namespaces).toEqual([
      'prod/shop kubernetes.io/metadata.name=shop',
      'prod/shop team=shop',
    ]);
    expect(await publish(COLLECTED)).toMatchObject({
      outcome: 'equal',
      domains: [{ outstanding: [] }, { outstanding: [] }],
    });
  });

  it('is not made while the VPC is not there, nor in a dry run, nor without "create"', async () => {
    const { double, store, publish } = await stage();
    double.addDomain({ name: 'production', type: 6, platform: [{ lcuuid: 'x', name: 'x' }] });
    await commit(store, SCOPE, SERVERS);
    await commit(store, CLUSTER_SCOPE, clusterLists(SHOP));
    double.record();
    const saying = async (over: object, options = {}) =>
      (await publish({ ...COLLECTED, ...over }, options)).domains[1]?.outstanding;
    expect(await saying({})).toEqual([
      'prod: its sub-domain waits for DeepFlow to know the VPC of its nodes in production',
    ]);
    const said = [
      'prod: no domain and no sub-domain has that cluster id: "create" makes a sub-domain of production',
    ];
    expect(await saying({}, { dryRun: true })).toEqual(said);
    expect(await saying({ create: undefined })).toEqual(said);
    expect(double.subDomains.size).toBe(0);
  });

  it('is made again when somebody deleted it', async () => {
    const { double, store, publish } = await stage();
    const { lcuuid } = collectedIn(double);
    await commit(store, SCOPE, SERVERS);
    await commit(store, CLUSTER_SCOPE, clusterLists(SHOP));
    push(double, ['shop']);
    for (let round = 0; round < 3; round++) {
      await publish(COLLECTED);
      double.record();
    }
    double.subDomains.clear();
    double.record();
    for (let round = 0; round < 3; round++) {
      await publish(COLLECTED);
      double.record();
    }
    expect(double.subDomains.size).toBe(1);
    expect(double.knows(lcuuid).namespaces).toHaveLength(2);
  });

  it('whose name somebody has already is said to be so, and the rest goes on', async () => {
    const { double, store, publish } = await stage();
    const { lcuuid } = collectedIn(double);
    double.subDomains.set('s', { lcuuid: 's', name: CLUSTER, clusterId: 'x', domain: lcuuid, config: {} });
    await commit(store, SCOPE, SERVERS);
    await commit(store, CLUSTER_SCOPE, clusterLists(SHOP));
    double.record();
    const { outcome, domains } = await publish(COLLECTED);
    expect(outcome).toBe('sent'); // the tags of servers
    expect(domains[1]?.outstanding).toEqual([expect.stringContaining('sub_domain (prod) already exist')]);
  });

  it('a namespace that is gone takes its tags with it, and stands in nobody’s way', async () => {
    const { double, store, publish } = await stage();
    const { lcuuid } = collectedIn(double);
    await commit(store, SCOPE, SERVERS);
    const two = { ...SHOP, namespaces: ['a', 'b'].map((name) => ({ name, tags: [['n', name]] as const })) };
    await commit(store, CLUSTER_SCOPE, clusterLists(two), Date.now());
    push(double, ['a', 'b']);
    double.record();
    await publish(COLLECTED);
    double.record();
    await publish(COLLECTED);
    double.record();
    expect(double.knows(lcuuid).namespaces).toEqual(['prod/a n=a', 'prod/b n=b']);
    push(double, ['a']);
    double.record(); // what is read back of b's tags has no name now
    await commit(
      store,
      CLUSTER_SCOPE,
      clusterLists({ ...two, namespaces: two.namespaces.slice(0, 1) }),
      Date.now() + 1000,
    );
    expect((await publish(COLLECTED)).outcome).toBe('sent');
    double.record();
    expect(double.knows(lcuuid).namespaces).toEqual(['prod/a n=a']);
    expect((await publish(COLLECTED)).outcome).toBe('equal');
  });
});

describe('where most of its nodes are', () => {
  it('is the VPC of the cluster', async () => {
    const { double, store, publish } = await stage();
    const servers = [0, 1, 1].map((vpc, n) => ({ name: `n${n}`, vpc, tags: [] }));
    double.addDomain({
      name: 'production',
      type: 6,
      platform: servers.map(({ vpc }, n) => ({ lcuuid: v5(`i-${n}`), name: `n${n}`, vpc: v5(`vpc-${vpc}`) })),
    });
    await commit(store, SCOPE, listsOf({ vpcs: 2, servers }));
    await commit(store, CLUSTER_SCOPE, clusterLists({ ...SHOP, nodes: [0, 1, 2] }));
    double.record();
    await publish(COLLECTED);
    expect([...double.subDomains.values()].map(({ config }) => config['vpc_uuid'])).toEqual([v5('vpc-1')]);
  });
});

describe('a cluster inside of a VPC of ours', () => {
  it('needs a file of the servers: those of the table count for no sub-domain', async () => {
    const { double, store, publish } = await stage();
    await commit(store, SCOPE, SERVERS);
    await commit(store, CLUSTER_SCOPE, clusterLists(SHOP));
    const { domains } = await publish(CLUSTERS);
    expect(domains[1]?.outstanding).toEqual([
      'its nodes are servers of aws 111122223333: only servers of a file count for a sub-domain, so set "file" of that domain',
    ]);
    expect(double.subDomains.size).toBe(0);
  });

  it('with one: VPC, servers, cluster, namespaces, tags, one after the other', async () => {
    const { double, store, publish, domain, carry } = await stage();
    await commit(store, SCOPE, SERVERS);
    await commit(store, CLUSTER_SCOPE, clusterLists(SHOP));
    push(double, ['shop', 'kube-system']);
    for (let round = 0; round < 4; round++) {
      await publish(WITH_FILE);
      await carry(KEY, FILE);
      double.record();
    }
    const { outcome, domains } = await publish(WITH_FILE);
    expect(outcome).toBe('equal');
    expect(domains.flatMap(({ outstanding }) => outstanding)).toEqual([]);
    expect(double.knows(domain())).toMatchObject({
      vpcs: ['vpc 0'],
      chosts: ['node a 10.0.1.10', 'node b 10.0.1.11'],
      tags: ['node a role=node'],
      namespaces: ['prod/shop kubernetes.io/metadata.name=shop', 'prod/shop team=shop'],
    });
  });

  it('keeps all that it has while a controller that was started anew knows nothing', async () => {
    const { double, store, publish, domain, carry } = await stage();
    await commit(store, SCOPE, SERVERS);
    await commit(store, CLUSTER_SCOPE, clusterLists(SHOP));
    push(double, ['shop']);
    for (let round = 0; round < 4; round++) {
      await publish(WITH_FILE);
      await carry(KEY, FILE);
      double.record();
    }
    const before = double.table();
    double.restart();
    expect((await publish(WITH_FILE)).outcome).toBe('equal');
    expect(double.table()).toEqual(before);
    expect(double.knows(domain()).namespaces).toHaveLength(2);
  });

  it('follows its VPC when that gets another name, and so another id', async () => {
    const { double, store, publish, domain, carry } = await stage();
    const round = async (): Promise<void> => {
      await publish(WITH_FILE);
      await carry(KEY, FILE);
      double.record();
    };
    await commit(store, SCOPE, SERVERS);
    await commit(store, CLUSTER_SCOPE, clusterLists(SHOP));
    push(double, ['shop']);
    for (let n = 0; n < 4; n++) await round();
    const [before] = [...double.subDomains.values()].map(({ config }) => config['vpc_uuid']);
    const renamed = (SERVERS['vpc'] as readonly object[]).map((vpc) => ({ ...vpc, name: 'renamed' }));
    await commit(store, SCOPE, { ...SERVERS, vpc: renamed as never }, Date.now() + 1000);
    for (let n = 0; n < 4; n++) await round();
    const [sub] = [...double.subDomains.values()];
    expect(sub?.config).toEqual({ vpc_uuid: expect.any(String), region_uuid: expect.any(String) });
    expect(sub?.config['vpc_uuid']).not.toBe(before);
    expect(double.knows(domain()).namespaces).toHaveLength(2);
  });
});

describe('a cluster that nobody pushes', () => {
  it('is said of it, and of the domain that it is in, whose own tags go all the same', async () => {
    const { double, store, publish } = await stage();
    const { lcuuid } = collectedIn(double);
    await commit(store, SCOPE, SERVERS);
    await commit(store, CLUSTER_SCOPE, clusterLists(SHOP));
    double.record();
    for (let n = 0; n < 2; n++) {
      await publish(COLLECTED);
      double.record();
    }
    const { domains } = await publish(COLLECTED);
    const problem = '2026-01-01 00:00:00 no found cluster (prod) entries';
    expect(domains.map(({ outstanding }) => outstanding[0])).toEqual([
      `DeepFlow says of the domain: 共有1个附属容器集群存在异常 ${problem}`,
      `DeepFlow says of the cluster: ${problem}`,
    ]);
    expect(double.knows(lcuuid).tags).not.toEqual([]);
  });
});

describe('what must not happen', () => {
  it('namespaces that were never listed leave their tags as they are', async () => {
    const { double, store, publish } = await stage();
    const { lcuuid } = double.addDomain({ name: 'k8s', type: 11, clusterId: CLUSTER, namespaces: ['shop'] });
    double.record();
    const theirs = {
      resource_type: 'pod_ns' as const,
      resource_name: 'shop',
      domain_uuid: lcuuid,
      subdomain_uuid: '',
      tags: [{ key: 'theirs', value: 'x' }],
    };
    double.write({ ...EMPTY, cloud_tags: [theirs] });
    await commit(store, SCOPE, SERVERS);
    await commit(store, CLUSTER_SCOPE, { ...clusterLists(SHOP), namespace: new Error('denied') });
    const { domains } = await publish(CLUSTERS);
    expect(domains[1]?.outstanding).toEqual([
      'the namespaces of prod were never listed completely: what was last sent stands',
    ]);
    expect(double.table().cloud_tags).toContainEqual(theirs);
  });

  it('tags of namespaces of clusters that are not ours are given back', async () => {
    const { double, store, publish } = await stage();
    const { lcuuid } = collectedIn(double);
    double.subDomains.set('s', {
      lcuuid: 's',
      name: 'theirs',
      clusterId: 'theirs',
      domain: lcuuid,
      config: { vpc_uuid: v5('vpc-0') },
    });
    double.pushed.set('theirs', { namespaces: ['shop'], nodes: ['10.0.1.10'] });
    double.record();
    const theirs = {
      resource_type: 'pod_ns' as const,
      resource_name: 'shop',
      domain_uuid: lcuuid,
      subdomain_uuid: 's',
      tags: [{ key: 'theirs', value: 'x' }],
    };
    double.write({ ...EMPTY, cloud_tags: [theirs] });
    push(double, ['shop']);
    await commit(store, SCOPE, SERVERS);
    await commit(store, CLUSTER_SCOPE, clusterLists(SHOP));
    await publish(COLLECTED);
    double.record();
    await publish(COLLECTED);
    double.record();
    expect(double.knows(lcuuid).namespaces).toEqual([
      'prod/shop kubernetes.io/metadata.name=shop',
      'prod/shop team=shop',
      'theirs/shop theirs=x',
    ]);
  });

  it('two namespaces of one name are not guessed between', async () => {
    const { double, store, publish } = await stage();
    double.addDomain({ name: 'k8s', type: 11, clusterId: CLUSTER, namespaces: ['shop'] });
    await commit(store, SCOPE, SERVERS);
    const lists = clusterLists(SHOP);
    const [shop] = lists['namespace'] as readonly { readonly ref: string }[];
    const twin = { ...shop, ref: `${shop?.ref}2`, id: 'another uid' };
    await commit(store, CLUSTER_SCOPE, { ...lists, namespace: [shop, twin] as never });
    double.record();
    expect((await publish(CLUSTERS)).domains[1]).toMatchObject({
      tags: 0,
      notes: ['2 namespaces of prod are called shop: none is tagged (uid of shop, another uid)'],
    });
  });

  it('a cluster whose nodes run nowhere that is published is said to need a place', async () => {
    const { double, store, publish } = await stage();
    await commit(store, SCOPE, SERVERS);
    await commit(store, CLUSTER_SCOPE, clusterLists({ ...SHOP, nodes: [7] }));
    expect((await publish(CLUSTERS)).domains[1]?.outstanding).toEqual([
      'prod: no node of it runs on a server of a domain that is published: make a domain or sub-domain for it yourself',
    ]);
    expect(double.subDomains.size).toBe(0);
  });
});
