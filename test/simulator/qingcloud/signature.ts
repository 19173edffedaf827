/**
 * Signatures from the receiving side: the parameters, sorted by the bytes of their names, each encoded, behind the
 * method and the path. https://docsv3.qingcloud.com/development_docs/api/signature/
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from '../cloud/server.ts';
import type { Identities, Identity } from './identities.ts';
import { expired, malformed, unauthenticated } from './refusals.ts';

/** "More than 60 seconds": https://docsv3.qingcloud.com/development_docs/api/error_code/ (1300) */
const SKEW_MS = 60_000;

const COMMON = ['action', 'access_key_id', 'version', 'signature_method', 'signature_version', 'time_stamp'];
/** Parameters that are no action's own. `req_id`: the vendor's Python SDK sends one. */
export const COMMON_PARAMETERS: ReadonlySet<string> = new Set([
  ...COMMON,
  'signature',
  'token',
  'zone',
  'req_id',
]);

const METHODS: Readonly<Record<string, string>> = { HmacSHA256: 'sha256', HmacSHA1: 'sha1' };

/** Who signed; throws `Refusal`. */
export function verify(request: Request, identities: Identities, now: number): Identity {
  const params = request.url.searchParams;
  for (const name of [...COMMON, 'signature']) {
    if ((params.get(name) ?? '') === '') throw malformed(`${name} is missing`);
    if (params.getAll(name).length > 1) throw malformed(`${name} is given twice`);
  }
  if (params.get('version') !== '1') throw malformed('version must be 1');
  const method = METHODS[params.get('signature_method') ?? ''];
  if (method === undefined) throw malformed('signature_method must be HmacSHA256 or HmacSHA1');
  const stamp = params.get('time_stamp') ?? '';
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(stamp))
    throw malformed('time_stamp must be YYYY-MM-DDThh:mm:ssZ');
  if (Math.abs(Date.parse(stamp) - now) > SKEW_MS) throw expired();
  const identity = identities.find(params.get('access_key_id') ?? '');
  if (identity === undefined) throw unauthenticated('access_key_id is not found');
  checkToken(request, identity, now);
  const right = signatureOf(request, identity.secretAccessKey, method);
  if (!isSame(params.get('signature') ?? '', right)) throw unauthenticated('signature is not right');
  return identity;
}

export function signatureOf(
  { method, url }: Pick<Request, 'method' | 'url'>,
  secret: string,
  hash: string,
): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'signature')
    .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map((pair) => pair.map(encoded).join('='))
    .join('&');
  return createHmac(hash, secret).update(`${method}\n${url.pathname}\n${query}`).digest('base64');
}

/** Temporary keys are known at `/iam/`, with their token; the others at `/iaas/`. */
function checkToken({ url }: Request, { token, expires }: Identity, now: number): void {
  const version = url.searchParams.get('signature_version');
  if (url.pathname !== (token === undefined ? '/iaas/' : '/iam/'))
    throw unauthenticated('this is not its path');
  if (version !== '1' && !(version === '2' && token !== undefined)) throw malformed('signature_version');
  if ((url.searchParams.get('token') ?? undefined) !== token) throw unauthenticated('token is not right');
  if (expires !== undefined && expires <= now) throw unauthenticated('token has expired');
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** RFC 3986: "a space becomes %20", hex digits are capitals. */
function encoded(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[\w.~-]/.test(char) && byte < 128
        ? char
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
