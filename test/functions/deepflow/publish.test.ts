import { describe, expect, it } from 'vitest';
import { EMPTY } from '../../../functions/deepflow/payload.ts';
import type { Payload } from '../../../functions/deepflow/payload.ts';
import { ref } from '../../../shared/model/ref.ts';
import type { Models } from '../../../shared/model/kinds.ts';
import { REGION } from '../../simulator/deepflow/domains/double.ts';
import { ACCOUNT, REGION_NAME, SCOPE, listsOf } from './estate.ts';
import type { Plan } from './estate.ts';
import { commit } from './log-of.ts';
import { stage } from './stage.ts';

const TWO: Plan = {
  vpcs: 2,
  servers: [
    { name: 'web', vpc: 0, tags: [['team', 'a']], isPublic: true },
    { name: 'db', vpc: 1, tags: [['cost center', 'x:y']] },
  ],
};

describe('a domain of our own', () => {
  it('is made, filled, recorded, and then tagged: DeepFlow knows what the log holds', async () => {
    const { double, store, publish, domain } = await stage();
    await commit(store, SCOPE, listsOf(TWO));
    const first = await publish();
    expect(first.outcome).toBe('sent');
    expect(first.domains[0]?.outstanding).toEqual(['2 servers are not recorded yet: web, db']);
    expect(double.knows(domain()).chosts).toEqual([]);
    double.record();
    const second = await publish();
    // Sent a moment ago: whether DeepFlow took them is only seen by asking it again.
    expect(second).toMatchObject({
      outcome: 'sent',
      domains: [{ outstanding: ['the tags of 2 servers are not shown yet: db, web'], tags: 2 }],
    });
    double.record();
    expect(await publish()).toMatchObject({ outcome: 'equal', domains: [{ outstanding: [], tags: 2 }] });
    expect(double.knows(domain())).toEqual({
      azs: ['aws no zone', 'eu-west-1a'],
      vpcs: ['vpc 0', 'vpc 1'],
      subnets: [
        'public addresses of vpc-0 198.51.100.1/32',
        'subnet 0 10.0.1.0/24 2001:db8::/64',
        'subnet 1 10.1.1.0/24 2001:db8:1::/64',
      ],
      hosts: [],
      chosts: ['db 10.1.1.11', 'web 10.0.1.10 198.51.100.1'],
      lbs: [],
      peers: [],
      tags: ['db cost_center=x_y', 'web team=a'],
      namespaces: [],
    });
    expect(second.domains[0]?.notes).toEqual([
      'aws/vm/i-1: tag cost center: sent as cost_center',
      'aws/vm/i-1: tag cost center: its value is sent as x_y',
    ]);
  });

  it('is sent again only when something differs', async () => {
    const { double, store, publish } = await stage();
    await commit(store, SCOPE, listsOf(TWO));
    await publish();
    double.record();
    await publish();
    double.record();
    expect((await publish()).outcome).toBe('equal');
    expect(double.puts).toHaveLength(2);
    await commit(store, SCOPE, listsOf({ ...TWO, servers: TWO.servers.slice(0, 1) }), Date.now() + 1000);
    expect((await publish()).outcome).toBe('sent');
    double.record();
    expect(double.puts.at(-1)?.chosts.map(({ name }) => name)).toEqual(['web']);
  });

  it('a dry run sends nothing, and makes no domain', async () => {
    const { double, store, publish } = await stage();
    await commit(store, SCOPE, listsOf(TWO));
    const { domains } = await publish({}, { dryRun: true });
    expect(domains[0]?.outstanding[0]).toMatch(/there is no domain with the cluster id tagsync-[0-9a-f]{20}/);
    expect(double.domains.size).toBe(0);
    expect(double.puts).toEqual([]);
  });

  it('servers of one name all get their id to it, since tags go by name', async () => {
    const { double, store, publish } = await stage();
    const servers = [0, 1].map((vpc) => ({ name: 'web', vpc, tags: [['n', String(vpc)]] as const }));
    await commit(store, SCOPE, listsOf({ vpcs: 2, servers }));
    await publish();
    double.record();
    await publish();
    expect(double.puts.at(-1)?.cloud_tags).toMatchObject([
      { resource_name: 'web (i-0)', tags: [{ key: 'n', value: '0' }] },
      { resource_name: 'web (i-1)', tags: [{ key: 'n', value: '1' }] },
    ]);
  });

  it('what breaks a rule of DeepFlow is left out alone, and named', async () => {
    const { double, store, publish } = await stage();
    const lists = listsOf(TWO);
    const [first, second] = lists['nic'] as readonly Models['nic'][];
    const broken = { ...second, addresses: [{ ip: '192.168.9.9', public_ip: undefined }] };
    const twin = {
      ...first,
      ref: ref('aws', 'nic', 'eni-9'),
      id: 'eni-9',
      addresses: [{ ip: '10.0.1.99', public_ip: undefined }],
    };
    await commit(store, SCOPE, { ...lists, nic: [first, broken, twin] as never });
    const { domains } = await publish();
    expect(domains[0]?.notes.filter((note) => !note.includes(': tag '))).toEqual([
      'aws/nic/eni-1: 192.168.9.9 lies in no block of its subnet (10.1.1.0/24, 2001:db8:1::/64)',
    ]);
    const web = double.puts[0]?.chosts.find(({ name }) => name === 'web');
    const macs = web?.vinterfaces.filter(({ ips }) => ips[0]?.startsWith('10.')).map(({ mac }) => mac);
    expect(new Set(macs).size).toBe(2); // the same card twice in a subnet would be one interface
  });

  it('load balancers, with listeners and targets', async () => {
    const { double, store, publish, domain } = await stage();
    const balancer: Models['load_balancer'] = {
      kind: 'load_balancer',
      ref: ref('aws', 'load_balancer', 'lb-1'),
      id: 'lb-1',
      name: 'front',
      tags: [],
      region: ref('aws', 'region', REGION_NAME),
      owner: ACCOUNT,
      type: 'network',
      scheme: 'external',
      state: 'running',
      vpc: ref('aws', 'vpc', 'vpc-0'),
      subnets: [],
      hostname: undefined,
      addresses: [{ ip: '10.0.1.200', public_ip: undefined }],
      security_groups: [],
    };
    const listener = (port: number, group: string): Models['lb_listener'] => ({
      kind: 'lb_listener',
      ref: ref('aws', 'lb_listener', `l-${port}`),
      id: `l-${port}`,
      name: `l-${port}`,
      tags: [],
      load_balancer: balancer.ref,
      protocol: port === 53 ? 'QUIC' : 'TCP',
      port,
      target_groups: [group],
    });
    const target = (n: number, group: string): Models['lb_target'] => ({
      kind: 'lb_target',
      ref: ref('aws', 'lb_target', group, `i-${n}`, '8080'),
      id: `i-${n}`,
      name: `i-${n}`,
      tags: [],
      target_group: group,
      load_balancers: [balancer.ref],
      protocol: 'TCP',
      port: 8080,
      device: ref('aws', 'vm', `i-${n}`),
      ip: undefined,
    });
    const more = {
      'load-balancer': [balancer],
      // DeepFlow makes the id of a listener of address and port: the second of a port would be the first one.
      'lb-listener': [
        listener(80, 'a'),
        listener(53, 'b'),
        { ...listener(80, 'b'), ref: ref('aws', 'lb_listener', 'l-81') },
      ],
      'lb-target': [target(0, 'a'), target(1, 'b')],
    };
    await commit(store, SCOPE, listsOf(TWO, more));
    const sent = await publish();
    expect(sent.outcome).toBe('sent');
    expect(sent.domains[0]?.notes).toContain(
      'aws/lb_listener/l-81: another listener has port 80, and DeepFlow tells them apart by it',
    );
    expect(double.puts[0]?.lbs).toMatchObject([
      {
        name: 'front',
        model: 2,
        region_uuid: REGION,
        vinterfaces: [{ ips: ['10.0.1.200'] }],
        lb_listeners: [
          {
            ip: '10.0.1.200',
            port: 53,
            protocol: 'UDP',
            lb_target_servers: [{ ip: '10.1.1.11', port: 8080 }],
          },
          {
            ip: '10.0.1.200',
            port: 80,
            protocol: 'TCP',
            lb_target_servers: [{ ip: '10.0.1.10', port: 8080 }],
          },
        ],
      },
    ]);
    double.record();
    await publish();
    // Reading back gives each listener the targets of both: that is no difference.
    expect((await publish()).outcome).toBe('equal');
    expect(double.knows(domain()).lbs).toEqual(['front 10.0.1.200 :53 :80']);
  });

  it('peerings once both sides are recorded', async () => {
    const { double, store, publish, domain } = await stage();
    const peering: Models['peer_connection'] = {
      kind: 'peer_connection',
      ref: ref('aws', 'peer_connection', 'pcx-1', 'requester'),
      id: 'pcx-1',
      name: 'a to b',
      tags: [],
      side: 'requester',
      state: 'active',
      local_vpc: ref('aws', 'vpc', 'vpc-0'),
      local_region: ref('aws', 'region', REGION_NAME),
      local_owner: ACCOUNT,
      remote_vpc: ref('aws', 'vpc', 'vpc-1'),
      remote_region: ref('aws', 'region', REGION_NAME),
      remote_owner: ACCOUNT,
    };
    // DeepFlow refuses a whole PUT for one of a VPC with itself.
    const itself = {
      ...peering,
      ref: ref('aws', 'peer_connection', 'pcx-2', 'requester'),
      id: 'pcx-2',
      remote_vpc: peering.local_vpc,
    };
    await commit(store, SCOPE, listsOf(TWO, { 'peer-connection': [peering, itself] }));
    await publish();
    expect(double.puts[0]?.peer_connections).toEqual([]);
    double.record();
    await publish();
    double.record();
    expect(double.knows(domain()).peers).toEqual(['a to b']);
  });
});

