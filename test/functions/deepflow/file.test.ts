import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Config } from '../../../functions/deepflow/config.ts';
import { filesIn } from '../../../functions/deepflow/files.ts';
import { ref } from '../../../shared/model/ref.ts';
import type { Models } from '../../../shared/model/kinds.ts';
import { memoryStore } from '../../../shared/store/memory.ts';
import { ACCOUNT, REGION_NAME, SCOPE, listsOf } from './estate.ts';
import type { Plan } from './estate.ts';
import { commit } from './log-of.ts';
import { stage } from './stage.ts';
import type { Stage } from './stage.ts';

const TWO: Plan = {
  vpcs: 2,
  servers: [
    { name: 'web', vpc: 0, tags: [['team', 'a']], isPublic: true },
    { name: 'yes: no', vpc: 1, tags: [['team', 'b']] },
  ],
};
const FILE = '/etc/aws.yaml';
const KEY = 'deepflow/files/aws.yaml';
const section = { provider: 'aws', account: ACCOUNT, mode: 'own', file: { server: FILE, key: KEY } };
const OVER = { domains: [section] };

async function textIn({ store }: Pick<Stage, 'store'>): Promise<string> {
  return Buffer.from((await store.get(KEY))?.body ?? []).toString();
}

/** Publishes, brings the file there, and lets DeepFlow read and record, until nothing is outstanding. */
async function settle({ publish, carry, double }: Stage, over: object = OVER): Promise<number> {
  for (let round = 1; round < 9; round++) {
    const { outcome, domains } = await publish(over);
    if (outcome === 'equal' && domains.every(({ outstanding }) => outstanding.length === 0)) return round;
    await carry(KEY, FILE);
    double.record();
  }
  throw new Error('it never ends');
}

const nat: Models['nat_gateway'] = {
  kind: 'nat_gateway',
  ref: ref('aws', 'nat_gateway', 'nat-1'),
  id: 'nat-1',
  name: 'nat',
  tags: [['team', 'net']],
  region: ref('aws', 'region', REGION_NAME),
  owner: ACCOUNT,
  vpc: ref('aws', 'vpc', 'vpc-0'),
  subnet: ref('aws', 'subnet', 'subnet-0'),
  scheme: 'external',
  state: 'running',
  addresses: [{ ip: '10.0.1.77', public_ip: '198.51.100.77' }],
  nics: [],
};

