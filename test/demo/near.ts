import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Answers } from './far.ts';

export interface FarClouds {
  /** Answers come in the order of the questions; throws if the process of the clouds has ended. */
  ask<Q extends keyof Answers>(question: Q): Promise<ReturnType<Answers[Q]>>;
  close(): void;
}

/** Starts the process of the clouds, which lies beside the file at `here`: as a source, or bundled as that is. */
export function startFarClouds(here: string): FarClouds {
  const file = fileURLToPath(new URL(`far${path.extname(here)}`, here));
  const child = fork(file);
  const ended = once(child, 'exit').then(([code]: unknown[]) => {
    throw new Error(`the process of the simulated clouds ended with ${String(code)}; see above`);
  });
  ended.catch(() => {});
  let last: Promise<unknown> = Promise.resolve();
  return {
    async ask(question) {
      const answer = last.then(async () => {
        const heard = once(child, 'message');
        child.send(question);
        const [message]: unknown[] = await Promise.race([heard, ended]);
        return message;
      });
      last = answer;
      // JSON of what `far.ts` returned, which is of these types.
      return (await answer) as ReturnType<Answers[typeof question]>;
    },
    close: () => child.disconnect(),
  };
}
