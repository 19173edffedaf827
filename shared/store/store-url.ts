import { fileURLToPath } from 'node:url';

/** URLs are printed, and kept by shells. */
const SECRETS: ReadonlySet<string> = new Set([
  'accessKeyId',
  'secretAccessKey',
  'sessionToken',
  'accountKey',
  'sharedAccessToken',
]);
const BOOLEANS: ReadonlySet<string> = new Set(['pathStyle', 'internal']);

/**
 * The section that a store's URL stands for. What is not a store's URL becomes a
 * section that the schema refuses, with a path in its message.
 */
export function sectionOf(text: string): unknown {
  if (!URL.canParse(text)) return { type: text };
  const url = new URL(text);
  const query = Object.fromEntries(
    [...url.searchParams].map(([name, value]) => [
      SECRETS.has(name) ? `${name} (not in a URL)` : name,
      BOOLEANS.has(name) && /^(?:true|false)$/.test(value) ? value === 'true' : value,
    ]),
  );
  const type = url.protocol.slice(0, -1);
  if (type === 'file') return { ...query, type, path: url.host === '' ? fileURLToPath(url) : '' };
  return {
    ...query,
    ...(url.username === '' && url.password === '' ? {} : { userinfo: 'not here' }),
    type,
    bucket: url.hostname,
    prefix: decodeURIComponent(url.pathname.slice(1)),
  };
}