describe('a domain whose servers go by a file', () => {
  it('holds what a filereader reads: the documented members, every reference by name', async () => {
    const here = await stage();
    await commit(here.store, SCOPE, listsOf(TWO));
    await here.publish(OVER);
    const text = await textIn(here);
    expect(load(text)).toEqual({
      regions: [{ name: 'region' }],
      azs: [
        { name: 'aws no zone', region: 'region' },
        { name: 'eu-west-1a', region: 'region' },
      ],
      hosts: [],
      tenants: [
        { name: 'vpc 0', region: 'region' },
        { name: 'vpc 1', region: 'region' },
      ],
      networks: [
        network('subnet 0', 'vpc 0', 'eu-west-1a'),
        network('subnet 1', 'vpc 1', 'eu-west-1a'),
        {
          ...network('public addresses of vpc-0', 'vpc 0', 'aws no zone'),
          external: true,
          net_type: 'wan',
        },
      ],
      subnets: [
        block('subnet 0 (10.0.1.0/24)', '10.0.1.0/24', 'subnet 0'),
        block('subnet 0 (2001:db8::/64)', '2001:db8::/64', 'subnet 0'),
        block('subnet 1 (10.1.1.0/24)', '10.1.1.0/24', 'subnet 1'),
        block('subnet 1 (2001:db8:1::/64)', '2001:db8:1::/64', 'subnet 1'),
        block('public addresses of vpc-0', '198.51.100.1/32', 'public addresses of vpc-0'),
      ],
      routers: [],
      vms: [
        {
          name: 'web',
          launch_server: '',
          tenant_name: 'vpc 0',
          az: 'eu-west-1a',
          region: 'region',
          ports: [
            {
              ip_address: '10.0.1.10',
              mac_address: '0a:00:00:00:00:00',
              subnet_name: 'subnet 0 (10.0.1.0/24)',
            },
            {
              ip_address: '198.51.100.1',
              mac_address: expect.stringMatching(/^02(?::[0-9a-f]{2}){5}$/),
              subnet_name: 'public addresses of vpc-0',
            },
          ],
        },
        {
          name: 'yes: no',
          launch_server: '',
          tenant_name: 'vpc 1',
          az: 'eu-west-1a',
          region: 'region',
          ports: [
            {
              ip_address: '10.1.1.11',
              mac_address: '0a:00:00:00:00:01',
              subnet_name: 'subnet 1 (10.1.1.0/24)',
            },
          ],
        },
      ],
    });
    expect([...here.double.domains.values()]).toMatchObject([{ type: 5, path: FILE }]);
  });

  it('is recorded, and tagged, and the rest of it stays in the table', async () => {
    const here = await stage();
    const over = { ...OVER, offer: ['nat_gateway'] };
    await commit(here.store, SCOPE, listsOf(TWO, { 'nat-gateway': [nat] }));
    const first = await here.publish(over);
    expect(first.domains[0]?.outstanding).toEqual([
      // The file is not there before it is written.
      '3 servers are not recorded yet: web, yes: no, nat',
      '1 items wait for DeepFlow to read the file: nat',
    ]);
    await settle(here, over);
    expect(here.double.knows(here.domain())).toEqual({
      azs: ['aws additional resources', 'aws no zone', 'eu-west-1a'],
      vpcs: ['vpc 0', 'vpc 1'],
      subnets: [
        'public addresses of vpc-0 198.51.100.1/32 198.51.100.77/32',
        'subnet 0 10.0.1.0/24 2001:db8::/64',
        'subnet 1 10.1.1.0/24 2001:db8:1::/64',
      ],
      hosts: [],
      chosts: ['nat 10.0.1.77 198.51.100.77', 'web 10.0.1.10 198.51.100.1', 'yes: no 10.1.1.11'],
      lbs: [],
      peers: [],
      tags: ['nat team=net', 'web team=a', 'yes: no team=b'],
      namespaces: [],
    });
    expect(here.double.table()).toMatchObject({
      azs: [{ name: 'aws additional resources' }],
      vpcs: [],
      subnets: [],
      chosts: [{ name: 'nat', type: 3 }],
    });
  });

  it('says that DeepFlow cannot read it while nobody brings it there', async () => {
    const { double, store, publish } = await stage();
    await commit(store, SCOPE, listsOf(TWO));
    await publish(OVER);
    double.record();
    expect((await publish(OVER)).domains[0]?.outstanding[0]).toBe(
      'DeepFlow says of the domain: 2026-01-01 00:00:00 open /etc/aws.yaml: no such file or directory',
    );
  });

  it('is written again only when something differs, and not in a dry run', async () => {
    const here = await stage();
    await commit(here.store, SCOPE, listsOf(TWO));
    expect((await here.publish(OVER, { dryRun: true })).outcome).toBe('equal'); // there is no domain yet
    await settle(here);
    const before = await textIn(here);
    const [web] = TWO.servers;
    await commit(
      here.store,
      SCOPE,
      listsOf({ ...TWO, servers: [{ ...web, name: 'renamed' } as Plan['servers'][number]] }),
      Date.now() + 1000,
    );
    expect((await here.publish(OVER, { dryRun: true })).outcome).toBe('dry');
    expect(await textIn(here)).toBe(before);
    await settle(here);
    expect(here.double.knows(here.domain()).tags).toEqual(['renamed team=a']);
  });

  it('stands while a source that it needs has never been listed', async () => {
    const here = await stage();
    await commit(here.store, SCOPE, listsOf(TWO));
    await settle(here);
    const before = await textIn(here);
    await commit(here.store, { ...SCOPE, region: 'us-east-1' }, listsOf(TWO, { nic: new Error('denied') }));
    const { domains } = await here.publish(OVER);
    expect(domains[0]?.outstanding).toEqual([
      'what was last sent stands: nic of us-east-1 was never listed completely (bug)',
    ]);
    expect(await textIn(here)).toBe(before);
  });

  it('a card that two interfaces have is in it once, since an interface there is known by its card alone', async () => {
    const here = await stage();
    const lists = listsOf(TWO);
    const nics = (lists['nic'] as readonly Models['nic'][]).map((nic) => ({
      ...nic,
      mac: '0a:00:00:00:00:99',
    }));
    await commit(here.store, SCOPE, { ...lists, nic: nics });
    await settle(here);
    expect(here.double.knows(here.domain()).chosts).toEqual([
      'web 10.0.1.10 198.51.100.1',
      'yes: no 10.1.1.11',
    ]);
  });

  it('holds names that its columns hold: 64 characters, none of them beyond three bytes', async () => {
    const here = await stage();
    const servers = [
      { name: 'a'.repeat(65), vpc: 0, tags: [['n', '1']] as const },
      { name: `${'a'.repeat(65)}b`, vpc: 0, tags: [['n', '2']] as const },
      { name: '订单🚀\u2028\u0085"', vpc: 0, tags: [['n', '3']] as const },
    ];
    await commit(here.store, SCOPE, listsOf({ vpcs: 1, servers }));
    await settle(here);
    expect(here.double.knows(here.domain()).tags).toEqual([
      `${'a'.repeat(58)} (i-0) n=1`,
      `${'a'.repeat(58)} (i-1) n=2`,
      '订单___" n=3',
    ]);
  });
});

