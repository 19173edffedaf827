import { createHash } from 'node:crypto';

/** https://www.rfc-editor.org/rfc/rfc9562#name-namespace-id-usage-and-allo: for names that are ISO OIDs; DeepFlow uses it for all. */
const OID = Buffer.from('6ba7b8129dad11d180b400c04fd430c8', 'hex');

/** UUID version 5 of a name, as DeepFlow derives its ids. https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5 */
export function uuidOf(name: string): string {
  const hash = createHash('sha1').update(OID).update(name).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
