import { expect, test } from 'vitest';
import { advanceCursor } from '../../../../shared/notify/cursor.ts';
import { read } from '../../../contract/tree.ts';
import { made, to } from '../../../support/estate.ts';
import { organization } from '../../../support/organization.ts';
import { machine } from './machine.ts';
import type { Machine } from './machine.ts';

const vm = made('vm', 'i1', { name: 'web', vpc: to('vpc', 'v1'), tags: [['team', 'a']] });
const other = made('vm', 'i2', { vpc: to('vpc', 'v2') });
const nic = (id: string, vpc: string, device: string, ip: string) =>
  made('nic', id, {
    vpc: to('vpc', vpc),
    device: to('vm', device),
    addresses: [{ ip, public_ip: undefined }],
  });

async function logged(): Promise<Machine> {
  const here = await machine({});
  const { run } = organization(here.store);
  await run('a1/r1', {
    vpc: [made('vpc', 'v1'), made('vpc', 'v2')],
    vm: [vm, other],
    nic: [
      nic('n1', 'v1', 'i1', '10.0.0.1'),
      nic('n2', 'v1', 'i1', '10.0.0.2'),
      nic('n3', 'v2', 'i2', '10.0.0.2'),
    ],
  });
  return here;
}

test('an address is told with what it belongs to, and the tags of each', async () => {
  const { code, out, err } = await (await logged()).run('lookup', '10.0.0.1');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toBe(`10.0.0.1 in aws/vpc/v1
  self        nic               n1
  self        vm                i1 "web"
                                team=a
  place       vpc               v1
`);
});
test('an ambiguous one is told in each place, and ends with 2', async () => {
  const here = await logged();
  const { code, out } = await here.run('lookup', '10.0.0.2');
  expect(code).toBe(2);
  expect(out).toMatch(/^10\.0\.0\.2 is ambiguous: 2 places have it; name one with --vpc\n/);
  expect((await here.run('lookup', '10.0.0.2', '--vpc', 'v2')).code).toBe(0);
  const { out: json } = await here.run('lookup', '10.0.0.2', '192.0.2.1', '--json');
  expect(JSON.parse(json)).toMatchObject([
    { status: 'ambiguous', answers: [{ space: 'aws/vpc/v1' }, {}] },
    { status: 'unknown' },
  ]);
});
test.each([
  [['lookup'], 'name addresses, or with --field'],
  [['lookup', '10.0.0.999'], '"10.0.0.999" is no IP address'],
  [['lookup', '10.0.0.1', '--vpc', 'v9'], 'there is no VPC or cluster "v9"'],
  [['lookup', '10.0.0.1', '--at', '3'], 'is a version of one scope'],
  [['lookup', '10.0.0.1', '--at', '1970-01-01'], 'holds nothing of then'],
  [['export', 'xml'], 'Allowed choices are prometheus, otel, csv, json'],
  [['serve', '--listen', '0.0.0.0:80'], '0.0.0.0 is not loopback'],
  [['serve', '--listen', 'here'], 'Write host:port'],
])('%s is refused in one line', async (argv, why) => {
  const { code, out, err } = await (await logged()).run(...argv);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain(why);
  expect(err).not.toContain('a mistake of this program');
  expect(err).toMatch(/^tagsync: .+\n$/);
});
test('JSON lines are enriched on the way through, and none is lost', async () => {
  const here = await logged();
  here.stdin = [
    '{"src":"10.0.0.1","n":1}\n{"src":"nonsen',
    'se"}\nnot JSON\n\n',
    '{"src":"10.0.0.2","in":"v2"}\n{"src":7}',
  ];
  const { code, out, err } = await here.run('lookup', '--field', 'src', '--vpc-field', 'in');
  expect(code).toBe(0);
  expect(err).toBe('1 lines were no JSON objects and went through as they are\n');
  const lines = out.split('\n');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    src: '10.0.0.1',
    n: 1,
    src_labels: { status: 'found', labels: [{ id: 'n1' }, { tags: { team: 'a' } }, {}] },
  });
  expect(JSON.parse(lines[1] ?? '')).toEqual({
    src: 'nonsense',
    src_labels: { status: 'invalid', address: 'nonsense', error: expect.any(String) },
  });
  expect(lines.slice(2, 4)).toEqual(['not JSON', '']);
  expect(JSON.parse(lines[4] ?? '')).toMatchObject({ src_labels: { status: 'found', space: 'aws/vpc/v2' } });
  expect(lines.slice(5)).toEqual(['{"src":7}', '']);
});
test('an export goes to standard output, or to a file', async () => {
  const here = await logged();
  const { out } = await here.run('export', 'csv');
  expect(out.split('\r\n')).toHaveLength(5);
  await here.run('export', 'prometheus', '--port', '9182', '--out', 'targets.json');
  expect(JSON.parse(here.files.get('targets.json') ?? '')).toHaveLength(3);
});
test('a log that cannot be read as a whole makes no export: the file stays, and the lookup tells what is left out', async () => {
  const here = await logged();
  const many = Array.from({ length: 400 }, (_, n) =>
    made('rds', `m${n}`, { tags: [['filler', 'x'.repeat(200)]] }),
  );
  await organization(here.store).run('a1/r2', { rds: many });
  await here.run('export', 'csv', '--out', 'addresses.csv');
  const before = here.files.get('addresses.csv');
  expect(before).toContain('10.0.0.1');
  for (const { key } of await here.store.list({ prefix: 'data/', startAfter: '', limit: 9 }))
    await here.store.put(key, Buffer.from('?'));
  const { code, out, err } = await here.run('export', 'csv', '--out', 'addresses.csv');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(
    /^aws\/a1\/r2 rds is left out: .+\ntagsync: half of an estate is no export: .*"tagsync verify".*\n$/,
  );
  expect(here.files.get('addresses.csv')).toBe(before);
  const told = await here.run('lookup', '10.0.0.1');
  expect(told.code).toBe(0);
  expect(told.out).toContain('team=a');
  expect(told.err).toMatch(/^aws\/a1\/r2 rds is left out: .+\n$/);
});
test('a file that cannot be written is named', async () => {
  const here = await logged();
  here.readOnly = true;
  const { code, err } = await here.run('export', 'csv', '--out', 'nowhere/addresses.csv');
  expect({ code, err }).toEqual({
    code: 1,
    err: 'tagsync: nowhere/addresses.csv cannot be written (ENOENT): choose a folder that is there and that this user may write to\n',
  });
});
test('a server is up until it is interrupted, and tells Prometheus all that rules and dashboard ask for', async () => {
  const here = await logged();
  await advanceCursor(here.store, 'hook', { provider: 'aws', account: 'a1', region: 'r1' }, 1);
  const person = new AbortController();
  here.signal = person.signal;
  here.env['TAGSYNC_SERVE_TOKEN'] = 'a-token-for-tests';
  const told = new Promise<string>((resolve) => (here.onNote = resolve));
  const running = here.run('serve', '--listen', '127.0.0.1:0');
  const [, url = ''] = /^listening on (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(await told) ?? [];
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const names = new Set([...metrics.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name));
  for (const page of ['docs/prometheus-rules.yml', 'docs/grafana-dashboard.json']) {
    const asked = [...read(page).matchAll(/\btagsync_\w+/g)].map(([name]) => name);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((name) => !names.has(name))).toEqual([]);
  }
  expect(metrics).toMatch(
    /^tagsync_sink_behind_versions\{provider="aws",account="a1",region="r1",sink="hook"\} \d+$/m,
  );
  const busy = await here.run('serve', '--listen', new URL(url).host);
  expect(busy).toEqual({
    code: 1,
    out: '',
    err: `tagsync: ${new URL(url).host} cannot be listened on (listen EADDRINUSE: address already in use ${new URL(url).host}): name another with --listen\n`,
  });
  person.abort();
  expect((await running).code).toBe(0);
});
