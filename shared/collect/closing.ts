import type { Pace } from './pace.ts';

/**
 * Who is over a quota is refused until the next whole stretch of time begins, and has all of it again then: what is not
 * used in a stretch is lost. So calls leave as fast as the pace has them, and a refusal measures nothing. One that comes
 * before anything passed in a stretch is another matter: of a clock that is ahead, or of others who took all of it.
 */
export function createClosing(pace: Pace, stretchMs: number): Pace {
  let opens = -Infinity;
  let passed = 0;
  return {
    free: (now) => Math.max(opens, pace.free(now)),
    left: (now) => pace.left(now),
    throttled(now) {
      if (now < opens) return; // was under way
      if (passed === 0) return pace.throttled(now);
      opens = now - (now % stretchMs) + stretchMs;
      passed = 0;
    },
    succeeded(now) {
      if (now >= opens) passed++;
      pace.succeeded(now);
    },
  };
}
