import { expect, test } from 'vitest';
import { bucketKey, laneOf, limitOf } from '../../../shared/collect/limit.ts';
import type { Limit } from '../../../shared/collect/limit.ts';

const row = (operation: string, ...per: Limit['per']): Limit => ({
  operation,
  perSecond: 10,
  burst: 3,
  per,
  source: 'invented',
});
const here = { provider: 'p', account: 'a', region: 'r', principal: 'me' };

test('the first row that matches counts', () => {
  const limits = [row('ec2:DescribeVpcs'), row('ec2:Describe*'), row('rds:*')];
  const rowOf = (operation: string) => limitOf(limits, operation)?.operation;
  expect(rowOf('ec2:DescribeVpcs')).toBe('ec2:DescribeVpcs');
  expect(rowOf('ec2:DescribeVpcsExtra')).toBe('ec2:Describe*');
  expect(rowOf('rds:DescribeDBInstances')).toBe('rds:*');
  expect(rowOf('ec2:RunInstances')).toBeUndefined();
});
test.each([
  ['nothing', row('x*'), { ...here, account: 'b', region: 's' }, 'xB', true],
  ['an account', row('x*', 'account'), { ...here, region: 's' }, 'xB', true],
  ['an account, of another', row('x*', 'account'), { ...here, account: 'b' }, 'xA', false],
  ['account and region', row('x*', 'account', 'region'), { ...here, region: 's' }, 'xA', false],
  ['a principal, across accounts', row('x*', 'principal'), { ...here, account: 'b' }, 'xA', true],
  ['an operation', row('x*', 'operation'), here, 'xB', false],
] as const)('who shares a bucket per %s', (_, limit, caller, operation, shares) => {
  expect(bucketKey(limit, here, 'xA') === bucketKey(limit, caller, operation)).toBe(shares);
});
test('rows never share a bucket, and parts never run into each other', () => {
  expect(bucketKey(row('x*', 'account'), here, 'xA')).not.toBe(bucketKey(row('xA', 'account'), here, 'xA'));
  const odd = row('x', 'account', 'region');
  const keys = [
    { ...here, account: 'a","b', region: 'c' },
    { ...here, account: 'a', region: 'b","c' },
  ].map((caller) => bucketKey(odd, caller, 'x'));
  expect(new Set(keys).size).toBe(2);
});
test.each([
  ['p/a/r', [row('x', 'account', 'region'), row('y', 'account', 'region', 'operation')]],
  ['p/a', [row('x', 'account', 'region'), row('y', 'account')]],
  ['p/me', [row('x', 'account', 'region'), row('y', 'principal')]],
  ['p/me', [row('x', 'account'), row('y', 'principal', 'region')]],
  ['p/a', [row('x', 'principal', 'account'), row('y', 'account')]],
  ['p', [row('x', 'principal'), row('y', 'region')]],
  ['p', [row('x')]],
  ['p/a/r', []],
] as const)('a lane is as wide as the widest bucket: %s', (lane, limits) => {
  expect(laneOf(limits, here)).toBe(lane);
});

test('scopes of one region that the cloud counts as one share its bucket, and wait in its lane', () => {
  const counted: Limit = {
    ...row('x*', 'account', 'region', 'operation'),
    regionOf: (name) => name.slice(0, 1),
  };
  const [one, other, elsewhere] = ['r', 'r_team', 's'].map((region) => ({ ...here, region }));
  if (one === undefined || other === undefined || elsewhere === undefined) throw new Error('no scope');
  expect(bucketKey(counted, other, 'xA')).toBe(bucketKey(counted, one, 'xA'));
  expect(bucketKey(counted, elsewhere, 'xA')).not.toBe(bucketKey(counted, one, 'xA'));
  expect(laneOf([row('y', 'account', 'region'), counted], other)).toBe('p/a/r');
  expect(laneOf([row('y', 'account', 'region')], other)).toBe('p/a/r_team');
});