describe('where the file is', () => {
  it('is on this machine too, whole or not at all', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tagsync-file-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const files = filesIn(memoryStore(Date.now));
    const file = { server: FILE, path: path.join(folder, 'new', 'aws.yaml') };
    expect(await files.read(file)).toBeUndefined();
    await files.write(file, 'azs: []\n');
    await files.write(file, 'azs: [] # 2\n');
    expect(await files.read(file)).toBe('azs: [] # 2\n');
    expect(await readFile(file.path, 'utf8')).toBe('azs: [] # 2\n');
    expect(await readdir(path.dirname(file.path))).toEqual(['aws.yaml']);
  });

  it.each([
    [{ file: { server: FILE } }, 'expected path or key'],
    [{ file: { server: FILE, key: KEY, path: 'x' } }, 'expected path or key'],
    [{ file: { server: 'aws.yaml', key: KEY } }, 'expected the absolute path'],
    [{ file: { server: FILE, key: 'log/x' } }, 'expected deepflow/files/<name>'],
    [{ ids: 'built-in' }, 'cannot be built-in with a file'],
    [{ mode: 'tags', domain: 'x' }, 'file and hosts are of a domain of our own'],
  ])('%j is refused: %s', (over, said) => {
    const { success, error } = config(over);
    expect(success).toBe(false);
    expect(error?.issues.map(({ message }) => message).join('; ')).toContain(said);
  });

  it('is read by a filereader alone', () => {
    const whole = { url: 'http://d:20417', domains: [section], create: { type: 6 } };
    expect(Config.safeParse(whole).error?.issues[0]?.message).toBe(
      'expected 5: only a filereader reads a file',
    );
    expect(Config.safeParse({ ...whole, create: {} }).success).toBe(true);
  });

  it('each region of DeepFlow has one of its own', async () => {
    const { store, publish, double } = await stage();
    const other = '11111111-0000-0000-0000-000000000000';
    double.regions.add(other);
    await commit(store, SCOPE, listsOf(TWO));
    await commit(store, { ...SCOPE, region: 'us-east-1' }, listsOf({ vpcs: 0, servers: [] }));
    await publish({
      ...OVER,
      regions: { '*': 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'aws/us-east-1': other },
    });
    const keys = (await store.list({ prefix: 'deepflow/files/', startAfter: '', limit: 9 })).map(
      ({ key }) => key,
    );
    expect(keys).toEqual(['deepflow/files/aws-11111111.yaml', KEY]);
    expect([...double.domains.values()].map(({ name, path: at }) => [name, at])).toEqual([
      [`aws ${ACCOUNT}`, FILE],
      [`aws ${ACCOUNT} 11111111`, '/etc/aws-11111111.yaml'],
    ]);
  });
});

const config = (over: object) =>
  Config.safeParse({ url: 'http://d:20417', domains: [{ ...section, ...over }] });

const network = (name: string, tenant: string, az: string) => ({
  name,
  external: false,
  net_type: 'lan',
  shared: false,
  segmentation_id: 0,
  tenant_name: tenant,
  az,
  region: 'region',
});

const block = (name: string, cidr: string, of: string) => ({
  name,
  cidr,
  gateway_ip: '',
  network_name: of,
});
