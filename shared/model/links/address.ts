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
  const groups = address.flatMap((word) => [word >>> 16, word & 0xffff]);
  let best = { from: 0, size: 1 }; // a single group of zeros is not shortened
  for (let from = 0; from < groups.length; from++) {
    let size = 0;
    while (groups[from + size] === 0) size++;
    if (size > best.size) best = { from, size };
  }
  if (best.size === 1) return hex(groups);
  return `${hex(groups.slice(0, best.from))}::${hex(groups.slice(best.from + best.size))}`;
}

/** The same address always as the same text; what is no address stays as it is. */
export function canonical(text: string): string {
  if (!text.includes(':')) return text;
  const address = addressOf(text);
  return address === undefined ? text : textOf(address);
}

const hex = (groups: readonly number[]): string => groups.map((group) => group.toString(16)).join(':');

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

function v6Words(text: string): readonly [number, number, number, number] | undefined {
  const gap = text.indexOf('::');
  const head = gap < 0 ? text : text.slice(0, gap);
  const before = groupsOf(head, gap < 0);
  const after = gap < 0 ? [] : groupsOf(text.slice(gap + 2), true);
  if (before === undefined || after === undefined) return undefined;
  const missing = 8 - before.length - after.length;
  if (gap < 0 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...Array.from({ length: missing }, () => 0), ...after];
  const word = (n: number): number => (((groups[n] ?? 0) << 16) | (groups[n + 1] ?? 0)) >>> 0;
  return [word(0), word(2), word(4), word(6)];
}

/** Groups of hexadecimal digits; the last two may be an IPv4 address at the end of the whole. */
function groupsOf(text: string, isEnd: boolean): readonly number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [n, part] of parts.entries()) {
    if (isEnd && n === parts.length - 1 && part.includes('.')) {
      const word = v4Word(part);
      if (word === undefined) return undefined;
      groups.push(word >>> 16, word & 0xffff);
    } else if (/^[\da-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}

const [DOT, ZERO, NINE] = [0x2e, 0x30, 0x39] as const;
