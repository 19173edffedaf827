/**
 * Who may have tokens, and which tokens are good:
 * https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
import { createHmac } from 'node:crypto';
import type { Reply, Request } from '../cloud/server.ts';
import type { Estate } from './estate.ts';
import { tokenRefusal, unauthenticated } from './refusals.ts';

export const AUDIENCE = 'https://management.azure.com';
/** Seconds that a token lasts. */
const LASTS = 3599;

export interface Claims {
  readonly aud: string;
  /** The tenant. */
  readonly tid: string;
  readonly appid: string;
  /** Seconds since 1970. */
  readonly exp: number;
  /** How many have been issued before it. */
  readonly uti: number;
}

export class Identities {
  readonly #estate: Estate;
  #issued = 0;
  /** Tokens of before this number are taken back. */
  #revoked = 0;

  readonly #audience: string;

  /** `audience`: whose tokens this cloud takes. */
  constructor(estate: Estate, audience: string = AUDIENCE) {
    this.#estate = estate;
    this.#audience = audience;
  }

  issue(tid: string, appid: string, now: number, aud: string = this.#audience): string {
    const claims: Claims = { aud, tid, appid, exp: Math.floor(now / 1000) + LASTS, uti: this.#issued++ };
    const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
    return `${HEADER}.${body}.${signatureOf(body)}`;
  }

  /** Every token that there is now is good no more. */
  revoke(): void {
    this.#revoked = this.#issued;
  }

  grant(request: Request, tid: string, now: number): Reply {
    const form = new URLSearchParams(request.body);
    const tenant = this.#estate.tenants[tid];
    if (tenant === undefined)
      throw tokenRefusal(400, 'invalid_request', 90_002, `Tenant '${tid}' not found.`);
    if (form.get('grant_type') !== 'client_credentials')
      throw tokenRefusal(400, 'unsupported_grant_type', 70_003, 'The grant type is not supported.');
    const id = form.get('client_id') ?? '';
    const application = tenant.applications.find(({ clientId }) => clientId === id);
    if (application === undefined) {
      const text = `Application with identifier '${id}' was not found in the directory '${tid}'.`;
      throw tokenRefusal(400, 'unauthorized_client', 700_016, text);
    }
    if (form.get('client_secret') !== application.clientSecret)
      throw tokenRefusal(401, 'invalid_client', 7_000_215, 'Invalid client secret provided.');
    if (application.expired)
      throw tokenRefusal(
        401,
        'invalid_client',
        7_000_222,
        `The provided client secret keys for app '${id}' are expired.`,
      );
    const [, aud] = /^(https:\/\/[^/]+)\/\.default$/.exec(form.get('scope') ?? '') ?? [];
    if (aud === undefined)
      throw tokenRefusal(400, 'invalid_scope', 1_002_012, 'The provided value for scope is not valid.');
    return {
      status: 200,
      body: {
        token_type: 'Bearer',
        expires_in: LASTS,
        ext_expires_in: LASTS,
        access_token: this.issue(tid, id, now, aud),
      },
    };
  }

  /** Of a request to Azure Resource Manager; throws `Refusal`. */
  verify(request: Request, now: number): Claims {
    const { authorization } = request.headers;
    if (authorization === undefined)
      throw unauthenticated(
        'AuthenticationFailed',
        "Authentication failed. The 'Authorization' header is missing.",
      );
    const claims = claimsIn(/^Bearer (\S+)$/.exec(authorization)?.[1] ?? '');
    if (claims === undefined)
      throw unauthenticated('InvalidAuthenticationToken', 'The access token is invalid.');
    if (claims.aud !== this.#audience)
      throw unauthenticated(
        'InvalidAuthenticationTokenAudience',
        `The access token has been obtained for wrong audience or resource '${claims.aud}'.`,
      );
    if (claims.exp * 1000 <= now)
      throw unauthenticated(
        'ExpiredAuthenticationToken',
        'The access token expiry UTC time is earlier than current UTC time.',
      );
    if (claims.uti < this.#revoked)
      throw unauthenticated('InvalidAuthenticationToken', 'The access token has been revoked.');
    return claims;
  }
}

const HEADER = Buffer.from('{"typ":"JWT","alg":"HS256"}').toString('base64url');

const signatureOf = (body: string): string =>
  createHmac('sha256', 'the simulator').update(`${HEADER}.${body}`).digest('base64url');

function claimsIn(token: string): Claims | undefined {
  const [header, body = '', signature] = token.split('.');
  if (header !== HEADER || signature !== signatureOf(body)) return undefined;
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims;
}
