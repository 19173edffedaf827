import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { EstateIndex } from '../../../shared/lookup/estate-index.ts';
import { openLookup, plainResult } from '../../../shared/lookup/lookup.ts';
import type { Lookup } from '../../../shared/lookup/lookup.ts';
import { readEstate } from '../../../shared/lookup/read-estate.ts';
import { lineOf } from '../../../shared/model/line.ts';
import { Belongings } from '../../../shared/model/links/belongings.ts';
import { cidrOf, covers, prefixOf } from '../../../shared/model/links/prefix.ts';
import type { TagRecord } from '../../../shared/model/kinds.ts';
import { addressKey } from '../../../shared/model/links/keys.ts';
import { idsOf, made, to } from '../../support/estate.ts';
import { organization } from '../../support/organization.ts';
import type { Listings } from '../../support/organization.ts';

const IPS = ['10.0.0.1', '10.0.0.2', '10.0.1.1', '198.51.100.1'] as const;
const VPCS = ['v1', 'v2'] as const;

const vpc = fc.constantFrom(...VPCS).map((id) => made('vpc', id, { cidrs: ['10.0.0.0/16'] }));
const subnet = fc
  .record({ id: fc.constantFrom('s1', 's2'), of: fc.constantFrom(...VPCS), name: fc.constantFrom('a', 'b') })
  .map(({ id, of, name }) =>
    made('subnet', id, { name, vpc: to('vpc', of), cidrs: [id === 's1' ? '10.0.0.0/24' : '10.0.1.0/24'] }),
  );
const vm = fc
  .record({
    id: fc.constantFrom('i1', 'i2', 'i3'),
    name: fc.constantFrom('a', 'b'),
    of: fc.constantFrom(...VPCS),
  })
  .map(({ id, name, of }) => made('vm', id, { name, vpc: to('vpc', of), tags: [['n', name]] }));
const nic = fc
  .record({
    id: fc.constantFrom('n1', 'n2', 'n3'),
    of: fc.constantFrom(...VPCS),
    device: fc.constantFrom('i1', 'i2', 'i3'),
    ip: fc.constantFrom(...IPS),
    inside: fc.constantFrom('s1', 's2'),
  })
  .map(({ id, of, device, ip, inside }) =>
    made('nic', id, {
      vpc: to('vpc', of),
      subnet: to('subnet', inside),
      device: to('vm', device),
      addresses: [{ ip, public_ip: undefined }],
    }),
  );
const target = fc
  .record({ id: fc.constantFrom('t1', 't2'), device: fc.constantFrom('i1', 'i2') })
  .map(({ id, device }) => made('lb_target', id, { device: to('vm', device) }));
const balancer = fc.constant(made('load_balancer', 'l1'));

