/** An action is required only if no configuration does without it; where one needs it, the policy says which. */
import { expect, it } from 'vitest';
import { providers } from '../../../../functions/providers.ts';
import type { Providers } from '../../../../shared/runtime/commands/context.ts';
import { machine } from './machine.ts';

const all: Providers = providers;
const run = async (...argv: string[]) => (await machine(all)).run('policy', ...argv);

/** What enters an account or finds one, and where that is asked for. */
const REACHING = [
  ['aws', 'sts:AssumeRole', 'accounts are entered through a role (roleArn or organization)'],
  ['aws', 'organizations:ListAccounts', 'accounts are found through organization'],
  ['aliyun', 'sts:AssumeRole', 'accounts are entered through a role (roleArn or resourceDirectory)'],
  ['aliyun', 'resourcemanager:ListAccounts', 'accounts are found through resourceDirectory'],
  [
    'azure',
    'Microsoft.Management/managementGroups/descendants/read',
    'subscriptions are chosen by managementGroups',
  ],
  ['baidu', 'iam:AssumeRole:AssumeRole', 'accounts are entered through a role (roleName)'],
  ['huawei', 'iam:tokens:assume', 'accounts are entered through an agency (agencyName)'],
  ['qingcloud', 'iaas:DescribeAccessKeys', 'keys are given without the id of their account'],
  ['tencent', 'sts:AssumeRole', 'accounts are entered through a role (roleArn)'],
  ['volcengine', 'sts:AssumeRole', 'accounts are entered through a role (roleArn)'],
] as const;

const rowOf = (explained: string, action: string): string =>
  (explained.split('\n').find((line) => line.split(/ {2,}/)[0] === action) ?? '').replaceAll(/ {2,}/g, ' | ');

it.each(REACHING)('%s: %s is optional, and where it is needed is said', async (cloud, action, where) => {
  const { err } = await run(cloud, '--explain');
  expect(rowOf(err, action)).toBe(`${action} | optional | every kind, only where ${where}`);
});

it('what feeds a kind only where the configuration asks for it names both', async () => {
  const { err } = await run('aws', '--explain');
  expect(rowOf(err, 'elasticloadbalancing:DescribeRules')).toBe(
    'elasticloadbalancing:DescribeRules | optional | lb_listener, only where listenerRules is true',
  );
});

it('aws: the organization and the roles have statements of their own', async () => {
  const { out } = await run('aws');
  const statements: { Sid: string; Action: string[] }[] = JSON.parse(out).Statement;
  expect(statements.map(({ Sid }) => Sid)).toEqual([
    'Required',
    'Optional',
    'Organization',
    'MemberAccounts',
  ]);
  expect(statements.slice(2).map(({ Action }) => Action)).toEqual([
    ['organizations:ListAccounts'],
    ['sts:AssumeRole'],
  ]);
});

it('a condition is of an action that is declared, in every provider', async () => {
  const unknown = await Promise.all(
    Object.entries(all).map(async ([name, load]) => {
      const { actions, collectors, conditional = {} } = await load();
      const declared = [...actions, ...collectors.flatMap((collector) => collector.actions)];
      const undeclared = Object.keys(conditional).filter((action) => !declared.includes(action));
      return undeclared.map((action) => `${name} ${action}`);
    }),
  );
  expect(unknown.flat()).toEqual([]);
});
