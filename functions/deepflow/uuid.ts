import { hash } from 'node:crypto';

/** https://www.rfc-editor.org/rfc/rfc9562#name-namespace-id-usage-and-allo: for names that are ISO OIDs; DeepFlow uses it for all. */
const OID = Buffer.from('6ba7b8129dad11d180b400c04fd430c8', 'hex');

/** UUID version 5 of a name, as DeepFlow derives its ids. https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5 */
export function uuidOf(name: string): string {
  // In one call, and as text: a large estate has millions of these.
  const hex = hash('sha1', Buffer.concat([OID, Buffer.from(name)]));
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}
