import { expect, test } from 'vitest';
import { attributesOf } from '../../../shared/lookup/exports/otel.ts';
import type { Format } from '../../../shared/lookup/exports/choice.ts';
import { exported } from '../../../shared/lookup/exports/formats.ts';
import { openLookup } from '../../../shared/lookup/lookup.ts';
import type { TagRecord } from '../../../shared/model/kinds.ts';
import { ref } from '../../../shared/model/ref.ts';
import { made, to } from '../../support/estate.ts';
import { organization } from '../../support/organization.ts';

const at = (...ips: readonly string[]) => ips.map((ip) => ({ ip, public_ip: undefined }));
const vpc = made('vpc', 'v1', {
  tags: [
    ['stage', 'prod'],
    ['团队', '平台'],
  ],
});
const twin = made('vpc', 'v2');
const vm = made('vm', 'i1', {
  name: 'say "hi", 你好',
  type: 'm7i.large',
  vpc: vpc.ref,
  tags: [
    ['team', 'a,b'],
    ['a-b', '1'],
    ['a.b', '2'],
  ],
});
const estate: readonly TagRecord[] = [
  made('region', 'r1'),
  vpc,
  twin,
  vm,
  made('nic', 'n1', {
    vpc: vpc.ref,
    device: vm.ref,
    addresses: [{ ip: '10.0.0.1', public_ip: '198.51.100.1' }, ...at('2001:db8::1')],
  }),
  made('vm', 'i2', { vpc: twin.ref }),
  made('nic', 'n2', { vpc: twin.ref, device: to('vm', 'i2'), addresses: at('10.0.0.1') }),
  made('rds', 'db', { vpc: vpc.ref, addresses: at('10.0.0.9') }),
  made('cluster', 'c1'),
  made('namespace', 'shop'),
  made('workload', 'web'),
  {
    ...made('pod', 'uid-1', { name: 'web-1', owner: to('workload', 'web'), tags: [['app', 'web']] }),
    ref: ref('kubernetes', 'pod', 'c1', 'uid-1'),
  },
  {
    ...made('nic', 'pn', { device: ref('kubernetes', 'pod', 'c1', 'uid-1'), addresses: at('10.244.0.1') }),
    ref: ref('kubernetes', 'nic', 'c1', 'uid-1'),
  },
];
async function lookupOf(records: readonly TagRecord[]) {
  const { store, run } = organization();
  await run('a1/r1', { all: records });
  return openLookup({ store });
}
const documentOf = async (format: Format, records = estate): Promise<string> =>
  [...exported(await lookupOf(records), format)].join('');

/** As RFC 4180 says it, so that what was written is not what reads it. */
function csv(text: string): string[][] {
  const rows: string[][] = [];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/y;
  for (let row: string[] = [], found = cell.exec(text); found !== null; found = cell.exec(text)) {
    const [, body = '', end] = found;
    row.push(body.startsWith('"') ? body.slice(1, -1).replaceAll('""', '"') : body);
    if (end === ',') continue;
    rows.push(row);
    row = [];
    if (cell.lastIndex === text.length) break;
  }
  return rows;
}

test('CSV: a header, a row per address, every row as wide; ambiguous addresses by their VPC', async () => {
  const [header = [], ...rows] = csv(await documentOf('csv'));
  expect(rows.every((row) => row.length === header.length)).toBe(true);
  const by = new Map(
    rows.map((row) => [row[0], Object.fromEntries(header.map((name, n) => [name, row[n]]))]),
  );
  const keys = new Set([
    '10.0.0.9',
    '10.244.0.1',
    '198.51.100.1',
    '2001:db8::1',
    'v1 10.0.0.1',
    'v2 10.0.0.1',
  ]);
  expect(new Set(by.keys())).toEqual(keys);
  expect(by.get('v1 10.0.0.1')).toMatchObject({
    device_id: 'i1',
    device_name: 'say "hi", 你好',
    vpc_id: 'v1',
    account: 'a1',
    provider: 'aws',
  });
  expect(JSON.parse(by.get('v1 10.0.0.1')?.['tags'] ?? '')).toEqual({
    team: 'a,b',
    'a-b': '1',
    'a.b': '2',
    stage: 'prod',
    团队: '平台',
  });
  expect(by.get('10.244.0.1')).toMatchObject({
    pod: 'web-1',
    workload: 'web',
    namespace: 'shop',
    cluster: 'c1',
    device_kind: 'pod',
  });
});
test('JSON: an object by the same keys, with the tags as one', async () => {
  const table: Record<string, { tags: object }> = JSON.parse(await documentOf('json'));
  expect(Object.keys(table)).toHaveLength(6);
  expect(table['10.0.0.9']).toMatchObject({ device_kind: 'rds', tags: { stage: 'prod' } });
});
test('Prometheus: groups of targets and labels that it takes, each target once', async () => {
  const groups: { targets: string[]; labels: Record<string, string> }[] = JSON.parse(
    await documentOf('prometheus'),
  );
  expect(groups.flatMap(({ targets }) => targets).toSorted()).toEqual([
    '10.0.0.1:9100',
    '10.0.0.1:9100',
    '[2001:db8::1]:9100',
  ]);
  for (const { labels } of groups) {
    // https://prometheus.io/docs/concepts/data_model/
    for (const [name, value] of Object.entries(labels)) {
      expect(name).toMatch(/^__meta_tagsync_[a-zA-Z0-9_]+$/);
      expect(typeof value).toBe('string');
    }
  }
  const one = groups.find(({ labels }) => labels['__meta_tagsync_device_id'] === 'i1')?.labels;
  // `a-b` and `a.b` become one name, and the first of them stays.
  expect(one).toMatchObject({
    __meta_tagsync_tag_team: 'a,b',
    __meta_tagsync_tag_a_b: '1',
    __meta_tagsync_vpc_tag_stage: 'prod',
  });
});
test('OpenTelemetry: attributes of what holds the address', async () => {
  const all = new Map(
    [...attributesOf(await lookupOf(estate))].map((one) => [
      `${one.space ?? ''} ${one.address}`,
      one.attributes,
    ]),
  );
  expect(all.get(`${vpc.ref} 10.0.0.1`)).toEqual({
    'cloud.provider': 'aws',
    'cloud.account.id': 'a1',
    'cloud.platform': 'aws_ec2',
    'cloud.region': 'r1',
    'cloud.resource_id': 'i1',
    'host.id': 'i1',
    'host.name': 'say "hi", 你好',
    'host.type': 'm7i.large',
    'tagsync.tag.team': 'a,b',
    'tagsync.tag.a-b': '1',
    'tagsync.tag.a.b': '2',
  });
  expect(all.get(`${to('cluster', 'c1')} 10.244.0.1`)).toEqual({
    'cloud.resource_id': 'uid-1',
    'k8s.cluster.name': 'c1',
    'k8s.namespace.name': 'shop',
    'k8s.pod.name': 'web-1',
    'k8s.pod.uid': 'uid-1',
    'k8s.deployment.name': 'web',
    'k8s.deployment.uid': 'web',
    'k8s.pod.label.app': 'web',
  });
});
test.each([
  ['prometheus', []],
  ['otel', []],
  ['json', {}],
] as const)('%s of an estate without addresses is an empty document, which is one', async (format, empty) => {
  expect(JSON.parse(await documentOf(format, [vpc]))).toEqual(empty);
});
