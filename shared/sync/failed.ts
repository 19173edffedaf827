import { CloudError } from '../collect/errors.ts';
import { Corrupt } from '../log/commit.ts';
import type { Entry } from '../log/commit.ts';
import type { Failed } from '../log/proposal.ts';

/** Reason code of a source that ended in a bug of ours. */
export const BUG = 'bug';
/** Reason code of a source whose stored records cannot be read. */
export const CORRUPT = 'corrupt';

/** What did not complete keeps what it had; `unsupported` is only for what never held a record. */
export function failed(source: string, base: Entry | undefined, cause: unknown): Failed {
  const reason = cause instanceof CloudError ? cause.reason : cause instanceof Corrupt ? CORRUPT : BUG;
  if (reason !== 'unsupported')
    return { source, status: 'failed', after: { outcome: 'kept', reason }, cause };
  const held = (base?.count ?? 0) > 0;
  return {
    source,
    status: 'failed',
    after: held ? { outcome: 'kept', reason: 'unsupported-now' } : { outcome: 'unsupported', reason: null },
    cause: held ? cause : undefined,
  };
}
