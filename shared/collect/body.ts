import { constants } from 'node:buffer';

/**
 * How many bytes of one answer are read, unpacked where it came packed: more is
 * no answer, and would take the memory of everything else that runs here.
 */
export const MOST = {
  /**
   * A page, a refusal, a token. Pages have some thousand entries of some
   * kilobytes: the longest that a store lists are 5,000 names of 1,024
   * characters, https://learn.microsoft.com/en-us/rest/api/storageservices/list-blobs
   */
  page: 64 * 2 ** 20,
  /**
   * What comes whole however large the estate is: a list that a cluster gives in
   * one answer, what DeepFlow knows of a domain, a stored table. A longer text
   * cannot be read: https://nodejs.org/api/buffer.html#bufferconstantsmax_string_length
   */
  whole: constants.MAX_STRING_LENGTH,
} as const;

/** Reads to the end. Throws what `tooLong` makes where there is more than `most` bytes; the rest is not fetched. */
export async function bytesOf(
  body: AsyncIterable<Uint8Array> | null,
  most: number,
  tooLong: (most: number) => Error,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > most) throw tooLong(most);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** As `Response.text()` reads it: a mark of the byte order is not part of it. */
export const textFrom = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
