import type { Clock } from './clock.ts';
import type { Answered } from './exchange.ts';

/** How far this machine's clock is ahead of the one that answered, in milliseconds; `date` is the answer's header. */
export function aheadMs(date: string | null | undefined, now: number): number | undefined {
  const told = Date.parse(date ?? '');
  return Number.isNaN(told) ? undefined : now - told;
}

/** Hears it of the answers that come by; the newest one counts. */
export function hearing(clock: Pick<Clock, 'now'>) {
  let heard: number | undefined;
  return {
    onAnswer: ({ headers }: Pick<Answered, 'headers'>): void => {
      heard = aheadMs(headers.get('date'), clock.now());
    },
    clockAheadMs: () => heard,
  };
}

/** What to do about a clock that is further off than the cloud takes; `undefined` where it is not. */
export function clockAdvice(ahead: number | undefined, allowedMs: number, cloud: string): string | undefined {
  if (ahead === undefined || Math.abs(ahead) <= allowedMs) return undefined;
  const seconds = Math.round(Math.abs(ahead) / 1000);
  const off = seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
  return ` (the clock of this machine is ${off} ${ahead > 0 ? 'ahead of' : 'behind'} ${cloud}: set it right)`;
}
