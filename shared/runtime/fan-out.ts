import { laneOf } from '../collect/limit.ts';
import type { Limit } from '../collect/limit.ts';
import type { Hint } from '../log/head.ts';
import type { Message } from './request.ts';
import type { Scope } from '../collect/collector.ts';

/** A message and the queue's own words for it. */
export interface Queueable {
  /** SQS FIFO: one lane is in flight once, lanes run side by side. */
  readonly groupId: string;
  /**
   * The same scope is queued once a round, however often the round is planned. What a person asks for is queued
   * whatever the round has queued: the queue would take it for the same, and drop it.
   */
  readonly deduplicationId: string;
  readonly message: Message;
}

export interface Candidate {
  readonly scope: Scope;
  /** Whose quota it spends. */
  readonly principal: string;
  /** Names of its collectors that are asked for. */
  readonly sources: readonly string[];
  readonly hint: Hint | undefined;
}

export interface RoundOptions {
  readonly now: number;
  readonly periodMs: number;
  /** `resync`: a person asks for it. */
  readonly cause: Message['cause'];
  /** Is every collector of a scope asked for? */
  readonly isWhole: boolean;
  /** May a scope be listed in parts? Not where somebody is told of it whole. */
  readonly splits: boolean;
}

/**
 * Of groups and of messages. Lanes with names that begin alike are one then: slower, and not wrong.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const LONGEST_ID = 128;

/**
 * What a round puts into the queue: a message per scope, and one of its own for
 * each source that took most of a run's time when it was last listed. What was
 * longest without completion goes first.
 */
export function messagesOf(
  candidates: readonly Candidate[],
  limits: readonly Limit[],
  { now, periodMs, cause, isWhole, splits }: RoundOptions,
): readonly Queueable[] {
  const round = Math.floor(now / periodMs);
  const occasion = cause === 'resync' ? `by-hand-${now}` : String(round);
  const oldestFirst = candidates.toSorted((a, b) => (a.hint?.checkedAt ?? 0) - (b.hint?.checkedAt ?? 0));
  return oldestFirst.flatMap(({ scope, principal, sources, hint }) => {
    const slow = sources.filter((source) => splits && hint?.slow.includes(source) === true);
    const rest = sources.filter((source) => !slow.includes(source));
    const parts = [...slow.map((source) => [source]), ...(rest.length > 0 ? [rest] : [])];
    const { account, region } = scope;
    const isAll = isWhole && slow.length === 0;
    return parts.map((part) => ({
      groupId: laneOf(limits, { ...scope, principal }).slice(0, LONGEST_ID),
      deduplicationId: `${occasion}/${account}/${region}/${isAll ? 'all' : part.join('+')}`.slice(
        0,
        LONGEST_ID,
      ),
      message: {
        round,
        expiresAt: now + periodMs,
        cause,
        byEvent: false,
        account,
        region,
        sources: isAll ? [] : [...part],
      },
    }));
  });
}
