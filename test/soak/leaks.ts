import { setMaxListeners } from 'node:events';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/** Mistakes of the kinds that the soak is there for, by what of a sample each has to be found in. */
export const LEAKS = {
  /** A listener that is never taken off, and what it knows: an answer with its request, say. */
  bytes: () => kept.signal.addEventListener('abort', knowing(64 * 1024)),
  Timeout: () => void setTimeout(() => {}, 2 ** 30),
  descriptors: () => void openSync(fileURLToPath(import.meta.url), 'r'),
  TCPServerWrap: () => void createServer().listen(0, '127.0.0.1'),
} satisfies Readonly<Record<string, () => void>>;

const kept = new AbortController();
setMaxListeners(0, kept.signal);
const knowing = (bytes: number): (() => void) => {
  const answer = Buffer.alloc(bytes, 'an answer');
  return () => void answer.fill(0);
};
