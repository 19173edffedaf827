import {
  CORE_SCHEMA,
  NOT_RESOLVED,
  YAMLException,
  defineScalarTag,
  floatCoreTag,
  intCoreTag,
  load,
} from 'js-yaml';
import type { LoadOptions, ScalarTagDefinition } from 'js-yaml';
import { isTooMuch } from './aliases.ts';
import { ConfigError } from './config-error.ts';

/** The configuration. Throws `ConfigError`. */
export function parseYaml(text: string, where: string): unknown {
  const refuse = (why: string): ConfigError => new ConfigError(`${where}: ${why}`);
  return yamlOf(text, refuse, { schema: SCHEMA });
}

/**
 * Reads what a person wrote. What is wrong with it goes to `refuse`, with nothing of the text: secrets stand in it,
 * and the library's own errors show the lines around.
 */
export function yamlOf(text: string, refuse: (why: string) => Error, options: LoadOptions = {}): unknown {
  const document = loaded(text, refuse, options);
  if (isTooMuch(document)) throw refuse('its aliases stand for too much: write out what they mean');
  return document;
}

function loaded(text: string, refuse: (why: string) => Error, options: LoadOptions): unknown {
  try {
    return load(text, options);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { line, column } = error.mark ?? { line: 0, column: 0 };
    const why = error.reason.replace(/["'!<`].*$/s, '').trim();
    throw refuse(`not YAML or JSON: ${why} at line ${line + 1}, column ${column + 1}: correct it there`);
  }
}

/** Account ids are digits: those that a number would not give back as they are written stay text. */
const unlessId = (tag: ScalarTagDefinition<number>): ScalarTagDefinition<number> =>
  defineScalarTag<number>(tag.tagName, {
    ...tag,
    resolve: (source, isExplicit, tagName) =>
      /^(?:0\d+|\d{11,})$/.test(source) ? NOT_RESOLVED : tag.resolve(source, isExplicit, tagName),
  });

const SCHEMA = CORE_SCHEMA.withTags(unlessId(intCoreTag), unlessId(floatCoreTag));
