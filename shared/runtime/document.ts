import { ConfigError } from './config-error.ts';

/**
 * Reads YAML, of which JSON is a part. What a function was packaged with is JSON that a machine wrote: it is read
 * without the code for YAML, which is not loaded then.
 */
export async function parseDocument(text: string, where: string): Promise<unknown> {
  if (text.trim() === '') throw new ConfigError(`${where}: is empty: "tagsync init" writes an example`);
  const written = writtenByMachine(text);
  if (written !== undefined) return written;
  const { parseYaml } = await import('./yaml.ts');
  return parseYaml(text, where);
}

/**
 * What JSON writes back byte for byte has no key twice and nothing else that only YAML complains about. Digits that
 * may be an account's id are left to YAML, which keeps them text.
 */
function writtenByMachine(text: string): unknown {
  if (!text.startsWith('{') || /[:,[]\d{11}/.test(text)) return undefined;
  try {
    const document: unknown = JSON.parse(text);
    return JSON.stringify(document) === text ? document : undefined;
  } catch {
    return undefined; // YAML says what is wrong with it, and where
  }
}
