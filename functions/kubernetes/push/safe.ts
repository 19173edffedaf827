import { isIP, isIPv4 } from 'node:net';
import type { Json } from '../cached.ts';
import { objectAt } from './json.ts';

/** A longer value is dropped by the server (`custom-tag-len-max`), bytes counted. */
const LONGEST = 256;
/** Of one unit of a string, in UTF-8. */
const MOST_BYTES = 3;

/**
 * Labels as the server can hold them. It joins them to `key:value, key:value`, so
 * that a comma with a space inside of one would break it in two; and it needs
 * the map itself, or stops at a pod without labels in the namespace of a virtual
 * kubelet. In the order of their keys, whatever the order they came in.
 */
export function safeLabels(labels: Json): Record<string, string> {
  const safe: [string, string][] = [];
  for (const [key, value] of Object.entries(objectAt(labels))) {
    if (typeof value === 'string') safe.push([unbroken(key), shortened(unbroken(value))]);
  }
  return Object.fromEntries(safe.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const unbroken = (text: string): string => (text.includes(', ') ? text.replaceAll(/, +/g, ',') : text);

function shortened(text: string): string {
  if (text.length <= LONGEST / MOST_BYTES) return text;
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
