import { groupAt, v4Word, v6Words } from './address-words.ts';
import type { Words } from './address-words.ts';

/**
 * An IP address: one 32-bit word of IPv4, four of IPv6. An IPv4 address that is
 * written as an IPv6 one (`::ffff:10.0.0.1`) is the IPv4 address.
 */
export type IpAddress = readonly [number] | Words;

/**
 * Reads an address as it is written; `undefined`: it is not one. Strict as RFC
 * 6943 advises: four decimal parts without leading zeros, no zone.
 */
export function addressOf(text: string): IpAddress | undefined {
  if (!text.includes(':')) {
    const word = v4Word(text);
    return word === undefined ? undefined : [word];
  }
  const words = v6Words(text);
  if (words === undefined) return undefined;
  const [a, b, c, d] = words;
  return a === 0 && b === 0 && c === 0xffff ? [d] : words;
}

/** The one way to write it: dotted, or as RFC 5952 has it. */
export function textOf(address: IpAddress): string {
  if (address.length === 1) return dotted(address[0]);
  let from = -1;
  let most = 1; // a single group of zeros is not shortened
  for (let n = 0; n < 8; n++) {
    let size = 0;
    while (n + size < 8 && groupAt(address, n + size) === 0) size++;
    if (size > most) {
      from = n;
      most = size;
    }
    if (size > 0) n += size;
  }
  let text = '';
  for (let n = 0; n < 8; n++) {
    if (n === from) {
      text += '::';
      n += most - 1;
      continue;
    }
    if (n > 0 && n !== from + most) text += ':'; // the gap has both of its own
    text += groupAt(address, n).toString(16);
  }
  return text;
}

/** The same address always as the same text; what is no address stays as it is. */
export function canonical(text: string): string {
  if (!text.includes(':')) return text;
  const address = addressOf(text);
  return address === undefined ? text : textOf(address);
}

const dotted = (word: number): string =>
  `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`;
