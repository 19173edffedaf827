import { expect, it } from 'vitest';
import { CloudError } from '../../../../shared/collect/errors.ts';
import { attention } from '../../../../shared/runtime/commands/attention.ts';
import type { SourceReport } from '../../../../shared/sync/report.ts';
import { twoKinds } from '../two-kinds.ts';

const provider = twoKinds({ accounts: new Map(), listed: [] });
const counts = { added: 0, changed: 0, removed: 0 };
const source = (name: string, fields: Partial<SourceReport>): SourceReport => ({
  source: name,
  outcome: 'kept',
  reason: 'denied',
  since: 0,
  count: 1,
  counts,
  pending: null,
  ms: 1,
  cause: undefined,
  ...fields,
});
const linesOf = (...sources: SourceReport[]): readonly string[] =>
  attention(provider, {
    provider: 'qingcloud',
    scopes: [
      {
        scope: { provider: 'qingcloud', account: 'a', region: 'r' },
        startedAt: 0,
        version: 1,
        committed: false,
        bytes: 0,
        sources,
      },
    ],
    failures: [],
    deliveries: [],
    oldestCheck: 0,
  });

it('sources that one cause keeps share a line; others have their own', () => {
  const cause = new CloudError('denied', 'the role cannot be assumed');
  const lines = linesOf(
    source('region', { cause }),
    source('vpc', { cause, since: 1000 }),
    source('other', { reason: 'unavailable', cause: new CloudError('unavailable', 'no answer') }),
  );
  expect(lines).toHaveLength(4);
  expect(lines[0]).toContain('qingcloud/a/r region, vpc: kept since 1970-01-01T00:00:00.000Z (denied)');
  expect(lines[2]).toContain('qingcloud/a/r other: kept since');
});

it('what is complete needs nobody', () => {
  expect(linesOf(source('vpc', { outcome: 'written', reason: null }))).toEqual([]);
});

it('what is held says how to let it go', () => {
  const pending = { digest: 'ab'.repeat(32), count: 7, since: 0, seen: 1, listed: '' };
  const [line] = linesOf(source('vpc', { outcome: 'held', reason: null, pending }));
  expect(line).toContain('7 removals wait');
  expect(line).toContain('--accept-removals vpc:abababababab');
});
