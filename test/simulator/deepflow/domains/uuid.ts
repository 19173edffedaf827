import { hash } from 'node:crypto';

const OID = Buffer.from('6ba7b8129dad11d180b400c04fd430c8', 'hex');

/** UUID version 5 of a name in the namespace that DeepFlow uses for all. */
export function v5(name: string): string {
  const hex = hash('sha1', Buffer.concat([OID, Buffer.from(name)]));
  const [, a, b, c, variant = '', d, e] = /^(.{8})(.{4}).(.{3})(.)(.{3})(.{12})/.exec(hex) ?? [];
  return `${a}-${b}-5${c}-${((Number.parseInt(variant, 16) & 3) | 8).toString(16)}${d}-${e}`;
}