describe('tags alone', () => {
  const TAGS = { domains: [{ provider: 'aws', account: ACCOUNT, mode: 'tags', domain: 'production' }] };

  it('go to the servers that DeepFlow collects itself; a name that stands for two is never guessed', async () => {
    const { double, store, publish } = await stage();
    const { lcuuid } = double.addDomain({
      name: 'production',
      type: 6,
      platform: ['web', 'db', 'twin', 'twin'].map((name, n) => ({ lcuuid: `vm-${n}`, name })),
    });
    const servers = [...TWO.servers, { name: 'twin', vpc: 0, tags: [['x', 'y']] as const }];
    await commit(store, SCOPE, listsOf({ vpcs: 2, servers }));
    double.record();
    const { domains } = await publish(TAGS);
    double.record();
    expect(double.knows(lcuuid).tags).toEqual(['db cost_center=x_y', 'web team=a']);
    expect(domains[0]?.notes).toContain(
      'aws/vm/i-2: 2 servers are called twin in DeepFlow: none is tagged, since it could be the wrong one',
    );
    expect(double.puts[0]).toMatchObject({ ...EMPTY, cloud_tags: [{}, {}] });
  });

  it('a domain that is not there is said to be missing, and nothing is sent', async () => {
    const { double, store, publish } = await stage();
    await commit(store, SCOPE, listsOf(TWO));
    const { outcome, domains } = await publish(TAGS);
    expect(outcome).toBe('equal');
    expect(domains[0]?.outstanding).toEqual([
      'there is no domain production: name one that DeepFlow collects',
    ]);
    expect(double.puts).toEqual([]);
  });
});

