import { readFile } from 'node:fs/promises';
import type { Clock } from '../../shared/collect/clock.ts';
import { CloudError } from '../../shared/collect/errors.ts';

/**
 * Kubelets renew the tokens of service accounts in place, so a file is read
 * again every minute, as client-go does, and at once after a refusal.
 * https://kubernetes.io/docs/concepts/security/service-accounts/#authenticating-in-code
 */
const KEEP_MS = 60_000;

export function tokenFile(path: string, clock: Clock): (fresh: boolean) => Promise<string> {
  let last: { readonly at: number; readonly token: string } | undefined;
  return async (fresh) => {
    if (last !== undefined && !fresh && clock.now() - last.at < KEEP_MS) return last.token;
    last = { at: clock.now(), token: (await read(path)).trim() };
    return last.token;
  };
}

export async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
    throw new CloudError('denied', `${path} cannot be read (${code}: mount it, or name another file)`, {
      cause,
    });
  }
}
