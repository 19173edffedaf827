/**
 * The exports, read by others: the CSV table by csv-parse, the attributes' names and values by OpenTelemetry's own
 * package of its semantic conventions.
 */
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { COLUMNS } from '../../shared/lookup/exports/flat.ts';
import { exported } from '../../shared/lookup/exports/formats.ts';
import { CLOUD_PLATFORMS, CLOUD_PROVIDERS, attributesOf } from '../../shared/lookup/exports/otel.ts';
import { openLookup } from '../../shared/lookup/lookup.ts';
import { ref } from '../../shared/model/ref.ts';
import { made, to } from '../support/estate.ts';
import { organization } from '../support/organization.ts';

const require = createRequire(import.meta.url);
const {
  parse,
}: {
  readonly parse: (text: string, options: object) => Record<string, string>[];
} = require('csv-parse/sync');
const conventions: Readonly<
  Record<string, unknown>
> = require('@opentelemetry/semantic-conventions/incubating');

const registered = new Set(Object.values(conventions).filter((value) => typeof value === 'string'));
const uid = (kind: 'pod' | 'node', id: string) => ref('kubernetes', kind, 'c1', id);
const inside = <T extends object, R>(record: T, own: R) => ({ ...record, ref: own });
const workloads = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicationController'];

async function lookup() {
  const { store, run } = organization();
  const vm = made('vm', 'i1', {
    name: 'a "b", c\r\nd',
    type: 'm',
    vpc: to('vpc', 'v1'),
    az: to('az', 'z1'),
    tags: [['k', 'x,"y"\n']],
  });
  await run('a1/r1', {
    all: [
      made('region', 'r1'),
      made('az', 'z1'),
      made('vpc', 'v1'),
      vm,
      made('nic', 'n1', {
        vpc: to('vpc', 'v1'),
        device: vm.ref,
        addresses: [{ ip: '10.0.0.1', public_ip: undefined }],
      }),
      made('cluster', 'c1'),
      made('namespace', 'shop'),
      inside(made('node', 'node-uid', { name: 'node', vm: vm.ref }), uid('node', 'node-uid')),
      ...workloads.map((type) => made('workload', type, { type })),
      made('replica_set', 'rs', { owner: to('workload', 'Deployment') }),
      ...[...workloads, 'rs'].flatMap((owner, n) => [
        inside(
          made('pod', `p${n}`, {
            node: 'node',
            owner: to(owner === 'rs' ? 'replica_set' : 'workload', owner),
          }),
          uid('pod', `p${n}`),
        ),
        inside(
          made('nic', `pn${n}`, {
            device: uid('pod', `p${n}`),
            addresses: [{ ip: `10.1.0.${n}`, public_ip: undefined }],
          }),
          ref('kubernetes', 'nic', 'c1', `p${n}`),
        ),
      ]),
    ],
  });
  return openLookup({ store });
}

it('CSV is read by csv-parse, cell by cell as it was', async () => {
  const rows = parse([...exported(await lookup(), 'csv')].join(''), {
    columns: true,
  });
  expect(rows).toHaveLength(6);
  expect(Object.keys(rows[0] ?? {})).toEqual(['key', ...COLUMNS]);
  const one = rows.find(({ key }) => key === '10.0.0.1');
  expect(one).toMatchObject({ device_name: 'a "b", c\r\nd', region: 'r1', zone: 'z1' });
  expect(JSON.parse(one?.['tags'] ?? '')).toEqual({ k: 'x,"y"\n' });
});
it('every attribute is registered, but for the tags that say so in their name', async () => {
  const names = new Set(
    [...attributesOf(await lookup())].flatMap(({ attributes }) => Object.keys(attributes)),
  );
  expect(names.size).toBeGreaterThan(20);
  expect(
    [...names].filter((name) => !registered.has(name) && !/^(?:tagsync\.tag|k8s\.pod\.label)\./.test(name)),
  ).toEqual([]);
});
it('clouds that are registered are called by their registered values, and the others are not registered yet', () => {
  const ours = new Set(['baidu', 'huawei', 'qingcloud', 'volcengine']);
  for (const table of [CLOUD_PROVIDERS, CLOUD_PLATFORMS]) {
    for (const [cloud, value] of Object.entries(table))
      expect([value, registered.has(value)]).toEqual([value, !ours.has(cloud)]);
  }
});
