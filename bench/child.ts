// What is measured runs in a process of its own: fresh, and with nothing else in its memory.
import { execFile, fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Runs a script of this folder to its end and reads the JSON that it wrote. */
export async function outputOf<T>(script: string, args: readonly string[]): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, [pathOf(script), ...args]);
  return JSON.parse(stdout);
}

export interface Child {
  ask(question: unknown): Promise<unknown>;
  /** What it says next, unasked. */
  next(): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts a script of this folder that answers each message with one; `hello` is its first answer. */
export async function start(
  script: string,
  args: readonly string[],
): Promise<Child & { readonly hello: unknown }> {
  const child = fork(pathOf(script), args, { execArgv: [] });
  const hello = await answer(child);
  return {
    hello,
    ask: async (question) => {
      const answered = answer(child);
      child.send(question as object);
      return answered;
    },
    next: () => answer(child),
    stop: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

async function answer(child: ChildProcess): Promise<unknown> {
  const left = new AbortController();
  const { signal } = left;
  const died = once(child, 'exit', { signal }).then(([code]: unknown[]) => {
    throw new Error(`a process of the benchmark ended with ${String(code)} before it answered`);
  });
  try {
    const [message]: unknown[] = await Promise.race([once(child, 'message', { signal }), died]);
    return message;
  } finally {
    left.abort();
    died.catch(() => {});
  }
}

/** Bundled beside this one. */
const pathOf = (script: string): string => fileURLToPath(new URL(`${script}.mjs`, import.meta.url));
