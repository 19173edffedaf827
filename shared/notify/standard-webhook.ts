import { createHmac } from 'node:crypto';

/** Signs one attempt: the values of the three headers. */
export type WebhookSigner = (
  id: string,
  seconds: number,
  body: Uint8Array,
) => Readonly<Record<string, string>>;

const PREFIX = 'whsec_';

/**
 * Symmetric signatures of Standard Webhooks 1.0.0; one signature per secret, so
 * that a receiver can change over from one to the next.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function webhookSigner(secrets: readonly string[]): WebhookSigner {
  const keys = secrets.map(keyOf);
  return (id, seconds, body) => {
    const signature = keys.map((key) => {
      const content = createHmac('sha256', key).update(`${id}.${seconds}.`).update(body);
      return `v1,${content.digest('base64')}`;
    });
    return {
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      ...(signature.length > 0 ? { 'webhook-signature': signature.join(' ') } : {}),
    };
  };
}

/** The specification wants 24 to 64 random bytes. */
function keyOf(secret: string): Buffer {
  const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : '';
  const key = Buffer.from(text, 'base64');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || key.length < 24 || key.length > 64) {
    throw new Error(`a webhook secret must be "${PREFIX}" and 24 to 64 random bytes in base64`);
  }
  return key;
}
