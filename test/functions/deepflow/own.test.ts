import { describe, expect, it } from 'vitest';
import { EMPTY } from '../../../functions/deepflow/payload.ts';
import { ref } from '../../../shared/model/ref.ts';
import type { Models } from '../../../shared/model/kinds.ts';
import { REGION } from '../../simulator/deepflow/domains/double.ts';
import { ACCOUNT, REGION_NAME, SCOPE, listsOf, nicOf, vpcOf } from './estate.ts';
import type { Plan } from './estate.ts';
import { commit } from './log-of.ts';
import { stage } from './stage.ts';
import type { Stage } from './stage.ts';

const TWO: Plan = {
  vpcs: 2,
  servers: [
    { name: 'web', vpc: 0, tags: [['team', 'a']] },
    { name: 'db', vpc: 1, tags: [['team', 'b']] },
  ],
};
const own = (over: object) => ({ domains: [{ provider: 'aws', account: ACCOUNT, mode: 'own', ...over }] });

const theirVpc = (domain_uuid: string) => ({
  name: 'theirs',
  uuid: `vpc of ${domain_uuid}`,
  domain_uuid,
});

async function settle({ double, publish }: Stage, over: object = {}): Promise<readonly string[]> {
  let outstanding: readonly string[] = [];
  for (let round = 0; round < 4; round++) {
    outstanding = (await publish(over)).domains.flatMap((domain) => domain.outstanding);
    double.record();
  }
  return outstanding;
}

const placed = { region: ref('aws', 'region', REGION_NAME), owner: ACCOUNT };

const databaseOf = (n: number, name: string): Models['rds'] => ({
  kind: 'rds',
  ref: ref('aws', 'rds', `db-${n}`),
  id: `db-${n}`,
  name,
  tags: [['data', 'orders']],
  ...placed,
  engine: 'mysql',
  version: undefined,
  role: 'single',
  state: 'running',
  type: undefined,
  cluster: undefined,
  vpc: ref('aws', 'vpc', 'vpc-1'),
  az: undefined,
  subnets: [],
  endpoints: [],
  addresses: [{ ip: `10.1.1.${100 + n}`, public_ip: undefined }],
  security_groups: [],
});

const cacheOf = (n: number): Models['redis'] => {
  const { kind: _, cluster: __, role: ___, ...rest } = databaseOf(n, `cache ${n}`);
  return {
    ...rest,
    kind: 'redis',
    ref: ref('aws', 'redis', `cache-${n}`),
    id: `cache-${n}`,
    role: 'single',
    cluster: undefined,
  };
};

describe('what has no kind of its own', () => {
  const more = { rds: [databaseOf(0, 'db')], redis: [cacheOf(1)] };

  it('is a server of another type, with its tags, if it is offered', async () => {
    const here = await stage();
    await commit(here.store, SCOPE, listsOf(TWO, more));
    expect(await settle(here, { offer: ['rds', 'redis'] })).toEqual([]);
    const known = here.double.knows(here.domain());
    expect(known.chosts).toEqual([
      'cache 1 10.1.1.101',
      // It has the name of a server, so both have their id to it: tags go by name.
      'db (db-0) 10.1.1.100',
      'db (i-1) 10.1.1.11',
      'web 10.0.1.10',
    ]);
    expect(known.tags).toEqual([
      'cache 1 data=orders',
      'db (db-0) data=orders',
      'db (i-1) team=b',
      'web team=a',
    ]);
    expect(here.double.puts[0]?.chosts.map(({ type }) => type)).toEqual([1, 1, 5, 5]);
  });

  it('is where its interface is, if it does not say so itself', async () => {
    const here = await stage();
    const db = { ...databaseOf(0, 'far'), vpc: undefined, addresses: [] };
    const card = {
      ...nicOf(5, { name: 'far', vpc: 1, tags: [] }),
      device: db.ref,
      addresses: [{ ip: '10.1.1.40', public_ip: undefined }],
    };
    const { nic = [], ...lists } = listsOf(TWO, { rds: [db] });
    await commit(here.store, SCOPE, { ...lists, nic: nic instanceof Error ? nic : [...nic, card] });
    expect(await settle(here, { offer: ['rds'] })).toEqual([]);
    expect(here.double.knows(here.domain()).chosts).toEqual([
      'db 10.1.1.11',
      'far 10.1.1.40',
      'web 10.0.1.10',
    ]);
  });

  it('is not sent otherwise', async () => {
    const { double, store, publish } = await stage();
    await commit(store, SCOPE, listsOf(TWO, more));
    await publish();
    expect(double.puts[0]?.chosts.map(({ name }) => name)).toEqual(['web', 'db']);
  });
});

