import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TagRecord } from '../../../shared/model/kinds.ts';
import { lineOf, read, refOf } from '../../../shared/model/line.ts';
import { ref } from '../../../shared/model/ref.ts';

/** Any sequence of UTF-16 units, lone surrogates too. */
const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((n) => String.fromCharCode(n)) });
const text = fc.oneof(
  anyText,
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('\u{10000}', '\uffff', 'é', 'é'),
);
const tags = fc.array(fc.tuple(text, text), { maxLength: 5 });

const nic = (over: Partial<TagRecord<'nic'>>): TagRecord<'nic'> => ({
  kind: 'nic',
  ref: ref('p', 'nic', 'n'),
  id: 'n',
  name: 'n',
  tags: [],
  owner: undefined,
  vpc: undefined,
  subnet: undefined,
  device: undefined,
  usage: undefined,
  mac: undefined,
  addresses: [],
  security_groups: [],
  ...over,
});
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const shuffled = <T>(values: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...values], { minLength: values.length });

test('a line is its ref, a tab, and the declared fields in their declared order', () => {
  const record = nic({
    name: 'a "b"\\\t\n\u0000\u2028 网卡 \ud83d\ude00 \ud800.',
    subnet: ref('p', 'subnet', 's'),
    tags: [
      ['__proto__', ''],
      ['2', 'b'],
      ['10', 'a'],
    ],
    addresses: [
      { ip: '::1', public_ip: undefined },
      { ip: '10.0.0.1', public_ip: '1.1.1.1' },
    ],
  });
  expect(Buffer.from(lineOf(record)).toString()).toBe(
    String.raw`p/nic/n	{"id":"n","name":"a \"b\"\\\t\n\u0000` +
      '\u2028 网卡 \u{1f600} ' +
      String.raw`\ud800.","tags":[["10","a"],["2","b"],["__proto__",""]],"owner":null,"vpc":null,` +
      `"subnet":"p/subnet/s","device":null,"usage":null,"mac":null,` +
      `"addresses":[{"ip":"10.0.0.1","public_ip":"1.1.1.1"},{"ip":"::1","public_ip":null}],"security_groups":[]}`,
  );
});

test('the same resource gives the same bytes, whatever the order of keys and members and however often', () => {
  const pairs = fc
    .tuple(tags, text, fc.array(fc.record({ ip: fc.option(text, { nil: undefined }), public_ip: text })))
    .chain(([list, name, addresses]) => {
      const one = nic({ name, tags: list, addresses });
      return fc.record({
        one: fc.constant(one),
        other: fc
          .tuple(
            shuffled([...list, ...list]),
            shuffled([...addresses, ...addresses]),
            shuffled(Object.keys(one)),
          )
          .map(([twice, again, keys]) => {
            const values: Record<string, unknown> = { ...one, tags: twice, addresses: again };
            return Object.fromEntries(keys.map((key) => [key, values[key]])) as unknown as TagRecord;
          }),
      });
    });
  fc.assert(
    fc.property(pairs, ({ one, other }) => {
      expect(lineOf(other)).toEqual(lineOf(one));
    }),
  );
});

test('members of a set are in the order of their bytes', () => {
  fc.assert(
    fc.property(tags, (list) => {
      const stored = read(lineOf(nic({ tags: list }))).tags.map((tag) => JSON.stringify(tag));
      expect(stored).toEqual([...new Set(list.map((tag) => JSON.stringify(tag)))].toSorted(byBytes));
    }),
  );
  const astral = '\u{10000}';
  const top = '\uffff'; // as UTF-16 it comes after the other one
  expect(
    read(
      lineOf(
        nic({
          tags: [
            [astral, ''],
            [top, ''],
          ],
        }),
      ),
    ).tags,
  ).toEqual([
    [top, ''],
    [astral, ''],
  ]);
});

test('what is stored reads back as it was, and never breaks a line', () => {
  fc.assert(
    fc.property(text, text, (name, value) => {
      const record = nic({ name, tags: [[value, name]] });
      const line = lineOf(record);
      expect(read(line)).toMatchObject({
        ref: record.ref,
        kind: 'nic',
        id: 'n',
        name,
        tags: [[value, name]],
      });
      expect(refOf(line)).toBe(record.ref);
      expect(line.filter((byte) => byte < 0x20)).toEqual(Buffer.from('\t'));
    }),
  );
});

test('lists keep their order where order means something; nothing volatile is a number in disguise', () => {
  const rule = {
    direction: 'ingress',
    action: 'allow',
    protocol: 'tcp',
    peer: 'x',
    priority: undefined,
  } as const;
  const group: TagRecord = {
    kind: 'security_group',
    ref: ref('p', 'security_group', 'g'),
    id: 'g',
    name: 'g',
    tags: [],
    region: ref('p', 'region', 'r'),
    owner: undefined,
    vpc: undefined,
    rules: [
      { ...rule, from_port: 80, to_port: 80 },
      { ...rule, from_port: 443, to_port: undefined },
      { ...rule, from_port: 80, to_port: 80 },
    ],
  };
  expect(read(lineOf(group))['rules']).toEqual([
    { ...rule, from_port: 443, to_port: null, priority: null },
    { ...rule, from_port: 80, to_port: 80, priority: null },
  ]);
});
