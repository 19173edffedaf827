import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';

/** What every answer is in. */
const Envelope = z.object({
  OPT_STATUS: z.string(),
  DESCRIPTION: z.optional(z.string()),
  DATA: z.optional(z.unknown()),
});
type Envelope = z.infer<typeof Envelope>;

/** An answer is believed only as its envelope with `SUCCESS`: it may say 200 with an empty body when a header did not suit it. */
export function readAnswer(what: string, status: number, text: string): Envelope {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    if (status === 413) {
      throw new CloudError(
        'invalid',
        `${what}: HTTP 413: a proxy on the way takes no body of that size: raise its limit, or send fewer domains`,
        { cause },
      );
    }
    const said = text === '' ? 'an empty body' : 'a body that is not JSON';
    throw new CloudError(
      'unavailable',
      `${what}: HTTP ${status} with ${said}: it did not do what it was asked`,
      { cause },
    );
  }
  const envelope = Envelope.safeParse(value);
  if (!envelope.success)
    throw new CloudError(
      'unavailable',
      `${what}: HTTP ${status} without OPT_STATUS: is that DeepFlow's controller?`,
    );
  const { OPT_STATUS: code, DESCRIPTION: said = '' } = envelope.data;
  if (code === 'SUCCESS' && status === 200) return envelope.data;
  const reason = status >= 500 && code !== 'FAIL' ? 'unavailable' : 'invalid';
  throw new CloudError(reason, `${what}: ${code} (HTTP ${status}): ${said.slice(0, 300)}`, { code });
}

/** Throws `invalid` where a member that is read is missing, or of another type. */
export function parsed<T>(schema: z.ZodMiniType<T>, value: unknown, path: string): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const where = read.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new CloudError('invalid', `DeepFlow: ${path}: not what this release can read (${where})`);
}