describe('what others have in the table', () => {
  it('is given back as it was', async () => {
    const { double, store, publish } = await stage();
    const { lcuuid } = double.addDomain({ name: 'theirs', type: 5 });
    double.write(foreign(lcuuid));
    await commit(store, SCOPE, listsOf(TWO));
    expect(await publish()).toMatchObject({ outcome: 'sent', foreign: 2 });
    expect(double.table().azs.filter(({ domain_uuid }) => domain_uuid === lcuuid)).toEqual(
      foreign(lcuuid).azs,
    );
    expect(double.table().vpcs.filter(({ domain_uuid }) => domain_uuid === lcuuid)).toEqual(
      foreign(lcuuid).vpcs,
    );
  });

  it('is not touched where it cannot be given back as it was, unless the table is ours', async () => {
    const { double, store, publish } = await stage();
    const { lcuuid } = double.addDomain({ name: 'theirs', type: 5 });
    double.write({
      ...foreign(lcuuid),
      lbs: [
        {
          name: 'lb',
          domain_uuid: lcuuid,
          region_uuid: REGION,
          vpc_uuid: 'vpc-1',
          model: 1,
          vinterfaces: [],
          lb_listeners: [theirs(1), theirs(2)],
        },
      ],
    });
    await commit(store, SCOPE, listsOf(TWO));
    await expect(publish()).rejects.toThrow(
      /load balancer lb of domain .+ is not read back\. Nothing was sent; "ownTable: true"/,
    );
    expect(double.puts).toEqual([]);
    expect((await publish({ ownTable: true })).outcome).toBe('sent');
    double.record();
    await publish({ ownTable: true });
    double.record();
    expect((await publish({ ownTable: true })).outcome).toBe('equal');
  });

  it.each([
    [
      'interfaces of one card in a subnet',
      { chosts: [device('a', '10.0.0.1'), device('b', '10.0.0.2')] },
      /interface 02:00:00:00:00:01 of domain .+ which address is whose is not read back/,
    ],
    [
      'load balancers of one name in a VPC',
      { lbs: [balancer(1), balancer(2)] },
      /load balancer lb of domain .+ which listener is whose is not read back/,
    ],
    [
      'subnets of one id',
      { subnets: [block('10.0.0.0/24'), block('10.0.1.0/24')] },
      /subnet subnet of domain .+ which block is whose is not read back/,
    ],
  ])('is not touched where %s share what they are kept by', async (_, items, said) => {
    const { double, store, publish } = await stage();
    const { lcuuid } = double.addDomain({ name: 'theirs', type: 5 });
    const of = (list: readonly object[] = []) => list.map((item) => ({ ...item, domain_uuid: lcuuid }));
    const { chosts, lbs, subnets = [block('10.0.0.0/24')] } = items as Partial<Record<string, object[]>>;
    double.write({
      ...foreign(lcuuid),
      subnets: of(subnets) as never,
      chosts: of(chosts) as never,
      lbs: of(lbs) as never,
    });
    await commit(store, SCOPE, listsOf(TWO));
    await expect(publish()).rejects.toThrow(said);
    expect(double.puts).toEqual([]);
    // Where it may be lost, what is left of it stays: it does not grow with each run.
    expect((await publish({ ownTable: true })).outcome).toBe('sent');
    double.record();
    await publish({ ownTable: true });
    const table = double.table();
    double.record();
    expect((await publish({ ownTable: true })).outcome).toBe('equal');
    expect(double.table()).toEqual(table);
  });

  it('a writer between reading and writing is seen, and what it wrote is kept', async () => {
    const { double, store, publish } = await stage();
    const { lcuuid } = double.addDomain({ name: 'theirs', type: 5 });
    double.write(foreign(lcuuid));
    await commit(store, SCOPE, listsOf(TWO));
    const table = 'GET /v1/domain-additional-resources/';
    // The first reading, then the second one: between them somebody adds a VPC.
    double.before(table, () =>
      double.before(table, () =>
        double.write({
          ...foreign(lcuuid),
          vpcs: [...foreign(lcuuid).vpcs, { name: 'new', uuid: 'vpc-2', domain_uuid: lcuuid }],
        }),
      ),
    );
    await publish();
    expect(double.table().vpcs.map(({ name }) => name)).toContain('new');
  });
});

