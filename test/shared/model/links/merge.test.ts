import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Standing } from '../../../../shared/model/links/holder.ts';
import { addressKey, anywhereKey } from '../../../../shared/model/links/keys.ts';
import { merge } from '../../../../shared/model/links/merge.ts';
import { Lines } from '../../../../shared/model/lines.ts';
import { estateOf, idsOf, made, sourceOf, to } from '../../../support/estate.ts';

const vpc = to('vpc', 'v1');

test.each([
  [
    'its owner’s record',
    [
      ['a1', 'r1', undefined],
      ['a3', 'r1', 'a3'],
    ],
    'a3',
  ],
  [
    'else that of the smallest account',
    [
      ['a2', 'r1', 'a9'],
      ['a1', 'r2', 'a9'],
    ],
    'a1',
  ],
  [
    'else that of the smallest region',
    [
      ['a1', 'r2', undefined],
      ['a1', 'r1', undefined],
    ],
    'a1/r1',
  ],
  [
    'an owner of two regions: of the smaller one',
    [
      ['a5', 'r2', 'a5'],
      ['a5', 'r1', 'a5'],
      ['a1', 'r1', 'a5'],
    ],
    'a5/r1',
  ],
] as const)('a resource seen from several accounts is %s', (_, seen, taken) => {
  const sources = seen.map(([account, region, owner]) =>
    sourceOf([made('vpc', 'v1', { owner, name: `${account}/${region}` })], { account, region }),
  );
  for (const order of [sources, sources.toReversed()]) {
    const found = merge(order).get(vpc);
    expect(`${found?.account}/${found?.region}`).toContain(taken);
    expect(found?.record.name).toBe(`${found?.account}/${found?.region}`);
  }
});
test('it is gone only when no scope holds it', () => {
  const [one, two] = [sourceOf([made('vpc', 'v1')]), sourceOf([made('vpc', 'v1')], { account: 'a2' })];
  expect(merge([one, two]).get(vpc)?.account).toBe('a1');
  expect(merge([two]).get(vpc)?.account).toBe('a2');
  expect(merge([]).get(vpc)).toBeUndefined();
});
test('what was carried stands only where no scope holds the resource', () => {
  const stale = sourceOf([made('vpc', 'v1'), made('vpc', 'v2')], { standing: 'stale', account: 'a0' });
  const estate = merge([stale, sourceOf([made('vpc', 'v1')], { standing: 'kept' })]);
  expect(estate.get(vpc)).toMatchObject({ account: 'a1', standing: 'kept' });
  expect(estate.get(to('vpc', 'v2'))).toMatchObject({ account: 'a0', standing: 'stale' });
});
test('records come back as they were written, without nulls, and those of unknown kinds are left out', () => {
  const record = made('cen', 'c', { attachments: [{ id: 'x', vpc, owner: undefined, state: 'on' }] });
  const newer = { ...sourceOf([]), lines: Lines.of([Buffer.from('aws/quantum_link/q\t{"id":"q"}')]) };
  const estate = merge([sourceOf([record]), newer]);
  expect(estate.get(record.ref)?.record).toEqual(record);
  expect(idsOf(estate.of('cen'))).toEqual(['c']);
});

const standing = fc.constantFrom<Standing>('current', 'kept', 'held', 'stale');
const seen = fc.record({
  id: fc.constantFrom('v1', 'v2', 'v3'),
  account: fc.constantFrom('a1', 'a2', 'a3'),
  region: fc.constantFrom('r1', 'r2'),
  owner: fc.constantFrom('a1', 'a2', 'a3', 'a4', undefined),
  standing,
});

test('the order in which scopes are read decides nothing, and the law does', () => {
  const distinct = fc.uniqueArray(seen, {
    selector: ({ id, account, region }) => `${id} ${account} ${region}`,
  });
  fc.assert(
    fc.property(distinct, fc.func(fc.nat()), (all, chance) => {
      const sources = all.map((one) => sourceOf([made('vpc', one.id, { owner: one.owner })], one));
      const shuffled = sources.toSorted((a, b) => chance(a) - chance(b));
      const estate = merge(shuffled);
      for (const id of ['v1', 'v2', 'v3']) {
        // The law, spelled out: living before carried, owners before others, then the smallest.
        const holders = all.filter((one) => one.id === id);
        const living = holders.filter((one) => one.standing !== 'stale');
        const candidates = living.length > 0 ? living : holders;
        const owners = candidates.filter(({ owner, account }) => owner === account);
        const names = (owners.length > 0 ? owners : candidates).map((one) => `${one.account}/${one.region}`);
        const found = estate.get(to('vpc', id));
        expect(found && `${found.account}/${found.region}`).toBe(names.toSorted()[0]);
      }
      const expected = [...new Set(all.map(({ id }) => id))].toSorted();
      expect(idsOf(estate.of('vpc'))).toEqual(expected);
    }),
  );
});
test('records are found under their keys, each once', () => {
  const estate = estateOf(
    made('nic', 'n1', {
      vpc,
      addresses: [{ ip: '2001:DB8::01', public_ip: '198.51.100.7' }],
      device: to('vm', 'i1'),
    }),
    made('nic', 'n2', { vpc: to('vpc', 'v2'), addresses: [{ ip: '2001:db8::1', public_ip: undefined }] }),
  );
  expect(idsOf(estate.under('nic', addressKey(vpc, '2001:db8:0::1')))).toEqual(['n1']);
  expect(idsOf(estate.under('nic', anywhereKey('2001:db8::1')))).toEqual(['n1', 'n2']);
  expect(idsOf(estate.under('nic', addressKey(undefined, '198.51.100.7')))).toEqual(['n1']);
  expect(idsOf(estate.under('nic', to('vm', 'i1')))).toEqual(['n1']);
  expect(estate.under('nic', to('vm', 'i2'))).toEqual([]);
});
