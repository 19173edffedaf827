import { ConfigError } from './config-error.ts';
import { parseJson } from './json.ts';

/** At once or later; throws `ConfigError`. */
export type ReadYaml = (text: string, where: string) => unknown;

/**
 * Reads JSON, or YAML, of which JSON is a part, where there is what reads it: the command has that. A function has not:
 * what it is given a machine wrote, and the code for YAML would be a sixth of it.
 */
export async function parseDocument(
  text: string,
  where: string,
  readYaml: ReadYaml | undefined,
): Promise<unknown> {
  if (text.trim() === '') throw new ConfigError(`${where}: is empty: "tagsync init" writes an example`);
  return readYaml === undefined ? parseJson(text, where) : readYaml(text, where);
}
