import type { UniversalClientFn } from '@connectrpc/connect/protocol';

/** What is sent one after the other, and how many there are. */
export interface Messages extends Iterable<Uint8Array> {
  readonly length: number;
}

/** Flag and length: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md */
const LENGTH_AT = 1;
const PREFIX = 5;
/** Field 10 of the request, of bytes: https://protobuf.dev/programming-guides/encoding/ */
const ENTRY = 0x52;
const BLOCK = 64 * 1024;

/**
 * Sends requests with these entries behind what each says itself, block by block
 * as the server takes them: the message of a large cluster has tens of megabytes,
 * and written whole it would be held three times over.
 */
export function withEntries(http: UniversalClientFn, entries: Messages): UniversalClientFn {
  return ({ body, ...request }) =>
    http({ ...request, ...(body !== undefined && { body: streamed(body, entries) }) });
}

/** The same bytes as those of the one message: fields of protobuf come in any order. */
async function* streamed(
  body: AsyncIterable<Uint8Array>,
  entries: Messages,
): AsyncGenerator<Uint8Array, void, undefined> {
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  const head = Buffer.concat(parts);
  let length = head.length - PREFIX;
  for (const entry of entries) length += sizeOf(entry);
  head.writeUInt32BE(length, LENGTH_AT);
  yield head;
  yield* blocksOf(entries);
}

/** A block is good until the next one is asked for: who sends asks when it was taken. */
function* blocksOf(entries: Messages): Generator<Uint8Array, void, undefined> {
  const block = Buffer.allocUnsafeSlow(BLOCK);
  let used = 0;
  for (const entry of entries) {
    if (used > 0 && used + sizeOf(entry) > BLOCK) {
      yield block.subarray(0, used);
      used = 0;
    }
    block[used++] = ENTRY;
    used = putVarint(block, used, entry.length);
    if (used + entry.length <= BLOCK) {
      block.set(entry, used);
      used += entry.length;
      continue;
    }
    yield block.subarray(0, used);
    yield entry;
    used = 0;
  }
  if (used > 0) yield block.subarray(0, used);
}

function sizeOf({ length }: Uint8Array): number {
  let bytes = 1;
  for (let rest = length; rest >= 0x80; rest >>>= 7) bytes++;
  return 1 + bytes + length;
}

/** Where it ends. */
function putVarint(block: Buffer, at: number, n: number): number {
  let [to, rest] = [at, n];
  for (; rest >= 0x80; rest >>>= 7) block[to++] = (rest & 0x7f) | 0x80;
  block[to++] = rest;
  return to;
}
