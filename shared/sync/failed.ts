import { CloudError } from '../collect/errors.ts';
import { Corrupt } from '../log/commit.ts';
import type { Entry } from '../log/commit.ts';
import type { Failed } from '../log/proposal.ts';
import { NoIdentity } from '../model/ref.ts';

/** Reason code of a source that ended in a bug of ours. */
export const BUG = 'bug';
/** Reason code, and code of the error, of a source whose scope is another one than it was. */
export const ANOTHER = 'another';
/** Reason code of a source whose stored records cannot be read. */
export const CORRUPT = 'corrupt';

/** What did not complete keeps what it had; `unsupported` is only for what never held a record. */
export function failed(source: string, base: Entry | undefined, cause: unknown): Failed {
  const reason = reasonOf(cause);
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

function reasonOf(cause: unknown): string {
  if (cause instanceof CloudError) return cause.code === ANOTHER ? ANOTHER : cause.reason;
  if (cause instanceof NoIdentity) return 'invalid';
  return cause instanceof Corrupt ? CORRUPT : BUG;
}
