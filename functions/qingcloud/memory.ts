import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Notes } from '../../shared/collect/provider.ts';

/** `spentUntil` in milliseconds since 1970; `account`: whose key it is that the configuration names no account of. */
const Noted = z.object({ account: z.optional(z.string()), spentUntil: z.optional(z.number()) });
type Noted = z.infer<typeof Noted>;

/** What one run tells the next of an account. */
export interface Memory {
  noted(): Noted;
  /** Written only where it says something new. */
  note(news: Noted): Promise<void>;
}

/**
 * By the id of the account, or by a key's, so that it is known before anything is asked of the cloud. Ids of keys are
 * no secrets; still the store has no need of them.
 */
export async function memoryOf(notes: Notes | undefined, name: string): Promise<Memory> {
  const key = name.startsWith('usr-') ? name : createHash('sha256').update(name).digest('hex');
  let noted = read(await notes?.read(key));
  return {
    noted: () => noted,
    async note(news) {
      const before = JSON.stringify(noted);
      noted = { ...noted, ...news };
      const text = JSON.stringify(noted);
      if (text !== before) await notes?.write(key, text);
    },
  };
}

/** A note that cannot be read is none. */
function read(text = '{}'): Noted {
  try {
    return Noted.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
