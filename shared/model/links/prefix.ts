import { addressOf, textOf } from './address.ts';
import type { IpAddress } from './address.ts';

/** The addresses that begin with the same bits: a CIDR block, whose host bits are zero. */
export interface Prefix {
  readonly address: IpAddress;
  readonly length: number;
}

/** Reads a CIDR, or an address as the prefix of itself; `undefined`: it is neither. Host bits are cleared. */
export function prefixOf(text: string): Prefix | undefined {
  const slash = text.indexOf('/');
  const address = addressOf(slash < 0 ? text : text.slice(0, slash));
  if (address === undefined) return undefined;
  const size = address.length * 32;
  const digits = slash < 0 ? String(size) : text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(digits)) return undefined;
  // `::ffff:10.0.0.0/104` is 10.0.0.0/8.
  const length = Number(digits) - (size === 32 && text.includes(':') && slash >= 0 ? 96 : 0);
  if (length < 0 || length > size) return undefined;
  return { address: masked(address, length), length };
}

export const cidrOf = ({ address, length }: Prefix): string => `${textOf(address)}/${length}`;

/** Whether every address of `inner` is one of `outer`. */
export function covers(outer: Prefix, inner: Prefix): boolean {
  if (outer.address.length !== inner.address.length || outer.length > inner.length) return false;
  const cut = masked(inner.address, outer.length);
  return outer.address.every((bits, n) => bits === cut[n]);
}

/** The first `length` bits; the others zero. */
export function masked(address: IpAddress, length: number): IpAddress {
  if (address.length === 1) return [word(address[0], length)];
  const [a, b, c, d] = address;
  return [word(a, length), word(b, length - 32), word(c, length - 64), word(d, length - 96)];
}

function word(bits: number, length: number): number {
  if (length <= 0) return 0;
  return length >= 32 ? bits : (bits & (-1 << (32 - length))) >>> 0;
}
