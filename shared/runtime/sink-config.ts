import { validateHeaderName, validateHeaderValue } from 'node:http';
import * as z from 'zod/mini';

const Pem = z.string().check(z.regex(/-----BEGIN [A-Z0-9 ]+-----/, 'expected PEM: ${file:/path/to.pem}'));
const Secret = z.string().check(z.refine(isSecret, 'expected "whsec_" and 24 to 64 random bytes in base64'));

/** One webhook; `webhookSink` takes it as it is. */
export const SinkConfig = z
  .strictObject({
    type: z.literal('webhook'),
    /** Names the cursor. */
    name: z
      .string()
      .check(
        z.regex(/^[\w.~-]{1,64}$/, 'expected up to 64 letters, digits and ._~-: it names what was delivered'),
      ),
    url: z.string().check(z.refine(isWebUrl, 'expected a URL such as https://host/path')),
    secret: z.optional(z.union([Secret, z.array(Secret)])),
    headers: z.optional(
      z
        .record(z.string(), z.string())
        .check(z.refine(areHeaders, 'expected names and values that HTTP allows')),
    ),
    ca: z.optional(Pem),
    cert: z.optional(Pem),
    key: z.optional(Pem),
    timeoutSeconds: z.prefault(z.number().check(z.positive(), z.maximum(300)), 15),
  })
  .check(
    z.refine(({ cert, key }) => (cert === undefined) === (key === undefined), {
      path: ['cert'],
      error: 'cert and key go together: give both or none',
    }),
  );
export type SinkConfig = z.infer<typeof SinkConfig>;

export const Sinks = z
  .array(SinkConfig)
  .check(
    z.refine(
      (sinks) => new Set(sinks.map(({ name }) => name)).size === sinks.length,
      'two sinks have the same name: rename one, a name is what remembers deliveries',
    ),
  );

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
function isSecret(text: string): boolean {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1] ?? '';
  const { length } = Buffer.from(base64, 'base64');
  return length >= 24 && length <= 64;
}

function areHeaders(headers: Readonly<Record<string, string>>): boolean {
  try {
    for (const [name, value] of Object.entries(headers)) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
      if (/^(?:webhook-|content-|host$|connection$|transfer-encoding$)/i.test(name)) return false;
    }
    return true;
  } catch {
    return false;
  }
}
