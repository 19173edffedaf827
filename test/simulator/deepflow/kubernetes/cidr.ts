import { isIP } from 'node:net';

export interface Prefix {
  readonly family: 4 | 6;
  readonly bits: number;
  readonly value: bigint;
}

/** Throws for what Go's `netaddr` would not parse. */
export function parsePrefix(text: string): Prefix {
  const [address = '', bits] = text.split('/');
  const family = address.includes('%') ? 0 : isIP(address);
  if (family === 0) throw new Error(`netaddr.ParseIPPrefix(${JSON.stringify(text)}): bad IP`);
  const width = family === 4 ? 32 : 128;
  const length = bits === undefined ? width : Number(bits);
  if (!(length >= 0 && length <= width)) throw new Error(`netaddr.ParseIPPrefix(${text}): bad bits`);
  return { family: family === 4 ? 4 : 6, bits: length, value: family === 4 ? v4(address) : v6(address) };
}

export function contains(outer: Prefix, inner: Prefix): boolean {
  return outer.family === inner.family && inner.bits >= outer.bits && common(outer, inner) >= outer.bits;
}

/** `AggregateCIDR` of the server: joined in the order they come, as long as the result is not wider than `maxMask`. */
export function aggregated(prefixes: readonly Prefix[], maxMask: number): Prefix[] {
  const all: Prefix[] = [];
  for (const prefix of prefixes) {
    const at = all.findIndex((one) => common(one, prefix) >= Math.max(maxMask, 1));
    const before = all[at];
    if (before === undefined) all.push(prefix);
    else all[at] = { ...before, bits: common(before, prefix) };
  }
  return all;
}

/** How many leading bits two prefixes share, at most the length of the shorter one. */
function common(a: Prefix, b: Prefix): number {
  if (a.family !== b.family) return -1;
  const width = a.family === 4 ? 32 : 128;
  const difference = a.value ^ b.value;
  const same = difference === 0n ? width : width - difference.toString(2).length;
  return Math.min(same, a.bits, b.bits);
}

const v4 = (address: string): bigint =>
  address.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);

function v6(address: string): bigint {
  const plain = address.replace(/(\d+\.\d+\.\d+\.\d+)$/, (dotted) => {
    const value = v4(dotted);
    return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
  });
  const [left = '', right] = plain.split('::');
  const before = left === '' ? [] : left.split(':');
  const after = right === undefined || right === '' ? [] : right.split(':');
  const zeros = right === undefined ? [] : Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].reduce((sum, part) => (sum << 16n) | BigInt(`0x${part}`), 0n);
}
