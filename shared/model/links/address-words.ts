// The words of an address, of the text that a person or a cloud writes it as.

/** Four words of 32 bits: an address of IPv6. */
export type Words = readonly [number, number, number, number];

const [DOT, ZERO, NINE, COLON, A, F] = [0x2e, 0x30, 0x39, 0x3a, 0x61, 0x66] as const;

/** One of its eight groups of 16 bits. */
export function groupAt(words: Words, n: number): number {
  const word = words[n >>> 1] ?? 0;
  return (n & 1) === 0 ? word >>> 16 : word & 0xffff;
}

/** Four decimal parts without leading zeros; `undefined`: it is something else. */
export function v4Word(text: string): number | undefined {
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
export function v6Words(text: string): Words | undefined {
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
