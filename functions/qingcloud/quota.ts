import type { Clock } from '../../shared/collect/clock.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { QUOTA } from './errors.ts';
import type { Memory } from './memory.ts';

/** The requests that an account may send in a day. */
export interface Quota {
  /** Is there nothing left of it, as far as this run or an earlier one was told? */
  isSpent(): boolean;
  /** Throws until the quota is full again: a request that is refused helps nobody, and may count. */
  admit(action: string): void;
  /** The cloud has said that there is none left; the runs until it is full again are told. */
  spend(action: string): Promise<never>;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** QingCloud's midnight: China has one time. */
const OFFSET = 8 * HOUR;

/**
 * "Requests are limited by the day; what is over the limit is possible again at midnight; by ticket one can ask for
 * more": https://docsv3.qingcloud.com/development_docs/api/error_code/ (2500). Waiting and trying again within a run
 * is no way out, so this is for a person: `denied`.
 */
export function createQuota(clock: Clock, memory: Memory): Quota {
  const isSpent = (): boolean => clock.now() < (memory.noted().spentUntil ?? 0);
  const refused = (action: string): CloudError => {
    const until = memory.noted().spentUntil ?? 0;
    const at = new Date(until + OFFSET).toISOString().slice(0, 16).replace('T', ' ');
    const message = `${action}: ${QUOTA}: today's quota of API requests is spent; nothing more is asked until it is full again at ${at} (UTC+8): sync less often, or ask QingCloud for more by ticket`;
    return new CloudError('denied', message, { code: String(QUOTA) });
  };
  return {
    isSpent,
    admit(action) {
      if (isSpent()) throw refused(action);
    },
    async spend(action) {
      await memory.note({ spentUntil: (Math.floor((clock.now() + OFFSET) / DAY) + 1) * DAY - OFFSET });
      throw refused(action);
    },
  };
}