const listOf = (record: fc.Arbitrary<TagRecord>) =>
  fc.oneof(
    { weight: 5, arbitrary: fc.uniqueArray(record, { selector: ({ ref }) => ref, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant('denied' as const) },
  );
const listings = fc.record(
  {
    vpc: listOf(vpc),
    subnet: listOf(subnet),
    vm: listOf(vm),
    nic: listOf(nic),
    lb_target: listOf(target),
    lb: listOf(balancer),
  },
  { requiredKeys: [] },
);
const history = fc.array(fc.tuple(fc.constantFrom('a1/r1', 'a2/r1'), listings), {
  minLength: 1,
  maxLength: 8,
});

/** Every answer there is, as programs get it. */
function answers(lookup: Lookup): readonly string[] {
  const known = VPCS.filter(
    (id) => lookup.estate.get(to('vpc', id)) !== undefined && lookup.estate.under('vpc', id).length > 0,
  );
  return [...IPS, '10.0.0.77', '10.0.9.9'].flatMap((ip) =>
    [undefined, ...known].map(
      (name) => `${ip} ${name ?? ''} ${JSON.stringify(plainResult(lookup.lookup(ip, { vpc: name })))}`,
    ),
  );
}

test('an index that followed every commit answers as one that reads the newest versions', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (runs) => {
      const { store, run } = organization();
      const followed = await openLookup({ store });
      for (const [scope, lists] of runs) {
        await run(scope, lists satisfies Listings);
        expect(await followed.refresh()).toEqual([]);
        expect(answers(followed)).toEqual(answers(await openLookup({ store })));
      }
    }),
    { numRuns: 40 },
  );
});
test('the index says of every holder what the merged records say', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (runs) => {
      const { store, run } = organization();
      for (const [scope, lists] of runs) await run(scope, lists);
      const { estate } = await readEstate(store);
      const lookup = await openLookup({ store });
      const [plain, packed] = [new Belongings(estate, () => 0), new Belongings(lookup.estate, () => 0)];
      for (const kind of ['vpc', 'subnet', 'vm', 'nic', 'lb_target', 'load_balancer'] as const) {
        expect([...lookup.estate.of(kind)]).toEqual([...estate.of(kind)]);
      }
      for (const id of VPCS) {
        for (const ip of IPS) {
          const holders = estate.under('nic', addressKey(to('vpc', id), ip));
          expect(idsOf(lookup.estate.under('nic', addressKey(to('vpc', id), ip)))).toEqual(idsOf(holders));
          expect(packed.of(holders, ip).labels).toEqual(plain.of(holders, ip).labels);
        }
      }
    }),
    { numRuns: 25 },
  );
});
test('the block is the longest one that holds the address, as a search through all of them finds it', async () => {
  const octet = fc.constantFrom(0, 1, 128);
  const v4 = fc.tuple(octet, octet, octet).map(([a, b, c]) => `10.${a}.${b}.${c}`);
  const v6 = fc.tuple(octet, octet).map(([a, b]) => `2001:db8:${a.toString(16)}::${b.toString(16)}`);
  const cidr = fc.oneof(
    fc.tuple(v4, fc.integer({ min: 0, max: 32 })).map(([ip, length]) => `${ip}/${length}`),
    fc.tuple(v6, fc.integer({ min: 0, max: 128 })).map(([ip, length]) => `${ip}/${length}`),
  );
  const block = fc.record({ of: fc.constantFrom(...VPCS), cidr });
  await fc.assert(
    fc.asyncProperty(
      fc.array(block, { maxLength: 8 }),
      fc.oneof(v4, v6),
      fc.constantFrom(undefined, ...VPCS),
      async (blocks, ip, name) => {
        const { store, run } = organization();
        const subnets = blocks.map((one, n) =>
          made('subnet', `s${n}`, { vpc: to('vpc', one.of), cidrs: [one.cidr] }),
        );
        await run('a1/r1', { subnet: subnets, vpc: VPCS.map((id) => made('vpc', id)) });
        const result = (await openLookup({ store })).lookup(ip, { vpc: name });
        const found =
          result.status === 'found' ? [result.answer] : result.status === 'ambiguous' ? result.answers : [];
        const naive = VPCS.filter((id) => name === undefined || id === name).flatMap((id) => {
          const holding = blocks.flatMap((one) => {
            const [prefix, wanted] = [prefixOf(one.cidr), prefixOf(ip)];
            return one.of === id && prefix !== undefined && wanted !== undefined && covers(prefix, wanted)
              ? [prefix]
              : [];
          });
          const [longest] = holding.toSorted((a, b) => b.length - a.length);
          return longest === undefined ? [] : [`${to('vpc', id)} ${cidrOf(longest)}`];
        });
        expect(found.map(({ space, block: at }) => `${space} ${at}`).toSorted()).toEqual(naive.toSorted());
      },
    ),
    { numRuns: 150 },
  );
});
test('records of every kind come out of the index as they went in, but for what no answer needs', () => {
  const index = new EstateIndex();
  const source = index.addSource({
    provider: 'aws',
    account: 'a',
    region: 'r',
    name: 's',
    standing: 'current',
  });
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('a', 'aws/vm/i-1', 'x'.repeat(300)));
  const tags = fc.array(fc.tuple(text, text), { maxLength: 3 });
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), text, tags, fc.nat(), (id, name, some, n) => {
      const records: readonly TagRecord[] = [
        made('router', id, {
          name,
          tags: some,
          routes: [{ destination: name, hop: 'vm', target: id, active: n % 2 === 0 }],
        }),
        made('service', id, {
          name,
          tags: some,
          selector: [{ key: name, operator: 'in', values: [id, name] }],
          ports: [{ name, protocol: 'tcp', port: n, target_port: undefined, node_port: n % 40_000 }],
        }),
        made('workload', id, { name, pod_labels: some, replicas: n }),
        made('nic', id, { name, device: to('vm', id), addresses: [{ ip: name, public_ip: undefined }] }),
      ];
      for (const record of records) {
        index.put(record, source);
        const found = index.get(record.ref)?.record;
        expect(found && Buffer.from(lineOf(found)).toString()).toBe(Buffer.from(lineOf(record)).toString());
      }
    }),
    { numRuns: 200 },
  );
});
