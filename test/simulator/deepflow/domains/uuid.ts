import { createHash } from 'node:crypto';

const OID = Buffer.from('6ba7b8129dad11d180b400c04fd430c8', 'hex');

/** UUID version 5 of a name in the namespace that DeepFlow uses for all. */
export function v5(name: string): string {
  const hash = createHash('sha1').update(OID).update(name).digest();
  const bytes = [...hash.subarray(0, 16)].map((byte, n) =>
    n === 6 ? (byte & 15) | 0x50 : n === 8 ? (byte & 63) | 0x80 : byte,
  );
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
