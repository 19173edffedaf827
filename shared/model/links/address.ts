/**
 * An IP address: one 32-bit word of IPv4, four of IPv6. An IPv4 address that is
 * written as an IPv6 one (`::ffff:10.0.0.1`) is the IPv4 address.
 */
export type IpAddress = readonly [number] | readonly [number, number, number, number];

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

function groupAt(words: readonly [number, number, number, number], n: number): number {
  const word = words[n >>> 1] ?? 0;
  return (n & 1) === 0 ? word >>> 16 : word & 0xffff;
}

/** The same address always as the same text; what is no address stays as it is. */
export function canonical(text: string): string {
  if (!text.includes(':')) return text;
  const address = addressOf(text);
  return address === undefined ? text : textOf(address);
}

const dotted = (word: number): string =>
  `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`;

function v4Word(text: string): number | undefined {
  let word = 0;
  let part = 0;
  let digits = 0;
  let dots = 0;
  for (let n = 0; n < text.length; n++) {
    const code = text.charCodeAt(n);
    if (code === DOT) {
      if (digits === 0 || ++dots > 3) return undefined;
      word = word * 256 + part;
      part = 0;
      digits = 0;
    } else if (code >= ZERO && code <= NINE) {
      if (digits > 0 && part === 0) return undefined;
      part = part * 10 + code - ZERO;
      if (part > 255) return undefined;
      digits++;
    } else return undefined;
  }
  return dots === 3 && digits > 0 ? (word * 256 + part) >>> 0 : undefined;
}

/** Groups of hexadecimal digits, `::` for what is missing; the last two may be an IPv4 address. */
function v6Words(text: string): readonly [number, number, number, number] | undefined {
  const words: [number, number, number, number] = [0, 0, 0, 0];
  let gap = -1;
  let groups = 0;
  let at = 0;
  while (at < text.length) {
    if (text.charCodeAt(at) === COLON) {
      if (text.charCodeAt(at + 1) !== COLON || gap >= 0) return undefined;
      gap = groups;
      at += 2;
      continue;
    }
    const end = endOfGroup(text, at);
    const isLast = end === text.length;
    if (isLast && text.indexOf('.', at) >= 0) {
      const word = v4Word(text.slice(at));
      if (word === undefined || groups > 6) return undefined;
      put(words, groups, word >>> 16);
      put(words, groups + 1, word & 0xffff);
      groups += 2;
      break;
    }
    const group = groupOf(text, at, end);
    if (group < 0 || groups === 8) return undefined;
    put(words, groups++, group);
    if (isLast) break;
    // A colon between two groups; the gap keeps both of its own.
    at = text.charCodeAt(end + 1) === COLON ? end : end + 1;
    if (at === text.length) return undefined;
  }
  if (gap < 0) return groups === 8 ? words : undefined;
  if (groups > 7) return undefined;
  for (let n = groups - 1; n >= gap; n--) {
    put(words, n + 8 - groups, groupAt(words, n));
    put(words, n, 0);
  }
  return words;
}

function endOfGroup(text: string, at: number): number {
  const end = text.indexOf(':', at);
  return end < 0 ? text.length : end;
}

/** -1: it is not one. */
function groupOf(text: string, from: number, end: number): number {
  if (end === from || end - from > 4) return -1;
  let group = 0;
  for (let n = from; n < end; n++) {
    const digit = digitOf(text.charCodeAt(n));
    if (digit < 0) return -1;
    group = group * 16 + digit;
  }
  return group;
}

function digitOf(code: number): number {
  if (code >= ZERO && code <= NINE) return code - ZERO;
  const letter = code | 0x20;
  return letter >= A && letter <= F ? letter - A + 10 : -1;
}

function put(words: [number, number, number, number], n: number, group: number): void {
  const at = n >>> 1;
  const word = words[at] ?? 0;
  words[at] = ((n & 1) === 0 ? (group << 16) | (word & 0xffff) : (word & 0xffff0000) | group) >>> 0;
}

const [DOT, ZERO, NINE, COLON, A, F] = [0x2e, 0x30, 0x39, 0x3a, 0x61, 0x66] as const;
