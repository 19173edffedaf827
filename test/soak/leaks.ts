import { setMaxListeners } from 'node:events';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/** Mistakes of the kinds that the soak is there for, by what of a sample each has to be found in. */
export const LEAKS = {
  /** A listener that is never taken off, and what it knows: a page of text, say. */
  bytes: () => kept.signal.addEventListener('abort', knowing('a page of text'.repeat(300))),
  Timeout: () => void setTimeout(() => {}, 2 ** 30),
  descriptors: () => void openSync(fileURLToPath(import.meta.url), 'r'),
  TCPServerWrap: () => void createServer().listen(0, '127.0.0.1'),
} satisfies Readonly<Record<string, () => void>>;

const kept = new AbortController();
setMaxListeners(0, kept.signal);
/** The text as bytes of its own, so that it is there once for each. */
const knowing = (text: string): (() => void) => {
  const page = Buffer.from(text);
  return () => void page.fill(0);
};
