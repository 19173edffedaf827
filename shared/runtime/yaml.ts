import {
  CORE_SCHEMA,
  NOT_RESOLVED,
  YAMLException,
  defineScalarTag,
  floatCoreTag,
  intCoreTag,
  load,
} from 'js-yaml';
import type { ScalarTagDefinition } from 'js-yaml';
import { ConfigError } from './config-error.ts';

/** Messages hold nothing of the text: it may hold secrets by mistake. */
export function parseYaml(text: string, where: string): unknown {
  try {
    return load(text, { schema: SCHEMA });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { line, column } = error.mark ?? { line: 0, column: 0 };
    const why = error.reason.replace(/["'!<`].*$/s, '').trim();
    throw new ConfigError(
      `${where}: not YAML or JSON: ${why} at line ${line + 1}, column ${column + 1}: correct it there`,
    );
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
