import { CloudError } from '../../shared/collect/errors.ts';

const NEWLINE = 10;
/** Objects have at most a few megabytes; a line that never ends is none. */
const MAX_LINE = 64 * 1024 * 1024;

/** The lines of a body as it comes. What follows the last newline is half a line, and no line. */
export async function* linesOf(
  body: AsyncIterable<Uint8Array>,
  what: string,
): AsyncGenerator<Buffer, void, undefined> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    let from = 0;
    for (let to = 0; (to = chunk.indexOf(NEWLINE, from)) >= 0; from = to + 1) {
      parts.push(chunk.subarray(from, to));
      yield joined(parts);
      parts = [];
      length = 0;
    }
    if (from === chunk.length) continue;
    parts.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > MAX_LINE) throw new CloudError('invalid', `${what}: a line of more than ${MAX_LINE} bytes`);
  }
}

/** One part is itself: nothing is copied. */
function joined(parts: readonly Uint8Array[]): Buffer {
  const [first, second] = parts;
  if (first === undefined || second !== undefined) return Buffer.concat(parts);
  return Buffer.from(first.buffer, first.byteOffset, first.byteLength);
}
