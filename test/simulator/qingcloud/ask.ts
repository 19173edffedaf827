/** A client of the simulator's own, for its own tests: it signs as the simulator reads, and asks as it is told. */
import type { Credentials } from './identities.ts';
import { signatureOf } from './signature.ts';

export interface Question {
  readonly url: string;
  readonly keys: Credentials;
  /** The action among them. */
  readonly params: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly method?: string;
  readonly hash?: string;
  /** Milliseconds since the epoch. */
  readonly now?: number;
  /** What is laid over a request that is signed already. */
  readonly afterwards?: Readonly<Record<string, string>>;
}

export type Answer = Readonly<Record<string, unknown>>;

export async function ask(question: Question): Promise<Answer> {
  const { keys, params, path = '/iaas/', method = 'GET', hash = 'sha256', now = Date.now() } = question;
  const url = new URL(path, question.url);
  const all = {
    access_key_id: keys.accessKeyId,
    signature_method: 'HmacSHA256',
    signature_version: '1',
    time_stamp: `${new Date(now).toISOString().slice(0, 19)}Z`,
    version: '1',
    ...(keys.token !== undefined && { token: keys.token }),
    ...params,
  };
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
  url.searchParams.set('signature', signatureOf({ method, url }, keys.secretAccessKey, hash));
  for (const [name, value] of Object.entries(question.afterwards ?? {})) url.searchParams.set(name, value);
  const reply = await fetch(url, { method });
  return (await reply.json()) as Answer;
}