describe('machines that servers run on', () => {
  const hosts = [
    {
      name: 'rack 7',
      ip: '10.0.1.250',
      az: 'eu-west-1a',
      subnet: 'subnet-0',
      servers: ['i-0', 'i-of-nobody'],
    },
    { name: 'rack 8', ip: '192.0.2.8', type: 'esxi', servers: ['i-1'] },
    { name: 'elsewhere', ip: '192.0.2.9', servers: ['i-of-nobody'] },
  ];

  it('are those of the configuration, and their servers say so', async () => {
    const here = await stage();
    await commit(here.store, SCOPE, listsOf(TWO));
    expect(await settle(here, own({ hosts }))).toEqual([]);
    expect(here.double.knows(here.domain())).toMatchObject({
      hosts: ['rack 7 10.0.1.250', 'rack 8'],
      chosts: ['db 10.1.1.11 on rack 8', 'web 10.0.1.10 on rack 7'],
    });
    expect(here.double.puts[0]?.hosts.map(({ type }) => type)).toEqual([3, 2]);
  });

  it('an address outside of its subnet makes no interface, and is named', async () => {
    const { double, store, publish } = await stage();
    await commit(store, SCOPE, listsOf(TWO));
    const { domains } = await publish(own({ hosts: [{ ...hosts[0], ip: '10.9.9.9' }] }));
    expect(domains[0]?.notes).toContain(
      'host rack 7: 10.9.9.9 lies in no block of subnet subnet-0: it has no interface',
    );
    expect(double.puts[0]?.hosts).toMatchObject([{ ip: '10.9.9.9', vinterfaces: [] }]);
  });

  it('two of one address are refused', async () => {
    const { publish } = await stage();
    const twice = [hosts[0], { ...hosts[1], ip: '10.0.1.250' }];
    await expect(async () => publish(own({ hosts: twice }))).rejects.toThrow('the same address');
  });
});

describe('names', () => {
  it('that become the same by what is put to them are told apart all the same', async () => {
    const here = await stage();
    const servers = ['web', 'web', 'web (i-0)', 'web (i-0) (i-0)'].map((name, n) => ({
      name,
      vpc: 0,
      tags: [['n', String(n)]] as const,
    }));
    await commit(here.store, SCOPE, listsOf({ vpcs: 1, servers }));
    expect(await settle(here)).toEqual([]);
    const { tags, chosts } = here.double.knows(here.domain());
    expect(new Set(chosts.map((line) => line.replace(/ [\d.]+$/, ''))).size).toBe(4);
    expect(tags.map((line) => line.slice(-3))).toEqual(expect.arrayContaining(['n=0', 'n=1', 'n=2', 'n=3']));
  });

  it('and tags with what MySQL’s utf8 cannot hold would fail a thousand rows: it is "_" there', async () => {
    const here = await stage();
    const servers = [
      { name: 'ok', vpc: 0, tags: [] },
      { name: '🚀', vpc: 0, tags: [['k🚀', 'v\u0000']] as const },
    ];
    await commit(here.store, SCOPE, listsOf({ vpcs: 1, servers }));
    expect(await settle(here)).toEqual([]);
    expect(here.double.knows(here.domain())).toMatchObject({
      chosts: ['_ 10.0.1.11', 'ok 10.0.1.10'],
      tags: ['_ k_=v_'],
    });
  });
});

