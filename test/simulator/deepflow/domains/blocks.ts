import { BlockList, isIP } from 'node:net';

/** Go's `net.ParseIP` takes no zone. */
export const isAddress = (text: string): boolean => isIP(text) !== 0 && !text.includes('%');

export function isCidr(text: string): boolean {
  const [ip = '', bits = '', more] = text.split('/');
  const longest = isIP(ip) === 4 ? 32 : 128;
  return more === undefined && isAddress(ip) && /^\d+$/.test(bits) && Number(bits) <= longest;
}

/** By the host bits too, as Go's `net.ParseCIDR`: it clears them. */
export function isWithin(cidr: string, ip: string): boolean {
  if (!isCidr(cidr)) return false;
  const [net = '', bits = ''] = cidr.split('/');
  const type = isIP(net) === 4 ? 'ipv4' : 'ipv6';
  if ((isIP(ip) === 4 ? 'ipv4' : 'ipv6') !== type) return false;
  const list = new BlockList();
  list.addSubnet(net, Number(bits), type);
  return list.check(ip, type);
}

/** A block whose host bits are zero: another one passes, and has no id of its own then. */
export function isCanonical(cidr: string): boolean {
  const [net = '', bits = ''] = cidr.split('/');
  if (isIP(net) === 4) {
    const word = net.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
    return word % 2 ** (32 - Number(bits)) === 0;
  }
  // As URLs write it, which is RFC 5952 too.
  if (new URL(`http://[${net}]/`).hostname !== `[${net}]`) return false;
  const [head = '', tail = ''] = net.split('::');
  const zeros = 8 - groups(head).length - groups(tail).length;
  const all = net.includes('::')
    ? [...groups(head), ...Array.from({ length: zeros }, () => '0'), ...groups(tail)]
    : groups(net);
  const binary = all.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
  return !binary.slice(Number(bits)).includes('1');
}

const groups = (text: string): readonly string[] => (text === '' ? [] : text.split(':'));
