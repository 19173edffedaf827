import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

const sha256 = (content: Uint8Array): Buffer => createHash('sha256').update(content).digest();

/** The digest of lines in order, as docs/format.md has it, without the code under test. */
export function digestOf(lines: readonly Uint8Array[]): string {
  const groups: Uint8Array[][] = [[]];
  for (const line of lines) {
    groups.at(-1)?.push(line, Buffer.from('\n'));
    const [ref = ''] = Buffer.from(line).toString('latin1').split('\t');
    if (crc32(Buffer.from(ref, 'latin1')) % 256 === 0) groups.push([]);
  }
  const digests = groups.filter((group) => group.length > 0).map((group) => sha256(Buffer.concat(group)));
  return sha256(Buffer.concat(digests)).toString('hex');
}