describe('what DeepFlow does not check itself is right all the same', () => {
  it('blocks without host bits, each once; a card once in a subnet; zones that their column of 64 characters holds', async () => {
    const here = await stage();
    const lists = listsOf({ vpcs: 1, servers: [1, 2].map((n) => ({ name: `s${n}`, vpc: 0, tags: [] })) });
    const [zone] = lists['az'] as readonly Models['az'][];
    const [subnet] = lists['subnet'] as readonly Models['subnet'][];
    const nics = lists['nic'] as readonly Models['nic'][];
    await commit(here.store, SCOPE, {
      ...lists,
      az: [{ ...zone, name: 'z'.repeat(65) }] as never,
      subnet: [{ ...subnet, cidrs: ['10.0.1.9/24', '10.0.1.0/24'] }] as never,
      nic: nics.map((nic) => ({ ...nic, mac: '0a:00:00:00:00:01' })),
    });
    expect(await settle(here)).toEqual([]);
    // A card of InfiniBand is 20 bytes, and the column has 32 characters.
    await commit(
      here.store,
      SCOPE,
      {
        ...lists,
        az: [{ ...zone, name: 'z'.repeat(65) }] as never,
        subnet: [{ ...subnet, cidrs: ['10.0.1.9/24', '10.0.1.0/24'] }] as never,
        nic: nics.map((nic) => ({ ...nic, mac: Array.from({ length: 20 }, () => '0a').join(':') })),
      },
      Date.now() + 1000,
    );
    expect(await settle(here)).toEqual([]);
    expect(here.double.knows(here.domain())).toMatchObject({
      azs: ['aws no zone', `${'z'.repeat(64 - ' (eu-west-1a)'.length)} (eu-west-1a)`],
      subnets: ['subnet 0 10.0.1.0/24'],
      chosts: ['s1 10.0.1.10', 's2 10.0.1.11'],
    });
  });
});

describe('what is gone', () => {
  it('is not sent because a list that failed still refers to it', async () => {
    const here = await stage();
    const lists = listsOf(TWO);
    await commit(here.store, SCOPE, lists, Date.now() - 2000);
    await settle(here);
    // The server is gone, and the list of interfaces, of which one was its, failed.
    const left = (lists['vm'] as readonly Models['vm'][]).slice(0, 1);
    await commit(here.store, SCOPE, { ...lists, vm: left, nic: new Error('later') });
    expect(await settle(here)).toEqual([]);
    expect(here.double.knows(here.domain()).chosts).toEqual(['web 10.0.1.10']);
  });

  it('nor do many of those look like a loss that no commit says', async () => {
    const here = await stage();
    const servers = Array.from({ length: 20 }, (_, n) => ({ name: `s${n}`, vpc: 0, tags: [] }));
    const lists = listsOf({ vpcs: 1, servers });
    await commit(here.store, SCOPE, lists, Date.now() - 2000);
    await settle(here);
    const left = (lists['vm'] as readonly Models['vm'][]).slice(0, 5);
    await commit(here.store, SCOPE, { ...lists, vm: left, nic: new Error('later') }, Date.now() - 1000);
    expect(await settle(here)).toEqual([]);
    expect(here.double.knows(here.domain()).chosts).toHaveLength(5);
  });

  it('a domain that was deleted leaves items in the table that no PUT takes: they are not given back', async () => {
    const { double, store, publish } = await stage();
    const { lcuuid } = double.addDomain({ name: 'theirs', type: 5 });
    const alive = double.addDomain({ name: 'alive', type: 5 }).lcuuid;
    double.write({ ...EMPTY, vpcs: [lcuuid, alive].map(theirVpc) });
    double.deleteDomain(lcuuid);
    await commit(store, SCOPE, listsOf(TWO));
    expect(await publish()).toMatchObject({ outcome: 'sent', foreign: 1 });
    const uuids = double.table().vpcs.map(({ uuid }) => uuid);
    expect(uuids).toHaveLength(3);
    expect(uuids).toContain(`vpc of ${alive}`);
  });
});

describe('a VPC that several accounts see', () => {
  it('has its built-in id in its owner’s domain alone: an id must be there once', async () => {
    const { double, store, publish } = await stage();
    const owner = '999900001111';
    const shared = { ...vpcOf(0), owner };
    await commit(
      store,
      { ...SCOPE, account: owner },
      { ...listsOf({ vpcs: 1, servers: [] }), vpc: [shared] },
    );
    await commit(store, SCOPE, { ...listsOf(TWO), vpc: [shared, vpcOf(1)] });
    const over = {
      domains: [owner, ACCOUNT].map((account) => ({ ...own({}).domains[0], account, ids: 'built-in' })),
    };
    await publish(over);
    const [put] = double.puts;
    expect(put?.vpcs).toHaveLength(3);
    expect(new Set(put?.vpcs.map(({ uuid }) => uuid)).size).toBe(3);
  });
});

