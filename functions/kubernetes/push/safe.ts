import { isIP, isIPv4 } from 'node:net';
import type { Json } from '../cached.ts';
import { objectAt } from './json.ts';

/** A longer value is dropped by the server (`custom-tag-len-max`), bytes counted. */
const LONGEST = 256;

/**
 * Labels as the server can hold them. It joins them to `key:value, key:value`, so
 * that a comma with a space inside of one would break it in two; and it needs
 * the map itself, or stops at a pod without labels in the namespace of a virtual
 * kubelet. In the order of their keys, whatever the order they came in.
 */
export function safeLabels(labels: Json): Record<string, string> {
  const safe = Object.entries(objectAt(labels)).flatMap(([key, value]) =>
    typeof value === 'string' ? [[unbroken(key), shortened(unbroken(value))] as const] : [],
  );
  return Object.fromEntries(safe.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const unbroken = (text: string): string => text.replaceAll(/, +/g, ',');

function shortened(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= LONGEST) return text;
  let end = LONGEST;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end--; // not inside of a character
  return bytes.subarray(0, end).toString();
}

/** The server stops, or fails for the whole cluster, at an address that it cannot parse. */
export function isAddress(text: string | undefined): text is string {
  return text !== undefined && isIP(text) !== 0 && !text.includes('%');
}

export function isPrefix(text: string | undefined): text is string {
  const [, address, bits] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text ?? '') ?? [];
  return isAddress(address) && Number(bits) <= (isIPv4(address) ? 32 : 128);
}
