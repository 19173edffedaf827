import { isIP } from 'node:net';

/** Does a name stand for this machine alone? `host` as a URL or a command has it, with or without brackets. */
export function isLoopback(host: string): boolean {
  const plain = host.replace(/^\[|\]$/g, '');
  return plain === 'localhost' || plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}