describe('a controller that was started anew', () => {
  it('knows nothing for a minute, and nothing is taken away from it', async () => {
    const here = await stage();
    await commit(here.store, SCOPE, listsOf(TWO));
    expect(await settle(here)).toEqual([]);
    const before = here.double.table();
    here.double.restart();
    const { outcome, domains } = await here.publish();
    expect(outcome).toBe('equal');
    expect(domains[0]?.outstanding).toEqual(['2 servers are not recorded yet: web, db']);
    expect(here.double.table()).toEqual(before);
    here.double.record();
    expect((await here.publish()).domains[0]?.outstanding).toEqual([]);
  });
});

describe('bad input', () => {
  it('an address that is none, and a VPC that nobody lists, are left out alone and named', async () => {
    const here = await stage();
    const lists = listsOf(TWO);
    const [first, second] = lists['nic'] as readonly Models['nic'][];
    const [web, db] = lists['vm'] as readonly Models['vm'][];
    const odd = [{ ip: '10.0.1.300', public_ip: '198.51.100' }];
    const nowhere = { ...db, vpc: ref('aws', 'vpc', 'vpc-9'), subnet: undefined };
    await commit(here.store, SCOPE, {
      ...lists,
      nic: [{ ...first, addresses: [...(first?.addresses ?? []), ...odd] }, second] as never,
      vm: [web, nowhere] as never,
    });
    const { domains } = await here.publish();
    expect(domains[0]?.notes).toEqual([
      'aws/vpc/vpc-9: no scope holds this VPC, so nothing in it can be sent',
      'aws/vm/i-1: it is in no VPC that is sent',
      'aws/nic/eni-0: 10.0.1.300 is no address',
      'aws/vm/i-0: 198.51.100 is no address',
    ]);
    here.double.record();
    expect(here.double.knows(here.domain()).chosts).toEqual(['web 10.0.1.10']);
  });

  it('a server whose interfaces have public addresses only says its private one itself', async () => {
    const here = await stage();
    const { nic = [], ...lists } = listsOf(TWO);
    const [first, ...others] = nic instanceof Error ? [] : (nic as readonly Models['nic'][]);
    if (first === undefined) throw new Error('no interfaces');
    const outside = { ...first, addresses: [{ ip: undefined, public_ip: '198.51.100.7' }] };
    await commit(here.store, SCOPE, { ...lists, nic: [outside, ...others] });
    expect(await settle(here)).toEqual([]);
    const [web] = here.double.puts[0]?.chosts.filter(({ name }) => name === 'web') ?? [];
    expect(web?.vinterfaces.flatMap(({ ips }) => ips)).toEqual(['10.0.1.10', '198.51.100.7']);
  });

  it('a server’s own address that no subnet has is named with the server', async () => {
    const here = await stage();
    const lists = listsOf(TWO);
    const [web, db] = lists['vm'] as readonly Models['vm'][];
    await commit(here.store, SCOPE, { ...lists, vm: [{ ...web, ip: '10.9.9.9' }, db] as never, nic: [] });
    expect((await here.publish()).domains[0]?.notes).toEqual([
      'aws/vm/i-0: 10.9.9.9 is in no subnet of aws/vpc/vpc-0 that is sent',
    ]);
  });

  it('a data object that is damaged stops the run by its name, and nothing is sent; whole again, it goes on', async () => {
    const { double, store, publish } = await stage();
    // More than a commit holds itself.
    const servers = Array.from({ length: 250 }, (_, n) => ({
      name: `s${n}`,
      vpc: 0,
      tags: [['k', 'x'.repeat(300)]] as const,
    }));
    await commit(store, SCOPE, listsOf({ vpcs: 1, servers }));
    const [listed] = await store.list({ prefix: 'data/', startAfter: '', limit: 1 });
    const key = listed?.key ?? '';
    const whole = await store.get(key);
    await store.put(key, Buffer.from('damaged'));
    await expect(publish()).rejects.toThrow(key);
    expect(double.puts).toEqual([]);
    await store.put(key, whole?.body ?? Buffer.alloc(0));
    expect((await publish()).outcome).toBe('sent');
  });

  it('a controller that is down is said to be, with its address', async () => {
    const { double, store, publish } = await stage();
    await commit(store, SCOPE, listsOf(TWO));
    await double.close();
    await expect(publish()).rejects.toThrow(
      /DeepFlow at http:\/\/127\.0\.0\.1:\d+: GET \/v2\/domains\/: no answer: .*ECONNREFUSED/,
    );
  });
});

