import { expect, test } from 'vitest';
import type { Limit } from '../../../shared/collect/limit.ts';
import { createAdmission } from '../../../shared/runtime/admission.ts';
import { messagesOf } from '../../../shared/runtime/fan-out.ts';

const limit = (...per: Limit['per'][number][]): Limit => ({
  operation: '*',
  perSecond: 1,
  burst: 1,
  per,
  source: 'invented',
});
const scope = (region: string) => ({ provider: 'p', account: 'a', region });
/** Of every scope but where another one is said. */
const spender = { principal: 'me' };
const hint = (checkedAt: number, slow: readonly string[] = []) => ({
  version: 1,
  checkedAt,
  retainedAt: 0,
  bytes: 0,
  slow: [...slow],
});
const round = { now: 700_000, periodMs: 300_000, cause: 'sync', splits: true, isWhole: true } as const;

test('what was longest without completion goes first, never seen before all', () => {
  const candidates = [
    { ...spender, scope: scope('new'), sources: ['vm'], hint: hint(500) },
    { ...spender, scope: scope('old'), sources: ['vm'], hint: hint(400) },
    { ...spender, scope: scope('never'), sources: ['vm'], hint: undefined },
  ];
  expect(messagesOf(candidates, [], round).map(({ message }) => message.region)).toEqual([
    'never',
    'old',
    'new',
  ]);
});

test('a source that took most of a run has a message of its own', () => {
  const candidates = [
    { ...spender, scope: scope('r'), sources: ['vm', 'vpc', 'nic'], hint: hint(1, ['nic']) },
  ];
  expect(messagesOf(candidates, [], round).map(({ message }) => message.sources)).toEqual([
    ['nic'],
    ['vm', 'vpc'],
  ]);
});

test('a scope that somebody is told of whole is listed whole, however slow', () => {
  const candidates = [
    { scope: scope('r'), principal: 'p', sources: ['vm', 'vpc', 'nic'], hint: hint(1, ['nic']) },
  ];
  expect(
    messagesOf(candidates, [], { ...round, splits: false }).map(({ message }) => message.sources),
  ).toEqual([[]]);
});

test('a message names its round and expires after one period; the round is queued once', () => {
  const candidates = [{ ...spender, scope: scope('r'), sources: ['vm'], hint: undefined }];
  const [one] = messagesOf(candidates, [], round);
  const [again] = messagesOf(candidates, [], { ...round, now: 899_999 });
  const [next] = messagesOf(candidates, [], { ...round, now: 900_000 });
  expect(one?.message).toEqual({
    round: 2,
    expiresAt: 1_000_000,
    cause: 'sync',
    account: 'a',
    region: 'r',
    sources: [],
    byEvent: false,
  });
  expect(again?.deduplicationId).toBe(one?.deduplicationId);
  expect(next?.deduplicationId).not.toBe(one?.deduplicationId);
});

test('what a person asks for is queued though the round was, as often as it is asked for', () => {
  const candidates = [{ ...spender, scope: scope('r'), sources: ['vm'], hint: undefined }];
  const ids = [
    round,
    { ...round, cause: 'resync' as const },
    { ...round, cause: 'resync' as const, now: 700_001 },
  ].map((options) => messagesOf(candidates, [], options)[0]?.deduplicationId);
  expect(new Set(ids).size).toBe(3);
});

test('of some kinds only, their sources are queued and no others', () => {
  const candidates = [
    { ...spender, scope: scope('r'), sources: ['vm', 'nic'], hint: undefined },
    { ...spender, scope: scope('s'), sources: ['vm', 'nic'], hint: hint(1, ['nic', 'vpc']) },
  ];
  const queued = messagesOf(candidates, [], { ...round, isWhole: false });
  expect(queued.map(({ message: { region, sources } }) => [region, sources])).toEqual([
    ['r', ['vm', 'nic']],
    ['s', ['nic']],
    ['s', ['vm']],
  ]);
  const [whole] = messagesOf(candidates, [], round);
  expect(queued.map(({ deduplicationId }) => deduplicationId)).not.toContain(whole?.deduplicationId);
});

test.each([
  [[limit('account', 'region', 'operation')], 'p/a/r'],
  [[limit('account', 'region'), limit('account')], 'p/a'],
  [[limit('principal')], 'p/me'],
  [[limit('principal', 'account')], 'p/a'],
  [[limit()], 'p'],
])('the lane is the widest bucket that scopes share', (limits, lane) => {
  const [one] = messagesOf(
    [{ ...spender, scope: scope('r'), sources: ['vm'], hint: undefined }],
    limits,
    round,
  );
  expect(one?.groupId).toBe(lane);
});

/** A whole account, and whose quota it spends. */
const of = (principal: string, account: string) => ({
  scope: { provider: 'p', account, region: 'global' },
  principal,
  sources: ['vm'],
  hint: undefined,
});

test('accounts of one identity come one after the other, those of two side by side', () => {
  const candidates = [of('me', 'a'), of('me', 'b'), of('you', 'c')];
  const groups = messagesOf(candidates, [limit('principal'), limit('account')], round).map(
    ({ groupId, message }) => `${message.account} ${groupId}`,
  );
  expect(groups).toEqual(['a p/me', 'b p/me', 'c p/you']);
});

test('a group is named in as many letters as the queue takes', () => {
  const principal = `arn:${'long'.repeat(100)}`;
  const candidates = [{ scope: scope('r'), principal, sources: ['vm'], hint: undefined }];
  const [one] = messagesOf(candidates, [limit('principal')], round);
  expect(one?.groupId).toBe(`p/${principal}`.slice(0, 128));
});

test('work is let in while it fits the budget, in its order, and one piece always', async () => {
  const admission = createAdmission(10);
  const entered: string[] = [];
  const enter = async (name: string, bytes: number) => {
    const leave = await admission.enter(bytes);
    entered.push(name);
    return leave;
  };
  const big = await enter('bigger than all', 100);
  const rest = Promise.all([enter('six', 6), enter('five', 5), enter('one', 1)]);
  await Promise.resolve();
  expect(entered).toEqual(['bigger than all']);
  big();
  await new Promise((resolve) => setImmediate(resolve));
  expect(entered).toEqual(['bigger than all', 'six']); // five does not fit, and one waits its turn
  void rest.then((leaves) => leaves.forEach((leave) => leave()));
});
