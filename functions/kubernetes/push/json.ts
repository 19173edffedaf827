import type { Json, JsonObject } from '../cached.ts';

/** What is there, or nothing of its kind: objects were parsed when they were read. */
export function objectAt(from: Json, ...path: readonly string[]): JsonObject {
  const found = at(from, path);
  return isObject(found) ? found : {};
}

export function listAt(from: Json, ...path: readonly string[]): readonly Json[] {
  const found = at(from, path);
  return Array.isArray(found) ? found : [];
}

export function textAt(from: Json, ...path: readonly string[]): string | undefined {
  const found = at(from, path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The named fields that are there, in this order: the same content gives the same bytes. */
export function pick(from: Json, ...names: readonly string[]): JsonObject {
  const object = objectAt(from);
  const picked: Record<string, Json> = {};
  for (const name of names) {
    const found = object[name];
    if (found !== undefined && found !== null) picked[name] = found;
  }
  return picked;
}

function at(from: Json, path: readonly string[]): Json {
  let found: Json = from;
  for (const name of path) found = isObject(found) ? found[name] : undefined;
  return found;
}

function isObject(found: Json): found is JsonObject {
  return typeof found === 'object' && found !== null && !Array.isArray(found);
}
