import * as z from 'zod/mini';

export const Text = z.string().check(z.minLength(1, 'must not be empty'));

/** The parts that the section of every bucket has. */
export const place = {
  prefix: z.optional(
    z.string().check(z.refine(isPrefix, 'expected names of letters, digits, ._~:- between slashes')),
  ),
  region: z.optional(Text),
  endpoint: z.optional(
    z.string().check(z.refine(isEndpoint, 'expected http(s)://host[:port], without user and query')),
  ),
  pathStyle: z.optional(z.boolean()),
};

/** Named as those of the providers, so that the same names are secret. */
export const keys = {
  accessKeyId: z.optional(Text),
  secretAccessKey: z.optional(Text),
  sessionToken: z.optional(Text),
};

export interface Keys {
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
  readonly sessionToken?: string | undefined;
}

export function areWhole({ accessKeyId, secretAccessKey }: Keys): boolean {
  return (accessKeyId === undefined) === (secretAccessKey === undefined);
}

export const NOT_WHOLE = 'accessKeyId and secretAccessKey go together';

export function trimmed(prefix: string): string {
  return prefix.replace(/^\/+|\/+$/g, '');
}

function isPrefix(text: string): boolean {
  return (
    trimmed(text) === '' ||
    trimmed(text)
      .split('/')
      .every((part) => /^(?!\.{1,2}$)[\w.~:-]+$/.test(part))
  );
}

function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '' && search === '';
}
