import type { TargetPorts } from './target.ts';

/** When a server that does not answer is tried again, and what is said of it: when it begins and when it ends. */
export interface Tries {
  /** `undefined`: it answers. */
  nextAt(): number | undefined;
  failed(error: unknown): void;
  succeeded(): void;
}

export function createTries(of: object, { clock, rhythm, log }: TargetPorts): Tries {
  let failures = 0;
  let since = 0;
  let retryAt = 0;
  return {
    nextAt: () => (failures > 0 ? retryAt : undefined),
    failed(error) {
      failures++;
      const now = clock.now();
      if (failures === 1) {
        since = now;
        log.warn('DeepFlow is not told of the cluster: what it knows grows old until it answers', {
          ...of,
          error,
        });
      }
      const most = Math.min(rhythm.maxRetryMs, rhythm.retryMs * 2 ** (failures - 1));
      retryAt = now + most * (0.5 + clock.random() / 2);
    },
    succeeded() {
      if (failures === 0) return;
      const after = `${Math.round((clock.now() - since) / 1000)} s`;
      log.info('DeepFlow answers again', { ...of, after, attempts: failures });
      failures = 0;
    },
  };
}