describe('what is said', () => {
  it('of a domain without a server: DeepFlow records nothing of it', async () => {
    const { double, store, publish, domain } = await stage();
    await commit(store, SCOPE, listsOf({ vpcs: 1, servers: [] }));
    const { domains } = await publish();
    expect(domains[0]?.notes).toEqual([
      'no server with an interface is sent: without one, DeepFlow records nothing of the domain',
    ]);
    double.record();
    expect(double.knows(domain()).vpcs).toEqual([]);
  });

  it('of a region that no region of DeepFlow is named for, and of an account that was never synced', async () => {
    const { store, publish } = await stage();
    await commit(store, { ...SCOPE, region: 'us-east-1' }, listsOf({ vpcs: 0, servers: [] }));
    await commit(store, SCOPE, listsOf(TWO));
    const { domains } = await publish({
      regions: { [`aws/${REGION_NAME}`]: REGION },
      domains: [
        { provider: 'aws', account: ACCOUNT, mode: 'own' },
        { provider: 'aliyun', account: '1', mode: 'own' },
      ],
    });
    expect(domains.flatMap(({ name, outstanding }) => outstanding.map((what) => `${name}: ${what}`))).toEqual(
      [
        `aws ${ACCOUNT}: 2 servers are not recorded yet: web, db`,
        `aws ${ACCOUNT} us-east-1: aws/us-east-1 is of no region of DeepFlow: "regions" maps it to one`,
        'aliyun 1: nothing of aliyun 1 was ever synced',
      ],
    );
  });

  it('of a domain in a region that DeepFlow has no controller in: what to set right', async () => {
    const { double, store, publish } = await stage();
    const region = '00000000-0000-0000-0000-000000000009';
    await commit(store, SCOPE, listsOf(TWO));
    const { domains } = await publish({ regions: { '*': region } });
    expect(domains[0]?.outstanding).toEqual([
      expect.stringMatching(
        /can not find controller ip.+: DeepFlow has no controller in a region 0{8}-.+9: "regions" names one that it has, or "create\.config\.controller_ip" the controller$/,
      ),
    ]);
    expect(double.domains.size).toBe(0);
  });

  it('of a domain whose name somebody has: that one waits, the others go', async () => {
    const { double, store, publish } = await stage();
    double.addDomain({ name: 'mine', type: 5 });
    const other = '999900001111';
    await commit(store, SCOPE, listsOf(TWO));
    await commit(store, { ...SCOPE, account: other }, listsOf({ vpcs: 0, servers: [] }));
    const { outcome, domains } = await publish({
      domains: [
        { provider: 'aws', account: ACCOUNT, mode: 'own', name: 'mine' },
        { provider: 'aws', account: other, mode: 'own' },
      ],
    });
    expect(outcome).toBe('sent');
    expect(domains.map(({ outstanding }) => outstanding)).toEqual([
      [expect.stringContaining('domain (mine) already exist')],
      // Nothing is of it yet, and that is not seen before its task has run.
      [expect.stringContaining('DeepFlow has not read the domain')],
    ]);
  });

  it('of servers that their own cloud has tagged: DeepFlow shows those and not ours', async () => {
    const { double, store, publish } = await stage();
    double.addDomain({
      name: 'production',
      type: 6,
      platform: [
        { lcuuid: 'a', name: 'web', tags: { found: 'there' } },
        { lcuuid: 'b', name: 'db' },
      ],
    });
    await commit(store, SCOPE, listsOf(TWO));
    double.record();
    const tags = { domains: [{ provider: 'aws', account: ACCOUNT, mode: 'tags', domain: 'production' }] };
    await publish(tags);
    double.record();
    expect((await publish(tags)).domains[0]).toMatchObject({
      outstanding: [],
      notes: ['1 servers have tags that DeepFlow found in the cloud, and shows those: web'],
    });
  });
});
