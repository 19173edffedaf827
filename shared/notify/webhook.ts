import { retryAfter } from '../collect/retry-after.ts';
import { backoff, retrying, within } from '../store/within.ts';
import type { Patience } from '../store/within.ts';
import { cloudEvent } from './cloud-event.ts';
import { SinkError } from './event.ts';
import type { Sink } from './event.ts';
import { webhookSigner } from './standard-webhook.ts';
import { agentOf, cleaner, headersOf, urlOf } from './webhook-options.ts';
import type { WebhookOptions } from './webhook-options.ts';
import { post } from './webhook-post.ts';
import type { Posted } from './webhook-post.ts';

const PATIENCE: Patience = { attempts: 4, baseMs: 1000, maxMs: 30_000 };

/** Certificates do not mend themselves in seconds. https://nodejs.org/docs/latest-v20.x/api/tls.html#x509-certificate-error-codes */
const DISTRUST = /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|EPROTO$)/;

/**
 * CloudEvents in structured JSON, signed as Standard Webhooks says. A 2xx
 * acknowledges. What may pass is tried again while `signal` lasts; the cursor
 * stays where it is, so the next run tries again anyway. Messages name the
 * host only: paths, headers and secrets may be credentials.
 */
export function webhookSink(options: WebhookOptions): Sink {
  const { name, clock, timeoutMs = 15_000, patience = PATIENCE } = options;
  const url = urlOf(options);
  const sign = webhookSigner([options.secret ?? []].flat());
  const own = headersOf(options);
  const agent = agentOf(options, url);
  const clean = cleaner(options, url);

  const attempt = async (id: string, body: Uint8Array, signal: AbortSignal): Promise<void> => {
    const headers = {
      ...own,
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'content-length': String(body.length),
      ...sign(id, Math.floor(clock.now() / 1000), body),
    };
    let answer: Posted;
    try {
      answer = await within(
        clock,
        timeoutMs,
        (either) => post({ url, agent, headers, body, timeoutMs, signal: either }),
        signal,
      );
    } catch (error) {
      const code = codeOf(error) ?? (error instanceof Error ? error.name : 'unknown');
      const distrust = DISTRUST.test(code);
      const remedy = distrust
        ? ': the certificate is not trusted or TLS is refused; see ca, cert and key'
        : '';
      throw new Refused(`no answer (${code})${remedy}`, { again: !distrust && !signal.aborted });
    }
    const { status, retryAfter: asked } = answer;
    if (status >= 200 && status < 300) return;
    const excerpt = clean(answer.excerpt).slice(0, 200);
    const said = `HTTP ${status}${excerpt === '' ? '' : `: ${excerpt}`}`;
    if (status >= 300 && status < 400) throw new Refused(`${said} (redirects are not followed)`);
    const remedy = status === 410 ? ': it wants no more events; take the sink out of the configuration' : '';
    throw new Refused(`${said}${remedy}`, {
      again: status === 408 || status === 429 || status >= 500,
      gone: status === 410,
      afterMs: retryAfter(asked, clock.now()) ?? 0,
    });
  };

  const wait = (error: unknown, n: number): number | undefined => {
    if (!(error instanceof Refused) || !error.again) return undefined;
    const ms = backoff(clock, patience, n);
    return ms === undefined || error.afterMs > patience.maxMs ? undefined : Math.max(ms, error.afterMs);
  };

  return {
    name,
    async send(event, signal) {
      const message = cloudEvent(event);
      const body = new TextEncoder().encode(JSON.stringify(message));
      try {
        await retrying(clock, () => attempt(message.id, body, signal), wait, signal);
      } catch (error) {
        const late = signal.aborted ? ' (the time for it was up)' : '';
        if (!(error instanceof Refused) && late === '') throw error; // a bug
        const why = error instanceof Refused ? error.message : 'not acknowledged';
        const gone = error instanceof Refused && error.gone;
        throw new SinkError(`webhook "${name}" at ${url.host}: ${why}${late}`, { gone });
      }
    },
  };
}

/** One attempt that was not acknowledged. Without cause: Node's errors may hold the request. */
class Refused extends Error {
  readonly again: boolean;
  readonly gone: boolean;
  readonly afterMs: number;
  constructor(message: string, { again = false, gone = false, afterMs = 0 } = {}) {
    super(message);
    this.again = again;
    this.gone = gone;
    this.afterMs = afterMs;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