describe('what must not happen', () => {
  it('a source that was never listed stops its domain: what was last sent stands', async () => {
    const { double, store, publish } = await stage();
    await commit(store, SCOPE, listsOf(TWO, { nic: new Error('denied') }));
    const { domains } = await publish();
    expect(domains[0]?.outstanding).toEqual([
      'what was last sent stands: nic of eu-west-1 was never listed completely (bug)',
    ]);
    expect(double.puts).toEqual([]);
  });

  it.each([
    { payload: {}, origins: [['a uuid', null]] },
    { payload: { chosts: 'x' }, origins: [] },
    { payload: { lbs: [{ domain_uuid: 'd' }] }, origins: [] },
  ])('a note of what was sent that cannot be read stands for nothing: %j', async (noted) => {
    const { double, store, publish } = await stage();
    const { lcuuid } = double.addDomain({ name: 'theirs', type: 5 });
    double.write(foreign(lcuuid));
    await commit(store, SCOPE, listsOf(TWO));
    await publish();
    const [listed] = await store.list({ prefix: 'deepflow/', startAfter: '', limit: 9 });
    await store.put(listed?.key ?? '', Buffer.from(JSON.stringify(noted)));
    expect((await publish()).outcome).toBe('equal');
    const others = { ...SCOPE, region: 'us-east-1' };
    await commit(store, others, listsOf(TWO, { nic: new Error('denied') }));
    const { domains } = await publish();
    expect(domains[0]?.outstanding.join()).toContain('nic of us-east-1 was never listed completely');
    expect(double.table().chosts.map(({ name }) => name)).toEqual(['web', 'db']); // and takes nothing away
    expect(double.puts).toHaveLength(1);
  });

  it('a log that is gone takes nothing away', async () => {
    const { double, store, publish } = await stage();
    const servers = Array.from({ length: 20 }, (_, n) => ({ name: `s${n}`, vpc: 0, tags: [] }));
    await commit(store, SCOPE, listsOf({ vpcs: 1, servers }));
    await publish();
    for (const { key } of await store.list({ prefix: 'heads/', startAfter: '', limit: 9 }))
      await store.delete(key);
    const other = { ...SCOPE, region: 'us-east-1' };
    await commit(store, other, listsOf({ vpcs: 0, servers: [] }));
    const { domains, outcome } = await publish();
    expect(outcome).toBe('equal');
    expect(domains[0]?.outstanding[0]).toMatch(/22 resources would go although no commit says so/);
    expect(double.table().chosts).toHaveLength(20);
  });

  it('what a first run sent and did not live to note goes when commits say so', async () => {
    const { double, store, publish } = await stage();
    const servers = Array.from({ length: 20 }, (_, n) => ({ name: `s${n}`, vpc: 0, tags: [] }));
    await commit(store, SCOPE, listsOf({ vpcs: 1, servers }));
    const put = store.put.bind(store);
    let isDead = false;
    store.put = async (key, bytes) => {
      if (double.puts.length > 0) isDead = true;
      if (isDead) throw new Error('killed');
      return put(key, bytes);
    };
    await publish().catch(() => {});
    expect(double.table().chosts).toHaveLength(20);
    store.put = put;
    await commit(store, SCOPE, listsOf({ vpcs: 1, servers: servers.slice(0, 2) }), Date.now() + 1000);
    const { domains } = await publish();
    expect(domains[0]?.outstanding.join()).not.toContain('no commit says so');
    expect(double.table().chosts.map(({ name }) => name)).toEqual(['s0', 's1']);
  });

  it.each([
    [{ kind: 'empty' } as const, 'HTTP 200 with an empty body: it did not do what it was asked'],
    [{ kind: 'html' } as const, 'HTTP 413: a proxy on the way takes no body of that size'],
    [{ kind: 'slow' } as const, 'no answer'],
    [
      { kind: 'status', status: 503, code: 'SERVICE_UNAVAILABLE', description: 'busy' } as const,
      'SERVICE_UNAVAILABLE (HTTP 503): busy',
    ],
    // A proxy's word against DeepFlow's: it is not known what was done.
    [{ kind: 'status', status: 502, code: 'SUCCESS', description: '' } as const, 'SUCCESS (HTTP 502)'],
  ])('an answer of %j is an error that says so, and the next run heals', async (mischief, said) => {
    const { double, store, publish } = await stage();
    await commit(store, SCOPE, listsOf(TWO));
    double.misbehave('PUT ', mischief);
    await expect(publish({}, mischief.kind === 'slow' ? { timeoutMs: 2_000 } : {})).rejects.toThrow(said);
    expect((await publish()).outcome).toBe('sent');
  });

  it('half of what was sent being recorded is outstanding, until the rest is', async () => {
    const { double, store, publish, domain } = await stage();
    await commit(store, SCOPE, listsOf(TWO));
    await publish();
    double.record(1);
    // Its task shows both: the database, which names are held against, has one.
    const { outcome, domains } = await publish();
    expect(outcome).toBe('sent');
    expect(domains[0]?.outstanding).toEqual([
      'DeepFlow has recorded 1 of 2 servers',
      'the tags of 2 servers are not shown yet: db, web',
      expect.stringMatching(/^not recorded yet, so its tags wait: .+ \(resource name: db\) .+ not found$/),
    ]);
    expect(double.table().cloud_tags.map((tag) => tag.resource_name)).toEqual(['web']);
    double.record();
    await publish();
    double.record();
    expect((await publish()).domains[0]?.outstanding).toEqual([]);
    expect(double.knows(domain()).tags).toEqual(['db cost_center=x_y', 'web team=a']);
  });

  it('tasks that are ahead of the recorder: what no name is recorded of goes without tags, and later with them', async () => {
    const { double, store, publish, domain } = await stage();
    const servers = Array.from({ length: 9 }, (_, n) => ({
      name: `s${n}`,
      vpc: 0,
      tags: [['n', String(n)]] as const,
    }));
    await commit(store, SCOPE, listsOf({ vpcs: 1, servers }));
    await publish();
    double.runTasks();
    const { outcome, domains } = await publish();
    expect(outcome).toBe('sent');
    expect(domains[0]?.outstanding.at(-1)).toMatch(/^DeepFlow has not recorded all of it yet: /);
    expect(double.table().chosts).toHaveLength(9);
    double.record();
    await publish();
    double.record();
    expect(double.knows(domain()).tags).toHaveLength(9);
  });

  it('a domain that somebody deleted is made again, and filled', async () => {
    const { double, store, publish, domain } = await stage();
    await commit(store, SCOPE, listsOf(TWO));
    await publish();
    const before = domain();
    double.deleteDomain(before);
    await publish();
    expect(domain()).toBe(before); // the cluster id makes it the same one
    double.record();
    expect(double.knows(domain()).chosts).toHaveLength(2);
  });

  it('ids of the built-in collector are not used while that one is at work', async () => {
    const { double, store, publish } = await stage();
    const built = { domains: [{ provider: 'aws', account: ACCOUNT, mode: 'own', ids: 'built-in' }] };
    const { lcuuid } = double.addDomain({
      name: 'aws by DeepFlow',
      type: 6,
      platform: [{ lcuuid: 'x', name: 'x' }],
    });
    await commit(store, SCOPE, listsOf(TWO));
    const first = await publish(built);
    expect(first.domains[0]?.notes).toEqual(
      expect.arrayContaining([expect.stringMatching(/^ids of our own are used: DeepFlow still collects/)]),
    );
    const prefixed = double.puts[0]?.vpcs.map(({ uuid }) => uuid);
    double.deleteDomain(lcuuid);
    await publish(built);
    const same = double.puts[1]?.vpcs.map(({ uuid }) => uuid);
    expect(same).not.toEqual(prefixed);
    // UUIDv5 of "vpc-0" in the OID namespace, by Python's uuid.uuid5(uuid.NAMESPACE_OID, "vpc-0").
    expect(same?.[0]).toBe('68de2e62-ee3a-5c13-aacf-21ea49517587');
  });
});

