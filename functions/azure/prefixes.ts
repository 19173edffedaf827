import { isIPv4, isIPv6 } from 'node:net';
import { CloudError } from '../../shared/collect/errors.ts';

/**
 * The addresses of a prefix: at most 16 of either family in one of Azure's own, 256 in one that was brought along.
 * https://learn.microsoft.com/en-us/azure/virtual-network/ip-services/public-ip-address-prefix
 */
export function addressesIn(prefix: string): readonly string[] {
  const [base = '', length = ''] = prefix.split('/');
  const width = isIPv4(base) ? 32 : isIPv6(base) ? 128 : Number.NaN;
  const count = 2 ** (width - Number(length));
  if (!/^\d+$/.test(length) || !Number.isInteger(count) || count > MOST)
    throw new CloudError(
      'invalid',
      `Microsoft.Network/publicIPPrefixes/read: ${prefix} is no prefix of a few addresses`,
    );
  return Array.from({ length: count }, (_, n) => (width === 32 ? v4(base, count, n) : v6(base, count, n)));
}

const MOST = 4096;

/** The block begins where its length says, whichever of its addresses it is written with. */
const beginning = (value: number, count: number): number => value - (value % count);

function v4(base: string, count: number, n: number): string {
  const written = base.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const value = beginning(written, count) + n;
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

/** As Azure writes them: no zero that need not be. https://www.rfc-editor.org/rfc/rfc5952 */
function v6(base: string, count: number, n: number): string {
  const { hostname } = new URL(`http://[${base}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeroes = Array.from({ length: 8 - left.length - right.length }, () => '0');
  const groups = [...left, ...zeroes, ...right].map((group) => Number.parseInt(group, 16));
  groups[7] = beginning(groups[7] ?? 0, count);
  let carry = n;
  for (let i = 7; i >= 0 && carry > 0; i--) {
    const sum = (groups[i] ?? 0) + carry;
    groups[i] = sum % 65_536;
    carry = Math.floor(sum / 65_536);
  }
  const text = groups.map((group) => group.toString(16)).join(':');
  return new URL(`http://[${text}]`).hostname.slice(1, -1);
}