const foreign = (domain: string): Payload => ({
  ...EMPTY,
  azs: [{ name: 'theirs', uuid: 'az-1', domain_uuid: domain }],
  vpcs: [{ name: 'theirs', uuid: 'vpc-1', domain_uuid: domain }],
});

const theirs = (port: number) => ({
  name: `10.0.0.9-${port}`,
  protocol: 'TCP',
  ip: '10.0.0.9',
  port,
  lb_target_servers: [{ ip: '10.0.0.1', port }],
});

const device = (name: string, ip: string) => ({
  name,
  uuid: name,
  vpc_uuid: 'vpc-1',
  az_uuid: 'az-1',
  host_ip: '',
  type: 1,
  vinterfaces: [{ name: '', mac: '02:00:00:00:00:01', subnet_uuid: 'subnet', ips: [ip] }],
});

const balancer = (port: number) => ({
  name: 'lb',
  region_uuid: REGION,
  vpc_uuid: 'vpc-1',
  model: 1,
  vinterfaces: [],
  lb_listeners: [{ ...theirs(port), lb_target_servers: [] }],
});

const block = (cidr: string) => ({
  name: 'subnet',
  uuid: 'subnet',
  vpc_uuid: 'vpc-1',
  az_uuid: 'az-1',
  type: 4,
  is_vip: false,
  cidrs: [cidr],
});
